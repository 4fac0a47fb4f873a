import { startProduct, temporaryDataDir } from '../src/product.ts';
import type { Product } from '../src/product.ts';
import { test, expect } from '../src/journey.ts';
import { walkThrough } from '../src/visit.ts';

test('two web processes and one worker on one database carry the same visit', async ({ context }) => {
  test.setTimeout(240_000);
  const dataDir = temporaryDataDir();
  const running: Product[] = [];
  const start = async (role: 'web' | 'worker') => {
    const product = await startProduct({ dataDir: dataDir.path, env: { ROLES: role } });
    running.push(product);
    return product;
  };
  try {
    // The first one makes the database and the bank; the others find them.
    await start('worker');
    const [hall, staff] = await Promise.all([start('web'), start('web')]);
    const { alertedAfterMs } = await walkThrough(context, { hall: hall.url, staff: staff.url });
    // The second's promise is kept in whole-visit.spec.ts; here four processes share the cores with the browser.
    expect(alertedAfterMs).toBeLessThanOrEqual(5_000);
  } finally {
    for (const product of running.toReversed()) await product.stop();
    dataDir.remove();
  }
});
