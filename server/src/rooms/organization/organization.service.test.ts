import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import type { Ctx } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { smallBank } from './organization.fixtures.ts';
import { presentOpenBranch, presentRecord } from './organization.present.ts';
import { createOrganization, loadBank } from './index.ts';
import type { OrganizationService } from './index.ts';

const friday = Date.parse('2026-11-20T02:00:00Z');
const bank = smallBank();
let platform: TestPlatform;
let service: OrganizationService;

before(async () => {
  platform = await createTestPlatform({ at: friday });
  await loadBank(platform.db, bank.plan);
  ({ service } = createOrganization(platform));
});
after(() => platform.stop());

const viewer = (path: string) => testActor({ permissions: ['organization.view'], path });
const manager = (path: string) =>
  testActor({ permissions: ['organization.view', 'organization.manage'], path });

const all = { limit: 100 };
const codesOf = async (ctx: Ctx, filter: Parameters<typeof service.listBranches>[1]) =>
  (await service.listBranches(ctx, filter)).branches.map(({ code }) => code);

test('lists hold what lies in scope and nothing else', async () => {
  const inNanjing = testCtx(platform, viewer('/JH/NJ/'));
  const { units, truncated } = await service.listOrgUnits(inNanjing, all);
  assert.deepEqual(
    units.map(({ path, branches }) => [path, branches]),
    [
      ['/JH/NJ/', 2],
      ['/JH/NJ/NJ01/', 1],
      ['/JH/NJ/NJ02/', 1],
    ],
  );
  assert.equal(truncated, false);
  assert.deepEqual(await codesOf(inNanjing, all), ['NJ01', 'NJ02']);
  assert.deepEqual(await codesOf(inNanjing, { ...all, orgUnitId: bank.units.SZ }), []);
  const everywhere = testCtx(platform, viewer('/JH/'));
  assert.deepEqual(await codesOf(everywhere, { ...all, orgUnitId: bank.units.SZ }), ['SZ01']);
  assert.deepEqual(await codesOf(everywhere, { ...all, orgUnitId: newId() }), []);
  assert.deepEqual(await codesOf(everywhere, { ...all, search: '玄武' }), ['NJ02']);
  assert.deepEqual(await codesOf(everywhere, { ...all, search: '%' }), []);
  assert.deepEqual(await codesOf(everywhere, { ...all, stage: 'closed' }), []);
});

test('a long list is read page by page, a large tree from the top', async () => {
  const everywhere = testCtx(platform, viewer('/JH/'));
  const first = await service.listBranches(everywhere, { limit: 2 });
  assert.deepEqual([first.branches.map(({ code }) => code), first.total], [['NJ01', 'NJ02'], 3]);
  assert.deepEqual(await codesOf(everywhere, { limit: 2, cursor: first.nextCursor! }), ['SZ01']);
  assert.deepEqual(await codesOf(everywhere, { limit: 2, cursor: '/ZZ/' }), []);
  const top = await service.listOrgUnits(everywhere, { limit: 3 });
  assert.deepEqual(
    top.units.map(({ code, parent }) => [code, parent]),
    [
      ['JH', true],
      ['NJ', false],
      ['SZ', false],
    ],
  );
  assert.equal(top.truncated, true);
  const below = await service.listOrgUnits(everywhere, { ...all, parentId: bank.units.NJ });
  assert.deepEqual(
    below.units.map(({ code }) => code),
    ['NJ01', 'NJ02'],
  );
  const found = await service.listOrgUnits(everywhere, { ...all, search: 'sz0' });
  assert.deepEqual(
    found.units.map(({ code }) => code),
    ['SZ01'],
  );
});

test('a branch outside the scope is refused, one that does not exist is not found', async () => {
  const ctx = testCtx(platform, viewer('/JH/NJ/NJ01/'));
  await assert.rejects(service.getBranch(ctx, { branchId: bank.branches.NJ02 }), {
    code: 'platform.forbidden',
  });
  await assert.rejects(service.getBranch(ctx, { branchId: bank.units.JH }), {
    code: 'organization.branch_not_found',
  });
  const nobody = testCtx(platform, testActor({ permissions: ['queue.view'], path: '/JH/' }));
  await assert.rejects(async () => service.listBranches(nobody, all), { code: 'platform.forbidden' });
  await assert.rejects(async () => service.listOrgUnits(nobody, all), { code: 'platform.forbidden' });
});

test('a branch is presented whole, as its contract says', async () => {
  const branch = await service.getBranch(testCtx(platform, viewer('/JH/')), { branchId: bank.branches.NJ01 });
  const record = organizationEndpoints.getBranch.output.parse(presentRecord(branch, platform.clock.now()));
  assert.deepEqual(record, presentRecord(branch, platform.clock.now()));
  assert.equal(record.bankName, '江淮银行');
  assert.deepEqual(
    record.windows.map(({ label, serviceCodes }) => [label, serviceCodes]),
    [
      ['1', ['personal', 'cash']],
      ['2', ['personal', 'cash']],
    ],
  );
  assert.equal(record.zones[0]!.name, '高柜区');
  assert.equal(record.today.opensAt, Date.parse('2026-11-20T01:00:00Z'));
});

test('the calendar lists days one after another over a month’s end', async () => {
  const days = await service.getCalendar(testCtx(platform, viewer('/JH/')), {
    branchId: bank.branches.NJ01,
    from: '2026-09-29',
    days: 10,
  });
  assert.deepEqual(days.map(({ kind }) => kind).slice(0, 3), ['workday', 'workday', 'holiday']);
  assert.deepEqual(days.map(({ date }) => date).at(-1), '2026-10-08');
});

test('suspending is announced, audited, seen at once, and open branches no longer list it', async () => {
  const { service: elsewhere } = createOrganization(platform);
  assert.equal((await elsewhere.directory.get(bank.branches.NJ02)).stage, 'operating');
  const ctx = testCtx(platform, manager('/JH/NJ/'), { endpoint: 'organization.setStage' });
  const input = { branchId: bank.branches.NJ02, stage: 'suspended', reason: '停电' } as const;
  const changed = await service.setStage(ctx, input);
  assert.equal(changed.stage, 'suspended');
  assert.equal(service.directory.known(bank.branches.NJ02)?.stage, 'suspended');
  assert.equal(service.directory.known(bank.branches.NJ02)?.version, 2);
  const [event] = platform.events.filter(({ type }) => type === 'branch.stageChanged');
  assert.deepEqual(
    [event!.branchId, event!.payload],
    [bank.branches.NJ02, { stage: 'suspended', previous: 'operating', reason: '停电' }],
  );
  assert.deepEqual(
    platform.audited.map(({ action, outcome }) => [action, outcome]),
    [['organization.setStage', 'done']],
  );
  const open = await service.listOpenBranches(ctx, {});
  assert.deepEqual(
    open.map((branch) => presentOpenBranch(branch, friday).name),
    ['鼓楼支行', '姑苏支行'],
  );
  // Another process reads it again when the event arrives.
  assert.equal(elsewhere.directory.known(bank.branches.NJ02)?.stage, 'operating');
  await elsewhere.directory.refresh(event!.branchId);
  assert.equal(elsewhere.directory.known(bank.branches.NJ02)?.stage, 'suspended');

  // The same key again changes nothing and announces nothing.
  await service.setStage({ ...ctx, answer: undefined }, input);
  assert.equal(platform.events.length, 1);
  const again = testCtx(platform, manager('/JH/NJ/'), { endpoint: 'organization.setStage' });
  await assert.rejects(service.setStage(again, input), { code: 'organization.stage_unchanged' });
});

test('only who manages the branch may suspend it, and only a living branch', async () => {
  const input = { branchId: bank.branches.SZ01, stage: 'suspended', reason: '试' } as const;
  for (const actor of [manager('/JH/NJ/'), viewer('/JH/')]) {
    await assert.rejects(service.setStage(testCtx(platform, actor), input), { code: 'platform.forbidden' });
  }
  await platform.pool.query(`update organization.branch set stage = 'planning' where id = $1`, [
    bank.branches.SZ01,
  ]);
  await assert.rejects(service.setStage(testCtx(platform, manager('/JH/')), input), {
    code: 'organization.stage_not_allowed',
  });
});

test('two who suspend at the same moment: one does, the other is told', async () => {
  const input = { branchId: bank.branches.NJ01, stage: 'suspended', reason: '同时' } as const;
  const results = await Promise.allSettled(
    [1, 2].map(() => service.setStage(testCtx(platform, manager('/JH/')), input)),
  );
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const refused = results.find((result) => result.status === 'rejected');
  assert.equal(refused?.reason.code, 'organization.stage_unchanged');
});
