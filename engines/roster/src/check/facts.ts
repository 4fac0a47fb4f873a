import type { Horizon, Roster, StaffMember } from '../model/index.ts';

export type Row = Roster[number];

export function holds(member: StaffMember, skill: string, day: number): boolean {
  return member.skills.some(
    (held) =>
      held.skill === skill &&
      (held.fromDay === undefined || day >= held.fromDay) &&
      (held.throughDay === undefined || day <= held.throughDay),
  );
}

export function isWeekend({ firstWeekday }: Horizon, day: number): boolean {
  return (firstWeekday + day) % 7 >= 5;
}

/** Number of the week a day lies in; weeks begin on Monday. */
export function weekendOf({ firstWeekday }: Horizon, day: number): number {
  return Math.floor((firstWeekday + day) / 7);
}

/** Paid minutes of leave; where leaves overlap, a day is credited once, with the larger credit. */
export function creditedMinutes({ leave }: StaffMember): number {
  const credits = new Map<number, number>();
  for (const { fromDay, throughDay, creditMinutesPerDay } of leave)
    for (let day = fromDay; day <= throughDay; day += 1)
      credits.set(day, Math.max(credits.get(day) ?? 0, creditMinutesPerDay));
  return [...credits.values()].reduce((sum, minutes) => sum + minutes, 0);
}
