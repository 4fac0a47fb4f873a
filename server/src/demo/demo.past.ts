import { addDays } from '@huiting/simulator/bank/dates';
import type { BankPlan } from '@huiting/simulator/bank/plan-types';
import { dayFacts } from '@huiting/simulator/behaviour/day-factors';
import type pg from 'pg';
import { instantOf } from '../platform/clock/zone-time.ts';
import type { BranchDirectory, BranchInfo } from '../rooms/organization/index.ts';
import { renewStatistics } from '../rooms/queue/index.ts';
import { readerOn } from './demo.bank.ts';
import { createPastPlayer } from './history/play-days.ts';
import type { OpenDay } from './history/play-days.ts';
import { datesWritten, gatherDate, writeDate } from './history/write-days.ts';

/** A date of the bank's calendar with the branches that were open. */
export interface PastDate {
  readonly date: string;
  readonly days: readonly OpenDay[];
}

/** Dates before the first day, newest first, as the branches' calendars have them. */
export function pastDates(
  directory: BranchDirectory,
  branches: readonly BranchInfo[],
  startDate: string,
  daysBack: number,
): PastDate[] {
  return Array.from({ length: daysBack }, (_, index) =>
    openDaysOf(directory, branches, addDays(startDate, -1 - index)),
  );
}

export function openDaysOf(
  directory: BranchDirectory,
  branches: readonly BranchInfo[],
  date: string,
): PastDate {
  const days = branches.flatMap((branch): OpenDay[] => {
    if (branch.stage !== 'operating') return [];
    const facts = dayFacts(date, (day) => directory.dayOf(branch, day));
    return facts === null
      ? []
      : [{ branchId: branch.id, midnight: instantOf(branch.timeZone, date, '00:00'), facts }];
  });
  return { date, days };
}

/**
 * Plays and writes dates that are not there yet, newest first. The next date is played while the last is being written.
 * `told` hears of every date that is there, also of those found.
 */
export async function writePast(
  client: pg.Client,
  plan: BankPlan,
  dates: readonly PastDate[],
  options: { told?: (date: string) => void; between?: () => Promise<void> } = {},
): Promise<void> {
  const player = createPastPlayer(plan);
  const there = new Set(await datesWritten(client, plan.startDate));
  const serviceName = serviceNames(plan);
  const until = instantOf('Asia/Shanghai', plan.startDate, '00:00');
  let writing: Promise<void> = Promise.resolve();
  for (const { date, days } of dates) {
    if (!there.has(date) && days.length > 0) {
      const rows = gatherDate(
        date,
        days.map((day) => player.play(day, null)),
        // What was still going on when the last of them ended goes on with the living bank.
        until,
        serviceName,
      );
      await writing;
      await options.between?.();
      writing = writeDate(client, rows).then(() => options.told?.(date));
      // Its failure is met at the next await; until then it must not count as unhandled.
      writing.catch(() => undefined);
    } else {
      await writing;
      options.told?.(date);
    }
  }
  await writing;
}

export function serviceNames(plan: BankPlan) {
  const names = new Map(plan.serviceTypes.map(({ code, name }) => [code, name]));
  return (code: string) => names.get(code)!;
}

/** What the wait estimate learns from the past. */
export async function learnFromPast(client: pg.Client, plan: BankPlan, now: number): Promise<void> {
  for (const branch of plan.branches)
    await renewStatistics(readerOn(client), branch.id, addDays(plan.startDate, -1), now);
}
