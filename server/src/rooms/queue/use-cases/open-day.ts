import { stageFunctions } from '@huiting/contracts/organization';
import type { BusinessDayInfo } from '@huiting/contracts/organization';
import { queueEvents } from '@huiting/contracts/queue';
import { refuse } from '../../../platform/errors.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import { noCounters } from '../queue.domain.ts';

/** Staff may sign in this long before the doors open. */
const earlySignInMs = 60 * 60_000;

/**
 * Opens the business day with its first sign-in or ticket: counters start again, and the day's end is set.
 * Refuses on a day, or at an hour, the branch is closed. `for` says who asks: customers come in opening hours, staff a little earlier.
 */
export function openDay(
  deps: QueueDeps,
  catalog: Catalog,
  { loaded, draft, now, date }: Bench,
  by: 'staff' | 'customer',
): void {
  const { branch } = catalog;
  const { queue } = loaded;
  if (branch.stage === 'suspended') refuse('queue.branch_suspended');
  if (!stageFunctions[branch.stage].ticketing) refuse('queue.branch_closed');
  const today = deps.directory.dayAt(branch, now);
  const day = today.date === date ? today : deps.directory.dayOf(branch, date);
  if (by === 'customer') assertDoorsOpen(day, now);
  if (queue.dayOpen) return;
  if (day.opensAt === null || day.closesAt === null) return refuse('queue.branch_closed');
  const from = by === 'staff' ? day.opensAt - earlySignInMs : day.opensAt;
  if (now < from || now > day.closesAt) refuse('queue.branch_closed');
  const endsAt = day.closesAt + queue.graceMinutes * 60_000;
  draft.setQueue({
    businessDate: date,
    dayOpen: true,
    closesAt: day.closesAt,
    endsAt,
    counters: noCounters,
    voiceUntil: 0,
    strategyVersion: Math.max(queue.strategyVersion, ...catalog.strategies.keys()),
  });
  draft.setTimer('queue.endDay', 'day', endsAt);
  draft.emit(queueEvents.dayOpened, { businessDate: date, closesAt: day.closesAt });
}

/** The calendar as it stands now decides, also when it was changed while the day was open. */
function assertDoorsOpen(day: BusinessDayInfo, now: number): void {
  if (day.opensAt === null || day.closesAt === null || now < day.opensAt || now > day.closesAt)
    refuse('queue.branch_closed');
  if (day.noon !== null && now >= day.noon.from && now < day.noon.until)
    refuse('queue.noon_break', { until: day.noon.until });
}
