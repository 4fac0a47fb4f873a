import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { staffEvents } from '@huiting/contracts/staff';
import { systemCtx } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

const bank = smallBank();
let house: AccessHouse;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    people: [{ username: 'keeper', role: 'teller', path: '/JH/NJ/NJ01/' }],
  });
  await house.platform.join(house.access);
  house.access.revocations.start();
});
after(() => house.stop());

const told = () => ({
  leaveId: newId(),
  staffId: newId(),
  userId: house.users['keeper']!,
  staffName: '保管员',
  until: '2026-11-25',
});
const announce = (
  tell: (emit: Parameters<Parameters<typeof house.platform.db.transact>[2]>[0]['emit']) => void,
) =>
  house.platform.db.transact(systemCtx(house.platform.clock.now, newId()), bank.branches.NJ01, (tx) =>
    Promise.resolve(tell(tx.emit)),
  );

/** Milliseconds of wall time until a session is refused. */
async function refusedAfter(ask: () => Promise<{ status: number }>): Promise<number> {
  const began = performance.now();
  while ((await ask()).status === 200) {
    if (performance.now() - began > 5_000) throw new Error('the session lives on');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - began;
}

test('a mandatory leave ends open sessions within a second, refuses sign-in with its reason, and opens again after it', async () => {
  const keeper = browser(house.http);
  assert.equal((await keeper.signIn('teller', 'keeper')).status, 200);
  await announce((emit) =>
    emit(staffEvents.leaveStarted, {
      ...told(),
      substituteId: newId(),
      substituteName: '顶岗员',
      tellStaffIds: [],
    }),
  );
  const took = await refusedAfter(() => keeper.me('teller'));
  assert.ok(took < 1_000, `${took} ms`);
  const again = await keeper.signIn('teller', 'keeper');
  assert.deepEqual([again.status, again.body['code']], [403, 'access.suspended']);
  await announce((emit) => emit(staffEvents.leaveEnded, told()));
  await house.platform.settle();
  assert.equal((await keeper.signIn('teller', 'keeper')).status, 200);
});

test('whoever has left the bank signs in no more; a transfer moves the login along', async () => {
  const keeper = browser(house.http);
  const { staffId, userId } = told();
  await announce((emit) =>
    emit(staffEvents.changed, {
      staffId,
      userId,
      number: '77777',
      name: '周岚',
      post: 'reserve',
      homeBranchId: bank.branches.NJ02,
      orgUnitId: bank.units.NJ02,
    }),
  );
  await house.platform.settle();
  await keeper.signIn('teller', 'keeper');
  // Rights are a second old at most.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const { body } = await keeper.me('teller');
  assert.deepEqual(
    [(body['staff'] as { number: string }).number, (body['branch'] as { code: string }).code],
    ['77777', 'NJ02'],
  );
  await announce((emit) => emit(staffEvents.left, { staffId, userId, on: '2026-11-20' }));
  assert.ok((await refusedAfter(() => keeper.me('teller'))) < 1_000);
  assert.equal((await keeper.signIn('teller', 'keeper')).body['code'], 'access.frozen');
});
