import type { Job } from '../../platform/jobs/jobs.ts';

/** Every night the whole trail is walked: what was altered is told in the morning, not when somebody asks. */
export function verifyNightly(service: { readonly verifyEverything: () => Promise<void> }): Job {
  return {
    name: 'access.verifyAudit',
    cron: '40 2 * * *',
    timeZone: 'Asia/Shanghai',
    retryLimit: 2,
    run: service.verifyEverything,
  };
}
