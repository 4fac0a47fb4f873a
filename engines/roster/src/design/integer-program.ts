import type { Highs, ModelData } from 'highs';
import { loadHighs } from '../highs/load-highs.ts';
import type { Headcounts } from './greedy-design.ts';
import { covers, type Kind } from './patterns.ts';
import type { DesignInput } from './types.ts';

export interface ExactDesign {
  readonly counts: Headcounts;
  readonly lowerBound: number;
}

/**
 * Set covering with breaks placed implicitly (T. Aykin, Management Science 42, 1996): x people on a kind of shift,
 * b of them resting in each place, Σ b = x; every slot is met up to what is missing or too many. HiGHS proves the
 * best or gives its bound when the seconds are over. It blocks its thread meanwhile.
 */
export async function solveExactly(
  input: DesignInput,
  kinds: readonly Kind[],
  start: Headcounts,
  seconds: number,
): Promise<ExactDesign | null> {
  const highs = await loadHighs();
  const program = buildProgram(input, kinds, highs);
  const model = highs.createModel(program.data);
  try {
    model.options.set({
      output_flag: false,
      time_limit: seconds,
      mip_rel_gap: 0,
      mip_abs_gap: 1e-6,
    });
    model.setSolution({ colValue: program.encode(start) });
    model.run();
    const lowerBound = Math.max(0, Number(model.info.get('mip_dual_bound')));
    const status = Number(model.info.get('primal_solution_status'));
    // 2 = feasible, in HiGHS' kHighsSolutionStatus.
    if (status !== 2) return Number.isFinite(lowerBound) ? { counts: start, lowerBound } : null;
    return { counts: program.decode(model.getSolution().colValue), lowerBound };
  } finally {
    model.dispose();
  }
}

interface Program {
  readonly data: ModelData;
  encode(counts: Headcounts): Float64Array;
  decode(values: Float64Array): Headcounts;
}

/** Columns: a rest's people (the kind's are their sum), missing and surplus per slot, kinds in use. */
function buildProgram(input: DesignInput, kinds: readonly Kind[], highs: Highs): Program {
  const { days, underCost, overCost, maxKinds } = input;
  const columns: {
    cost: number;
    upper: number;
    isWhole: boolean;
    entries: [row: number, value: number][];
  }[] = [];
  const rows: { lower: number; upper: number }[] = [];
  const addRow = (lower: number, upper: number): number => rows.push({ lower, upper }) - 1;
  const addColumn = (column: (typeof columns)[number]): number => columns.push(column) - 1;

  const restColumns = days.map(({ count, demand }) => {
    const cover = demand.map((wanted) => addRow(wanted, wanted));
    for (const row of cover) {
      const slack = { upper: highs.infinity, isWhole: false };
      addColumn({ ...slack, cost: count * underCost, entries: [[row, 1]] });
      addColumn({ ...slack, cost: count * overCost, entries: [[row, -1]] });
    }
    return kinds.map((kind) =>
      kind.rests.map((rest) =>
        addColumn({
          cost: count * kind.length.cost,
          upper: highs.infinity,
          isWhole: true,
          entries: cover.flatMap((row, slot): [number, number][] =>
            covers(kind, rest, slot) ? [[row, 1]] : [],
          ),
        }),
      ),
    );
  });
  const useColumns =
    maxKinds === null
      ? []
      : (() => {
          const limit = addRow(0, maxKinds);
          return kinds.map((_, k) => {
            const column = addColumn({ cost: 0, upper: 1, isWhole: true, entries: [[limit, 1]] });
            for (const [d, { demand }] of days.entries()) {
              const link = addRow(-highs.infinity, 0);
              for (const rest of restColumns[d]![k]!) columns[rest]!.entries.push([link, 1]);
              columns[column]!.entries.push([link, -mostOfUse(kinds[k]!, demand)]);
            }
            return column;
          });
        })();
  const { integer, continuous } = highs.constants.variableType;
  const starts = [0];
  for (const { entries } of columns) starts.push(starts.at(-1)! + entries.length);
  return {
    data: {
      numCols: columns.length,
      numRows: rows.length,
      colCost: columns.map(({ cost }) => cost),
      colLower: columns.map(() => 0),
      colUpper: columns.map(({ upper }) => upper),
      rowLower: rows.map(({ lower }) => lower),
      rowUpper: rows.map(({ upper }) => upper),
      integrality: columns.map(({ isWhole }) => (isWhole ? integer : continuous)),
      matrix: {
        format: 'csc',
        numCols: columns.length,
        numRows: rows.length,
        starts,
        indices: columns.flatMap(({ entries }) => entries.map(([row]) => row)),
        values: columns.flatMap(({ entries }) => entries.map(([, value]) => value)),
      },
    },
    encode(counts) {
      const values = new Float64Array(columns.length);
      for (const [d, kindColumns] of restColumns.entries())
        for (const [k, rests] of kindColumns.entries())
          for (const [r, column] of rests.entries()) {
            values[column] = counts[d]![k]![r]!;
            if (values[column] > 0 && maxKinds !== null) values[useColumns[k]!] = 1;
          }
      let at = 0;
      for (const [d, { demand }] of days.entries()) {
        for (const [slot, wanted] of demand.entries()) {
          let present = 0;
          for (const [k, kind] of kinds.entries())
            for (const [r, rest] of kind.rests.entries())
              if (covers(kind, rest, slot)) present += counts[d]![k]![r]!;
          values[at] = Math.max(0, wanted - present);
          values[at + 1] = Math.max(0, present - wanted);
          at += 2;
        }
        at += restColumns[d]!.flat().length;
      }
      return values;
    },
    decode: (values) =>
      restColumns.map((kindColumns) =>
        kindColumns.map((rests) => rests.map((column) => Math.round(values[column]!))),
      ),
  };
}

/**
 * No best design needs more people on one kind of shift: as many as the busiest slot wants, twice as many where two
 * breaks apart leave each other's slots covered. Any more could go without a slot falling short.
 */
function mostOfUse({ rests, firstSlot, endSlot }: Kind, demand: readonly number[]): number {
  const wanted = demand.slice(firstSlot, endSlot);
  const busiest = Math.max(0, ...wanted);
  if (rests.length === 1) return busiest;
  const areApart = rests[0]!.endSlot <= rests.at(-1)!.firstSlot;
  return areApart ? 2 * busiest : wanted.reduce((sum, people) => sum + people, 0);
}
