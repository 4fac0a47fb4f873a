import type { Job } from '../../platform/jobs/jobs.ts';
import type { Platform } from '../../platform/room.ts';
import { exportKeptDays } from '@huiting/contracts/system';
import { forgetExports } from './system.export.store.ts';
import { forgetImports } from './system.import.store.ts';

const keptDays = 30;

/** Imports with the rows that were not good are kept for a month: whoever mends them has had the time. */
export function systemJobs({ db, clock }: Platform): Job[] {
  return [
    {
      name: 'system.forgetImports',
      cron: '43 2 * * *',
      timeZone: 'Asia/Shanghai',
      retryLimit: 3,
      run: () => forgetImports(db, clock.now() - keptDays * 86_400_000),
    },
    {
      name: 'system.forgetExports',
      cron: '48 2 * * *',
      timeZone: 'Asia/Shanghai',
      retryLimit: 3,
      run: () => forgetExports(db, clock.now() - exportKeptDays * 86_400_000),
    },
  ];
}
