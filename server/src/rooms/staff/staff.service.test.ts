import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { loadAccess } from '../access/index.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { createStaff, loadStaff } from './index.ts';
import type { StaffService } from './index.ts';

const bank = smallBank();
const people = [
  { number: '80001', name: '周岚', post: 'teller', at: 'NJ01' },
  { number: '80002', name: '许立言', post: 'lobbyManager', at: 'NJ01' },
  { number: '80003', name: '程野', post: 'teller', at: 'NJ02' },
  { number: '80004', name: '罗瑾', post: 'branchManager', at: 'SZ01' },
].map((one) => ({ ...one, id: newId(), userId: one.number === '80001' ? newId() : null }));
const head = { number: '80005', name: '贺清', post: 'headOffice', id: newId(), userId: null };

let platform: TestPlatform;
let service: StaffService;
let counts: ReturnType<typeof createStaff>['counts'];

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T02:00:00Z') });
  await loadBank(platform.db, bank.plan);
  const user = {
    id: people[0]!.userId!,
    username: 'zhoulan',
    name: '周岚',
    passwordHash: null,
    orgUnitId: bank.units.NJ01,
    branchId: bank.branches.NJ01,
  };
  await loadAccess(platform.db, { users: [{ ...user, staff: null, roles: [] }], terminals: [] }, Date.now());
  await loadStaff(platform.db, [
    ...people.map(
      ({ at, ...one }) =>
        ({ ...one, homeBranchId: bank.branches[at as 'NJ01'], orgUnitId: bank.units[at as 'NJ01'] }) as never,
    ),
    { ...head, homeBranchId: null, orgUnitId: bank.units.JH } as never,
  ]);
  const { directory } = createOrganization(platform).service;
  ({ service, counts } = createStaff(platform, { directory, crypto: platform.crypto }));
});
after(() => platform.stop());

const viewer = (path: string) => testCtx(platform, testActor({ permissions: ['staff.view'], path }));
const numbers = async (path: string, filter: object = {}) =>
  (await service.listStaff(viewer(path), { limit: 50, ...filter })).items.map(({ number }) => number);

test('the list ends at the scope, head office’s people only for those who see head office', async () => {
  assert.deepEqual(await numbers('/JH/'), ['80001', '80002', '80003', '80004', '80005']);
  assert.deepEqual(await numbers('/JH/NJ/'), ['80001', '80002', '80003']);
  assert.deepEqual(await numbers('/JH/NJ/NJ01/', { branchId: bank.branches.NJ02 }), []);
  await assert.rejects(
    service.listStaff(testCtx(platform, testActor({ permissions: [], path: '/JH/' })), { limit: 5 }),
    { code: 'platform.forbidden' },
  );
});

test('it is filtered by branch, post and words, and paged by number', async () => {
  assert.deepEqual(await numbers('/JH/', { branchId: bank.branches.NJ01 }), ['80001', '80002']);
  assert.deepEqual(await numbers('/JH/', { post: 'teller' }), ['80001', '80003']);
  assert.deepEqual(await numbers('/JH/', { search: '立言' }), ['80002']);
  assert.deepEqual(await numbers('/JH/', { search: '_' }), []);
  const first = await service.listStaff(viewer('/JH/'), { limit: 3 });
  assert.equal(first.nextCursor, '80003');
  const second = await service.listStaff(viewer('/JH/'), { limit: 3, cursor: first.nextCursor! });
  assert.deepEqual([second.items.map(({ number }) => number), second.nextCursor], [['80004', '80005'], null]);
});

test('other rooms find a person by id, by login and by branch', async () => {
  const [teller] = people;
  assert.deepEqual(
    [
      (await service.get(teller!.id)).username,
      (await service.byUser(teller!.userId!))?.number,
      await service.nameOf(platform.db, teller!.id),
    ],
    ['zhoulan', '80001', '周岚'],
  );
  assert.deepEqual(
    (await service.listAtBranch(bank.branches.NJ01)).map(({ name }) => name),
    ['周岚', '许立言'],
  );
  assert.equal(await service.byUser(newId()), null);
  assert.equal(await service.nameOf(platform.db, newId()), null);
  await assert.rejects(service.get(newId()), { code: 'staff.not_found' });
});

test('it counts the people of each branch by post, without those who left', async () => {
  const [count] = counts ?? [];
  const all = Object.values(bank.branches);
  const counted = await count!.count(platform.db, [...all, newId()]);
  assert.deepEqual(Object.fromEntries(counted), {
    [bank.branches.NJ01]: { teller: 1, lobbyManager: 1 },
    [bank.branches.NJ02]: { teller: 1 },
    [bank.branches.SZ01]: { branchManager: 1 },
  });
  assert.ok(!count!.kinds.includes('reserve'));
  await platform.pool.query(`update staff.staff_member set left_on = '2026-11-01' where number = '80003'`);
  assert.deepEqual([...(await count!.count(platform.db, [bank.branches.NJ02]))], []);
});
