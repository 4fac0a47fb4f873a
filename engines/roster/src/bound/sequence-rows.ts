import type { RosterProblem } from '../model/index.ts';
import type { LinearModel } from './linear-model.ts';

export type Entries = readonly (readonly [column: number, value: number])[];

/** Entries of value 1 for a person's day on any of these types; null for all. */
export type DayEntries = (person: number, day: number, types: readonly number[] | null) => Entries;

/** What may follow what, as rows: each holds for every legal roster, so adding it never makes the bound wrong. */
export function addSequences(model: LinearModel, problem: RosterProblem, dayOf: DayEntries): void {
  const { staff, shiftTypes, rotation } = problem;
  const typesOf = (ids: readonly string[]): number[] =>
    shiftTypes.flatMap(({ id }, s) => (ids.includes(id) ? [s] : []));
  for (const [n, { contract, recent }] of staff.entries()) {
    const worked = (shift: string | null): boolean => shift !== null;
    atMostInARow(model, problem, n, contract.maxConsecutiveWork, trailing(recent, worked), dayOf, null);
    for (const { shifts, maxConsecutive } of rotation) {
      const past = trailing(recent, (shift) => shift !== null && shifts.includes(shift));
      atMostInARow(model, problem, n, maxConsecutive, past, dayOf, typesOf(shifts));
    }
    addMinimums(model, problem, n, dayOf);
    addBans(model, problem, n, dayOf);
  }
}

/** How many days before the horizon match without a break. */
function trailing(recent: readonly (string | null)[], matches: (shift: string | null) => boolean): number {
  const others = recent.findLastIndex((shift) => !matches(shift));
  return recent.length - 1 - others;
}

function atMostInARow(
  model: LinearModel,
  { horizon }: RosterProblem,
  n: number,
  most: number,
  past: number,
  dayOf: DayEntries,
  types: readonly number[] | null,
): void {
  const window = (from: number, length: number): Entries =>
    Array.from({ length }, (_, i) => dayOf(n, from + i, types)).flat();
  for (let day = 0; day + most < horizon.days; day += 1) model.row(0, most, window(day, most + 1));
  const left = Math.max(0, most - past);
  if (past > 0 && left < horizon.days) model.row(0, left, window(0, left + 1));
}

/** A run that begins inside goes on for its minimum, or to the horizon's end. */
function addMinimums(
  model: LinearModel,
  { horizon, staff }: RosterProblem,
  n: number,
  dayOf: DayEntries,
): void {
  const { contract, recent } = staff[n]!;
  const { minConsecutiveWork, minConsecutiveOff, maxConsecutiveOff } = contract;
  const times = (entries: Entries, sign: number): Entries => entries.map(([column]) => [column, sign]);
  for (let day = recent.length > 0 ? 0 : 1; day < horizon.days; day += 1) {
    const before = day === 0 ? [] : dayOf(n, day - 1, null);
    const workedBefore = day === 0 && recent.at(-1) !== null ? 1 : 0;
    const today = dayOf(n, day, null);
    for (let later = day + 1; later < Math.min(horizon.days, day + minConsecutiveWork); later += 1)
      model.row(-Infinity, workedBefore, [
        ...today,
        ...times(before, -1),
        ...times(dayOf(n, later, null), -1),
      ]);
    for (let later = day + 1; later < Math.min(horizon.days, day + minConsecutiveOff); later += 1)
      model.row(-Infinity, 1 - workedBefore, [...before, ...times(today, -1), ...dayOf(n, later, null)]);
  }
  if (maxConsecutiveOff === null) return;
  for (let day = 0; day + maxConsecutiveOff < horizon.days; day += 1)
    model.row(
      1,
      Infinity,
      Array.from({ length: maxConsecutiveOff + 1 }, (_, i) => dayOf(n, day + i, null)).flat(),
    );
}

function addBans(
  model: LinearModel,
  { horizon, shiftTypes, staff }: RosterProblem,
  n: number,
  dayOf: DayEntries,
): void {
  const { contract, recent } = staff[n]!;
  for (const [s, { id, endMinute, forbiddenNext }] of shiftTypes.entries()) {
    const banned = shiftTypes.flatMap((next, t) =>
      forbiddenNext.includes(next.id) || next.startMinute + 1440 - endMinute < contract.minRestMinutes
        ? [t]
        : [],
    );
    if (banned.length === 0) continue;
    if (recent.at(-1) === id) model.row(0, 0, dayOf(n, 0, banned));
    for (let day = 0; day + 1 < horizon.days; day += 1)
      model.row(0, 1, [...dayOf(n, day, [s]), ...dayOf(n, day + 1, banned)]);
  }
}

/** Pairings, hard ones as rows, soft ones as costs of what two people's days share or do not. */
export function addPairings(model: LinearModel, problem: RosterProblem, dayOf: DayEntries): void {
  const { staff, horizon, shiftTypes, pairings } = problem;
  const personOf = (id: string): number => staff.findIndex((member) => member.id === id);
  for (const { kind, staff: pair, weight } of pairings) {
    const [leader, follower] = [personOf(pair[0]), personOf(pair[1])];
    for (let day = 0; day < horizon.days; day += 1) {
      const breach: Entries = weight === null ? [] : [[model.column(weight, 1), -1]];
      for (const s of shiftTypes.keys()) {
        const first = dayOf(leader, day, [s]);
        const second = dayOf(follower, day, [s]);
        if (kind === 'apart') model.row(-Infinity, 1, [...first, ...second, ...breach]);
        else
          model.row(-Infinity, 0, [...second, ...first.map(([column]) => [column, -1] as const), ...breach]);
      }
    }
  }
}
