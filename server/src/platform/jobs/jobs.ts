import { PgBoss } from 'pg-boss';
import { statement } from '../database/query.ts';
import type { Reader } from '../database/query.ts';
import type { Log } from '../log.ts';
import { nextRun } from './cron.ts';

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

/** A job's plan and what became of it lately, newest first. Wall time. */
export interface JobReport {
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly nextAt: number | null;
  readonly runs: readonly JobRun[];
}
export interface JobRun {
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

export interface Jobs {
  /** Which there are; also in a process that runs none. */
  know(jobs: readonly Job[]): void;
  start(): Promise<void>;
  report(reader: Reader): Promise<JobReport[]>;
  /** Once more, now. `off`: this process runs none. */
  run(name: string): Promise<'sent' | 'unknown' | 'off'>;
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
  let jobs: readonly Job[] = [];
  let works = false;
  return {
    know: (all) => {
      jobs = all;
    },
    report: async (reader) => {
      const runs = await readRuns(reader);
      return jobs.map(({ name, cron, timeZone }) => ({
        name,
        cron,
        timeZone,
        nextAt: nextRun(cron, timeZone, Date.now()),
        runs: runs
          .filter((run) => run.name === name)
          .map(({ state, startedAt, endedAt }) => ({ state, startedAt, endedAt })),
      }));
    },
    run: async (name) => {
      if (!jobs.some((job) => job.name === name)) return 'unknown';
      if (!works) return 'off';
      await boss.send(name, {});
      return 'sent';
    },
    start: async () => {
      await boss.start();
      works = true;
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

/** The last ten of each job; none before the first process has run jobs. */
async function readRuns(reader: Reader): Promise<(JobRun & { name: string })[]> {
  const there = await reader.row<{ found: string | null }>(
    statement("select to_regclass('pgboss.job')::text as found"),
  );
  if (there?.found == null) return [];
  return reader.rows(
    statement<JobRun & { name: string }>(
      `select name, case state::text when 'completed' then 'done' when 'active' then 'running' when 'created' then 'waiting'
           when 'retry' then 'waiting' else 'failed' end as state,
         started_on as "startedAt", completed_on as "endedAt"
       from (select *, row_number() over (partition by name order by created_on desc) as nth from pgboss.job
             where name not like '\\_\\_pgboss%') j
       where nth <= 10 order by created_on desc`,
    ),
  );
}
