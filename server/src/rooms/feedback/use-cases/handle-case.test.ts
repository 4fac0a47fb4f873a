import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { BadRatingCase } from '@huiting/contracts/feedback';
import type { Actor } from '../../../platform/context.ts';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { presenceAt } from '../feedback.cases.domain.ts';
import { buildRatedHall, toNextMorning } from '../feedback.fixtures.ts';
import type { RatedHall } from '../feedback.fixtures.ts';

const start = instantOf('Asia/Shanghai', '2026-11-20', '09:15');
const minute = 60_000;
let platform: TestPlatform;
before(async () => {
  platform = await createTestPlatform({ at: start });
});
after(() => platform.stop());
beforeEach(() => toNextMorning(platform));

const command = (actor: Actor) => testCtx(platform, actor, { endpoint: 'feedback.test' });
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const told = (type: string, branchId: string) =>
  platform.events
    .filter((event) => event.type === type && event.branchId === branchId)
    .map(({ payload }) => (payload as { case: BadRatingCase }).case);

async function badlyRated(
  level = 1,
): Promise<{ built: RatedHall; onCase: { branchId: string; caseId: string } }> {
  const built = await buildRatedHall(platform);
  await built.live();
  const { requestId } = await built.serve();
  const { branchId } = built.hall;
  await platform.settle();
  await built.room.service.rate(command(built.evaluator), {
    branchId,
    requestId,
    level,
    reasons: ['attitude'],
    comment: null,
  });
  return { built, onCase: { branchId, caseId: requestId } };
}

test('a level of two or less opens one case and tells it; three opens none', async () => {
  const { built, onCase } = await badlyRated(2);
  const [opened, ...more] = told('badRating.opened', onCase.branchId);
  assert.equal(more.length, 0);
  assert.deepEqual(
    [
      opened!.id,
      opened!.state,
      opened!.stillInBranch,
      opened!.claimDueAt - opened!.openedAt,
      opened!.closeDueAt - opened!.openedAt,
    ],
    [onCase.caseId, 'open', true, 5 * minute, 480 * minute],
  );
  const middling = await badlyRated(3);
  assert.deepEqual(told('badRating.opened', middling.onCase.branchId), []);
  const { cases } = await built.room.service.listCases(testCtx(platform, built.manager), onCase);
  assert.equal(cases.length, 1);
});

test('claim, talk, cause and remedy, close; each step is told', async () => {
  const { built, onCase } = await badlyRated();
  const { service } = built.room;
  await service.claimCase(command(built.manager), onCase);
  await service.recordTalk(command(built.manager), { ...onCase, talk: '柜员说话太快', stillInBranch: true });
  const closed = await service.closeCase(command(built.manager), {
    ...onCase,
    cause: '解释不足',
    remedy: '当面致歉并重新讲解',
  });
  assert.equal(closed.badCase.state, 'confirming');
  assert.deepEqual(
    told('badRating.changed', onCase.branchId).map(({ state, claimedBy, stillInBranch }) => [
      state,
      claimedBy?.name,
      stillInBranch,
    ]),
    [
      ['claimed', '林小雨', true],
      ['talked', '林小雨', true],
      ['confirming', '林小雨', true],
    ],
  );
  // Solved in time: the customer's answer is all that is awaited.
  await platform.passTo(platform.clock.now() + 9 * 60 * minute, onCase.branchId);
  assert.equal(told('badRating.changed', onCase.branchId).length, 3);
  const { cases } = await service.listCases(testCtx(platform, built.manager), onCase);
  assert.deepEqual([cases[0]!.state, cases[0]!.remedy], ['confirming', '当面致歉并重新讲解']);
});

test('two claim at the same moment: one gets it; only the owner goes on, and only in order', async () => {
  const { built, onCase } = await badlyRated();
  const { service } = built.room;
  const claims = await Promise.allSettled(
    [built.manager, built.colleague].map((actor) => service.claimCase(command(actor), onCase)),
  );
  assert.deepEqual(claims.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const lost = claims.find((claim) => claim.status === 'rejected')!;
  assert.ok(refusal('feedback.case_wrong_state')(lost.reason));
  const won = claims.find((claim) => claim.status === 'fulfilled')!;
  const owner = won.value.badCase.claimedBy!.name === built.manager.name ? built.manager : built.colleague;
  const other = owner === built.manager ? built.colleague : built.manager;
  const talk = { ...onCase, talk: '不满意', stillInBranch: false };
  await assert.rejects(service.recordTalk(command(other), talk), refusal('feedback.case_not_yours'));
  const close = { ...onCase, cause: '原因', remedy: '措施' };
  await assert.rejects(service.closeCase(command(owner), close), refusal('feedback.case_wrong_state'));
  await service.recordTalk(command(owner), talk);
  await assert.rejects(service.closeCase(command(other), close), refusal('feedback.case_not_yours'));
  await service.closeCase(command(owner), close);
  await assert.rejects(service.recordTalk(command(owner), talk), refusal('feedback.case_wrong_state'));
});

test('late to be claimed, then in time again, then late to be closed', async () => {
  const { built, onCase } = await badlyRated();
  const { service } = built.room;
  await platform.passTo(platform.clock.now() + 5 * minute, onCase.branchId);
  assert.deepEqual(
    told('badRating.changed', onCase.branchId).map(({ state, overdue }) => [state, overdue]),
    [['open', true]],
  );
  await service.claimCase(command(built.manager), onCase);
  await service.recordTalk(command(built.manager), { ...onCase, talk: '电话联系', stillInBranch: false });
  await platform.passTo(platform.clock.now() + 480 * minute, onCase.branchId);
  await service.closeCase(command(built.manager), { ...onCase, cause: '原因', remedy: '措施' });
  assert.deepEqual(
    told('badRating.changed', onCase.branchId).map(({ state, overdue }) => [state, overdue]),
    [
      ['open', true],
      ['claimed', false],
      ['talked', false],
      ['talked', false],
      ['talked', true],
      ['confirming', true],
    ],
  );
});

test('a case is handled by a person with the right, at a branch where it exists', async () => {
  const { built, onCase } = await badlyRated();
  const { service } = built.room;
  await assert.rejects(service.claimCase(command(built.evaluator), onCase), refusal('platform.forbidden'));
  const machine = testActor({ permissions: ['feedback.handle'], path: built.hall.path });
  await assert.rejects(service.claimCase(command(machine), onCase), refusal('platform.forbidden'));
  const elsewhere = await badlyRated();
  await assert.rejects(
    service.claimCase(command(built.manager), { ...onCase, caseId: elsewhere.onCase.caseId }),
    refusal('feedback.case_not_found'),
  );
});

test('whether the customer is still in the branch fades with time, unless staff have said so', async () => {
  const { built, onCase } = await badlyRated();
  const { service } = built.room;
  const present = async () => (await service.listCases(testCtx(platform, built.manager), onCase)).cases[0]!;
  const shown = async () => presenceAt(await present(), platform.clock.now());
  assert.equal(await shown(), true);
  await platform.passTo(platform.clock.now() + 15 * minute, onCase.branchId);
  assert.equal(await shown(), false);
  await service.claimCase(command(built.manager), onCase);
  await service.recordTalk(command(built.manager), { ...onCase, talk: '还在大厅等候', stillInBranch: true });
  await platform.passTo(platform.clock.now() + 60 * minute, onCase.branchId);
  assert.equal(await shown(), true);
});
