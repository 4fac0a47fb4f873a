import type { RosterProblem } from '../model/index.ts';
import { holdsSkill } from '../model/rules.ts';
import { isPresent } from './presence.ts';

/**
 * What is to be covered. A cell counts people: those on one of its (day, type) sources who can fill one of its roles.
 * A simple cell has one role and a convex cost of the count, in a table. A joint cell counts people by the set of its
 * roles they can fill. Cover requirements with the same sources and the same people share a simple cell.
 */
export interface Cells {
  readonly count: number;
  /**
   * Cells a (day, type) is a source of: `sourceStart[day * types + type]` … next. An entry is cell × 2, + 1 when the
   * source is the shift of the eve that goes past midnight; `cellOf` and `rolesOf` read it.
   */
  readonly sourceStart: Int32Array;
  readonly sources: Int32Array;
  /**
   * `[person * count + cell]`: sets of roles the person can fill, 0 = does not count. Skills are judged on the day of
   * the shift: bits 0–3 for a shift of the cell's day, bits 4–7 for one of the eve.
   */
  readonly roles: Uint8Array;
  /** Number of roles of a joint cell, 0 for a simple one. */
  readonly jointRoles: Uint8Array;
  /** Simple: cost of x people at `[tableStart + x]`. Joint: people wanted by each set of roles at `[tableStart + set]`. */
  readonly tableStart: Int32Array;
  readonly table: Float64Array;
  readonly underCost: Float64Array;
  readonly day: Int32Array;
}

export function cellOf(source: number): number {
  return source >> 1;
}

export function rolesOf({ roles, count }: Cells, person: number, source: number): number {
  return (roles[person * count + (source >> 1)]! >> ((source & 1) << 2)) & 15;
}

interface Draft {
  readonly day: number;
  readonly sources: readonly number[];
  readonly roles: Uint8Array;
  readonly joint: number;
  readonly table: Float64Array;
  readonly underCost: number;
}

export function compileCells(problem: RosterProblem): Cells {
  const drafts = [...simpleCells(problem), ...jointCells(problem)];
  const people = problem.staff.length;
  const places = problem.horizon.days * problem.shiftTypes.length;
  const sourceStart = new Int32Array(places + 1);
  for (const { sources } of drafts) for (const place of sources) sourceStart[place + 1]!++;
  for (let place = 0; place < places; place++) sourceStart[place + 1]! += sourceStart[place]!;
  const fill = sourceStart.slice();
  const allSources = new Int32Array(sourceStart[places]!);
  const roles = new Uint8Array(people * drafts.length);
  const tableStart = new Int32Array(drafts.length + 1);
  for (const [cell, draft] of drafts.entries()) {
    for (const place of draft.sources) {
      const isEve = Math.floor(place / problem.shiftTypes.length) < draft.day;
      allSources[fill[place]!++] = cell * 2 + (isEve ? 1 : 0);
    }
    for (let n = 0; n < people; n++) roles[n * drafts.length + cell] = draft.roles[n]!;
    tableStart[cell + 1] = tableStart[cell]! + draft.table.length;
  }
  const table = new Float64Array(tableStart[drafts.length]!);
  for (const [cell, draft] of drafts.entries()) table.set(draft.table, tableStart[cell]);
  return {
    count: drafts.length,
    sourceStart,
    sources: allSources,
    roles,
    jointRoles: Uint8Array.from(drafts, ({ joint }) => joint),
    tableStart,
    table,
    underCost: Float64Array.from(drafts, ({ underCost }) => underCost),
    day: Int32Array.from(drafts, ({ day }) => day),
  };
}

function simpleCells(problem: RosterProblem): Draft[] {
  const merged = new Map<string, Draft>();
  const add = (day: number, sources: readonly number[], roles: Uint8Array, wanted: Wanted) => {
    const key = `${sources.join()}|${roles.join()}`;
    const draft = merged.get(key) ?? {
      day,
      sources,
      roles,
      joint: 0,
      table: new Float64Array(problem.staff.length + 1),
      underCost: 0,
    };
    for (let x = 0; x < draft.table.length; x++)
      draft.table[x]! +=
        wanted.underCost * Math.max(0, wanted.required - x) +
        wanted.overCost * Math.max(0, x - wanted.required);
    merged.set(key, draft);
  };
  const holders = createHolders(problem);
  for (const { day, shift, skill, ...wanted } of problem.shiftCover) {
    const type = problem.shiftTypes.findIndex(({ id }) => id === shift);
    add(day, [day * problem.shiftTypes.length + type], holders(day, skill), wanted);
  }
  for (const { day, skill, fromMinute, toMinute, ...wanted } of problem.intervalCover)
    add(day, sourcesOf(problem, day, { fromMinute, toMinute }), holders(day, skill), wanted);
  // One role alone is an interval's cover: nobody can be wanted twice.
  for (const { day, roles, underCost, ...span } of problem.jointCover)
    if (roles.length === 1)
      add(day, sourcesOf(problem, day, span), holders(day, roles[0]!.skill), {
        required: roles[0]!.count,
        underCost,
        overCost: 0,
      });
  return [...merged.values()];
}

interface Wanted {
  readonly required: number;
  readonly underCost: number;
  readonly overCost: number;
}

function jointCells(problem: RosterProblem): Draft[] {
  const holders = createHolders(problem);
  const merged = new Map<string, Draft>();
  for (const { day, roles, underCost, ...span } of problem.jointCover) {
    if (roles.length === 1) continue;
    const canFill = new Uint8Array(problem.staff.length);
    for (const [role, { skill }] of roles.entries())
      for (const [n, holds] of holders(day, skill).entries()) canFill[n]! |= holds << role;
    const table = Float64Array.from({ length: 1 << roles.length }, (_, set) =>
      roles.reduce((sum, { count }, role) => sum + ((set >> role) & 1) * count, 0),
    );
    const sources = sourcesOf(problem, day, span);
    const key = `${sources.join()}|${canFill.join()}|${table.join()}`;
    const same = merged.get(key);
    const draft = { day, sources, roles: canFill, joint: roles.length, table, underCost };
    merged.set(key, { ...draft, underCost: underCost + (same?.underCost ?? 0) });
  }
  return [...merged.values()];
}

/** (day, type) places whose people are present during all of the span, shifts from the eve included. */
function sourcesOf(
  { shiftTypes, horizon }: RosterProblem,
  day: number,
  span: { readonly fromMinute: number; readonly toMinute: number },
): number[] {
  const places: number[] = [];
  for (const shiftDay of [day - 1, day])
    for (const [s, type] of shiftTypes.entries())
      if (shiftDay >= 0 && shiftDay < horizon.days && isPresent(type, span, (day - shiftDay) * 1440))
        places.push(shiftDay * shiftTypes.length + s);
  return places;
}

/** Bit 0 for each person who holds the skill that day, bit 4 for who held it on the eve. */
function createHolders(problem: RosterProblem): (day: number, skill: string | null) => Uint8Array {
  const bit = (holds: boolean) => (holds ? 1 : 0);
  return (day, skill) =>
    Uint8Array.from(problem.staff, (member) =>
      skill === null
        ? 17
        : bit(holdsSkill(member, skill, day)) | (bit(holdsSkill(member, skill, day - 1)) << 4),
    );
}
