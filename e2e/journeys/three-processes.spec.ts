import { startProduct, temporaryDataDir } from '../src/product.ts';
import { test, expect } from '../src/journey.ts';
import { walkThrough } from '../src/visit.ts';

test('two web processes and one worker on one database carry the same visit', async ({ context }) => {
  test.setTimeout(240_000);
  const dataDir = temporaryDataDir();
  const worker = await startProduct({ dataDir: dataDir.path, env: { ROLES: 'worker' } });
  const hall = await startProduct({ dataDir: dataDir.path, env: { ROLES: 'web' } });
  const staff = await startProduct({ dataDir: dataDir.path, env: { ROLES: 'web' } });
  try {
    const { alertedAfterMs } = await walkThrough(context, { hall: hall.url, staff: staff.url });
    expect(alertedAfterMs).toBeLessThanOrEqual(1_000);
  } finally {
    for (const process of [hall, staff, worker]) await process.stop();
    dataDir.remove();
  }
});
