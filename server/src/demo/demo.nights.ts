import type { App } from '../app.ts';
import { addDays } from '../platform/clock/zone-time.ts';
import type { Log } from '../platform/log.ts';

/** The clock goes on this long before the doors open. */
const beforeOpeningMs = 30 * 60_000;
const lookEveryMs = 1_000;
/** A holiday closes for a week or two; beyond that nobody opens. */
const longestClosureDays = 21;

/**
 * After the last hall has closed and emptied, business time jumps to half an hour before the next opening, so that nobody watches a
 * dark bank. Deadlines of the evening fire on the way, in their order.
 */
export function watchNights(app: App, log: Log): { stop(): Promise<void> } {
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    const clock = app.clock.clock;
    const { mode, rate } = clock.reading();
    if (mode !== 'simulated' || rate === 0) return;
    const now = clock.now();
    const next = await nextOpening(app, now);
    if (next === null || next - beforeOpeningMs <= now || (await anybodyThere(app))) return;
    await app.clock.jumpTo(next - beforeOpeningMs);
    log.info({ to: new Date(next - beforeOpeningMs).toISOString() }, 'the night is passed over');
  }

  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: Error) => log.debug({ err: error.message }, 'could not look at the night'))
      .finally(() => {
        looking = null;
      });
  }, lookEveryMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}

/** First opening after an instant, over all branches; null while one is open now. */
async function nextOpening(app: App, now: number): Promise<number | null> {
  const { directory } = app.services;
  let first: number | null = null;
  for (const branch of await directory.all()) {
    if (branch.stage !== 'operating') continue;
    const today = directory.dayAt(branch, now);
    for (let ahead = 0; ahead <= longestClosureDays; ahead++) {
      const { opensAt, closesAt } = directory.dayOf(branch, addDays(today.date, ahead));
      if (opensAt === null || closesAt === null || closesAt <= now) continue;
      if (opensAt <= now) return null;
      first = first === null ? opensAt : Math.min(first, opensAt);
      break;
    }
  }
  return first;
}

/** Somebody is still waiting, served or at a window; the end of that day is waited for. */
async function anybodyThere(app: App): Promise<boolean> {
  const { rows } = await app.platform.pool.query<{ there: boolean }>(
    `select exists (
       select 1 from queue.branch_queue q where q.day_open and (
         exists (select 1 from queue.window_now w where w.branch_id = q.branch_id and w.session_id is not null)
         or exists (select 1 from queue.ticket t where t.branch_id = q.branch_id and t.business_date = q.business_date and t.ended_at is null and t.state <> 'skipped'))
     ) as there`,
  );
  return rows[0]!.there;
}
