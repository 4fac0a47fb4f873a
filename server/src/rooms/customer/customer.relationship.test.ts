import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { relationshipEvents } from '@huiting/contracts/customer';
import type { Handover, Relationship } from '@huiting/contracts/customer/relationships';
import type { EventType } from '@huiting/contracts/core/event';
import { workflowEvents } from '@huiting/contracts/workflow';
import type { Actor } from '../../platform/context.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createStaff, loadStaff } from '../staff/index.ts';
import { createWorkflow } from '../workflow/index.ts';
import { addCustomers, openBank, seedOf } from './customer.bank.fixtures.ts';
import type { CustomerBank } from './customer.bank.fixtures.ts';
import type { CustomerSeed } from './customer.fixtures.ts';
import { createCustomer } from './index.ts';

let platform: TestPlatform;
let bank: CustomerBank;
let room: ReturnType<typeof createCustomer>;
let workflow: ReturnType<typeof createWorkflow>;
let serial = 100;
const people = {
  second: newId(),
  manager: newId(),
  teller: newId(),
  abroad: newId(),
  abroadManager: newId(),
};

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T10:00:00+08:00') });
  bank = await openBank(platform);
  const { orgUnitId } = await bank.directory.get(bank.nanjing.id);
  const london = await bank.directory.get(bank.london.id);
  const member = (
    id: string,
    number: string,
    name: string,
    post: 'relationshipManager' | 'branchManager' | 'teller',
  ) => ({
    id,
    number,
    name,
    post,
    homeBranchId: bank.nanjing.id,
    orgUnitId,
    userId: null,
  });
  await loadStaff(platform.db, [
    member(people.second, '020402', '周岚', 'relationshipManager'),
    member(people.manager, '020001', '何建国', 'branchManager'),
    member(people.teller, '020101', '柜员', 'teller'),
    ...[
      { id: people.abroad, number: '030401', name: '江澜', post: 'wealthManager' as const },
      { id: people.abroadManager, number: '030001', name: '罗宁', post: 'branchManager' as const },
    ].map((one) => ({ ...one, homeBranchId: bank.london.id, orgUnitId: london.orgUnitId, userId: null })),
  ]);
  room = createCustomer(platform, { ...bank, crypto: platform.crypto, wall: () => 1_800_000_000_000 });
  workflow = createWorkflow(platform, {
    directory: bank.directory,
    staff: createStaff(platform, { directory: bank.directory, crypto: platform.crypto }).service,
    events: [...Object.values(relationshipEvents), ...Object.values(workflowEvents)] as EventType[],
  });
  await platform.join(room, workflow);
});
after(() => platform.stop());

function actor(staffId: string, name: string, oversees = false): Actor {
  return testActor({
    permissions: ['customer.relate', 'customer.view', ...(oversees ? (['customer.oversee'] as const) : [])],
    path: bank.nanjing.path,
    branchId: bank.nanjing.id,
    name,
    staff: { id: staffId, number: '1', post: 'relationshipManager' },
  });
}
const first = () => actor(bank.owner.id, bank.owner.name);
const second = () => actor(people.second, '周岚');
const manager = () => actor(people.manager, '何建国', true);

async function add(ownerStaffId: string): Promise<CustomerSeed> {
  const seed = seedOf(++serial, { homeBranchId: bank.nanjing.id, ownerStaffId });
  await addCustomers(platform, [seed]);
  return seed;
}
const ask = <T>(who: Actor, endpoint: string, input: Record<string, unknown>) =>
  callEndpoint(room, endpoint, testCtx(platform, who, { endpoint, body: input }), {
    branchId: bank.nanjing.id,
    ...input,
  }) as Promise<T>;
interface List {
  items: Relationship[];
  nextCursor: string | null;
  today: string;
  counts: Record<'all' | 'overdue' | 'today' | 'none', number>;
}
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const planned = (on: string) => ({ on, purpose: 'callback', note: '三点后方便' });

test('a relationship manager finds the most overdue first, page by page, and nobody else’s', async () => {
  const mine = [await add(bank.owner.id), await add(bank.owner.id), await add(bank.owner.id)];
  const theirs = await add(people.second);
  // Days past can only come of time: plans are made ahead and the days go by.
  for (const [index, seed] of mine.slice(0, 2).entries())
    await ask(first(), 'planContact', {
      customerId: seed.id,
      version: 1,
      plan: planned(`2026-11-2${index}`),
    });
  await platform.passTo(Date.parse('2026-11-21T09:00:00+08:00'));
  const page = await ask<List>(first(), 'listRelationships', { limit: 2 });
  assert.deepEqual(
    page.items.map(({ customer, planState }) => [customer.id, planState]),
    [
      [mine[0]!.id, 'overdue'],
      [mine[1]!.id, 'today'],
    ],
  );
  assert.deepEqual(page.counts, { all: 3, overdue: 1, today: 1, none: 1 });
  assert.equal(page.today, '2026-11-21');
  const rest = await ask<List>(first(), 'listRelationships', { cursor: page.nextCursor, limit: 2 });
  assert.deepEqual(
    rest.items.map(({ customer }) => customer.id),
    [mine[2]!.id],
  );
  assert.equal(rest.nextCursor, null);
  assert.equal(page.items[0]!.customer.maskedName, '沈*梅');
  assert.doesNotMatch(JSON.stringify(page), /沈春梅|154000/);
  // Whatever is asked for: another's list is not told, and one file is as if it did not exist.
  const others = await ask<List>(first(), 'listRelationships', { ownerStaffId: people.second });
  assert.ok(others.items.every(({ ownerStaffId }) => ownerStaffId === bank.owner.id));
  await assert.rejects(
    ask(first(), 'getRelationship', { customerId: theirs.id }),
    refusal('customer.relationship_not_found'),
  );
  const seen = await ask<List>(manager(), 'listRelationships', { ownerStaffId: people.second });
  assert.deepEqual(
    seen.items.map(({ customer }) => customer.id),
    [theirs.id],
  );
});

test('a plan is not made for the past, nor over somebody else’s change', async () => {
  const { id: customerId } = await add(bank.owner.id);
  const plan = (on: string, version: number) =>
    ask<Relationship>(first(), 'planContact', { customerId, version, plan: planned(on) });
  await assert.rejects(plan('2026-11-19', 1), refusal('customer.day_past'));
  assert.equal((await plan('2026-12-01', 1)).version, 2);
  await assert.rejects(plan('2026-12-02', 1), refusal('customer.plan_changed'));
});

test('a contact is logged with its result and the next plan; the note rests sealed and no event has it', async () => {
  const { id: customerId } = await add(bank.owner.id);
  const input = {
    customerId,
    channel: 'phone',
    result: 'interested',
    purpose: 'maturity',
    note: '想把到期存款分两笔',
    next: planned('2026-12-05'),
  };
  const ctx = testCtx(platform, first(), { endpoint: 'customer.logContact', key: 'once', body: input });
  const body = { branchId: bank.nanjing.id, ...input };
  const logged = (await callEndpoint(room, 'logContact', ctx, body)) as Relationship;
  assert.deepEqual(logged.lastContact, { at: platform.clock.now(), channel: 'phone', result: 'interested' });
  const again = testCtx(platform, ctx.actor, { endpoint: 'customer.logContact', key: 'once', body: input });
  assert.deepEqual(await callEndpoint(room, 'logContact', again, body), logged);
  const file = await ask<{ contacts: { note: string; staffName: string }[] }>(first(), 'getRelationship', {
    customerId,
  });
  assert.deepEqual(
    file.contacts.map(({ note, staffName }) => [note, staffName]),
    [['想把到期存款分两笔', '许薇']],
  );
  const { rows } = await platform.pool.query('select * from customer.contact where customer_id = $1', [
    customerId,
  ]);
  assert.doesNotMatch(JSON.stringify(rows), /到期存款/);
  assert.doesNotMatch(JSON.stringify(platform.events.map(({ payload }) => payload)), /到期存款|三点后/);
});

async function decide(handoverId: string, verdict: 'approve' | 'reject'): Promise<void> {
  await platform.settle();
  const { rows } = await platform.pool.query<{ approval_id: string }>(
    'select approval_id from customer.handover where branch_id = $1 and handover_id = $2',
    [bank.nanjing.id, handoverId],
  );
  const who = { ...manager(), grants: [] };
  await callEndpoint(workflow, 'decideApproval', testCtx(platform, who, { endpoint: 'decide' }), {
    branchId: bank.nanjing.id,
    approvalId: rows[0]!.approval_id,
    stepKey: 'branchManager',
    verdict,
    opinion: '同意移交',
  });
  await platform.settle();
}

test('customers change hands when the branch manager agrees, but for those who have another owner by then', async () => {
  const [a, b] = [await add(bank.owner.id), await add(bank.owner.id)];
  const input = {
    fromStaffId: bank.owner.id,
    toStaffId: people.second,
    customerIds: [a.id, b.id],
    reason: '片区调整',
  };
  await assert.rejects(
    ask(first(), 'askHandover', { ...input, toStaffId: people.teller }),
    refusal('customer.not_relationship_manager'),
  );
  await assert.rejects(ask(second(), 'askHandover', input), refusal('customer.not_their_customer'));
  const asked = await ask<Handover>(first(), 'askHandover', input);
  assert.deepEqual([asked.state, asked.customers], ['pending', 2]);
  await assert.rejects(ask(first(), 'askHandover', input), refusal('customer.handover_running'));
  await platform.pool.query('update customer.relationship set owner_staff_id = $2 where customer_id = $1', [
    b.id,
    people.manager,
  ]);
  await decide(asked.id, 'approve');
  for (const side of [first(), second()]) {
    const { handovers } = await ask<{ handovers: Handover[] }>(side, 'listHandovers', {});
    const found = handovers.find(({ id }) => id === asked.id)!;
    assert.deepEqual([found.state, found.leftBehind, found.reason], ['done', 1, '片区调整']);
  }
  assert.equal((await room.service.card(a.id))!.ownerName, '周岚');
  assert.equal((await room.service.card(b.id))!.ownerName, '许薇');
  const { items } = await ask<List>(second(), 'listRelationships', { limit: 200 });
  assert.ok(items.some(({ customer }) => customer.id === a.id));
  assert.ok(
    platform.events.some(({ type, payload }) => {
      const told = payload as { toStaffId?: string; moved?: number };
      return type === 'customerHandover.ended' && told.toStaffId === people.second && told.moved === 1;
    }),
  );
});

test('refused, everything stays, and may be asked again; null hands over all of them', async () => {
  const { id } = await add(people.second);
  const input = {
    fromStaffId: people.second,
    toStaffId: bank.owner.id,
    customerIds: null,
    reason: '岗位轮换',
  };
  const asked = await ask<Handover>(second(), 'askHandover', input);
  assert.ok(asked.customers > 1);
  await decide(asked.id, 'reject');
  assert.equal((await room.service.card(id))!.ownerName, '周岚');
  const again = await ask<Handover>(second(), 'askHandover', input);
  await decide(again.id, 'approve');
  assert.equal((await room.service.card(id))!.ownerName, '许薇');
});

interface File {
  relationship: Relationship;
  contacts: { note: string; staffName: string }[];
  handovers: Handover[];
}
/** Who works at the other branch. */
const abroad = (staffId: string, name: string): Actor => ({
  ...actor(staffId, name),
  branchId: bank.london.id,
  grants: [{ permission: 'customer.relate', path: bank.london.path }],
});
const receiver = () => abroad(people.abroad, '江澜');
const askAbroad = <T>(endpoint: string, input: Record<string, unknown>) =>
  callEndpoint(room, endpoint, testCtx(platform, receiver(), { endpoint, body: input }), {
    branchId: bank.london.id,
    ...input,
  }) as Promise<T>;

async function decideAbroad(handoverId: string, verdict: 'approve' | 'reject'): Promise<void> {
  await platform.settle();
  const { rows } = await platform.pool.query<{ approval_id: string }>(
    'select approval_id from customer.handover where branch_id = $1 and handover_id = $2',
    [bank.london.id, handoverId],
  );
  const who = { ...abroad(people.abroadManager, '罗宁'), grants: [] };
  await callEndpoint(workflow, 'decideApproval', testCtx(platform, who, { endpoint: 'decide' }), {
    branchId: bank.london.id,
    approvalId: rows[0]!.approval_id,
    stepKey: 'branchManager',
    verdict,
    opinion: '接收',
  });
  await platform.settle();
}
const proposed = (customerIds: readonly string[]) =>
  ask<Handover>(first(), 'askHandover', {
    fromStaffId: bank.owner.id,
    toStaffId: people.abroad,
    toBranchId: bank.london.id,
    customerIds,
    reason: '客户迁居',
  });
const stateAt = async (branchId: string, id: string): Promise<unknown> =>
  (
    await platform.pool.query(
      'select state from customer.handover where branch_id = $1 and handover_id = $2',
      [branchId, id],
    )
  ).rows[0]?.state ?? null;

test('customers go to another branch when its manager accepts what theirs agreed to; plan, log and history go along', async () => {
  const [a, b] = [await add(bank.owner.id), await add(bank.owner.id)];
  await ask(first(), 'logContact', {
    customerId: a.id,
    channel: 'phone',
    result: 'agreed',
    purpose: 'review',
    note: '搬到伦敦工作',
    next: planned('2026-12-08'),
  });
  const receivers = await ask<{ branches: { id: string }[]; managers: { name: string }[] }>(
    first(),
    'listHandoverReceivers',
    { toBranchId: bank.london.id },
  );
  assert.deepEqual(
    [receivers.branches.map(({ id }) => id), receivers.managers.map(({ name }) => name)],
    [[bank.london.id], ['江澜']],
  );
  await assert.rejects(
    ask(first(), 'askHandover', {
      fromStaffId: bank.owner.id,
      toStaffId: people.second,
      toBranchId: bank.london.id,
      customerIds: [a.id],
      reason: '接收人不在该网点',
    }),
    refusal('customer.not_relationship_manager'),
  );
  const asked = await proposed([a.id, b.id]);
  assert.deepEqual(asked.otherBranch, { id: bank.london.id, name: '伦敦分行', side: 'to' });
  assert.equal(
    await stateAt(bank.london.id, asked.id),
    null,
    'nobody there is asked before it is agreed to here',
  );
  await decide(asked.id, 'approve');
  assert.deepEqual(
    [await stateAt(bank.nanjing.id, asked.id), await stateAt(bank.london.id, asked.id)],
    ['accepting', 'accepting'],
  );
  // In the meantime one of them was given to somebody else here: they stay.
  await platform.pool.query('update customer.relationship set owner_staff_id = $2 where customer_id = $1', [
    b.id,
    people.second,
  ]);
  await decideAbroad(asked.id, 'approve');

  const file = await askAbroad<File>('getRelationship', { customerId: a.id });
  assert.deepEqual(
    [file.relationship.ownerName, file.relationship.plan?.on, file.relationship.lastContact?.result],
    ['江澜', '2026-12-08', 'agreed'],
  );
  assert.deepEqual(
    file.contacts.map(({ note, staffName }) => [note, staffName]),
    [['搬到伦敦工作', '许薇']],
  );
  assert.deepEqual(
    file.handovers.map(({ state, leftBehind, otherBranch }) => [state, leftBehind, otherBranch?.side]),
    [['done', 1, 'from']],
  );
  assert.equal((await room.service.card(a.id))!.ownerName, '江澜');
  assert.equal(await room.service.homeOf(a.id), bank.london.id);
  assert.equal(await room.service.homeOf(b.id), bank.nanjing.id);
  await assert.rejects(
    ask(manager(), 'getRelationship', { customerId: a.id }),
    refusal('customer.relationship_not_found'),
  );
  const { handovers } = await ask<{ handovers: Handover[] }>(first(), 'listHandovers', {});
  const given = handovers.find(({ id }) => id === asked.id)!;
  assert.deepEqual([given.state, given.leftBehind, given.otherBranch?.name], ['done', 1, '伦敦分行']);
  const audited = platform.audited
    .filter(({ object }) => object === `handover:${asked.id}`)
    .map(({ action }) => action);
  assert.deepEqual(audited, ['customer.askHandover', 'customer.releaseHandover', 'customer.takeHandover']);
  const { rows } = await platform.pool.query('select 1 from customer.handover_item where taken is not null');
  assert.equal(rows.length, 0, 'what crossed is not kept twice');
});

test('refused there, or here, the customers stay, at both ends', async () => {
  const { id } = await add(bank.owner.id);
  const refused = await proposed([id]);
  await decide(refused.id, 'approve');
  await assert.rejects(proposed([id]), refusal('customer.handover_running'));
  await decideAbroad(refused.id, 'reject');
  assert.deepEqual(
    [await stateAt(bank.nanjing.id, refused.id), await stateAt(bank.london.id, refused.id)],
    ['rejected', 'rejected'],
  );
  assert.equal((await room.service.card(id))!.ownerName, '许薇');
  const again = await proposed([id]);
  await decide(again.id, 'reject');
  assert.deepEqual(
    [await stateAt(bank.nanjing.id, again.id), await stateAt(bank.london.id, again.id)],
    ['rejected', null],
  );
});

test('told twice, as after a crash, a hand-over between branches happens once', async () => {
  const { id } = await add(bank.owner.id);
  const asked = await proposed([id]);
  await decide(asked.id, 'approve');
  await decideAbroad(asked.id, 'approve');
  const decided = platform.events.filter(
    ({ type, payload }) =>
      type === 'approval.decided' && (payload as { subject: { id: string } }).subject.id === asked.id,
  );
  assert.equal(decided.length, 2);
  const before = platform.events.length;
  for (const event of decided)
    for (const { types, wants, deliver } of room.reactions!)
      if (deliver && types.has(event.type) && wants(event))
        await deliver(testCtx(platform, manager()), event);
  assert.equal(platform.events.length, before, 'nothing is told again');
  const { rows } = await platform.pool.query(
    'select branch_id, owner_staff_id, version from customer.relationship where customer_id = $1',
    [id],
  );
  assert.deepEqual(rows, [{ branch_id: bank.london.id, owner_staff_id: people.abroad, version: 2 }]);
});
