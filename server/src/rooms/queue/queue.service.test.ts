import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Actor } from '../../platform/context.ts';
import { createTestPlatform, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';

/** A Friday, a quarter past nine. */
const nine = instantOf('Asia/Shanghai', '2026-11-20', '09:15');
const minute = 60_000;
let platform: TestPlatform;
let hall: QueueHall;
let start = nine;

before(async () => {
  platform = await createTestPlatform({ at: nine });
});
after(() => platform.stop());

// Each test works in a branch of its own.
beforeEach(async () => {
  start = platform.clock.now();
  hall = await buildHall(platform);
  await platform.join(hall.queue);
});

const service = () => hall.queue.service;
const ctx = (actor: Actor, endpoint = 'queue.test', key?: string, body?: unknown) =>
  testCtx(platform, actor, key === undefined ? { endpoint } : { endpoint, key, body });
const seat = (index: number) => ({ branchId: hall.branchId, windowId: hall.windows[index]!.id });
const issue = (code = 'personal', options: { elder?: boolean; key?: string } = {}) =>
  service().issueTicket(ctx(hall.kiosk, 'queue.issueTicket', options.key), {
    branchId: hall.branchId,
    serviceTypeId: hall.services[code]!.id,
    channel: 'kiosk',
    identifier: null,
    elder: options.elder ?? false,
    language: 'zh-CN',
    note: null,
  });
const signIn = (index: number) => service().signIn(ctx(hall.tellers[index]!), seat(index));
const callNext = (index: number) => service().callNext(ctx(hall.tellers[index]!), seat(index));
const pass = (ms: number) => platform.passTo(platform.clock.now() + ms, hall.branchId);
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

async function serveOne(index: number): Promise<string> {
  const { ticket } = await callNext(index);
  await service().start(ctx(hall.tellers[index]!), seat(index));
  await pass(5 * minute);
  await service().complete(ctx(hall.tellers[index]!), { ...seat(index), ticketId: ticket!.id });
  return ticket!.id;
}

test('a ticket is issued, called, served and completed, and its durations are those of the clock', async () => {
  await signIn(0);
  const issued = await issue();
  assert.match(issued.ticket.number, /^A001$/);
  await pass(3 * minute);
  const called = await callNext(0);
  assert.equal(called.ticket?.id, issued.ticket.id);
  await pass(minute);
  await service().start(ctx(hall.tellers[0]!), seat(0));
  await pass(6 * minute);
  const done = await service().complete(ctx(hall.tellers[0]!), { ...seat(0), ticketId: issued.ticket.id });
  assert.equal(done.ticket.state, 'completed');
  assert.equal(done.window?.ticketId, null);
  const { periods } = await service().getTimeline(ctx(hall.manager), {
    branchId: hall.branchId,
    ticketId: issued.ticket.id,
  });
  assert.deepEqual(
    periods.map(({ state, startedAt, endedAt }) => [state, (endedAt! - startedAt) / minute]),
    [
      ['waiting', 3],
      ['called', 1],
      ['serving', 6],
    ],
  );
  const completed = platform.events.find(
    (event) => event.type === 'ticket.serviceCompleted' && event.branchId === hall.branchId,
  );
  assert.deepEqual(
    [
      (completed!.payload as { waitSeconds: number }).waitSeconds,
      (completed!.payload as { serviceSeconds: number }).serviceSeconds,
    ],
    [180, 360],
  );
});

test('numbers of one prefix follow each other over its services', async () => {
  const numbers = [];
  for (const code of ['personal', 'transfer', 'cash', 'pension'])
    numbers.push((await issue(code)).ticket.number);
  assert.deepEqual(numbers, ['A001', 'A002', 'C001', 'A003']);
});

test('two windows calling at once never get the same ticket', async () => {
  await signIn(0);
  await signIn(1);
  await issue();
  const answers = await Promise.all([callNext(0), callNext(1)]);
  assert.equal(answers.filter(({ ticket }) => ticket !== null).length, 1);
});

test('complete and call next is one step: no window slips between', async () => {
  await signIn(0);
  const first = await issue();
  const second = await issue();
  await callNext(0);
  await service().start(ctx(hall.tellers[0]!), seat(0));
  const answer = await service().completeAndCallNext(ctx(hall.tellers[0]!), {
    ...seat(0),
    ticketId: first.ticket.id,
  });
  assert.equal(answer.completed.state, 'completed');
  assert.equal(answer.ticket?.id, second.ticket.id);
  assert.equal(answer.window.ticketId, second.ticket.id);
});

test('the same key gives the same ticket, and another body under it is refused', async () => {
  const key = 'key-0123456789';
  const body = { serviceTypeId: hall.services.personal!.id };
  const command = () => ctx(hall.kiosk, 'queue.issueTicket', key, body);
  const input = {
    branchId: hall.branchId,
    serviceTypeId: hall.services.personal!.id,
    channel: 'kiosk' as const,
    identifier: null,
    elder: false,
    language: 'zh-CN' as const,
    note: null,
  };
  const first = command();
  await service().issueTicket(first, input);
  const again = command();
  await service().issueTicket(again, input);
  assert.deepEqual(again.answer, JSON.parse(JSON.stringify(first.answer)));
  const other = ctx(hall.kiosk, 'queue.issueTicket', key, { serviceTypeId: 'other' });
  await assert.rejects(service().issueTicket(other, input), refusal('platform.key_reused'));
  const board = await service().getBoard(ctx(hall.manager), { branchId: hall.branchId });
  assert.equal(board.tickets.length, 1);
});

test('twenty requests with one key at the same moment make one ticket', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const one = ctx(hall.kiosk, 'queue.issueTicket', 'same-key-for-all', {});
      await service().issueTicket(one, {
        branchId: hall.branchId,
        serviceTypeId: hall.services.cash!.id,
        channel: 'kiosk',
        identifier: null,
        elder: false,
        language: 'zh-CN',
        note: null,
      });
      return JSON.stringify(one.answer);
    }),
  );
  assert.equal(new Set(answers.map((answer) => JSON.stringify(sorted(JSON.parse(answer))))).size, 1);
  assert.equal((await service().getBoard(ctx(hall.manager), { branchId: hall.branchId })).tickets.length, 1);
});

/** jsonb does not keep the order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

test('a ticket is completed once', async () => {
  await signIn(0);
  await issue();
  const id = await serveOne(0);
  await assert.rejects(
    service().complete(ctx(hall.tellers[0]!), { ...seat(0), ticketId: id }),
    refusal('queue.window_idle'),
  );
});

test('a ticket being called is the window’s: another person cannot send it on', async () => {
  await signIn(0);
  const { ticket } = await issue();
  await callNext(0);
  const moved = service().transfer(ctx(hall.tellers[1]!), {
    branchId: hall.branchId,
    ticketId: ticket.id,
    serviceTypeId: hall.services.cash!.id,
    placement: 'front',
    reason: '转现金',
  });
  await assert.rejects(moved, refusal('queue.ticket_at_other_window'));
});

test('a skipped ticket comes back behind the third of its class, and is abandoned when nobody brings it back', async () => {
  await signIn(0);
  const lost = await issue();
  const others = [];
  for (let i = 0; i < 5; i++) {
    await pass(minute);
    others.push(await issue());
  }
  const skipOne = async () => {
    const { ticket } = await callNext(0);
    await service().skip(ctx(hall.tellers[0]!), { ...seat(0), ticketId: ticket!.id });
    return ticket!.id;
  };
  assert.equal(await skipOne(), lost.ticket.id);
  await service().restore(ctx(hall.manager), { branchId: hall.branchId, ticketId: lost.ticket.id });
  const order = (await service().figures(hall.branchId)).windowQueues[0]!.ticketIds;
  assert.deepEqual(
    order,
    [others[0]!, others[1]!, others[2]!, lost, others[3]!, others[4]!].map(({ ticket }) => ticket.id),
  );
  const gone = await skipOne();
  await pass(15 * minute);
  const state = async () =>
    (await service().getTimeline(ctx(hall.manager), { branchId: hall.branchId, ticketId: gone })).ticket
      .state;
  assert.equal(await state(), 'skipped');
  await pass(minute);
  assert.equal(await state(), 'abandoned');
  await assert.rejects(
    service().restore(ctx(hall.manager), { branchId: hall.branchId, ticketId: gone }),
    refusal('queue.ticket_wrong_state'),
  );
});

test('the board of one moment is whole: counters, lines and tickets agree', async () => {
  await signIn(0);
  await signIn(2);
  for (const code of ['personal', 'cash', 'cash', 'corporate']) await issue(code);
  await callNext(0);
  const board = await service().getBoard(ctx(hall.manager), { branchId: hall.branchId });
  assert.equal(board.figures.waiting, board.tickets.filter(({ state }) => state === 'waiting').length);
  assert.equal(board.figures.issued, 4);
  assert.equal(board.figures.openWindows, 2);
  const corporate = board.figures.services.find(
    ({ serviceTypeId }) => serviceTypeId === hall.services.corporate!.id,
  );
  assert.deepEqual(corporate!.expected, { noWindow: true });
});

test('the longer a service has lasted, the sooner the next is expected to be called; and it is an interval', async () => {
  await signIn(0);
  const expected = async () => {
    const { figures } = await service().getBoard(ctx(hall.manager), { branchId: hall.branchId });
    const personal = figures.services.find(
      ({ serviceTypeId }) => serviceTypeId === hall.services.personal!.id,
    );
    assert.ok(!('noWindow' in personal!.expected));
    return personal!.expected;
  };
  const free = await expected();
  await issue();
  await callNext(0);
  await service().start(ctx(hall.tellers[0]!), seat(0));
  const justBegun = await expected();
  await pass(8 * minute);
  const lasted = await expected();
  assert.ok(justBegun.highSeconds > justBegun.lowSeconds);
  assert.ok(free.highSeconds < 60 && lasted.highSeconds > 60, JSON.stringify([free, lasted]));
  assert.ok(lasted.lowSeconds < justBegun.lowSeconds, JSON.stringify([justBegun, lasted]));
});

test('nobody sits at two windows, and a window holds one person', async () => {
  await signIn(0);
  await assert.rejects(
    service().signIn(ctx(hall.tellers[0]!), seat(1)),
    refusal('queue.staff_at_other_window'),
  );
  await assert.rejects(service().signIn(ctx(hall.tellers[1]!), seat(0)), refusal('queue.window_taken'));
});

test('the day ends by itself: waiting are abandoned, serving are completed, sessions are signed out', async () => {
  await signIn(0);
  const served = await issue();
  const left = await issue();
  await callNext(0);
  await service().start(ctx(hall.tellers[0]!), seat(0));
  const board = await service().getBoard(ctx(hall.manager), { branchId: hall.branchId });
  const date = board.businessDate;
  await platform.passTo(instantOf('Asia/Shanghai', date, '18:00'), hall.branchId);
  const states = await Promise.all(
    [served, left].map(async ({ ticket }) => {
      const seen = await service().getTimeline(ctx(hall.manager), {
        branchId: hall.branchId,
        ticketId: ticket.id,
      });
      return seen.ticket.state;
    }),
  );
  assert.deepEqual(states, ['completed', 'abandoned']);
  const after = await service().getBoard(ctx(hall.manager), { branchId: hall.branchId });
  assert.ok(after.windows.every(({ session }) => session === null));
  await assert.rejects(issue(), refusal('queue.branch_closed'));
});

test('a morning begins at number one again', async () => {
  const day = platform.clock.now();
  const next = instantOf('Asia/Shanghai', new Date(day + 3 * 86_400_000).toISOString().slice(0, 10), '09:30');
  await platform.passTo(next, hall.branchId);
  assert.equal((await issue()).ticket.number, 'A001');
  assert.ok(start > 0);
});

test('tickets of a day that nobody was there to end are found weeks later', async () => {
  await signIn(0);
  const left = await issue();
  await platform.pool.query('delete from platform.timer where branch_id = $1', [hall.branchId]);
  await platform.passTo(platform.clock.now() + 40 * 86_400_000);
  assert.equal((await callNext(0)).ticket?.id, left.ticket.id);
});
