import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { instantOf } from '../../platform/clock/zone-time.ts';
import type { Actor } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';

const at = (time: string) => instantOf('Asia/Shanghai', '2026-11-20', time);
const customerId = newId();
let platform: TestPlatform;
let hall: QueueHall;

before(async () => {
  platform = await createTestPlatform({ at: at('09:00') });
  const card = {
    id: customerId,
    maskedName: '王*芳',
    tier: 'ordinary',
    elder: false,
    disabled: false,
    tags: [],
    ownerName: null,
  } as const;
  hall = await buildHall(platform, {
    windows: ['general', 'cash'],
    elastic: true,
    customers: { find: () => Promise.resolve({ ...card, tags: [] }), todos: () => Promise.resolve([]) },
  });
  await platform.join(hall.queue);
  for (const index of [0, 1]) await hall.queue.service.signIn(ctx(hall.tellers[index]!), seat(index));
});
after(() => platform.stop());

const ctx = (actor: Actor) => testCtx(platform, actor, { endpoint: `queue.test.${newId()}` });
const seat = (index: number) => ({ branchId: hall.branchId, windowId: hall.windows[index]!.id });
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
async function issue(code: string, more: { elder?: boolean; known?: boolean } = {}) {
  const { ticket } = await hall.queue.service.issueTicket(ctx(hall.kiosk), {
    branchId: hall.branchId,
    serviceTypeId: hall.services[code]!.id,
    channel: 'kiosk',
    identifier: more.known ? { kind: 'phone', value: '15400000001' } : null,
    elder: more.elder ?? false,
    language: 'zh-CN',
    note: null,
  });
  return ticket;
}
const mark = (who: Actor, ticketId: string, reason: 'elder' | 'vip' | 'lobby', codes: string[], words = '') =>
  hall.queue.service.markOneStop(ctx(who), {
    branchId: hall.branchId,
    ticketId,
    reason,
    words,
    serviceTypeIds: codes.map((code) => hall.services[code]!.id),
  });

test('an elder finishes everything at one window: one wait, three services, one ticket', async () => {
  const { service } = hall.queue;
  const ticket = await issue('personal', { elder: true });
  const { oneStop } = await mark(hall.tellers[0]!, ticket.id, 'elder', ['cash', 'transfer', 'personal']);
  assert.deepEqual(
    oneStop!.serviceTypeIds,
    ['personal', 'cash', 'transfer'].map((code) => hall.services[code]!.id),
  );
  await platform.passTo(at('09:10'), hall.branchId);
  await service.callNext(ctx(hall.tellers[0]!), seat(0));
  await service.start(ctx(hall.tellers[0]!), seat(0));
  for (const [index, code] of ['cash', 'transfer'].entries()) {
    await platform.passTo(at(`09:2${index}`), hall.branchId);
    await service.addService(ctx(hall.tellers[0]!), {
      ...seat(0),
      ticketId: ticket.id,
      serviceTypeId: hall.services[code]!.id,
    });
  }
  await platform.passTo(at('09:30'), hall.branchId);
  const done = await service.complete(ctx(hall.tellers[0]!), { ...seat(0), ticketId: ticket.id });
  assert.deepEqual(done.ticket.services, oneStop!.serviceTypeIds);
  const { figures } = await service.board(hall.branchId);
  assert.deepEqual([figures.issued, figures.completed, figures.completedServices], [1, 1, 3]);
  // Ten minutes, once: what follows at the window has waited for nothing.
  assert.equal(figures.averageWaitSeconds, 600);
});

test('the customer’s other number leaves the queue and its business joins the list; nobody waits twice', async () => {
  const { service } = hall.queue;
  const before = (await service.board(hall.branchId)).figures;
  const first = await issue('personal', { known: true });
  const second = await issue('cash', { known: true });
  assert.equal(first.visitId, second.visitId);
  const { oneStop } = await mark(hall.manager, first.id, 'lobby', ['transfer'], '行动不便，家属陪同');
  assert.deepEqual(oneStop!.joinedNumbers, [second.number]);
  assert.ok(oneStop!.serviceTypeIds.includes(hall.services['cash']!.id));
  const board = await service.board(hall.branchId);
  assert.equal(board.tickets.find(({ id }) => id === second.id)!.state, 'cancelled');
  assert.equal(board.figures.waiting, 1);
  assert.equal(board.figures.abandoned, before.abandoned);
  assert.equal(board.figures.averageWaitSeconds, before.averageWaitSeconds);
  await platform.settle();
  const fairness = await platform.pool.query<{ kind: string; reason: string; ticket_number: string }>(
    `select kind, reason, ticket_number from queue.override where branch_id = $1 and kind = 'oneStop' order by at`,
    [hall.branchId],
  );
  assert.deepEqual(
    fairness.rows.map(({ reason }) => reason),
    ['elder', '行动不便，家属陪同'],
  );
});

test('the reason must be true of the customer; anything else is the hall’s to decide, with words', async () => {
  const ticket = await issue('personal');
  await assert.rejects(mark(hall.manager, ticket.id, 'elder', ['cash']), refusal('queue.one_stop_reason'));
  await assert.rejects(mark(hall.manager, ticket.id, 'vip', ['cash']), refusal('queue.one_stop_reason'));
  await assert.rejects(mark(hall.manager, ticket.id, 'lobby', ['cash']), refusal('queue.one_stop_reason'));
  await assert.rejects(
    mark(hall.tellers[0]!, ticket.id, 'lobby', ['cash'], '赶时间'),
    refusal('queue.one_stop_reason'),
  );
  await hall.queue.service.cancel(ctx(hall.manager), {
    branchId: hall.branchId,
    ticketId: ticket.id,
    reason: '测试',
  });
  await assert.rejects(
    mark(hall.manager, ticket.id, 'lobby', ['cash'], '迟到'),
    refusal('queue.ticket_wrong_state'),
  );
});

test('a flexible counter takes everything for its time, and is itself again by then', async () => {
  const { service } = hall.queue;
  const corporate = hall.services['corporate']!.id;
  const takes = async () =>
    (await service.board(hall.branchId)).windows.find(({ id }) => id === seat(1).windowId)!.serviceTypeIds;
  const own = await takes();
  assert.ok(!own.includes(corporate));
  const opened = await service.openFlexibleCounter(ctx(hall.manager), {
    ...seat(1),
    minutes: 30,
    reason: '对公高峰',
  });
  assert.ok(opened.window.serviceTypeIds.includes(corporate));
  const { counters } = await service.listFlexibleCounters(testCtx(platform, hall.manager), {
    branchId: hall.branchId,
  });
  assert.equal(counters[0]!.until, platform.clock.now() + 30 * 60_000);
  await platform.passTo(counters[0]!.until + 1, hall.branchId);
  assert.deepEqual(await takes(), own);
  await assert.rejects(
    service.closeFlexibleCounter(ctx(hall.manager), seat(1)),
    refusal('queue.window_not_flexible'),
  );
  await service.openFlexibleCounter(ctx(hall.manager), { ...seat(1), minutes: 30, reason: '对公高峰' });
  await service.closeFlexibleCounter(ctx(hall.manager), seat(1));
  assert.deepEqual(await takes(), own);
});
