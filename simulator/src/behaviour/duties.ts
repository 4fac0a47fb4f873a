import type { PauseReason } from '@huiting/contracts/queue';
import type { PlannedBranch, PlannedStaff, PlannedWindow } from '../bank/plan-types.ts';
import type { Random } from '../bank/random.ts';
import { expectedArrivals } from './arrivals.ts';
import type { DayFacts } from './day-factors.ts';

/** A member of staff at a window for a stretch of the day. Seconds since local midnight. */
export interface Duty {
  readonly windowId: string;
  readonly staffId: string;
  readonly from: number;
  readonly until: number;
  readonly pauses: readonly {
    readonly from: number;
    readonly until: number;
    readonly reason: PauseReason;
  }[];
}

const hour = 3600;
/** Window minutes a visit takes on average: handling, walking, a second business now and then. */
const secondsPerVisit = 590;

/**
 * Who sits where on a day. Windows are opened for the peak: as many as it can keep busy, so that halls are lively and
 * waits stay human. Lunches are staggered in two shifts, each flexible window changes hands at 14:00.
 */
export function planDuties(
  random: Random,
  branch: PlannedBranch,
  staff: readonly PlannedStaff[],
  day: DayFacts,
): Duty[] {
  const here = staff.filter((one) => one.homeBranchId === branch.id);
  const spare = here.filter(
    (one) => (one.post === 'teller' && one.usualWindowId === null) || one.post === 'reserve',
  );
  const open = windowsFor(branch, day);
  const duties: Duty[] = [];
  // A window that is newer than the bank has nobody of its own: one of the spare people, not the reliever, sits there.
  const others = spare.slice(1);
  open.forEach((window, order) => {
    const usual = here.find((one) => one.usualWindowId === window.id) ?? others.shift();
    if (usual === undefined) return;
    if (window.kind === 'flex' && branch.format !== 'community') {
      const change = 14 * hour;
      const from = Math.max(day.opens, 10 * hour);
      duties.push(duty(random, window, usual.id, from, Math.min(change, day.closes), null));
      const relief = spare[0] ?? usual;
      if (day.closes > change + hour) duties.push(duty(random, window, relief.id, change, day.closes, null));
      return;
    }
    duties.push(duty(random, window, usual.id, day.opens, day.closes, lunches[branch.rhythm][order % 2]!));
  });
  return duties;
}

/** Peak demand in windows decides how many open; one that takes corporate business and one wealth room are always among them on working days. */
function windowsFor(branch: PlannedBranch, day: DayFacts): PlannedWindow[] {
  const peak = Math.max(
    ...expectedArrivals(branch, day).map(({ from, until, expected }) => expected / (until - from)),
  );
  const wanted = Math.max(3, Math.ceil(peak * secondsPerVisit * 0.97));
  const first = (window: PlannedWindow): number => {
    const weekday = day.kind === 'workday' || day.kind === 'makeUpWorkday';
    const base = {
      general: 0,
      cash: 0.5,
      corporate: weekday ? 0.8 : 9,
      vip: 0.9,
      flex: 2,
      express: 3,
      nonCash: 2.5,
    }[window.kind];
    const earlier = branch.windows.filter(
      (other) => other.kind === window.kind && other.number < window.number,
    ).length;
    return base + earlier * (window.kind === 'general' ? 1 : 2);
  };
  return [...branch.windows]
    .sort((a, b) => first(a) - first(b) || a.number - b.number)
    .slice(0, Math.min(branch.windows.length, wanted))
    .sort((a, b) => a.number - b.number);
}

/** The two shifts of lunch, in hours: half of the windows each, around the peak of a business district's noon. */
const lunches: Readonly<Record<PlannedBranch['rhythm'], readonly [number, number]>> = {
  normal: [11.5, 12.5],
  payday: [11.5, 12.5],
  weekend: [11.5, 12.5],
  noon: [10.8, 13.2],
};

/** `lunchHour` null = a short stretch without lunch, with a break at half past. */
function duty(
  random: Random,
  window: PlannedWindow,
  staffId: string,
  from: number,
  until: number,
  lunchHour: number | null,
): Duty {
  const pauses: { from: number; until: number; reason: PauseReason }[] = [];
  const add = (at: number, minutes: number, reason: PauseReason): void => {
    if (at > from && at + minutes * 60 < until) pauses.push({ from: at, until: at + minutes * 60, reason });
  };
  if (lunchHour === null) {
    add(Math.ceil(from / hour) * hour + 1800, 16, 'break');
  } else {
    const lunch = lunchHour * hour + random.int(-4, 6) * 60;
    if (random.chance(0.35))
      add((10 + random.next() * 1.2) * hour, random.int(6, 11), random.chance(0.25) ? 'helping' : 'break');
    add(lunch, random.int(42, 55), 'lunch');
    if (random.chance(0.6))
      add((14.3 + random.next() * 1.8) * hour, random.int(6, 12), random.chance(0.3) ? 'counting' : 'break');
  }
  return {
    windowId: window.id,
    staffId,
    from,
    until,
    pauses: pauses.map((pause) => ({
      ...pause,
      from: Math.round(pause.from),
      until: Math.round(pause.until),
    })),
  };
}
