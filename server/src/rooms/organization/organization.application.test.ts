import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import type { BranchApplication, BranchChange } from '@huiting/contracts/organization';
import type { Approval, Verdict } from '@huiting/contracts/workflow';
import { instantOf } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createStaff, loadStaff } from '../staff/index.ts';
import { createWorkflow } from '../workflow/index.ts';
import { createOrganization, loadBank } from './index.ts';
import { smallBank } from './organization.fixtures.ts';

const zone = 'Asia/Shanghai';
const bank = smallBank();
const people = {
  manager: { post: 'branchManager', unit: 'NJ01', path: '/JH/NJ/NJ01/' },
  region: { post: 'headOffice', unit: 'NJ', path: '/JH/NJ/' },
  head: { post: 'headOffice', unit: 'JH', path: '/JH/' },
  second: { post: 'headOffice', unit: 'JH', path: '/JH/' },
} as const;
type Who = keyof typeof people;
const ids = { manager: newId(), region: newId(), head: newId(), second: newId() };

let platform: TestPlatform;
let room: ReturnType<typeof createOrganization>;
let workflow: ReturnType<typeof createWorkflow>;

before(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, '2026-11-20', '10:00') });
  await loadBank(platform.db, bank.plan);
  await loadStaff(
    platform.db,
    (Object.keys(people) as Who[]).map((who, index) => ({
      id: ids[who],
      number: `9000${index}`,
      name: who,
      post: people[who].post,
      homeBranchId: null,
      orgUnitId: bank.units[people[who].unit],
      userId: null,
    })),
  );
  room = createOrganization(platform);
  const { directory } = room.service;
  workflow = createWorkflow(platform, {
    directory,
    staff: createStaff(platform, { directory, crypto: platform.crypto }).service,
  });
  await platform.join(room, workflow);
});
after(() => platform.stop());

const ctx = (who: Who) =>
  testCtx(
    platform,
    testActor({
      permissions: ['organization.apply', 'organization.view', 'organization.edit', 'approval.view'],
      path: people[who].path,
      name: who,
      staff: { id: ids[who], number: '0', post: people[who].post },
    }),
    { endpoint: 'test' },
  );
const branch = (id: string = bank.branches.NJ01) => room.service.directory.get(id);
const refused = (code: string) => ({ code });

async function apply(
  change: BranchChange,
  more: { effectiveOn?: string; version?: number; who?: Who } = {},
): Promise<BranchApplication> {
  await room.service.directory.refresh(bank.branches.NJ01);
  const { application } = (await callEndpoint(room, 'applyForChange', ctx(more.who ?? 'manager'), {
    branchId: bank.branches.NJ01,
    version: more.version ?? (await branch()).version,
    change,
    effectiveOn: more.effectiveOn ?? '2026-11-20',
    reason: '业务需要',
  })) as { application: BranchApplication };
  await platform.settle();
  return application;
}
async function listed(id: string): Promise<BranchApplication> {
  const { items } = (await callEndpoint(room, 'listApplications', ctx('head'), { limit: 200 })) as {
    items: BranchApplication[];
  };
  return items.find((one) => one.id === id)!;
}
async function decide(
  who: Who,
  application: BranchApplication,
  stepKey: string,
  verdict: Verdict = 'approve',
) {
  const { keptAt, approvalId } = await listed(application.id);
  const answer = (await callEndpoint(workflow, 'decideApproval', ctx(who), {
    branchId: keptAt,
    approvalId,
    stepKey,
    verdict,
    opinion: '意见',
  })) as { approval: Approval };
  await platform.settle();
  // What has been approved for today is carried out by its deadline.
  await platform.passTo(platform.clock.now() + 1, keptAt);
  await platform.settle();
  return answer.approval;
}

test('a new name is the regional branch’s to allow; the record, the tree and the history then have it', async () => {
  const application = await apply({ kind: 'rename', name: '鼓楼科技支行' });
  assert.deepEqual(application.changes, [{ field: 'name', before: '鼓楼支行', after: '鼓楼科技支行' }]);
  assert.equal((await branch()).name, '鼓楼支行');
  assert.equal((await decide('region', application, 'region')).state, 'approved');
  assert.equal((await listed(application.id)).state, 'applied');
  assert.equal((await branch()).name, '鼓楼科技支行');
  const { items } = await room.service.listRevisions(
    testCtx(platform, testActor({ permissions: ['staff.view'], path: '/JH/' })),
    { branchId: bank.branches.NJ01, limit: 10 },
  );
  assert.deepEqual([items[0]?.actorName, items[0]?.reason], ['manager', '业务需要']);
});

test('what cannot easily be undone goes on to head office', async () => {
  const application = await apply({ kind: 'reformat', format: 'flagship' });
  assert.equal((await decide('region', application, 'region')).step?.key, 'headOffice');
  assert.notEqual((await branch()).format, 'flagship');
  await decide('head', application, 'headOffice');
  assert.equal((await branch()).format, 'flagship');
});

test('it takes effect on its day: suspended from that morning, open again by itself', async () => {
  const application = await apply({ kind: 'suspend', until: '2026-11-26' }, { effectiveOn: '2026-11-24' });
  await decide('region', application, 'region');
  assert.equal((await listed(application.id)).state, 'approved');
  const stageOn = async (date: string) => {
    await platform.passTo(instantOf(zone, date, '00:00'), bank.branches.NJ01);
    return (await branch()).stage;
  };
  assert.deepEqual(
    [await stageOn('2026-11-23'), await stageOn('2026-11-24'), await stageOn('2026-11-26')],
    ['operating', 'suspended', 'operating'],
  );
});

test('a branch that changed while it was being judged is not changed again: the application lapses, and is told', async () => {
  const today = { effectiveOn: '2026-11-26' };
  const application = await apply({ kind: 'rename', name: '鼓楼新街支行' }, today);
  await room.service.setStage(
    testCtx(platform, testActor({ permissions: ['organization.manage'], path: '/JH/' }), {
      endpoint: 'test',
    }),
    { branchId: bank.branches.NJ01, stage: 'suspended', reason: '停电' },
  );
  await decide('region', application, 'region');
  assert.equal((await listed(application.id)).state, 'lapsed');
  assert.equal((await branch()).name, '鼓楼科技支行');
  const told = platform.events.filter(({ type }) => type === 'alert.changed').at(-1);
  assert.match(JSON.stringify(told?.payload), /变更未能生效/);
});

test('rejected and withdrawn change nothing, and leave the road free for another', async () => {
  const today = { effectiveOn: '2026-11-26' };
  const first = await apply({ kind: 'close' }, today);
  await assert.rejects(
    apply({ kind: 'rename', name: '另一个名字' }, today),
    refused('organization.application_running'),
  );
  await decide('region', first, 'region', 'reject');
  assert.deepEqual([(await listed(first.id)).state, (await branch()).stage], ['rejected', 'suspended']);
  const second = await apply({ kind: 'close' }, today);
  await callEndpoint(workflow, 'withdrawApproval', ctx('manager'), {
    branchId: second.keptAt,
    approvalId: (await listed(second.id)).approvalId,
    reason: '不必了',
  });
  await platform.settle();
  assert.equal((await listed(second.id)).state, 'withdrawn');
});

test('what is as it is, what begins yesterday, and what was read too early are refused', async () => {
  const today = { effectiveOn: '2026-11-26' };
  await assert.rejects(
    apply({ kind: 'rename', name: '鼓楼科技支行' }, today),
    refused('organization.application_empty'),
  );
  await assert.rejects(
    apply({ kind: 'rename', name: '别的名字' }, { effectiveOn: '2026-11-25' }),
    refused('organization.day_not_ahead'),
  );
  await assert.rejects(
    apply({ kind: 'rename', name: '别的名字' }, { ...today, version: 1 }),
    refused('organization.version_conflict'),
  );
  await assert.rejects(
    apply({ kind: 'suspend', until: null }, today),
    refused('organization.application_empty'),
  );
});

test('a new branch is established through its approvals, once, in planning, as its format says', async () => {
  const record = {
    name: '江心洲支行',
    format: 'light',
    city: '南京',
    address: '江心洲大道 1 号',
    latitude: 32,
    longitude: 118.7,
    licenceNo: 'B9999',
    phone: '025-00000000',
    areaSquareMetres: 200,
    weekdayHours: { open: '09:00', close: '17:00' },
    weekendHours: null,
    holidayHours: null,
    noonBreak: null,
    corporateWeekdayHours: null,
    corporateWeekendHours: null,
    corporateHolidayHours: null,
  };
  const ask = (code: string) =>
    callEndpoint(room, 'applyForBranch', ctx('region'), {
      orgUnitId: bank.units.NJ,
      change: { kind: 'establish', code, timeZone: zone, record },
      effectiveOn: '2026-11-26',
      reason: '新区',
    });
  await assert.rejects(ask('NJ01'), refused('organization.code_taken'));
  const { application } = (await ask('NJ09')) as { application: BranchApplication };
  await platform.settle();
  // Whoever asks does not decide: the region's only decider asked, so two people of head office do.
  assert.equal((await decide('head', application, 'region')).step?.key, 'headOffice');
  await assert.rejects(decide('head', application, 'headOffice'), refused('workflow.approval_same_person'));
  await decide('second', application, 'headOffice');
  assert.equal((await listed(application.id)).state, 'applied');
  const made = await branch(application.branchId);
  assert.deepEqual(
    [made.code, made.name, made.stage, made.path, made.windows.length],
    ['NJ09', '江心洲支行', 'planning', '/JH/NJ/NJ09/', 5],
  );
  assert.equal(platform.events.filter(({ type }) => type === 'branch.established').length, 1);
  await assert.rejects(ask('NJ09'), refused('organization.code_taken'));
});

test('what is attached goes with the application, to those who may apply or judge there and nobody else', async () => {
  const asking = ctx('manager');
  const upload = (name: string) =>
    platform.files.upload(asking, {
      branchId: bank.branches.NJ01,
      owner: 'branchApplication',
      name,
      content: Readable.from([Buffer.from(name)]),
    });
  const file = await upload('租约.txt');
  const command = { ...asking, command: { ...asking.command!, key: newId() } };
  const { application } = (await callEndpoint(room, 'applyForChange', command, {
    branchId: bank.branches.NJ01,
    version: (await branch()).version,
    change: { kind: 'rename', name: '附件支行' },
    effectiveOn: '2026-12-31',
    reason: '业务需要',
    files: [file.id],
  })) as { application: BranchApplication };
  await platform.settle();
  const of = (who: Ctx) =>
    platform.files.show(who, {
      branchId: application.keptAt,
      owner: 'branchApplication',
      ownerId: application.id,
    });
  assert.deepEqual(
    (await of(ctx('region'))).map(({ name }) => name),
    ['租约.txt'],
  );
  const stranger = testCtx(platform, testActor({ permissions: ['organization.apply'], path: '/JH/SZ/' }));
  await assert.rejects(of(stranger), refused('platform.forbidden'));
  await assert.rejects(
    platform.files.download(stranger, { branchId: application.keptAt, fileId: file.id }),
    refused('platform.forbidden'),
  );
  await assert.rejects(
    platform.files.upload(stranger, {
      branchId: bank.branches.NJ01,
      owner: 'branchApplication',
      name: 'a.txt',
      content: Readable.from([Buffer.from('x')]),
    }),
    refused('platform.forbidden'),
  );
});
