import { PgBoss } from 'pg-boss';
import type { Log } from '../log.ts';

/** A repeated job. Its handler must be idempotent: it may run again after a crash. */
export interface Job {
  /** `<room>.<verbNoun>` */
  readonly name: string;
  /** Cron, in the zone below. */
  readonly cron: string;
  readonly timeZone: string;
  readonly retryLimit: number;
  readonly run: () => Promise<void>;
}

export interface Jobs {
  start(jobs: readonly Job[]): Promise<void>;
  stop(): Promise<void>;
}

/** Scheduled work on wall time, once over all processes (pg-boss). */
export function createJobs(deps: { url: string; log: Log }): Jobs {
  const boss = new PgBoss({
    connectionString: deps.url,
    schema: 'pgboss',
    max: 2,
    monitorIntervalSeconds: 1,
    application_name: 'huiting-jobs',
  } as never);
  boss.on('error', (error: Error) => deps.log.warn({ err: error.message }, 'jobs'));
  return {
    start: async (jobs) => {
      await boss.start();
      for (const job of jobs) {
        await boss.createQueue(job.name, { retryLimit: job.retryLimit, heartbeatSeconds: 10 } as never);
        await boss.work(job.name, async () => {
          deps.log.info({ job: job.name }, 'job started');
          await job.run();
        });
        await boss.schedule(job.name, job.cron, {}, { tz: job.timeZone });
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 } as never),
  };
}
