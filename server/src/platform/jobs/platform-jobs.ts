import type pg from 'pg';
import type { Files } from '../files/files.ts';
import type { Job } from './jobs.ts';

/** Housekeeping of the platform's own tables. */
export function platformJobs(pool: pg.Pool, files: Pick<Files, 'cleanUp'>): Job[] {
  return [
    {
      name: 'platform.forgetAnswers',
      cron: '17 * * * *',
      timeZone: 'Asia/Shanghai',
      retryLimit: 3,
      // Idempotency keys are kept 48 hours; taken out in slices, so that no statement holds the table long.
      run: async () => {
        for (let gone = 1; gone > 0;) {
          const { rowCount } = await pool.query(
            `delete from platform.command_answer where ctid = any (array(
               select ctid from platform.command_answer where recorded_at < clock_timestamp() - interval '48 hours' limit 5000))`,
          );
          gone = rowCount ?? 0;
        }
      },
    },
    {
      name: 'platform.cleanUpFiles',
      cron: '41 * * * *',
      timeZone: 'Asia/Shanghai',
      retryLimit: 3,
      run: async () => void (await files.cleanUp()),
    },
  ];
}
