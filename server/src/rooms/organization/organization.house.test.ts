import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BranchFormat } from '@huiting/contracts/organization';
import type { FloorPlan, FormatStandard } from '@huiting/contracts/organization';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from './index.ts';
import { layoutProblems } from './organization.changes.domain.ts';
import { smallBank } from './organization.fixtures.ts';
import { planProblems, suggestedPlan } from './organization.floor-plan.domain.ts';
import { deviationsOf, layoutOf, shippedStandards, standardProblems } from './organization.formats.domain.ts';

/** Units of the tree, standards of formats, and plans of halls: what head office lays down and branches draw. */
const bank = smallBank();
let platform: TestPlatform;
let room: ReturnType<typeof createOrganization>;

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T02:00:00Z') });
  await loadBank(platform.db, bank.plan);
  room = createOrganization(platform);
  await platform.join(room);
});
after(() => platform.stop());

const permissions = ['organization.view', 'organization.edit', 'organization.manage', 'staff.view'] as const;
const ctx = (path = '/JH/') =>
  testCtx(platform, testActor({ permissions: [...permissions], path, name: '总行甲' }), { endpoint: 'test' });
const call = (name: string, input: Record<string, unknown>, path?: string) =>
  callEndpoint(room, name, ctx(path), input) as Promise<never>;
const refused = (code: string) => ({ code });
const light = shippedStandards.light;

test('head office makes a region, a region a sub-branch, and nobody an outlet or a code twice', async () => {
  const under = (orgUnitId: string, level: string, code: string) =>
    call('createUnit', { orgUnitId, level, code, name: '新机构' });
  const { unit }: { unit: { id: string; path: string } } = await under(bank.units.JH, 'regionalBranch', 'WX');
  assert.equal(unit.path, '/JH/WX/');
  const { unit: sub }: { unit: { path: string } } = await under(unit.id, 'subBranch', 'WX9');
  assert.equal(sub.path, '/JH/WX/WX9/');
  await assert.rejects(under(unit.id, 'regionalBranch', 'WX8'), refused('organization.parent_invalid'));
  await assert.rejects(under(bank.units.NJ01, 'subBranch', 'X1'), refused('organization.parent_invalid'));
  await assert.rejects(under(bank.units.JH, 'subBranch', 'NJ01'), refused('organization.code_taken'));
  await assert.rejects(under(newId(), 'subBranch', 'X2'), refused('organization.unit_not_found'));
  await assert.rejects(
    call(
      'createUnit',
      { orgUnitId: bank.units.JH, level: 'subBranch', code: 'X3', name: '新机构' },
      '/JH/NJ/',
    ),
    refused('platform.forbidden'),
  );
  const { units }: { units: { code: string }[] } = await call('listOrgUnits', {});
  assert.ok(
    units.some(({ code }) => code === 'WX9'),
    'in the tree from today',
  );
});

test('every shipped standard makes a layout that can be saved, and a branch that has it deviates in nothing', () => {
  for (const format of BranchFormat.options) {
    const standard = shippedStandards[format];
    assert.deepEqual(standardProblems(standard), [], format);
    const layout = layoutOf(standard, newId);
    assert.deepEqual(layoutProblems(layout), [], format);
    const branch = { ...layout, format, areaSquareMetres: standard.area.from };
    assert.deepEqual(deviationsOf(branch as never, standard), [], format);
    assert.deepEqual(planProblems(suggestedPlan(layout), layout), [], format);
  }
});

test('a standard that contradicts itself is refused with every reason', async () => {
  const wrong: FormatStandard = {
    ...light,
    area: { from: 300, to: 200 },
    zones: [
      { kind: 'waiting', name: '等候区' },
      { kind: 'smartService', name: '等候区' },
    ],
    devices: [
      { kind: 'kiosk', count: 1 },
      { kind: 'kiosk', count: 2 },
    ],
  };
  await assert.rejects(
    call('saveStandard', {
      orgUnitId: bank.units.JH,
      format: 'light',
      baseVersion: 0,
      standard: wrong,
      reason: '试',
    }),
    (error: { code: string; data: { problems: { problem: string }[] } }) => {
      assert.equal(error.code, 'organization.standard_invalid');
      const told = new Set(error.data.problems.map(({ problem }) => problem));
      assert.deepEqual(told, new Set(['area', 'zoneMissing', 'twice', 'zoneNameTwice']));
      return true;
    },
  );
});

test('a standard has versions; an older one overwrites nothing; branches show how they differ', async () => {
  const save = (baseVersion: number, standard: FormatStandard, orgUnitId = bank.units.JH) =>
    call('saveStandard', { orgUnitId, format: 'full', baseVersion, standard, reason: '增设窗口' });
  const before: { deviations: { kind: string; standard: number; actual: number }[] } = await call(
    'getDeviations',
    { branchId: bank.branches.NJ01 },
  );
  // It has two general windows and one zone of what the standard of a full branch has.
  assert.ok(
    before.deviations.some(
      ({ kind, standard, actual }) => kind === 'general' && standard === 3 && actual === 2,
    ),
  );
  const exact: FormatStandard = {
    ...shippedStandards.full,
    area: { from: 100, to: 500 },
    zones: [{ kind: 'cashCounter', name: '高柜区' }],
    windows: [{ ...light.windows[0]!, zone: 'cashCounter', count: 2 }],
  };
  assert.deepEqual(await save(0, exact), { version: 1 });
  await assert.rejects(save(0, exact), refused('platform.conflict'));
  await assert.rejects(save(1, exact, bank.units.NJ), refused('organization.unit_not_found'));
  const after: { deviations: unknown[]; version: number } = await call('getDeviations', {
    branchId: bank.branches.NJ01,
  });
  assert.deepEqual(
    { ...after, standard: null },
    { format: 'full', version: 1, standard: null, deviations: [] },
  );
  const { versions }: { versions: { version: number; changedBy: string }[] } = await call(
    'listStandardVersions',
    { format: 'full' },
  );
  assert.deepEqual(
    versions.map(({ version }) => version),
    [1, 0],
  );
  const list: { branches: { code: string }[]; total: number } = await call('listDeviations', {
    format: 'full',
  });
  assert.deepEqual(
    list.branches.map(({ code }) => code),
    ['NJ02', 'SZ01'],
  );
  const mine: typeof list = await call('listDeviations', { format: 'full' }, '/JH/SZ/');
  assert.deepEqual(
    mine.branches.map(({ code }) => code),
    ['SZ01'],
  );
  const formats: { formats: { format: string; branches: number }[] } = await call(
    'listFormats',
    {},
    '/JH/SZ/',
  );
  assert.equal(formats.formats.find(({ format }) => format === 'full')!.branches, 1);
});

test('people and devices are compared where somebody counts them, and only their kinds', async () => {
  const asked: (readonly string[])[] = [];
  const counting = createOrganization(platform, {
    counts: () => [
      {
        part: 'staffing',
        kinds: ['teller', 'lobbyManager', 'wealthManager'],
        count: (_reader, branchIds) => {
          asked.push(branchIds);
          return Promise.resolve(
            new Map([[bank.branches.SZ01, { teller: 1, wealthManager: 2, reserve: 5 }]]),
          );
        },
      },
      { part: 'device', kinds: ['kiosk'], count: () => Promise.resolve(new Map()) },
    ],
  });
  const standard: FormatStandard = {
    ...light,
    staffing: [
      { post: 'teller', count: 3 },
      { post: 'branchManager', count: 1 },
      { post: 'lobbyManager', count: 1 },
    ],
    devices: [
      { kind: 'kiosk', count: 2 },
      { kind: 'atm', count: 4 },
    ],
  };
  const { service } = room;
  const branchId = bank.branches.SZ01;
  await platform.pool.query(`update organization.branch set format = 'light' where id = $1`, [branchId]);
  await service.directory.refresh(branchId);
  const head = ctx();
  await service.saveStandard(head, {
    orgUnitId: bank.units.JH,
    format: 'light',
    baseVersion: 0,
    standard,
    reason: '人员与设备',
  });
  const own = (deviations: readonly { part: string; kind: string; standard: number; actual: number }[]) =>
    deviations
      .filter(({ part }) => part === 'staffing' || part === 'device')
      .map(({ kind, standard, actual }) => `${kind} ${actual}/${standard}`);
  const { deviations } = await counting.service.getDeviations(head, { branchId });
  assert.deepEqual(own(deviations), ['teller 1/3', 'lobbyManager 0/1', 'wealthManager 2/0', 'kiosk 0/2']);
  const { branches } = await counting.service.listDeviations(head, { format: 'light' });
  assert.deepEqual(
    branches.map((one) => own(one.deviations)),
    [own(deviations)],
  );
  assert.deepEqual(asked, [[branchId], [branchId]]);
  // Where nobody counts, nothing is said of them.
  assert.deepEqual(own((await service.getDeviations(head, { branchId })).deviations), []);
});

test('a plan is suggested until somebody draws one; then it has versions, and an older one overwrites nothing', async () => {
  const branchId = bank.branches.NJ01;
  type Answer = { version: number; plan: FloorPlan; versions: { version: number }[]; changedBy: string };
  const first: Answer = await call('getFloorPlan', { branchId });
  assert.equal(first.version, 0);
  assert.equal(first.plan.windows.length, 2);
  assert.deepEqual(planProblems(first.plan, await room.service.directory.get(branchId)), []);
  const moved: FloorPlan = {
    ...first.plan,
    windows: first.plan.windows.map((one, at) => ({ ...one, x: at * 6, y: 10 })),
    devices: [{ id: newId(), kind: 'kiosk', label: '取号机', x: 20, y: 2 }],
  };
  const save = (version: number, plan: FloorPlan) => call('saveFloorPlan', { branchId, version, plan });
  assert.deepEqual(await save(0, moved), { version: 1 });
  await assert.rejects(save(0, moved), (error: { code: string; data: unknown }) => {
    assert.equal(error.code, 'organization.plan_conflict');
    assert.deepEqual(error.data, { version: 1, by: '总行甲' });
    return true;
  });
  assert.deepEqual(await save(1, { ...moved, devices: [] }), { version: 2 });
  const old: Answer = await call('getFloorPlan', { branchId, version: 1 });
  assert.equal(old.plan.devices.length, 1);
  const now: Answer = await call('getFloorPlan', { branchId });
  assert.deepEqual([now.version, now.plan.devices.length, now.versions.length], [2, 0, 2]);
  assert.equal(platform.events.filter(({ type }) => type === 'branch.floorPlanChanged').length, 2);
});

test('a plan beyond its edges, on top of itself, twice, or of another branch is refused thing by thing', async () => {
  const branch = await room.service.directory.get(bank.branches.NJ02);
  const [window] = branch.windows;
  const base = suggestedPlan(branch);
  const problems = (change: Partial<FloorPlan>) =>
    planProblems({ ...base, ...change }, branch).map(({ problem }) => problem);
  const at = { windowId: window!.id, x: 2, y: 2 };
  assert.deepEqual(problems({}), []);
  assert.deepEqual(problems({ windows: [{ ...at, x: base.width - 2 }] }), ['outside']);
  assert.deepEqual(problems({ windows: [at, at] }), ['twice', 'overlap']);
  assert.deepEqual(problems({ windows: [{ ...at, windowId: bank.windows.NJ01[0] }] }), ['unknown']);
  const device = { id: newId(), kind: 'atm' as const, label: '', x: 5, y: 3 };
  assert.deepEqual(problems({ windows: [at], devices: [device] }), ['overlap']);
  await assert.rejects(
    call('saveFloorPlan', { branchId: branch.id, version: 0, plan: { ...base, windows: [at, at] } }),
    refused('organization.plan_invalid'),
  );
});

test('what is gone from the branch is gone from its plan, and the largest layout still has a plan without fault', async () => {
  const zones = Array.from({ length: 30 }, (_, at) => ({
    id: newId(),
    kind: 'waiting' as const,
    name: `区 ${at}`,
    serviceCodes: [],
  }));
  for (const zonesUsed of [0, 1, 7, 30]) {
    const windows = Array.from({ length: 60 }, (_, at) => ({
      id: newId(),
      label: String(at),
      number: at + 1,
      kind: 'general' as const,
      elastic: false,
      zoneId: zonesUsed === 0 ? null : zones[at % zonesUsed]!.id,
      serviceCodes: [],
      profileCode: 'general',
    }));
    const plan = suggestedPlan({ zones, windows });
    assert.deepEqual(planProblems(plan, { zones, windows }), [], String(zonesUsed));
    assert.equal(plan.windows.length, 60);
    assert.equal(plan.zones.length, 30);
  }
});
