import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { approvalKind } from '@huiting/contracts/core/approval';
import type { ApprovalStep } from '@huiting/contracts/core/approval';
import { event } from '@huiting/contracts/core/event';
import type { EventType, PayloadOf } from '@huiting/contracts/core/event';
import { workflowEvents } from '@huiting/contracts/workflow';
import type { Approval, Verdict, workflowEndpoints } from '@huiting/contracts/workflow';
import { z } from 'zod';
import type { Actor } from '../../platform/context.ts';
import { systemCtx } from '../../platform/context.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { createStaff, loadStaff } from '../staff/index.ts';
import { createWorkflow } from './index.ts';

const start = Date.parse('2026-11-20T10:00:00+08:00');
const minute = 60_000;
const step = (key: string, more: Partial<ApprovalStep>): ApprovalStep => ({
  key,
  name: { zh: key, en: key },
  approver: { post: 'branchManager', level: 'outlet' },
  when: [],
  agreeing: 1,
  limitMinutes: null,
  whenLate: 'remind',
  ...more,
});

/** An application of no room: the workflow must serve any fact that asks. */
const purchase = approvalKind({
  kind: 'test.purchase',
  name: { zh: '采购申请', en: 'Purchase' },
  facts: [
    { key: 'cost', name: { zh: '金额', en: 'Cost' }, type: 'number' },
    {
      key: 'urgency',
      name: { zh: '缓急', en: 'Urgency' },
      type: 'text',
      choices: [{ value: 'high', name: { zh: '紧急', en: 'High' } }],
    },
  ],
  steps: [
    step('branch', { limitMinutes: 30, whenLate: 'escalate' }),
    step('region', { approver: { post: 'headOffice', level: 'regionalBranch' }, agreeing: 2 }),
    step('head', {
      approver: { post: 'headOffice', level: 'headOffice' },
      when: [{ fact: 'cost', is: 'atLeast', value: 100_000 }],
    }),
  ],
});
const Asked = z.object({
  id: z.string(),
  version: z.number(),
  cost: z.number(),
  unitId: z.string(),
  staffId: z.string(),
});
const purchaseAsked = event({
  type: 'purchase.approvalRequested',
  room: 'test',
  payload: Asked,
  asks: {
    kind: purchase,
    subject: ({ id, version }) => ({ kind: 'purchase', id, version }),
    title: () => ({ zh: '购置叫号屏', en: 'A display' }),
    facts: ({ cost }) => ({ cost, urgency: 'high' }),
    orgUnitId: ({ unitId }) => unitId,
    applicant: ({ staffId }) => ({ staffId, name: '申请人' }),
  },
});

const bank = smallBank();
const people = {
  teller: { post: 'teller', unit: 'NJ01' },
  manager: { post: 'branchManager', unit: 'NJ01' },
  deputy: { post: 'branchManager', unit: 'NJ01' },
  neighbour: { post: 'branchManager', unit: 'NJ02' },
  regionA: { post: 'headOffice', unit: 'NJ' },
  regionB: { post: 'headOffice', unit: 'NJ' },
  regionBoss: { post: 'branchManager', unit: 'NJ' },
  head: { post: 'headOffice', unit: 'JH' },
} as const;
type Who = keyof typeof people;
const ids = Object.fromEntries(Object.keys(people).map((who) => [who, newId()])) as Record<Who, string>;

let platform: TestPlatform;
let workflow: ReturnType<typeof createWorkflow>;

before(async () => {
  platform = await createTestPlatform({ at: start });
  await loadBank(platform.db, bank.plan);
  await loadStaff(
    platform.db,
    Object.entries(people).map(([who, { post, unit }], index) => ({
      id: ids[who as Who],
      number: `9000${index}`,
      name: who,
      post,
      homeBranchId: null,
      orgUnitId: bank.units[unit],
      userId: null,
    })),
  );
  const { directory } = createOrganization(platform).service;
  const staff = createStaff(platform, { directory, crypto: platform.crypto }).service;
  workflow = createWorkflow(platform, {
    directory,
    staff,
    events: [purchaseAsked, ...Object.values(workflowEvents)] as EventType[],
  });
  await platform.join(workflow);
});
after(() => platform.stop());

const actor = (
  who: Who,
  permissions: Parameters<typeof testActor>[0]['permissions'] = [],
  path = '/JH/',
): Actor =>
  testActor({ permissions, path, name: who, staff: { id: ids[who], number: '0', post: people[who].post } });
const call = (by: Actor, name: keyof typeof workflowEndpoints, input: object): Promise<unknown> =>
  callEndpoint(workflow, name, testCtx(platform, by, { endpoint: name }), input);

/** A teller asks for something; gives the approval that began. */
async function ask(
  cost = 5_000,
  more: Partial<z.output<typeof Asked>> = {},
): Promise<{ id: string; branchId: string }> {
  const payload = { id: newId(), version: 3, cost, unitId: bank.units.NJ01, staffId: ids.teller, ...more };
  await platform.db.transact(
    systemCtx(() => platform.clock.now(), newId()),
    bank.branches.NJ01,
    async (tx) => tx.emit(purchaseAsked, payload),
  );
  await platform.settle();
  const opened = changes().find(({ approval }) => approval.subject.id === payload.id);
  assert.ok(opened);
  return { id: opened.approval.id, branchId: bank.branches.NJ01 };
}
const changes = () =>
  platform.events
    .filter(({ type }) => type === 'approval.changed')
    .map(({ payload }) => payload as PayloadOf<typeof workflowEvents.approvalChanged>);
const ends = (approvalId: string) =>
  platform.events
    .filter(
      ({ type, payload }) =>
        type === 'approval.decided' && (payload as { approvalId: string }).approvalId === approvalId,
    )
    .map(({ payload }) => payload as PayloadOf<typeof workflowEvents.approvalDecided>);

async function decide(
  who: Who,
  { id, branchId }: { id: string; branchId: string },
  stepKey: string,
  verdict: Verdict = 'approve',
): Promise<Approval> {
  const { approval } = (await call(actor(who), 'decideApproval', {
    branchId,
    approvalId: id,
    stepKey,
    verdict,
    opinion: verdict === 'approve' ? '' : '理由',
  })) as { approval: Approval };
  await platform.settle();
  return approval;
}
const todosOf = async (who: Who) =>
  ((await call(actor(who), 'listTodos', {})) as { todos: { id: string; late: boolean }[] }).todos;
const refused = (code: string) => ({ code });

test('an application goes from step to step, two agree where two must, and its end is announced once', async () => {
  const one = await ask();
  assert.equal((await decide('manager', one, 'branch')).step?.key, 'region');
  const half = await decide('regionA', one, 'region');
  assert.deepEqual([half.state, half.step?.key], ['pending', 'region']);
  const whole = await decide('regionB', one, 'region');
  // Below the amount head office is asked about, its step is passed over.
  assert.deepEqual(
    [whole.state, whole.steps.map(({ state }) => state)],
    ['approved', ['done', 'done', 'skipped']],
  );
  assert.deepEqual(
    ends(one.id).map(({ outcome, subject, decidedBy }) => [outcome, subject.version, decidedBy?.staffId]),
    [['approved', 3, ids.regionB]],
  );
});

test('a condition on the facts calls for one step more', async () => {
  const one = await ask(100_000);
  await decide('manager', one, 'branch');
  await decide('regionA', one, 'region');
  assert.equal((await decide('regionB', one, 'region')).step?.key, 'head');
  assert.equal((await decide('head', one, 'head')).state, 'approved');
});

test('nobody decides on their own application, twice in one approval, elsewhere, or at a step that has passed', async () => {
  const own = await ask(5_000, { staffId: ids.manager });
  await assert.rejects(decide('manager', own, 'branch'), refused('workflow.approval_own'));
  const one = await ask();
  await assert.rejects(decide('neighbour', one, 'branch'), refused('workflow.approval_not_yours'));
  await assert.rejects(decide('teller', one, 'branch'), refused('workflow.approval_own'));
  await decide('manager', one, 'branch');
  await assert.rejects(decide('deputy', one, 'branch'), refused('workflow.approval_step_passed'));
  await decide('regionA', one, 'region');
  await assert.rejects(decide('regionA', one, 'region'), refused('workflow.approval_same_person'));
  // Whoever agreed at one step does not authorise at the next, even from another post.
  await platform.pool.query(
    `update staff.staff_member set post = 'headOffice', org_unit_id = $2 where id = $1`,
    [ids.manager, bank.units.NJ],
  );
  await assert.rejects(decide('manager', one, 'region'), refused('workflow.approval_same_person'));
  await platform.pool.query(
    `update staff.staff_member set post = 'branchManager', org_unit_id = $2 where id = $1`,
    [ids.manager, bank.units.NJ01],
  );
});

test('two who decide at the same moment: one does, the other is told', async () => {
  const one = await ask();
  const outcomes = await Promise.allSettled([
    decide('manager', one, 'branch'),
    decide('deputy', one, 'branch'),
  ]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const lost = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  assert.equal((lost.reason as { code: string }).code, 'workflow.approval_step_passed');
});

test('returning and rejecting end it and need words; a decided one is decided', async () => {
  const one = await ask();
  await assert.rejects(
    call(actor('manager'), 'decideApproval', {
      branchId: one.branchId,
      approvalId: one.id,
      stepKey: 'branch',
      verdict: 'reject',
      opinion: '  ',
    }),
    refused('platform.bad_input'),
  );
  assert.equal((await decide('manager', one, 'branch', 'return')).state, 'returned');
  await assert.rejects(decide('deputy', one, 'branch'), refused('workflow.approval_ended'));
  const { items } = (await call(actor('teller'), 'listMessages', { limit: 50 })) as {
    items: { id: string; title: { zh: string }; body: { zh: string }; readAt: number | null }[];
  };
  assert.match(items[0]!.title.zh, /被退回/);
  assert.equal(items[0]!.body.zh, 'manager：理由');
  const { read } = (await call(actor('teller'), 'readMessages', { messageIds: [items[0]!.id] })) as {
    read: number;
  };
  assert.equal(read, 1);
});

test('only the applicant takes it back, while it runs', async () => {
  const one = await ask();
  const withdraw = (who: Who) =>
    call(actor(who), 'withdrawApproval', { branchId: one.branchId, approvalId: one.id, reason: '不需要了' });
  await assert.rejects(withdraw('manager'), refused('workflow.approval_not_yours'));
  await withdraw('teller');
  assert.deepEqual(
    ends(one.id).map(({ outcome, decidedBy }) => [outcome, decidedBy]),
    [['withdrawn', null]],
  );
  await assert.rejects(withdraw('teller'), refused('workflow.approval_ended'));
});

test('it waits among the to-dos of exactly those who may decide, and goes when it moves on', async () => {
  const one = await ask();
  const has = async (who: Who) => (await todosOf(who)).some(({ id }) => id === one.id);
  const holders = async () => {
    const held: Who[] = [];
    for (const who of Object.keys(people) as Who[]) if (await has(who)) held.push(who);
    return held;
  };
  assert.deepEqual(await holders(), ['manager', 'deputy']);
  await decide('deputy', one, 'branch');
  assert.deepEqual(await holders(), ['regionA', 'regionB']);
  await decide('regionB', one, 'region', 'reject');
  assert.deepEqual(await holders(), []);
});

test('late: those who wait are told, and whoever holds the post one unit up may decide too', async () => {
  const one = await ask();
  await assert.rejects(decide('regionBoss', one, 'branch'), refused('workflow.approval_not_yours'));
  await platform.passTo(platform.clock.now() + 31 * minute, one.branchId);
  await platform.settle();
  assert.deepEqual(
    (await todosOf('manager')).filter(({ id }) => id === one.id).map(({ late }) => late),
    [true],
  );
  assert.equal(
    (await todosOf('regionBoss')).some(({ id }) => id === one.id),
    true,
  );
  assert.equal((await decide('regionBoss', one, 'branch')).step?.key, 'region');
});

test('when the approver has left, the nearest unit above that has one decides', async () => {
  await platform.pool.query(`update staff.staff_member set post = 'teller' where id = any($1)`, [
    [ids.manager, ids.deputy],
  ]);
  const one = await ask();
  assert.equal(
    (await todosOf('regionBoss')).some(({ id }) => id === one.id),
    true,
  );
  await platform.pool.query(`update staff.staff_member set post = 'branchManager' where id = any($1)`, [
    [ids.manager, ids.deputy],
  ]);
  await platform.pool.query(`update staff.staff_member set post = 'teller' where id = $1`, [ids.regionBoss]);
  await assert.rejects(decide('regionBoss', one, 'branch'), refused('workflow.approval_not_yours'));
  await platform.pool.query(`update staff.staff_member set post = 'branchManager' where id = $1`, [
    ids.regionBoss,
  ]);
});

test('asking twice for one subject is one application', async () => {
  const id = newId();
  const first = await ask(1, { id });
  const second = await ask(1, { id });
  assert.equal(first.id, second.id);
});

test('a newer definition is for what begins later; publishing on an older one is refused', async () => {
  const running = await ask();
  const publisher = actor('head', ['approval.manage', 'approval.view']);
  const publish = (basedOn: number, steps: readonly ApprovalStep[]) =>
    call(publisher, 'publishApprovalDefinition', { kind: purchase.kind, basedOn, steps, note: '简化' });
  await assert.rejects(
    publish(0, [step('a', { when: [{ fact: 'colour', is: 'equal', value: 'red' }] })]),
    refused('workflow.definition_invalid'),
  );
  await assert.rejects(
    publish(0, [step('a', { when: [{ fact: 'urgency', is: 'atLeast', value: 3 }] })]),
    refused('workflow.definition_invalid'),
  );
  await publish(0, [step('only', {})]);
  await assert.rejects(publish(0, [step('other', {})]), refused('workflow.definition_changed'));
  assert.equal((await decide('manager', running, 'branch')).step?.key, 'region');
  const later = await ask();
  assert.equal((await decide('manager', later, 'only')).state, 'approved');
  const { definitions } = (await call(publisher, 'listApprovalDefinitions', {})) as {
    definitions: { version: number }[];
  };
  assert.deepEqual(
    definitions.map(({ version }) => version),
    [1],
  );
});

test('it exists only for those it concerns, and for those who oversee the unit', async () => {
  const one = await ask();
  const get = (by: Actor) => call(by, 'getApproval', { branchId: one.branchId, approvalId: one.id });
  for (const by of [actor('teller'), actor('manager'), actor('regionA', ['approval.view'], '/JH/NJ/')])
    await get(by);
  for (const by of [actor('neighbour'), actor('regionA'), actor('head', ['approval.view'], '/JH/SZ/')])
    await assert.rejects(get(by), refused('workflow.approval_not_found'));
  const seen = (path: string) =>
    call(actor('head', ['approval.view'], path), 'listApprovals', { limit: 200 }) as Promise<{
      items: { id: string }[];
    }>;
  assert.equal(
    (await seen('/JH/NJ/')).items.some(({ id }) => id === one.id),
    true,
  );
  assert.deepEqual((await seen('/JH/SZ/')).items, []);
});
