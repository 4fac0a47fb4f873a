import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Diversion } from '@huiting/contracts/queue';
import { createTestPlatform, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { isWorthSaying, waitAt } from './queue.diversion.domain.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';

const diversion: Diversion = {
  place: 'smartCounter',
  advice: { zh: '改密可自助办理', en: 'PIN changes' },
  minutes: 6,
  machines: 2,
  whenWaitOver: 15,
};
let platform: TestPlatform;
let hall: QueueHall;

before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', '2026-11-20', '09:15') });
});
after(() => platform.stop());
beforeEach(async () => {
  hall = await buildHall(platform, { windows: ['general'] });
  await platform.pool.query(
    `update queue.service_type set diversion = $2 where branch_id = $1 and code = 'personal'`,
    [hall.branchId, JSON.stringify(diversion)],
  );
  const seat = { branchId: hall.branchId, windowId: hall.windows[0]!.id };
  await hall.queue.service.signIn(ctx(hall.tellers[0]!), seat);
  // Somebody has just sat down at the only window.
  await issue(false, 'cash');
  await hall.queue.service.callNext(ctx(hall.tellers[0]!), seat);
  await hall.queue.service.start(ctx(hall.tellers[0]!), seat);
});
const ctx = (actor = hall.kiosk) => testCtx(platform, actor, { endpoint: 'queue.test' });
const issue = async (elder = false, code = 'personal') =>
  (
    await hall.queue.service.issueTicket(ctx(), {
      branchId: hall.branchId,
      serviceTypeId: hall.services[code]!.id,
      channel: 'kiosk',
      identifier: null,
      elder,
      language: 'zh-CN',
      note: null,
    })
  ).ticket;
const advice = async (ticketId: string) =>
  (await hall.queue.service.getAdvice(ctx(), { branchId: hall.branchId, ticketId })).advice;
const accept = (ticketId: string) =>
  hall.queue.service.acceptAdvice(ctx(), { branchId: hall.branchId, ticketId });
const code = (wanted: string) => (error: unknown) => (error as { code?: string }).code === wanted;

test('another way is told only when the wait here is long, and never to elders', async () => {
  const first = await issue();
  // Ten minutes are usual, and they have just begun: at worst well over 15 for the first.
  assert.equal((await advice(first.id))?.place, 'smartCounter');
  const second = await issue();
  const told = (await advice(second.id))!;
  assert.deepEqual([told.ahead, told.waitMinutes, told.minutes], [1, 0, 6]);
  assert.equal(await advice((await issue(true)).id), null);
  assert.equal(await advice((await issue(false, 'cash')).id), null);
});

test('who accepts keeps the number, is told of once, and takes a machine from those after', async () => {
  const tickets = [await issue(), await issue(), await issue()];
  assert.ok((await accept(tickets[0]!.id)).advice.acceptedAt !== null);
  await accept(tickets[0]!.id);
  await accept(tickets[1]!.id);
  const told = platform.events.filter(
    (event) => event.type === 'ticket.diverted' && event.branchId === hall.branchId,
  );
  assert.deepEqual(
    told.map(({ payload }) => (payload as { place: string; ticket: { number: string } }).ticket.number),
    ['A001', 'A002'],
  );
  assert.equal((await advice(tickets[2]!.id))!.waitMinutes, 3);
  const figures = await hall.queue.service.figures(hall.branchId);
  assert.equal(figures.waiting, 3);
  await hall.queue.service.cancel(ctx(hall.manager), {
    branchId: hall.branchId,
    ticketId: tickets[0]!.id,
    reason: '已在智能柜台办结',
  });
  const results = await platform.pool.query(
    'select result from queue.v_diversion where branch_id = $1 order by accepted_at, result nulls last',
    [hall.branchId],
  );
  assert.deepEqual(
    results.rows.map((row: { result: string | null }) => row.result),
    ['moved', null],
  );
  await assert.rejects(accept(tickets[0]!.id), code('queue.ticket_wrong_state'));
});

test('nobody goes where there is nothing for them', async () => {
  await assert.rejects(accept((await issue(false, 'cash')).id), code('queue.no_other_way'));
});

test('machines are taken for their usual minutes; a phone is always free', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((sent) => waitAt(diversion, sent)),
    [0, 0, 3, 6, 9],
  );
  assert.equal(waitAt({ ...diversion, machines: null }, 50), 0);
  assert.equal(isWorthSaying(diversion, { lowSeconds: 0, highSeconds: 14 * 60 }, 0), false);
  assert.equal(isWorthSaying(diversion, { lowSeconds: 0, highSeconds: 20 * 60 }, 25), false);
  assert.equal(isWorthSaying(diversion, { noWindow: true }, 25), true);
});
