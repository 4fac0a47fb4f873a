import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { AssistCall, CallUp, DutyPeriod, Position } from '@huiting/contracts/hall';
import type { Actor } from '../../../platform/context.ts';
import { dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../../platform/ids.ts';
import { createTestPlatform, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildHallHouse } from '../hall.fixtures.ts';
import type { HallBranch, HallHouse } from '../hall.fixtures.ts';

interface Board {
  positions: Position[];
  plan: { tier: string; windows: number }[];
  now: { pressed: boolean; openWork: number; lobbyManagers: number; reserves: number };
  duties: DutyPeriod[];
  callUps: CallUp[];
}

let platform: TestPlatform;
let house: HallHouse;
let branch: HallBranch;
let adviser: Actor;
before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', '2026-11-20', '09:00') });
  house = await buildHallHouse(platform);
});
after(() => platform.stop());
beforeEach(async () => {
  branch = await house.openBranch();
  ({ adviser } = await branch.register());
});

const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const run = (name: string, actor: Actor, input: object = {}): Promise<unknown> =>
  callEndpoint(house.room, name, testCtx(platform, actor, { endpoint: name }), {
    branchId: branch.branchId,
    ...input,
  });
const board = async () => (await run('getPositions', branch.lobby)) as Board;
const callHelp = async (index: number): Promise<AssistCall> => {
  const teller = await branch.sit(index);
  const windowId = branch.queue.windows[index]!.id;
  return ((await run('callAssist', teller, { windowId, reason: 'elder' })) as { call: AssistCall }).call;
};
const asked = () => branch.told('reserve.called').map(({ callUp }) => (callUp as CallUp).name);
const settled = async (ms: number): Promise<void> => {
  await platform.settle();
  await branch.pass(ms);
  await platform.settle();
};
const timeline = async () =>
  (await board()).duties.map(({ name, kind, how, until }) => [name, kind, how, until === null]);

test('the day opens with the lobby manager answering for the hall, and ends with nobody', async () => {
  await branch.sit(0);
  await platform.settle();
  assert.deepEqual(await timeline(), [['林小雨', 'lobbyManager', 'opening', true]]);
  const today = dateIn('Asia/Shanghai', platform.clock.now());
  await platform.passTo(instantOf('Asia/Shanghai', today, '18:30'), branch.branchId);
  await platform.settle();
  assert.deepEqual(await timeline(), [['林小雨', 'lobbyManager', 'opening', false]]);
});

test('an unanswered call for help calls up the first reserve; two minutes later the next; whoever comes is on the timeline', async () => {
  await callHelp(0);
  await settled(60_000);
  assert.deepEqual(asked(), ['周涛']);
  await settled(119_000);
  assert.deepEqual(asked(), ['周涛']);
  await settled(1_000);
  assert.deepEqual(asked(), ['周涛', '沈岚']);
  const second = (await board()).callUps.find(({ state }) => state === 'called')!;
  await assert.rejects(
    run('answerCallUp', branch.colleague, { callUpId: second.id, comes: true }),
    refusal('hall.not_on_board'),
  );
  await run('answerCallUp', adviser, { callUpId: second.id, comes: true });
  assert.deepEqual(await timeline(), [
    ['林小雨', 'lobbyManager', 'opening', true],
    ['沈岚', 'reserve', 'calledUp', true],
  ]);
  const { callUps, now } = await board();
  assert.deepEqual(
    callUps.map(({ name, state, cause }) => [name, state, cause]),
    [
      ['沈岚', 'accepted', 'unanswered'],
      ['周涛', 'unanswered', 'unanswered'],
    ],
  );
  assert.deepEqual([now.lobbyManagers, now.reserves], [1, 1]);
  // With a reserve in the hall nobody else is called.
  await callHelp(1);
  await settled(61_000);
  assert.equal(asked().length, 2);
  await run('endDuty', branch.lobby, { staffId: adviser.staff!.id });
  assert.deepEqual((await timeline())[1], ['沈岚', 'reserve', 'calledUp', false]);
});

test('three pieces of work for one lobby manager are too many, two are not', async () => {
  await branch.sit(0);
  await platform.settle();
  for (const { length } of [[], [1]]) {
    await run('startFlow', branch.lobby, { ticketId: null, serviceTypeId: null });
    await platform.settle();
    assert.deepEqual([(await board()).now.openWork, asked().length], [length + 1, 0]);
  }
  await run('startFlow', branch.lobby, { ticketId: null, serviceTypeId: null });
  await platform.settle();
  assert.deepEqual(asked(), ['周涛']);
  const { callUps, now } = await board();
  assert.deepEqual([now.pressed, callUps[0]!.cause], [true, 'lobbyManagerBusy']);
});

test('everybody declines: the branch manager is told, and nobody is asked again for a quarter of an hour', async () => {
  await branch.sit(0);
  const first = ((await run('callReserve', branch.lobby)) as { callUp: CallUp }).callUp;
  await assert.rejects(run('callReserve', branch.lobby), refusal('hall.call_up_pending'));
  await run('answerCallUp', branch.colleague, { callUpId: first.id, comes: false });
  await assert.rejects(
    run('answerCallUp', branch.colleague, { callUpId: first.id, comes: true }),
    refusal('hall.call_up_answered'),
  );
  const second = (await board()).callUps[0]!;
  await run('answerCallUp', adviser, { callUpId: second.id, comes: false });
  await platform.settle();
  assert.equal(branch.told('reserve.exhausted').length, 1);
  await callHelp(1);
  await settled(5 * 60_000);
  assert.equal(asked().length, 2);
});

test('the board of a day: arranged in order, kept for the days after, only with people of the branch', async () => {
  const { positions, plan } = await board();
  assert.deepEqual(
    positions.slice(0, 3).map(({ name, kind, rank }) => [name, kind, rank]),
    [
      ['林小雨', 'lobbyManager', 1],
      ['周涛', 'reserve', 1],
      ['沈岚', 'reserve', 2],
    ],
  );
  assert.deepEqual(
    plan.map(({ tier, windows }) => [tier, windows]),
    [
      ['light', 2],
      ['normal', 3],
      ['busy', 3],
    ],
  );
  const place = (actor: Actor, kind: string) => ({ staffId: actor.staff!.id, kind });
  const swapped = [
    place(branch.lobby, 'lobbyManager'),
    place(adviser, 'reserve'),
    place(branch.colleague, 'reserve'),
  ];
  await assert.rejects(
    run('setPositions', branch.leader, { positions: swapped.slice(1) }),
    refusal('hall.no_lobby_manager'),
  );
  await assert.rejects(
    run('setPositions', branch.leader, { positions: [...swapped, { staffId: newId(), kind: 'window' }] }),
    refusal('hall.staff_unknown'),
  );
  await assert.rejects(
    run('setPositions', branch.colleague, { positions: swapped }),
    refusal('platform.forbidden'),
  );
  await run('setPositions', branch.leader, { positions: swapped });
  await platform.passTo(platform.clock.now() + 24 * 3_600_000);
  assert.deepEqual(
    (await board()).positions.slice(0, 3).map(({ name, rank }) => [name, rank]),
    [
      ['林小雨', 1],
      ['沈岚', 1],
      ['周涛', 2],
    ],
  );
  await run('setStaffingPlan', branch.leader, {
    plan: ['light', 'normal', 'busy'].map((tier, index) => ({
      tier,
      lobbyManagers: 1,
      reserves: index,
      windows: index + 1,
    })),
  });
  assert.deepEqual(
    (await board()).plan.map(({ windows }) => windows),
    [1, 2, 3],
  );
});

test('only who has a position in the hall takes the duty, once; one leaves one’s own duty', async () => {
  const teller = { ...branch.queue.tellers[0]!, grants: branch.lobby.grants };
  await assert.rejects(run('takeDuty', teller), refusal('hall.not_on_board'));
  const duty = ((await run('takeDuty', branch.lobby)) as { duty: DutyPeriod }).duty;
  const again = ((await run('takeDuty', branch.lobby)) as { duty: DutyPeriod }).duty;
  assert.equal(again.id, duty.id);
  await assert.rejects(
    run('endDuty', branch.colleague, { staffId: branch.lobby.staff!.id }),
    refusal('platform.forbidden'),
  );
  await run('endDuty', branch.lobby, { staffId: null });
  await assert.rejects(run('endDuty', branch.lobby, { staffId: null }), refusal('hall.not_on_duty'));
  assert.deepEqual(await timeline(), [['林小雨', 'lobbyManager', 'took', false]]);
});
