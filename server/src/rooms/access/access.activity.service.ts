import { accessEvents } from '@huiting/contracts/access';
import type { Endpoint } from '@huiting/contracts/core/endpoint';
import { systemCtx } from '../../platform/context.ts';
import type { Ctx } from '../../platform/context.ts';
import { clockIn } from '../../platform/clock/zone-time.ts';
import type { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { isNight, readsOf, unusualReads } from './access.activity.domain.ts';
import * as store from './access.activity.store.ts';
import type { Counted } from './access.activity.store.ts';

/** Counts what people do, and tells those who watch what is unlike them (SE-09): each once, over all processes. */
export interface Activity {
  count(ctx: Ctx, endpoint: Endpoint): void;
  /** Writes and judges what was counted. */
  flush(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const hourMs = 3_600_000;
const everyMs = 5_000;
const headOfficeZone = 'Asia/Shanghai';

export function createActivity(deps: {
  db: Database;
  directory: BranchDirectory;
  now: () => number;
  wall: () => number;
  /** A demo's people are played at any hour: their nights tell nothing. */
  nights: boolean;
  log: Log;
}): Activity {
  const { db, directory, wall, log } = deps;
  let counts = new Map<string, { userId: string; hour: number; requests: number; reads: number }>();
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> = Promise.resolve();
  let forgotAt = 0;

  async function judge({ userId, hour, reads }: Counted): Promise<void> {
    const habit = await store.readHabit(db, userId, hour);
    if (habit === null) return;
    const { rules } = await store.readRules(db);
    const { name, orgUnitId, branchId } = habit;
    const who = { userId, name, hour: new Date(hour).toISOString() };
    const ctx = systemCtx(deps.now, newId());
    if (reads > 0 && habit.reads >= unusualReads(habit.meanReads, rules))
      await db.transact(ctx, orgUnitId, async (tx) => {
        if (await store.takeTold(tx, 'reads', userId, hour))
          tx.emit(accessEvents.massRead, {
            ...who,
            reads: habit.reads,
            usual: Math.round(habit.meanReads),
          });
      });
    if (!deps.nights) return;
    const zone = (branchId === null ? null : directory.known(branchId))?.timeZone ?? headOfficeZone;
    if (!isNight(clockIn(zone, wall()), rules)) return;
    // Half a day earlier is the evening the night belongs to.
    const nights = new Set(
      habit.hours
        .filter((at) => isNight(clockIn(zone, at), rules))
        .map((at) => Math.floor((at - 12 * hourMs) / (24 * hourMs))),
    ).size;
    if (nights >= rules.usualNights) return;
    await db.transact(ctx, orgUnitId, async (tx) => {
      if (await store.takeTold(tx, 'night', userId, hour)) tx.emit(accessEvents.oddHour, { ...who, nights });
    });
  }

  async function flush(): Promise<void> {
    if (counts.size === 0) return;
    const counted = [...counts.values()];
    counts = new Map();
    await store.addActivity(db, counted);
    for (const one of counted) await judge(one);
    if (wall() - forgotAt > 24 * hourMs) {
      forgotAt = wall();
      await store.forgetActivity(db, wall());
    }
  }

  return {
    count: ({ actor }, { id, access }) => {
      // A stand-in of the demo is not the person it plays.
      if (actor.kind !== 'user' || actor.sessionId?.includes('~') === true) return;
      const hour = Math.floor(wall() / hourMs) * hourMs;
      const key = `${actor.id} ${hour}`;
      const counted = counts.get(key) ?? { userId: actor.id, hour, requests: 0, reads: 0 };
      counted.requests += 1;
      counted.reads += readsOf(id, access.kind === 'permission' ? access.permission : null);
      counts.set(key, counted);
    },
    flush,
    start: () => {
      timer ??= setInterval(() => {
        flushing = flushing
          .then(flush)
          .catch((error: Error) => log.warn({ err: error.message }, 'activity not written'));
      }, everyMs).unref();
    },
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await flushing;
      await flush().catch(() => undefined);
    },
  };
}
