import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Diversion, ServiceFlow, ServiceSummary } from '@huiting/contracts/hall';
import { queueEvents } from '@huiting/contracts/queue';
import type { TicketCard } from '@huiting/contracts/queue';
import type { Actor } from '../../../platform/context.ts';
import { dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../../platform/http/call-endpoint.fixture.ts';
import { createTestPlatform, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildHallHouse } from '../hall.fixtures.ts';
import type { HallBranch, HallHouse } from '../hall.fixtures.ts';

let platform: TestPlatform;
let house: HallHouse;
let branch: HallBranch;
before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', '2026-11-20', '09:00') });
  house = await buildHallHouse(platform);
});
after(() => platform.stop());
beforeEach(async () => {
  branch = await house.openBranch();
});

const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const run = (name: string, actor: Actor, input: object): Promise<unknown> =>
  callEndpoint(house.room, name, testCtx(platform, actor, { endpoint: name }), {
    branchId: branch.branchId,
    ...input,
  });
const start = async (actor: Actor, ticketId: string | null, serviceTypeId: string | null = null) =>
  ((await run('startFlow', actor, { ticketId, serviceTypeId })) as { flow: ServiceFlow }).flow;
const tick = async (actor: Actor, flowId: string, step: string) =>
  ((await run('tickFlow', actor, { flowId, step })) as { flow: ServiceFlow }).flow;
const divert = async (actor: Actor, told: Partial<Diversion>) =>
  (
    (await run('recordDiversion', actor, {
      flowId: null,
      ticketId: null,
      serviceTypeId: null,
      channel: null,
      reason: null,
      ...told,
    })) as { diversion: Diversion }
  ).diversion;
const day = async () =>
  (await run('listService', branch.lobby, {})) as {
    flows: ServiceFlow[];
    diversions: Diversion[];
    summary: ServiceSummary;
  };

test('greet, ask, divert, guide, follow, farewell: each ticked once, with its time; farewell ends it', async () => {
  const ticket = await branch.takeTicket();
  const flow = await start(branch.lobby, ticket.id);
  assert.deepEqual(
    [flow.ticketNumber, flow.serviceName?.zh, flow.staffName],
    [ticket.number, 'personal', '林小雨'],
  );
  const begun = flow.startedAt;
  for (const step of ['ask', 'divert', 'guide', 'follow']) {
    await branch.pass(60_000);
    await tick(branch.lobby, flow.id, step);
  }
  // Again: nothing changes.
  await branch.pass(60_000);
  await tick(branch.lobby, flow.id, 'ask');
  const ended = await tick(branch.lobby, flow.id, 'farewell');
  assert.deepEqual(
    ended.ticks.map(({ step, at }) => [step, (at - begun) / 60_000]),
    [
      ['greet', 0],
      ['ask', 1],
      ['divert', 2],
      ['guide', 3],
      ['follow', 4],
      ['farewell', 5],
    ],
  );
  assert.equal(ended.endedAt, begun + 5 * 60_000);
  await assert.rejects(tick(branch.lobby, flow.id, 'guide'), refusal('hall.flow_ended'));
});

test('a ticket is received by one person at a time, and a step is ticked by whoever receives', async () => {
  const ticket = await branch.takeTicket();
  const both = await Promise.allSettled([start(branch.lobby, ticket.id), start(branch.colleague, ticket.id)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const flow = both.find((one) => one.status === 'fulfilled')!.value;
  const other = flow.staffName === branch.lobby.name ? branch.colleague : branch.lobby;
  await assert.rejects(tick(other, flow.id, 'ask'), refusal('hall.flow_not_yours'));
  // People without a ticket are received side by side.
  await start(branch.lobby, null);
  await start(branch.lobby, null);
  const { summary } = await day();
  assert.deepEqual([summary.received, summary.walkIns], [3, 2]);
  const elsewhere = (await house.openBranch()).branchId;
  assert.notEqual(elsewhere, branch.branchId);
  await assert.rejects(start(branch.lobby, flow.id), refusal('hall.ticket_unknown'));
});

test('a diversion has its channel, a failed one a reason that fits; the day counts them', async () => {
  const flow = await start(branch.lobby, null, branch.queue.services['transfer']!.id);
  const guided = await divert(branch.lobby, { flowId: flow.id, channel: 'smartCounter', result: 'guided' });
  assert.deepEqual(
    [guided.result, guided.settledAt, guided.serviceName?.zh, guided.flowId],
    ['guided', null, 'transfer', flow.id],
  );
  const { flows } = await day();
  assert.deepEqual(
    flows[0]!.ticks.map(({ step }) => step),
    ['greet', 'divert'],
  );
  const incomplete = refusal('hall.diversion_incomplete');
  await assert.rejects(divert(branch.lobby, { result: 'guided' }), incomplete);
  await assert.rejects(divert(branch.lobby, { result: 'notMovable' }), incomplete);
  await assert.rejects(divert(branch.lobby, { result: 'notMovable', reason: 'noPhone' }), incomplete);
  await assert.rejects(
    divert(branch.lobby, { channel: 'smartCounter', result: 'completed', reason: 'noPhone' }),
    incomplete,
  );
  const settle = (result: string, reason: string | null = null) =>
    run('settleDiversion', branch.lobby, { diversionId: guided.id, result, reason });
  await assert.rejects(settle('returned'), incomplete);
  await branch.pass(240_000);
  await settle('completed');
  await assert.rejects(settle('completed'), refusal('hall.diversion_settled'));
  await divert(branch.lobby, { channel: 'selfService', result: 'returned', reason: 'cardUnreadable' });
  await divert(branch.lobby, { result: 'declined', reason: 'unfamiliar' });
  await divert(branch.lobby, { result: 'notMovable', reason: 'cashAmount' });
  const { summary, diversions } = await day();
  assert.deepEqual(summary, {
    received: 1,
    walkIns: 1,
    guided: 0,
    completed: 1,
    returned: 1,
    declined: 1,
    notMovable: 1,
    successRate: 0.5,
  });
  assert.deepEqual(diversions.map(({ result }) => result).sort(), [
    'completed',
    'declined',
    'notMovable',
    'returned',
  ]);
});

test('guided elsewhere but served at a window after all: it came back, by the fact itself', async () => {
  await branch.sit(0);
  const ticket = await branch.takeTicket();
  await divert(branch.lobby, { ticketId: ticket.id, channel: 'selfService', result: 'guided' });
  await branch.serve(0, 5);
  await platform.settle();
  const { diversions, summary } = await day();
  assert.deepEqual(
    diversions.map(({ result, reason }) => [result, reason]),
    [['returned', 'servedAtCounter']],
  );
  assert.equal(summary.successRate, 0);
});

test('the end of the day ends every service that nobody ended', async () => {
  await branch.takeTicket();
  const flow = await start(branch.lobby, null);
  const closing = instantOf('Asia/Shanghai', dateIn('Asia/Shanghai', platform.clock.now()), '18:30');
  await platform.passTo(closing, branch.branchId);
  await platform.settle();
  const { flows } = await day();
  assert.deepEqual(
    [flows[0]!.id, flows[0]!.endedAt !== null, flows[0]!.ticks.map(({ step }) => step)],
    [flow.id, true, ['greet']],
  );
});

/** The queue tells that its advice was taken with this ticket. */
async function followAdvice(ticketId: string, by: string | null): Promise<void> {
  const issued = branch
    .told('ticket.issued')
    .find(({ ticket }) => (ticket as TicketCard).id === ticketId) as { ticket: TicketCard };
  await platform.db.transact(testCtx(platform, branch.kiosk), branch.branchId, (tx) => {
    const told = { ticket: issued.ticket, place: 'smartCounter', expectedSeconds: 900, by } as const;
    tx.emit(queueEvents.ticketDiverted, told);
    return Promise.resolve();
  });
  await platform.settle();
}

test('advice of the queue that was taken is on record with its channel, and with what came of it', async () => {
  await branch.sit(0);
  const served = await branch.takeTicket();
  const gone = await branch.takeTicket();
  await followAdvice(served.id, null);
  await followAdvice(gone.id, '林小雨');
  const before = (await day()).diversions;
  assert.deepEqual(
    before.map(({ ticketNumber, source, channel, result, staffName }) => [
      ticketNumber,
      source,
      channel,
      result,
      staffName,
    ]),
    [
      [gone.number, 'lobby', 'smartCounter', 'guided', '林小雨'],
      [served.number, 'kiosk', 'smartCounter', 'guided', null],
    ],
  );
  await branch.pass(60_000);
  await branch.serve(0, 5);
  await branch.queue.queue.service.cancel(
    testCtx(platform, branch.queue.manager, { endpoint: 'queue.cancel' }),
    { branchId: branch.branchId, ticketId: gone.id, reason: '已在智能柜台办理' },
  );
  await platform.settle();
  const { diversions, summary } = await day();
  assert.deepEqual(
    diversions.map(({ ticketNumber, result, reason }) => [ticketNumber, result, reason]),
    [
      [gone.number, 'completed', null],
      [served.number, 'returned', 'servedAtCounter'],
    ],
  );
  assert.equal(summary.successRate, 0.5);
});
