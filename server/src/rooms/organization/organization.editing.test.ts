import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LayoutDraft, RecordDraft } from '@huiting/contracts/organization';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { smallBank } from './organization.fixtures.ts';
import { createOrganization, loadBank } from './index.ts';
import type { BranchInfo, OrganizationService } from './index.ts';

const friday = Date.parse('2026-11-20T02:00:00Z');
const bank = smallBank();
const { NJ01, NJ02, SZ01 } = bank.branches;
let platform: TestPlatform;
let service: OrganizationService;

before(async () => {
  platform = await createTestPlatform({ at: friday });
  await loadBank(platform.db, bank.plan);
  const room = createOrganization(platform);
  ({ service } = room);
  await platform.join(room);
});
after(() => platform.stop());

const editor = (path: string, name = '周敏') =>
  testActor({ permissions: ['organization.view', 'organization.edit', 'staff.view'], path, name });
const headOffice = testActor({
  permissions: ['organization.view', 'organization.edit', 'organization.manage', 'staff.view'],
  path: '/JH/',
  name: '吴静',
});
const asking = (actor = headOffice) => testCtx(platform, actor, { endpoint: 'organization.test' });
const eventsOf = (branchId: string, type: string) =>
  platform.events.filter((event) => event.branchId === branchId && event.type === type);

async function draftOf(branchId: string, change: Partial<RecordDraft> = {}): Promise<RecordDraft> {
  const branch = await service.directory.get(branchId);
  const unit = await service.directory.unitById(branch.orgUnitId);
  return { ...branch, parentId: unit!.parentId!, ...change };
}
const versionOf = async (branchId: string) => (await service.directory.get(branchId)).version;

test('an edit changes the record, its unit’s name, the version, the history and the trail, and is announced without words', async () => {
  const record = await draftOf(NJ01, {
    name: '鼓楼支行营业部',
    phone: '025-00000001',
    noonBreak: { from: '12:00', until: '13:00' },
  });
  const saved = await service.saveRecord(asking(editor('/JH/NJ/')), {
    branchId: NJ01,
    version: 1,
    record,
    reason: '更名',
  });
  assert.deepEqual([saved.name, saved.phone, saved.version], ['鼓楼支行营业部', '025-00000001', 2]);
  assert.equal(service.directory.known(NJ01)?.name, '鼓楼支行营业部');
  assert.equal((await service.directory.unitById(bank.units.NJ01))?.name, '鼓楼支行营业部');
  const [announced] = eventsOf(NJ01, 'branch.recordChanged');
  assert.deepEqual(announced!.payload, {
    version: 2,
    fields: ['name', 'phone', 'noonBreak'],
    closing: [{ date: '2026-11-20', closesAt: Date.parse('2026-11-20T09:00:00Z') }],
  });
  const { items } = await service.listRevisions(asking(), { branchId: NJ01, limit: 10 });
  assert.deepEqual(
    [items[0]!.version, items[0]!.what, items[0]!.actorName, items[0]!.reason, items[0]!.at],
    [2, 'record', '周敏', '更名', friday],
  );
  assert.deepEqual(items[0]!.changes.at(-1), { field: 'noonBreak', before: null, after: '12:00–13:00' });
  assert.equal(platform.audited.at(-1)?.object, `branch:${NJ01}`);
});

test('an edit of an older version is refused, says so, and overwrites nothing; also when two save at once', async () => {
  const record = await draftOf(NJ02, { address: '新址一' });
  const save = (address: string) =>
    service.saveRecord(asking(), {
      branchId: NJ02,
      version: 1,
      record: { ...record, address },
      reason: '迁址',
    });
  const results = await Promise.allSettled([save('甲'), save('乙')]);
  const refused = results.find((result) => result.status === 'rejected');
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal(refused?.reason.code, 'organization.version_conflict');
  assert.deepEqual(refused?.reason.data, { version: 2, edited: 1 });
  const winner = results.find((result) => result.status === 'fulfilled')!.value;
  assert.equal((await service.directory.get(NJ02)).address, winner.address);
  assert.equal((await service.listRevisions(asking(), { branchId: NJ02, limit: 10 })).items.length, 1);
});

test('a save that changes nothing makes no version', async () => {
  const version = await versionOf(NJ02);
  const record = await draftOf(NJ02);
  const same = await service.saveRecord(asking(), { branchId: NJ02, version, record, reason: '无' });
  assert.equal(same.version, version);
});

test('who edits one region cannot edit another, nor move a branch; head office moves it and its path follows', async () => {
  const record = await draftOf(SZ01);
  const edit = { branchId: SZ01, version: 1, record, reason: '试' };
  await assert.rejects(service.saveRecord(asking(editor('/JH/NJ/')), edit), { code: 'platform.forbidden' });
  const moved = { ...edit, record: { ...record, parentId: bank.units.NJ } };
  await assert.rejects(service.saveRecord(asking(editor('/JH/')), moved), { code: 'platform.forbidden' });
  await assert.rejects(service.saveRecord(asking(), { ...edit, record: { ...record, parentId: newId() } }), {
    code: 'organization.unit_not_found',
  });
  await assert.rejects(
    service.saveRecord(asking(), { ...edit, record: { ...record, parentId: bank.units.NJ01 } }),
    { code: 'organization.parent_invalid' },
  );
  const saved = await service.saveRecord(asking(), moved);
  assert.equal(saved.path, '/JH/NJ/SZ01/');
  assert.deepEqual(
    (await service.listBranches(asking(editor('/JH/NJ/')), { limit: 10 })).branches.map(({ code }) => code),
    ['NJ01', 'NJ02', 'SZ01'],
  );
});

test('hours that cannot be kept are refused', async () => {
  const record = await draftOf(NJ02, { noonBreak: { from: '16:30', until: '17:30' } });
  await assert.rejects(
    service.saveRecord(asking(), { branchId: NJ02, version: await versionOf(NJ02), record, reason: '试' }),
    { code: 'organization.hours_invalid' },
  );
});

test('contacts are for who may see staff; the history tells that they changed and nobody’s name', async () => {
  const contacts = [{ role: 'manager', name: '高岚', phone: '025-00003120' } as const];
  await service.saveContacts(asking(), { branchId: NJ02, version: await versionOf(NJ02), contacts });
  assert.deepEqual((await service.listContacts(asking(), { branchId: NJ02 })).contacts, contacts);
  await assert.rejects(
    service.listContacts(asking(testActor({ permissions: ['organization.view'], path: '/JH/' })), {
      branchId: NJ02,
    }),
    { code: 'platform.forbidden' },
  );
  const told = JSON.stringify([
    await service.listRevisions(asking(), { branchId: NJ02, limit: 1 }),
    platform.events.at(-1),
    platform.audited.at(-1),
  ]);
  assert.ok(!told.includes('高岚') && !told.includes('3120'));
});

const layoutOf = ({ zones, windows }: BranchInfo): LayoutDraft => ({ zones, windows });

test('windows come, change and go; a number that was given up is free; the event says what the queue must know', async () => {
  const branch = await service.directory.get(NJ01);
  const [first, second] = branch.windows;
  const zone = { id: newId(), kind: 'vip', name: '贵宾区', serviceCodes: ['wealth'] } as const;
  const fresh = {
    ...second!,
    id: newId(),
    label: '理财室 1',
    kind: 'vip',
    profileCode: 'vip',
    zoneId: zone.id,
  } as const;
  const layout = {
    zones: [...branch.zones, { ...zone, serviceCodes: ['wealth'] }],
    windows: [{ ...first!, kind: 'cash' as const }, fresh],
  };
  const saved = await service.saveLayout(asking(), {
    branchId: NJ01,
    version: branch.version,
    layout,
    reason: '增设理财室',
  });
  assert.deepEqual(
    saved.windows.map(({ id, number, kind }) => [id, number, kind]),
    [
      [first!.id, 1, 'cash'],
      [fresh.id, 2, 'vip'],
    ],
  );
  assert.deepEqual(
    saved.removedWindows.map(({ id }) => id),
    [second!.id],
  );
  const [announced] = eventsOf(NJ01, 'branch.layoutChanged');
  assert.deepEqual(announced!.payload, {
    version: saved.version,
    windows: [
      { id: first!.id, kind: 'cash', profileCode: 'general' },
      { id: fresh.id, kind: 'vip', profileCode: 'vip' },
    ],
    redefined: [first!.id],
    removed: [second!.id],
  });
});

test('a layout that contradicts itself is refused with what is wrong, and nothing is half done', async () => {
  const branch = await service.directory.get(NJ01);
  const [one, two] = branch.windows;
  const problemsOf = async (change: Partial<LayoutDraft>) => {
    const layout = { ...layoutOf(branch), ...change };
    const refused = await service
      .saveLayout(asking(), { branchId: NJ01, version: branch.version, layout, reason: '试' })
      .catch((error: unknown) => error as { code: string; data: { problems: { problem: string }[] } });
    assert.ok('code' in refused && refused.code === 'organization.layout_invalid');
    return (refused as { data: { problems: { problem: string }[] } }).data.problems.map(
      ({ problem }) => problem,
    );
  };
  assert.deepEqual(await problemsOf({ windows: [one!, { ...two!, number: one!.number }] }), ['numberTwice']);
  assert.deepEqual(await problemsOf({ windows: [one!, { ...two!, label: one!.label }] }), ['labelTwice']);
  assert.deepEqual(await problemsOf({ windows: [{ ...one!, zoneId: newId() }] }), ['zoneUnknown']);
  const [elsewhere] = (await service.directory.get(NJ02)).windows;
  assert.deepEqual(await problemsOf({ windows: [{ ...one!, id: elsewhere!.id }] }), ['idTwice']);
  assert.equal((await service.directory.get(NJ02)).windows[0]!.label, elsewhere!.label);
});

test('a day of its own: closed, with noon, cleared; a day somebody else changed meanwhile is refused', async () => {
  const holiday = { date: '2026-12-24', version: null };
  const closed = { name: '停电检修', hours: null, noonBreak: null, corporateHours: null };
  const version = await versionOf(NJ01);
  await service.saveDays(asking(), { branchId: NJ01, days: [holiday], ...closed });
  const [day] = await service.getCalendar(asking(), { branchId: NJ01, from: '2026-12-24', days: 1 });
  assert.deepEqual([day!.hours, day!.holiday, day!.override?.version], [null, '停电检修', 1]);
  await assert.rejects(service.saveDays(asking(), { branchId: NJ01, days: [holiday], ...closed }), {
    code: 'organization.day_conflict',
  });
  await service.clearDays(asking(), { branchId: NJ01, days: [{ date: '2026-12-24', version: 1 }] });
  const [again] = await service.getCalendar(asking(), { branchId: NJ01, from: '2026-12-24', days: 1 });
  assert.deepEqual([again!.hours, again!.override], [{ open: '09:00', close: '17:00' }, null]);
  // The calendar counts apart: who edits the record meanwhile is not disturbed.
  assert.equal(await versionOf(NJ01), version);
  assert.equal((await service.directory.get(NJ01)).calendarVersion, 3);
  assert.deepEqual(eventsOf(NJ01, 'branch.calendarChanged')[0]!.payload, {
    dates: ['2026-12-24'],
    closing: [{ date: '2026-12-24', closesAt: null }],
  });
});

test('a day that is over stays as it was, and impossible hours are refused', async () => {
  const shut = { name: '试', hours: null, noonBreak: null, corporateHours: null };
  await assert.rejects(
    service.saveDays(asking(), { branchId: NJ01, days: [{ date: '2026-11-19', version: null }], ...shut }),
    { code: 'organization.day_past' },
  );
  await assert.rejects(
    service.saveDays(asking(), {
      branchId: NJ01,
      days: [{ date: '2026-12-25', version: null }],
      ...shut,
      hours: { open: '09:00', close: '12:00' },
      noonBreak: { from: '12:00', until: '13:00' },
    }),
    { code: 'organization.hours_invalid' },
  );
});

test('the stages of a life: only along the machine, each with its dates, and none after the end', async () => {
  const go = (stage: 'renovating' | 'operating' | 'planning' | 'closed') =>
    service.setStage(asking(), {
      branchId: NJ02,
      stage,
      reason: '按计划',
      documentNo: '江准银发〔2026〕7 号',
    });
  await go('renovating');
  await assert.rejects(go('planning'), { code: 'organization.stage_not_allowed' });
  await platform.passTo(friday + 30 * 86_400_000, NJ02);
  await go('operating');
  const steps = await service.getLifecycle(asking(), { branchId: NJ02 });
  assert.deepEqual(
    steps.map(({ stage, from, until, planned }) => [stage, from, until, planned]),
    [
      ['renovating', '2026-11-20', '2026-12-20', false],
      ['operating', '2026-12-20', null, false],
    ],
  );
  assert.equal(steps[0]!.documentNo, '江准银发〔2026〕7 号');
  await go('closed');
  await assert.rejects(go('operating'), { code: 'organization.stage_not_allowed' });
});

test('a planned stage begins by itself on its day; one that no longer fits is given up; one may be called off', async () => {
  const now = platform.clock.now();
  const plan = (stage: 'renovating' | 'operating' | 'suspended', from: string) =>
    service.planStage(asking(), { branchId: SZ01, stage, from, reason: '装修' });
  await assert.rejects(plan('renovating', '2026-12-20'), { code: 'organization.plan_not_ahead' });
  await assert.rejects(plan('operating', '2026-12-22'), { code: 'organization.stage_not_allowed' });
  await plan('renovating', '2026-12-22');
  await plan('operating', '2027-01-10');
  await plan('suspended', '2027-02-01');
  const planned = (await service.getLifecycle(asking(), { branchId: SZ01 })).filter((step) => step.planned);
  await service.cancelStagePlan(asking(), { branchId: SZ01, planId: planned[2]!.id });
  await assert.rejects(service.cancelStagePlan(asking(), { branchId: SZ01, planId: planned[2]!.id }), {
    code: 'organization.plan_not_found',
  });
  await platform.passTo(now + 2 * 86_400_000, SZ01);
  assert.equal((await service.directory.get(SZ01)).stage, 'renovating');
  assert.deepEqual(eventsOf(SZ01, 'branch.stageChanged').at(-1)?.payload, {
    stage: 'renovating',
    previous: 'operating',
    reason: '装修',
  });
  // Somebody reopens it early: the plan for January has nothing left to do.
  await service.setStage(asking(), { branchId: SZ01, stage: 'operating', reason: '提前完工' });
  await platform.passTo(now + 40 * 86_400_000, SZ01);
  const steps = await service.getLifecycle(asking(), { branchId: SZ01 });
  assert.deepEqual(
    steps.map(({ stage, planned: open }) => [stage, open]),
    [
      ['renovating', false],
      ['operating', false],
    ],
  );
});

test('two versions are compared by what became of each field, whichever is named first', async () => {
  const { phone } = await service.directory.get(SZ01);
  for (const change of [
    { phone: '025-1', city: '昆山' },
    { phone: '025-2', address: '新址九' },
    { phone, city: '吴江' },
  ])
    await service.saveRecord(asking(), {
      branchId: SZ01,
      version: await versionOf(SZ01),
      record: await draftOf(SZ01, change),
      reason: '核对',
    });
  const newest = await versionOf(SZ01);
  const between = async (from: number, to: number) =>
    (await service.compareVersions(asking(), { branchId: SZ01, from, to })).map(
      ({ field, before, after }) => `${field} ${before}→${after}`,
    );
  // The phone came back to what it was.
  assert.deepEqual(await between(newest - 3, newest), ['city 苏州→吴江', 'address 示范路 1 号→新址九']);
  assert.deepEqual(await between(newest, newest - 2), [
    'address 示范路 1 号→新址九',
    `phone 025-1→${phone}`,
    'city 昆山→吴江',
  ]);
  assert.deepEqual(await between(newest, newest), []);
  const elsewhere = testActor({ permissions: ['staff.view'], path: '/JH/SZ/' });
  await assert.rejects(service.compareVersions(asking(elsewhere), { branchId: SZ01, from: 1, to: 2 }), {
    code: 'platform.forbidden',
  });
});
