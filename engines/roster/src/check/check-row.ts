import type { RosterProblem, ShiftType, StaffMember } from '../model/index.ts';
import { creditedMinutes, holds, isWeekend, weekendOf, type Row } from './facts.ts';
import { runsOf } from './runs.ts';
import type { HardRule, Violation } from './types.ts';

type Found = (
  rule: HardRule,
  days: readonly [from: number, through: number] | null,
  detail?: { readonly subject?: string; readonly found?: number; readonly limit?: number },
) => void;

/** Every hard rule of one person's row. Pairings concern two people and are checked elsewhere. */
export function checkRow(problem: RosterProblem, member: StaffMember, row: Row): Violation[] {
  const violations: Violation[] = [];
  const found: Found = (rule, days, { subject, found: count, limit } = {}) =>
    void violations.push({
      rule,
      staff: member.id,
      other: null,
      fromDay: days === null ? null : Math.max(0, days[0]),
      throughDay: days === null ? null : days[1],
      subject: subject ?? null,
      found: count ?? null,
      limit: limit ?? null,
    });
  const types = new Map(problem.shiftTypes.map((type) => [type.id, type]));
  checkDays(problem, member, row, types, found);
  checkNeighbours(member, row, types, found);
  checkRuns(member, row, found);
  checkRotation(problem, member, row, found);
  checkCounts(problem, member, row, types, found);
  return violations;
}

function checkDays(
  problem: RosterProblem,
  member: StaffMember,
  row: Row,
  types: ReadonlyMap<string, ShiftType>,
  found: Found,
): void {
  for (const [day, shift] of row.entries()) {
    if (shift === null) continue;
    if (member.daysOff.includes(day)) found('dayOff', [day, day], { subject: shift });
    if (member.leave.some(({ fromDay, throughDay }) => day >= fromDay && day <= throughDay))
      found('leave', [day, day], { subject: shift });
    for (const skill of types.get(shift)!.requiredSkills)
      if (!holds(member, skill, day)) found('skill', [day, day], { subject: skill });
  }
  for (const pin of problem.pins)
    if (pin.staff === member.id && row[pin.day] !== pin.shift)
      found('pin', [pin.day, pin.day], pin.shift === null ? {} : { subject: pin.shift });
}

/** What may follow what, the eve of the horizon included. */
function checkNeighbours(
  { contract, recent }: StaffMember,
  row: Row,
  types: ReadonlyMap<string, ShiftType>,
  found: Found,
): void {
  let before = recent.at(-1) ?? null;
  for (const [day, shift] of row.entries()) {
    if (before !== null && shift !== null) {
      const { endMinute, forbiddenNext } = types.get(before)!;
      const rest = 24 * 60 - endMinute + types.get(shift)!.startMinute;
      if (forbiddenNext.includes(shift)) found('forbiddenNext', [day - 1, day], { subject: shift });
      if (rest < contract.minRestMinutes)
        found('minRest', [day - 1, day], { subject: shift, found: rest, limit: contract.minRestMinutes });
    }
    before = shift;
  }
}

/**
 * Stretches of work and of rest. A minimum is waived for a run at either end of what is known, and for one that had
 * ended before the horizon's eve; a maximum counts past days, but only a run that goes on in the horizon breaks it.
 */
function checkRuns({ contract, recent }: StaffMember, row: Row, found: Found): void {
  const firstDay = -recent.length;
  const lastDay = row.length - 1;
  for (const run of runsOf([...recent, ...row], firstDay, (shift) => shift !== null)) {
    const days = [run.fromDay, run.throughDay] as const;
    const least = run.isMatch ? contract.minConsecutiveWork : contract.minConsecutiveOff;
    const most = run.isMatch ? contract.maxConsecutiveWork : contract.maxConsecutiveOff;
    const isWhole = run.fromDay > firstDay && run.throughDay < lastDay;
    // A run that ends on the eve was ended by day 0: the new roster could have gone on with it.
    if (isWhole && run.throughDay >= -1 && run.length < least)
      found(run.isMatch ? 'minConsecutiveWork' : 'minConsecutiveOff', [days[0], Math.max(0, days[1])], {
        found: run.length,
        limit: least,
      });
    if (run.throughDay >= 0 && most !== null && run.length > most)
      found(run.isMatch ? 'maxConsecutiveWork' : 'maxConsecutiveOff', days, {
        found: run.length,
        limit: most,
      });
  }
}

function checkRotation(problem: RosterProblem, { recent }: StaffMember, row: Row, found: Found): void {
  for (const { id, shifts, maxConsecutive } of problem.rotation) {
    const isIn = (shift: string | null): boolean => shift !== null && shifts.includes(shift);
    for (const run of runsOf([...recent, ...row], -recent.length, isIn))
      if (run.isMatch && run.throughDay >= 0 && run.length > maxConsecutive)
        found('rotation', [run.fromDay, run.throughDay], {
          subject: id,
          found: run.length,
          limit: maxConsecutive,
        });
  }
}

function checkCounts(
  { horizon }: RosterProblem,
  member: StaffMember,
  row: Row,
  types: ReadonlyMap<string, ShiftType>,
  found: Found,
): void {
  const { contract } = member;
  let minutes = creditedMinutes(member);
  const counts = new Map<string, number>();
  const weekends = new Set<number>();
  for (const [day, shift] of row.entries()) {
    if (shift === null) continue;
    minutes += types.get(shift)!.paidMinutes;
    counts.set(shift, (counts.get(shift) ?? 0) + 1);
    if (isWeekend(horizon, day)) weekends.add(weekendOf(horizon, day));
  }
  if (minutes < contract.minMinutes)
    found('minMinutes', null, { found: minutes, limit: contract.minMinutes });
  if (minutes > contract.maxMinutes)
    found('maxMinutes', null, { found: minutes, limit: contract.maxMinutes });
  if (weekends.size > contract.maxWeekends)
    found('maxWeekends', null, { found: weekends.size, limit: contract.maxWeekends });
  for (const [shift, cap] of Object.entries(contract.shiftCaps)) {
    const count = counts.get(shift) ?? 0;
    if (count > cap) found('shiftCap', null, { subject: shift, found: count, limit: cap });
  }
}
