import type { JointRole, MinuteSpan, Roster, RosterProblem, ShiftType, StaffMember } from '../model/index.ts';

/**
 * The rules read a second time, as naively as possible and without a line of the checker or the solver: rows as
 * strings, runs by regular expressions, presence minute by minute, joint cover by trying every filling.
 */
type Row = Roster[number];

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export function isLegalRow(problem: RosterProblem, member: StaffMember, row: Row): boolean {
  const { shiftTypes, horizon, pins, rotation } = problem;
  const { contract, recent } = member;
  const letter = (shift: string | null): string =>
    shift === null ? '.' : LETTERS[shiftTypes.findIndex(({ id }) => id === shift)]!;
  const now = row.map(letter).join('');
  const all = recent.map(letter).join('') + now;
  const past = recent.length;
  const typeAt = (sign: string): ShiftType => shiftTypes[LETTERS.indexOf(sign)]!;

  const onlyOnFreeDays = [
    ...member.daysOff,
    ...member.leave.flatMap(({ fromDay, throughDay }) =>
      Array.from({ length: throughDay - fromDay + 1 }, (_, i) => fromDay + i),
    ),
  ].every((day) => now[day] === '.');
  const skilled = [...now].every(
    (sign, day) => sign === '.' || typeAt(sign).requiredSkills.every((skill) => has(member, skill, day)),
  );
  const pinned = pins.every((pin) => pin.staff !== member.id || row[pin.day] === pin.shift);

  const follows = [...now].every((sign, day) => {
    const before = all[past + day - 1];
    if (sign === '.' || before === undefined || before === '.') return true;
    const isBanned = typeAt(before).forbiddenNext.includes(typeAt(sign).id);
    return !isBanned && typeAt(sign).startMinute + 1440 - typeAt(before).endMinute >= contract.minRestMinutes;
  });

  // A run counts against the new row when its last day is the eve or later (minimum), or day 0 or later (maximum).
  const ends = (pattern: RegExp, from: number): string[] =>
    [...all.matchAll(pattern)].filter((m) => m.index + m[0].length - 1 >= from).map(([run]) => run);
  const longEnough =
    ends(/(?<=\.)[a-z]+(?=\.)/g, past - 1).every((run) => run.length >= contract.minConsecutiveWork) &&
    ends(/(?<=[a-z])\.+(?=[a-z])/g, past - 1).every((run) => run.length >= contract.minConsecutiveOff);
  const shortEnough =
    ends(/[a-z]+/g, past).every((run) => run.length <= contract.maxConsecutiveWork) &&
    ends(/\.+/g, past).every((run) => run.length <= (contract.maxConsecutiveOff ?? Infinity));
  const rotates = rotation.every(({ shifts, maxConsecutive }) =>
    shifts.length === 0
      ? true
      : ends(new RegExp(`[${shifts.map(letter).join('')}]+`, 'g'), past).every(
          (run) => run.length <= maxConsecutive,
        ),
  );

  // Weeks as strings of seven days, the days before the horizon blank.
  const weeks = ' '.repeat(horizon.firstWeekday) + now;
  let weekends = 0;
  for (let monday = 0; monday < weeks.length; monday += 7)
    if (/[a-z]/.test(weeks.slice(monday + 5, monday + 7))) weekends += 1;

  let minutes = 0;
  for (let day = 0; day < horizon.days; day += 1) {
    if (now[day] !== '.') minutes += typeAt(now[day]!).paidMinutes;
    const credits = member.leave
      .filter(({ fromDay, throughDay }) => fromDay <= day && day <= throughDay)
      .map(({ creditMinutesPerDay }) => creditMinutesPerDay);
    minutes += Math.max(0, ...credits);
  }
  const capped = Object.entries(contract.shiftCaps).every(
    ([shift, cap]) => now.split(letter(shift)).length - 1 <= cap,
  );
  return (
    onlyOnFreeDays &&
    skilled &&
    pinned &&
    follows &&
    longEnough &&
    shortEnough &&
    rotates &&
    weekends <= contract.maxWeekends &&
    minutes >= contract.minMinutes &&
    minutes <= contract.maxMinutes &&
    capped
  );
}

export function isLegal(problem: RosterProblem, roster: Roster): boolean {
  return (
    problem.staff.every((member, n) => isLegalRow(problem, member, roster[n]!)) &&
    keepsHardPairings(problem, roster)
  );
}

export function keepsHardPairings(problem: RosterProblem, roster: Roster): boolean {
  return problem.pairings.every(
    (pairing, index) => pairing.weight !== null || pairingBreaches(problem, roster, index) === 0,
  );
}

function pairingBreaches({ staff, pairings }: RosterProblem, roster: Roster, index: number): number {
  const { kind, staff: pair } = pairings[index]!;
  const [leader, follower] = pair.map((id) => roster[staff.findIndex((member) => member.id === id)]!);
  let breaches = 0;
  for (const [day, shift] of follower!.entries()) {
    if (shift === null) continue;
    if (kind === 'apart' && leader![day] === shift) breaches += 1;
    if (kind === 'together' && leader![day] !== shift) breaches += 1;
  }
  return breaches;
}

export function costOf(problem: RosterProblem, roster: Roster): number {
  const { staff, shiftCover, intervalCover, jointCover, requests, pairings, fairness, published } = problem;
  const rowOf = (id: string): Row => roster[staff.findIndex((member) => member.id === id)]!;
  let cost = 0;
  for (const { day, shift, skill, required, underCost, overCost } of shiftCover) {
    let count = 0;
    for (const [n, member] of staff.entries())
      if (roster[n]![day] === shift && (skill === null || has(member, skill, day))) count += 1;
    cost += count < required ? (required - count) * underCost : (count - required) * overCost;
  }
  for (const { day, skill, required, underCost, overCost, ...span } of intervalCover) {
    let count = 0;
    for (const skills of presentSkills(problem, roster, day, span))
      if (skill === null || skills.has(skill)) count += 1;
    cost += count < required ? (required - count) * underCost : (count - required) * overCost;
  }
  for (const { day, roles, underCost, ...span } of jointCover) {
    const wanted = roles.reduce((sum, { count }) => sum + count, 0);
    cost += underCost * (wanted - mostFilled(roles, presentSkills(problem, roster, day, span)));
  }
  for (const { kind, staff: id, day, shift, weight } of requests) {
    const works = rowOf(id)[day];
    const isMet = shift === null ? works !== null : works === shift;
    if (isMet !== (kind === 'on')) cost += weight;
  }
  for (const [index, { weight }] of pairings.entries())
    if (weight !== null) cost += weight * pairingBreaches(problem, roster, index);
  for (const { shifts, weekendsOnly, weight, members } of fairness) {
    for (const { staff: id, carried, target } of members) {
      let x = carried;
      for (const [day, shift] of rowOf(id).entries()) {
        const weekday = (problem.horizon.firstWeekday + day) % 7;
        if (shift === null || (weekendsOnly && weekday !== 5 && weekday !== 6)) continue;
        if (shifts === null || shifts.includes(shift)) x += 1;
      }
      cost += weight * (x - target) * (x - target);
    }
  }
  if (published !== null)
    for (const [n, row] of roster.entries())
      for (const [day, shift] of row.entries())
        if (published.roster[n]![day] !== shift) cost += published.changeCost;
  return cost;
}

function has({ skills }: StaffMember, skill: string, day: number): boolean {
  return skills.some((held) => {
    const { fromDay = -1e9, throughDay = 1e9 } = held;
    return held.skill === skill && fromDay <= day && day <= throughDay;
  });
}

/** For each person there during every minute of the span, what they can do on the day their shift began. */
function presentSkills(
  { staff, shiftTypes, skills }: RosterProblem,
  roster: Roster,
  day: number,
  { fromMinute, toMinute }: MinuteSpan,
): Set<string>[] {
  return staff.flatMap((member, n) => {
    for (const began of [day - 1, day]) {
      const type = shiftTypes.find(({ id }) => id === roster[n]![began]);
      if (type === undefined) continue;
      let isThere = true;
      for (let minute = fromMinute; minute < toMinute; minute += 1) {
        const own = minute + (day - began) * 1440;
        const isOnBreak = type.breaks.some((pause) => pause.fromMinute <= own && own < pause.toMinute);
        if (own < type.startMinute || own >= type.endMinute || isOnBreak) isThere = false;
      }
      if (isThere) return [new Set(skills.filter((skill) => has(member, skill, began)))];
    }
    return [];
  });
}

function mostFilled(roles: readonly JointRole[], present: readonly Set<string>[]): number {
  const [first, ...rest] = present;
  if (first === undefined) return 0;
  let most = mostFilled(roles, rest);
  for (const [r, { skill, count }] of roles.entries())
    if (count > 0 && first.has(skill))
      most = Math.max(most, 1 + mostFilled(roles.with(r, { skill, count: count - 1 }), rest));
  return most;
}
