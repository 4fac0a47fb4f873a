import type { RosterProblem } from '../model/index.ts';
import { isFreeByRule, lacksSkill } from '../model/rules.ts';
import type { Automaton } from './automaton.ts';
import { createAutomaton } from './automaton.ts';
import type { Cells } from './cells.ts';
import { compileCells } from './cells.ts';

/** Stands for a broken hard pairing in sums; far above any honest total, far below where doubles lose cents. */
export const hardCost = 1e10;

/** Counts days on some shifts, for fairness. */
export interface Counter {
  /** Per type: 1 when counted. */
  readonly types: Uint8Array;
  readonly weekendsOnly: boolean;
  readonly weight: number;
  /** carried − target. */
  readonly offset: number;
}

export interface Pair {
  readonly other: number;
  readonly kind: 'apart' | 'leads' | 'follows';
  readonly cost: number;
}

export interface Person {
  readonly automaton: Automaton;
  /** Paid minutes are counted in this unit. */
  readonly minuteUnit: number;
  readonly minUnits: number;
  readonly maxUnits: number;
  readonly maxWeekends: number;
  /** Per type: most over the horizon; `days` for no cap. */
  readonly caps: Int32Array;
  readonly cappedTypes: readonly number[];
  readonly counters: readonly Counter[];
  readonly pairs: readonly Pair[];
}

/** The problem in numbers. A day's value is 0 for free, s + 1 for shift type s. */
export interface Compiled {
  readonly days: number;
  readonly types: number;
  readonly people: readonly Person[];
  /** 1 = Saturday, 2 = Sunday, 0 = other. */
  readonly weekend: Uint8Array;
  /** `[(person * days + day) * (types + 1) + value]`: cost of requests and changes; Infinity where forbidden. */
  readonly base: Float64Array;
  readonly cells: Cells;
}

export function compile(problem: RosterProblem): Compiled {
  const { horizon, shiftTypes, staff } = problem;
  const types = shiftTypes.length;
  const typeIndex = new Map(shiftTypes.map(({ id }, s) => [id, s]));
  const staffIndex = new Map(staff.map(({ id }, n) => [id, n]));
  const automata = new Map<string, Automaton>();
  const people = staff.map((member): Person => {
    const { contract } = member;
    const { minMinutes: _, maxMinutes: __, maxWeekends: ___, shiftCaps: ____, ...sequence } = contract;
    const key = JSON.stringify([sequence, member.recent]);
    let automaton = automata.get(key);
    if (automaton === undefined) {
      automaton = createAutomaton(problem, contract, member.recent);
      automata.set(key, automaton);
    }
    const caps = Int32Array.from(shiftTypes, ({ id }) => contract.shiftCaps[id] ?? horizon.days);
    const credit = creditedMinutes(member.leave, horizon.days);
    const unit =
      shiftTypes.reduce((sum, { paidMinutes }, s) => (caps[s]! > 0 ? gcd(sum, paidMinutes) : sum), 0) || 1;
    return {
      automaton,
      minuteUnit: unit,
      minUnits: Math.max(0, Math.ceil((contract.minMinutes - credit) / unit)),
      maxUnits: Math.floor((contract.maxMinutes - credit) / unit),
      maxWeekends: contract.maxWeekends,
      caps,
      cappedTypes: shiftTypes.flatMap((_type, s) => (caps[s]! > 0 && caps[s]! < horizon.days ? [s] : [])),
      counters: countersOf(problem, member.id),
      pairs: pairsOf(problem, member.id, staffIndex),
    };
  });
  const base = baseCosts(problem, typeIndex, staffIndex);
  return {
    days: horizon.days,
    types,
    people,
    weekend: Uint8Array.from({ length: horizon.days }, (_unused, day) => {
      const weekday = (horizon.firstWeekday + day) % 7;
      return weekday === 5 ? 1 : weekday === 6 ? 2 : 0;
    }),
    base,
    cells: compileCells(problem),
  };
}

function creditedMinutes(leave: RosterProblem['staff'][number]['leave'], days: number): number {
  const credited = new Float64Array(days);
  for (const { fromDay, throughDay, creditMinutesPerDay } of leave)
    for (let day = fromDay; day <= throughDay; day++)
      credited[day] = Math.max(credited[day]!, creditMinutesPerDay);
  return credited.reduce((sum, minutes) => sum + minutes, 0);
}

function countersOf({ fairness, shiftTypes }: RosterProblem, id: string): Counter[] {
  return fairness.flatMap(({ shifts, weekendsOnly, weight, members }) =>
    members
      .filter(({ staff }) => staff === id && weight > 0)
      .map(({ carried, target }) => ({
        types: Uint8Array.from(shiftTypes, (type) => (shifts === null || shifts.includes(type.id) ? 1 : 0)),
        weekendsOnly,
        weight,
        offset: carried - target,
      })),
  );
}

function pairsOf({ pairings }: RosterProblem, id: string, staffIndex: ReadonlyMap<string, number>): Pair[] {
  return pairings.flatMap(({ kind, staff: [leader, follower], weight }): Pair[] => {
    if (leader !== id && follower !== id) return [];
    const other = staffIndex.get(leader === id ? follower : leader)!;
    const cost = weight ?? hardCost;
    if (kind === 'apart') return [{ other, kind, cost }];
    return [{ other, kind: leader === id ? 'leads' : 'follows', cost }];
  });
}

function baseCosts(
  { horizon: { days }, shiftTypes, staff, requests, pins, published }: RosterProblem,
  typeIndex: ReadonlyMap<string, number>,
  staffIndex: ReadonlyMap<string, number>,
): Float64Array {
  const values = shiftTypes.length + 1;
  const base = new Float64Array(staff.length * days * values);
  const at = (n: number, day: number) => (n * days + day) * values;
  const valueOf = (shift: string | null) => (shift === null ? 0 : typeIndex.get(shift)! + 1);
  for (const [n, member] of staff.entries()) {
    for (const [s, type] of shiftTypes.entries())
      for (let day = 0; day < days; day++)
        if (member.contract.shiftCaps[type.id] === 0 || lacksSkill(member, type, day))
          base[at(n, day) + s + 1] = Infinity;
    const closed = Array.from({ length: days }, (_, day) => day).filter((day) => isFreeByRule(member, day));
    for (const day of closed) base.fill(Infinity, at(n, day) + 1, at(n, day) + values);
  }
  for (const { kind, staff: id, day, shift, weight } of requests) {
    const cell = at(staffIndex.get(id)!, day);
    for (let value = 0; value < values; value++) {
      const isMet = shift === null ? value > 0 : value === valueOf(shift);
      if (isMet === (kind === 'off')) base[cell + value]! += weight;
    }
  }
  if (published !== null)
    for (const [n, row] of published.roster.entries())
      for (const [day, shift] of row.entries())
        for (let value = 0; value < values; value++)
          if (value !== valueOf(shift)) base[at(n, day) + value]! += published.changeCost;
  for (const { staff: id, day, shift } of pins) {
    const cell = at(staffIndex.get(id)!, day);
    for (let value = 0; value < values; value++) if (value !== valueOf(shift)) base[cell + value] = Infinity;
  }
  return base;
}

function gcd(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

/** Whether the cost of every roster is a whole number: then bounds round up. */
export function hasWholeCosts({ base, cells, people }: Compiled): boolean {
  const areWhole = [base, cells.table, cells.underCost].every((list) =>
    list.every((cost) => cost === Infinity || Number.isInteger(cost)),
  );
  return areWhole && people.every(({ counters, pairs }) => counters.length === 0 && pairs.length === 0);
}
