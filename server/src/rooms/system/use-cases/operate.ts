import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Health, JobStatus, ParkedEvent } from '@huiting/contracts/system';
import type { Ctx } from '../../../platform/context.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import type { Consumers } from '../../../platform/events/consumers.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { RecentRequest } from '../../../platform/metrics.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import { summarise } from '../system.health.domain.ts';
import * as reports from '../system.health.reports.ts';
import { messageOf } from '../system.import.present.ts';

/** Parts of the process that only the composition root has. */
export interface Machinery {
  readonly jobs: Pick<Jobs, 'report' | 'run'>;
  /** Made after the rooms, as they react by it. */
  readonly consumers: () => Pick<Consumers, 'status' | 'retry'>;
  readonly streams: () => number;
  readonly recentRequests: () => readonly RecentRequest[];
  readonly wall: () => number;
}

const shownTables = 8;
const shownParked = 100;
const recentSeconds = 300;
const mb = 1024 * 1024;
const resolutionMs = 20;

/** SY-04, SY-06: what runs by itself, and how the house is. */
export function createOperations({ db, audit, clock, config }: Platform, machinery: Machinery) {
  const upSince = machinery.wall();
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();

  async function audited(
    ctx: Ctx,
    action: string,
    object: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await audit(null, ctx, { action, object, orgUnitId: null, outcome: 'done', detail });
  }

  return {
    getHealth: async (ctx: Ctx): Promise<Health> => {
      authorizeSomewhere(ctx, 'system.view');
      const from = performance.now();
      const database = await reports.readDatabase(db);
      const answersInMs = performance.now() - from;
      const [tables, parked] = await Promise.all([
        reports.readTables(db, shownTables),
        reports.countParked(db),
      ]);
      const { version, bytes, active, all, most, cacheHit, oldestTransactionSeconds } = database;
      const seconds = Math.min(recentSeconds, (machinery.wall() - upSince) / 1000);
      const loopDelayMs = Math.round(Math.max(0, delay.percentile(99) / 1e6 - resolutionMs) * 10) / 10;
      delay.reset();
      return {
        upSince,
        roles: config.roles,
        memoryMb: Math.round(process.memoryUsage.rss() / mb),
        loopDelayMs,
        database: {
          version,
          bytes,
          connections: { active, all, most },
          cacheHit,
          oldestTransactionSeconds,
          answersInMs: Math.round(answersInMs * 10) / 10,
          tables,
        },
        consumers: machinery
          .consumers()
          .status()
          .map(({ name, behind }) => ({ name, behind, parked: parked.get(name) ?? 0 })),
        streams: machinery.streams(),
        requests: summarise(machinery.recentRequests(), seconds, (code) => messageOf(code, ctx.locale)),
      };
    },

    listJobs: async (ctx: Ctx) => {
      authorizeSomewhere(ctx, 'system.view');
      const [jobs, timers, parked]: [
        JobStatus[],
        Awaited<ReturnType<typeof reports.readTimers>>,
        ParkedEvent[],
      ] = await Promise.all([
        machinery.jobs.report(db).then((all) => all.map((job) => ({ ...job, runs: [...job.runs] }))),
        reports.readTimers(db, clock.now()),
        reports.readParked(db, shownParked),
      ]);
      return { jobs, timers, parked };
    },

    runJob: async (ctx: Ctx, { name }: { name: string }): Promise<{ ok: true }> => {
      authorizeSomewhere(ctx, 'system.operate');
      const sent = await machinery.jobs.run(name);
      if (sent === 'unknown') refuse('system.job_unknown');
      if (sent === 'off') refuse('system.jobs_off');
      await audited(ctx, 'system.runJob', `job:${name}`, {});
      return { ok: true };
    },

    retryParked: async (
      ctx: Ctx,
      parked: { branchId: string; consumer: string; number: number },
    ): Promise<{ ok: true }> => {
      authorizeSomewhere(ctx, 'system.operate');
      const { consumer, branchId, number } = parked;
      const became = await machinery
        .consumers()
        .retry(parked)
        .catch((error: Error) => {
          // What a consumer says may quote a database; the page shows what was noted when it was parked.
          throw new AppError('system.retry_failed', { reason: error.name });
        });
      if (became === 'unknown') refuse('system.parked_unknown');
      await audited(ctx, 'system.retryParked', `event:${branchId}/${number}`, { consumer });
      return { ok: true };
    },
  };
}
