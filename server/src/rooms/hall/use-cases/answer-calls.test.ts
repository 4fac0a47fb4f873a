import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { AssistCall } from '@huiting/contracts/hall';
import type { Alert } from '@huiting/contracts/workflow';
import type { Actor } from '../../../platform/context.ts';
import { instantOf } from '../../../platform/clock/zone-time.ts';
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
const windowOf = (index: number) => branch.queue.windows[index]!.id;

async function command(name: string, actor: Actor, input: object): Promise<AssistCall> {
  const ctx = testCtx(platform, actor, { endpoint: name });
  return (
    (await callEndpoint(house.room, name, ctx, { branchId: branch.branchId, ...input })) as {
      call: AssistCall;
    }
  ).call;
}
const callFrom = (actor: Actor, windowId: string | null, reason = 'elder') =>
  command('callAssist', actor, { windowId, reason });
const alerts = async (): Promise<Alert[]> => {
  await platform.settle();
  const ctx = testCtx(platform, branch.lobby);
  const { alerts: all } = (await callEndpoint(house.workflow, 'listAlerts', ctx, {
    branchId: branch.branchId,
  })) as { alerts: Alert[] };
  return all.filter(({ kind }) => kind === 'hall.assistCall');
};

test('a teller calls, the lobby manager goes and says what came of it; the times are kept, the alert follows', async () => {
  const teller = await branch.sit(0);
  const ticket = await branch.takeTicket();
  await branch.queue.queue.service.callNext(testCtx(platform, teller, { endpoint: 'test' }), {
    branchId: branch.branchId,
    windowId: windowOf(0),
  });
  const call = await callFrom(teller, windowOf(0));
  assert.deepEqual(
    [
      call.source,
      call.place,
      call.callerName,
      call.ticketNumber,
      call.state,
      call.acceptDueAt - call.calledAt,
    ],
    ['window', '1', '柜员1', ticket.number, 'open', 60_000],
  );
  assert.deepEqual(
    (await alerts()).map(({ title, state, severity }) => [title.zh, state, severity]),
    [['呼叫大堂 · 1 号窗 · 陪同特殊客群', 'open', 'warning']],
  );
  await branch.pass(20_000);
  const accepted = await command('acceptAssist', branch.lobby, { callId: call.id });
  assert.deepEqual(
    [accepted.state, accepted.acceptedBy?.name, accepted.acceptedBy!.at - call.calledAt],
    ['accepted', '林小雨', 20_000],
  );
  assert.deepEqual(
    (await alerts()).map(({ state, claimedBy }) => [state, claimedBy?.name]),
    [['claimed', '林小雨']],
  );
  await branch.pass(180_000);
  const done = await command('finishAssist', branch.lobby, { callId: call.id, outcome: 'solved' });
  assert.deepEqual([done.state, done.outcome, done.endedAt! - call.calledAt], ['done', 'solved', 200_000]);
  assert.deepEqual(
    (await alerts()).map(({ state }) => state),
    ['resolved'],
  );
  assert.deepEqual(branch.told('assist.escalated'), []);
});

test('unanswered for a minute, it escalates once: the alert grows urgent; it can still be accepted', async () => {
  const teller = await branch.sit(0);
  const call = await callFrom(teller, windowOf(0), 'dispute');
  await platform.settle();
  await branch.pass(59_000);
  assert.deepEqual(branch.told('assist.escalated'), []);
  await branch.pass(1_000);
  await branch.pass(300_000);
  assert.equal(branch.told('assist.escalated').length, 1);
  const [alert] = await alerts();
  assert.deepEqual([alert?.severity, alert?.state, alert?.escalated], ['urgent', 'open', true]);
  const accepted = await command('acceptAssist', branch.leader, { callId: call.id });
  assert.deepEqual([accepted.escalated, accepted.acceptedBy?.name], [true, '高敏']);
});

test('pressed twice, also at the same moment, it is one call; after its end there may be another', async () => {
  const teller = await branch.sit(0);
  const pressed = await Promise.all([1, 2, 3].map(() => callFrom(teller, windowOf(0))));
  assert.equal(new Set(pressed.map(({ id }) => id)).size, 1);
  assert.equal(branch.told('assist.called').length, 1);
  const cancelled = await command('cancelAssist', teller, { callId: pressed[0]!.id });
  assert.equal(cancelled.state, 'cancelled');
  const again = await callFrom(teller, windowOf(0));
  assert.notEqual(again.id, pressed[0]!.id);
  await branch.pass(61_000);
  // Only the second is unanswered.
  assert.deepEqual(
    branch.told('assist.escalated').map(({ call }) => (call as AssistCall).id),
    [again.id],
  );
});

test('two accept at the same moment: one goes; only that one says what came of it', async () => {
  const call = await callFrom(branch.kiosk, null, 'guide');
  assert.deepEqual(
    [call.source, call.place, call.callerName, call.windowId],
    ['kiosk', '取号机', null, null],
  );
  const accepts = await Promise.allSettled(
    [branch.lobby, branch.colleague].map((actor) => command('acceptAssist', actor, { callId: call.id })),
  );
  assert.deepEqual(accepts.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const won = accepts.findIndex(({ status }) => status === 'fulfilled');
  const [winner, other] = won === 0 ? [branch.lobby, branch.colleague] : [branch.colleague, branch.lobby];
  const finish = { callId: call.id, outcome: 'handedOver' };
  await assert.rejects(command('finishAssist', other!, finish), refusal('hall.call_not_yours'));
  assert.equal((await command('finishAssist', winner!, finish)).state, 'done');
  await assert.rejects(command('finishAssist', winner!, finish), refusal('hall.call_wrong_state'));
});

test('one calls from the window one sits at, and takes back one’s own call only', async () => {
  const teller = await branch.sit(0);
  const neighbour = await branch.sit(1);
  await assert.rejects(callFrom(teller, windowOf(1)), refusal('hall.not_at_window'));
  await assert.rejects(callFrom(teller, null), refusal('hall.not_at_window'));
  const call = await callFrom(teller, windowOf(0));
  await assert.rejects(
    command('cancelAssist', neighbour, { callId: call.id }),
    refusal('hall.call_not_yours'),
  );
  await assert.rejects(
    command('acceptAssist', branch.kiosk, { callId: call.id }),
    refusal('platform.forbidden'),
  );
  const elsewhere = await house.openBranch();
  branch = elsewhere;
  await assert.rejects(
    command('acceptAssist', elsewhere.lobby, { callId: call.id }),
    refusal('hall.call_not_found'),
  );
});

test('the end of the day ends what nobody answered', async () => {
  const teller = await branch.sit(0);
  await callFrom(teller, windowOf(0));
  await platform.passTo(instantOf('Asia/Shanghai', dayNow(), '18:30'), branch.branchId);
  await platform.settle();
  assert.deepEqual(
    branch.told('assist.ended').map(({ call }) => (call as AssistCall).state),
    ['cancelled'],
  );
  const { calls } = (await callEndpoint(house.room, 'listAssistCalls', testCtx(platform, branch.lobby), {
    branchId: branch.branchId,
  })) as { calls: AssistCall[] };
  assert.deepEqual(
    calls.map(({ state, escalated }) => [state, escalated]),
    [['cancelled', true]],
  );
});

const dayNow = () => new Date(platform.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Puts them on duty: the lobby manager and a reserve who has come in. */
async function onDuty(): Promise<void> {
  await branch.register();
  for (const actor of [branch.lobby, branch.colleague]) {
    const ctx = testCtx(platform, actor, { endpoint: 'takeDuty' });
    await callEndpoint(house.room, 'takeDuty', ctx, { branchId: branch.branchId });
  }
}

test('whoever is nearest is asked alone first; silent for twenty seconds, everybody is; after a minute the leader', async () => {
  await onDuty();
  const teller = await branch.sit(0);
  const call = await callFrom(teller, windowOf(0));
  assert.deepEqual([call.offer?.name, call.offer!.until - call.calledAt], ['林小雨', 20_000]);
  assert.deepEqual(
    (await alerts()).map(({ staffId }) => staffId),
    [branch.lobby.staff!.id],
  );
  await branch.pass(20_000);
  assert.deepEqual(
    branch.told('assist.opened').map((told) => (told.call as AssistCall).offer?.over),
    [true],
  );
  assert.deepEqual(
    new Set((await alerts()).map(({ staffId }) => staffId)),
    new Set([branch.lobby.staff!.id, null]),
  );
  await branch.pass(40_000);
  const urgent = (await alerts()).filter(({ severity }) => severity === 'urgent');
  assert.deepEqual(
    urgent.map(({ staffId }) => staffId),
    [null],
  );
  await command('acceptAssist', branch.colleague, { callId: call.id });
  const arrived = await command('arriveAssist', branch.colleague, { callId: call.id });
  assert.equal(arrived.arrivedAt! - call.calledAt, 60_000);
  await assert.rejects(
    command('arriveAssist', branch.lobby, { callId: call.id }),
    refusal('hall.call_not_yours'),
  );
  await command('finishAssist', branch.colleague, { callId: call.id, outcome: 'solved' });
  assert.deepEqual([...new Set((await alerts()).map(({ state }) => state))], ['resolved']);
});

test('who cannot go passes it on at once; who is on the way to one call is not asked first for the next', async () => {
  await onDuty();
  const teller = await branch.sit(0);
  const neighbour = await branch.sit(1);
  const first = await callFrom(teller, windowOf(0));
  await assert.rejects(
    command('passAssist', branch.colleague, { callId: first.id }),
    refusal('hall.call_not_yours'),
  );
  await command('acceptAssist', branch.lobby, { callId: first.id });
  const second = await callFrom(neighbour, windowOf(1));
  assert.equal(second.offer?.name, '周涛');
  const passed = await command('passAssist', branch.colleague, { callId: second.id });
  assert.deepEqual([passed.state, passed.offer?.over], ['open', true]);
  await assert.rejects(
    command('passAssist', branch.colleague, { callId: second.id }),
    refusal('hall.call_wrong_state'),
  );
  await branch.pass(60_000);
  assert.equal(branch.told('assist.escalated').length, 1);
});

test('a customer calls from the evaluator of their window: the hall is told the window and the number being served', async () => {
  const evaluator: Actor = { ...branch.kiosk, surface: 'evaluator', windowId: windowOf(0) };
  const teller = await branch.sit(0);
  const ticket = await branch.takeTicket();
  await branch.queue.queue.service.callNext(testCtx(platform, teller, { endpoint: 'test' }), {
    branchId: branch.branchId,
    windowId: windowOf(0),
  });
  const call = await callFrom(evaluator, null, 'other');
  assert.deepEqual(
    [call.source, call.place, call.windowId, call.ticketNumber, call.callerName],
    ['device', '1', windowOf(0), ticket.number, null],
  );
  assert.deepEqual(
    (await alerts()).map(({ title }) => [title.zh, title.en]),
    [['呼叫大堂 · 1 号窗客户 · 其他协助', 'Help wanted · customer at window 1 · other help']],
  );
  // The teller of the window wants something else: a call of its own, which the customer cannot take back.
  const ofTeller = await callFrom(teller, windowOf(0), 'authorise');
  assert.notEqual(ofTeller.id, call.id);
  await assert.rejects(
    command('cancelAssist', evaluator, { callId: ofTeller.id }),
    refusal('hall.call_not_yours'),
  );
  assert.equal((await command('cancelAssist', evaluator, { callId: call.id })).state, 'cancelled');
});

test('at a terminal anybody may press: called four times in ten minutes it says where else to ask; a window may go on', async () => {
  const teller = await branch.sit(0);
  const callAndEnd = async (actor: Actor, windowId: string | null) => {
    const { id } = await callFrom(actor, windowId, 'guide');
    await command('cancelAssist', actor, { callId: id });
  };
  for (let time = 0; time < 4; time++) {
    await callAndEnd(branch.kiosk, null);
    await callAndEnd(teller, windowOf(0));
    await branch.pass(60_000);
  }
  await assert.rejects(callFrom(branch.kiosk, null, 'guide'), refusal('hall.called_often'));
  await callAndEnd(teller, windowOf(0));
  const { calls } = (await callEndpoint(house.room, 'listAssistCalls', testCtx(platform, branch.lobby), {
    branchId: branch.branchId,
  })) as { calls: AssistCall[] };
  assert.equal(calls.filter(({ source }) => source === 'kiosk').length, 4, 'the fifth left nothing behind');
  await branch.pass(6 * 60_000);
  assert.equal((await callFrom(branch.kiosk, null, 'guide')).state, 'open');
});

test('a device that is no kiosk calls as a device', async () => {
  const call = await callFrom({ ...branch.kiosk, surface: 'evaluator' }, null, 'guide');
  assert.equal(call.source, 'device');
});
