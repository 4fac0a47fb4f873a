import { loadHighs } from '../highs/load-highs.ts';

/** A linear program under construction: columns with costs, rows between bounds. Minimises. */
export interface LinearModel {
  /** Bounds 0…upper; returns the column's number. */
  column(cost: number, upper: number): number;
  row(lower: number, upper: number, entries: readonly (readonly [column: number, value: number])[]): void;
  /** What no choice changes. */
  constant(cost: number): void;
  /** The least cost, or null when time is over before it is proven. Infinity: nothing satisfies the rows. */
  solve(seconds: number): Promise<number | null>;
}

export function createLinearModel(): LinearModel {
  const costs: number[] = [];
  const uppers: number[] = [];
  const lowerRows: number[] = [];
  const upperRows: number[] = [];
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  let offset = 0;
  return {
    column(cost, upper) {
      uppers.push(upper);
      return costs.push(cost) - 1;
    },
    row(lower, upper, entries) {
      lowerRows.push(lower);
      upperRows.push(upper);
      for (const [column, value] of entries) {
        indices.push(column);
        values.push(value);
      }
      starts.push(indices.length);
    },
    constant: (cost) => void (offset += cost),
    async solve(seconds) {
      const highs = await loadHighs();
      const bounded = (value: number): number =>
        value === Infinity ? highs.infinity : value === -Infinity ? -highs.infinity : value;
      const model = highs.createModel({
        numCols: costs.length,
        numRows: lowerRows.length,
        offset,
        colCost: costs,
        colLower: costs.map(() => 0),
        colUpper: uppers.map(bounded),
        rowLower: lowerRows.map(bounded),
        rowUpper: upperRows.map(bounded),
        matrix: {
          format: 'csr',
          numCols: costs.length,
          numRows: lowerRows.length,
          starts,
          indices,
          values,
        },
      });
      try {
        model.options.set({ output_flag: false, time_limit: seconds });
        model.run();
        const { optimal, infeasible } = highs.constants.modelStatus;
        const status = model.getModelStatus();
        if (status === infeasible) return Infinity;
        return status === optimal ? model.getObjectiveValue() : null;
      } finally {
        model.dispose();
      }
    },
  };
}
