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
  if (branch.stage !== 'operating' && branch.stage !== 'opening') refuse('queue.branch_closed');
  if (queue.dayOpen) {
    const late = by === 'customer' && now > (queue.closesAt ?? 0);
    const early = by === 'customer' && now < (deps.directory.dayOf(branch, date).opensAt ?? 0);
    if (late || early) refuse('queue.branch_closed');
    return;
  }
  const day = deps.directory.dayOf(branch, date);
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
