import type { Job } from '../../platform/jobs/jobs.ts';
import type { Retention } from './privacy.retention.service.ts';

/** Every night, when nobody waits: what is due goes, with its certificate. */
export function privacyJobs(retention: Retention): Job[] {
  return [
    {
      name: 'privacy.runRetention',
      cron: '23 3 * * *',
      timeZone: 'Asia/Shanghai',
      retryLimit: 2,
      run: async () => void (await retention.runDue()),
    },
  ];
}
