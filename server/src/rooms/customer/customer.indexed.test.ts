import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createFieldCrypto } from '../../platform/crypto/field-crypto.ts';
import { createTestPlatform } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createCustomerStore } from './customer.store.ts';

let platform: TestPlatform;
before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T10:00:00+08:00') });
});
after(() => platform.stop());

test('one process that still decides by the old key and one that only knows the new: a phone is claimed once', async () => {
  const keyFile = platform.config.keyFile;
  const [slow, quick] = [createFieldCrypto(keyFile), createFieldCrypto(keyFile)];
  const next = { version: 1, key: Buffer.alloc(32, 5), retired: false };
  slow.indexes.learn([next]);
  quick.indexes.learn([next, { version: 0, key: null, retired: true }]);
  const stores = [createCustomerStore(slow), createCustomerStore(quick)];
  const phones = Array.from({ length: 60 }, (_, at) => `154${String(at).padStart(8, '0')}`);
  const claims = await Promise.all(
    phones.map((phone) =>
      Promise.all(
        [...stores, ...stores].map((store) =>
          store.claimPhone(platform.db, { name: '测试', phone, homeBranchId: null, day: '2026-11-20' }),
        ),
      ),
    ),
  );
  for (const owners of claims) assert.equal(new Set(owners).size, 1);
  assert.equal(new Set(claims.flat()).size, phones.length);
  const { rows } = await platform.pool.query('select count(*)::int as n from customer.customer');
  assert.equal(rows[0].n, phones.length, 'no file without its number');
});
