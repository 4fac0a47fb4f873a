import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { usualFollowUpRule } from '@huiting/contracts/feedback';
import type { BadRatingCase } from '@huiting/contracts/feedback';
import type { Actor } from '../../../platform/context.ts';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { createOrganization } from '../../organization/index.ts';
import { buildRatedHall, toNextMorning } from '../feedback.fixtures.ts';
import type { RatedHall } from '../feedback.fixtures.ts';
import { drawOf, dueAfter, isSampled } from '../feedback.follow-ups.domain.ts';

const zone = 'Asia/Shanghai';
let platform: TestPlatform;
before(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, '2026-11-20', '09:15') });
});
after(() => platform.stop());
beforeEach(() => toNextMorning(platform));

const command = (actor: Actor) => testCtx(platform, actor, { endpoint: 'feedback.test' });
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

test('what a service draws is always the same, spread evenly, and the rule of its business decides', () => {
  const ids = Array.from({ length: 2000 }, () => newId());
  const sampled = ids.filter((id) => isSampled({ ...usualFollowUpRule, share: 20 }, 'cash', id)).length;
  assert.ok(sampled > 300 && sampled < 500, String(sampled));
  const rule = { ...usualFollowUpRule, share: 0, byService: [{ serviceCode: 'wealth', share: 30 }] };
  const drawn = ids.find((id) => drawOf(id) < 30)!;
  assert.deepEqual([isSampled(rule, 'wealth', drawn), isSampled(rule, 'cash', drawn)], [true, false]);
});

test('due at the close of the n-th open day; a branch that never opens counts the days', () => {
  const weekend = (later: number) => (later === 1 || later === 2 ? null : later * 100);
  assert.equal(
    dueAfter(weekend, 2, () => -1),
    400,
  );
  assert.equal(
    dueAfter(
      () => null,
      2,
      (days) => days,
    ),
    2,
  );
});

/** A known customer was served; their follow-up is planned by what happens next. */
async function served(): Promise<{ built: RatedHall; caller: Actor; requestId: string }> {
  const built = await buildRatedHall(platform);
  await built.live();
  const { branchId, path } = built.hall;
  const { requestId } = await built.serve();
  await platform.settle();
  // The hall of the fixtures serves strangers: the bank knows this one.
  await platform.pool.query(
    `update feedback.rating_request set customer_id = $3, masked_name = '王*' where branch_id = $1 and id = $2`,
    [branchId, requestId, newId()],
  );
  return {
    built,
    requestId,
    caller: testActor({
      permissions: ['feedback.followUp'],
      path,
      branchId,
      name: '林小雨',
      staff: { id: newId(), number: '0901', post: 'lobbyManager' },
    }),
  };
}

async function ratedBadly() {
  const at = await served();
  const { branchId } = at.built.hall;
  await at.built.room.service.rate(command(at.built.evaluator), {
    branchId,
    requestId: at.requestId,
    level: 2,
    reasons: [],
    comment: null,
  });
  await platform.settle();
  const call = (reached: boolean, satisfaction: number | null, note = '电话') =>
    at.built.room.service.recordFollowUp(command(at.caller), {
      branchId,
      followUpId: at.requestId,
      reached,
      satisfaction,
      note,
    });
  const list = () => at.built.room.service.listFollowUps(testCtx(platform, at.caller), { branchId });
  return { ...at, branchId, call, list };
}
const cases = (branchId: string) =>
  platform.events
    .filter(({ type, branchId: at }) => type.startsWith('badRating.') && at === branchId)
    .map(({ payload }) => (payload as { case: BadRatingCase }).case);

test('every bad rating of a known customer is called; a stranger cannot be', async () => {
  const { list } = await ratedBadly();
  const { followUps, figures } = await list();
  assert.deepEqual(
    followUps.map(({ reason, state, customer, attemptsLeft }) => [
      reason,
      state,
      customer.maskedName,
      attemptsLeft,
    ]),
    [['badRating', 'due', '王*', 3]],
  );
  assert.deepEqual([figures.made, figures.due, figures.overdue], [1, 1, 0]);
  // Names are masked, and no number is anywhere in it.
  assert.deepEqual(Object.keys(followUps[0]!.customer).sort(), ['id', 'maskedName']);
  assert.doesNotMatch(JSON.stringify(followUps), /phone/i);
  const built = await buildRatedHall(platform);
  const { requestId } = await built.serve();
  await platform.settle();
  const { branchId, path } = built.hall;
  await built.room.service.rate(command(built.evaluator), {
    branchId,
    requestId,
    level: 1,
    reasons: [],
    comment: null,
  });
  await platform.settle();
  const reader = testActor({ permissions: ['feedback.followUp'], path });
  const strangers = await built.room.service.listFollowUps(testCtx(platform, reader), { branchId });
  assert.deepEqual(strangers.followUps, []);
});

test('not reached is tried again on the next open day until the limit; then it is unreached and over', async () => {
  const { call, list } = await ratedBadly();
  const [before] = (await list()).followUps;
  await call(false, null, '无人接听');
  const [again] = (await list()).followUps;
  assert.ok(again!.dueAt >= before!.dueAt && again!.dueAt > platform.clock.now());
  assert.equal(again!.attemptsLeft, 2);
  await call(false, null);
  const { followUp } = await call(false, null);
  assert.deepEqual(
    [followUp.state, followUp.attempts.length, followUp.attempts[0]!.note],
    ['unreached', 3, '无人接听'],
  );
  await assert.rejects(call(true, 5), refusal('feedback.follow_up_ended'));
  assert.equal((await list()).figures.unreached, 1);
});

test('reached needs how content, not reached must not have it', async () => {
  const { call } = await ratedBadly();
  await assert.rejects(call(true, null), refusal('feedback.satisfaction_missing'));
  await assert.rejects(call(false, 4), refusal('feedback.satisfaction_missing'));
  const { followUp } = await call(true, 4, '已解决');
  assert.deepEqual([followUp.state, followUp.satisfaction, followUp.openedCase], ['reached', 4, false]);
});

test('a bad answer opens a closed case again one level up, with the words of the call', async () => {
  const { built, branchId, requestId, call } = await ratedBadly();
  const onCase = { branchId, caseId: requestId };
  const { service } = built.room;
  await service.claimCase(command(built.manager), onCase);
  await service.recordTalk(command(built.manager), { ...onCase, talk: '等', stillInBranch: false });
  await service.closeCase(command(built.manager), { ...onCase, cause: '高峰', remedy: '致歉' });
  await service.confirmCase(command(built.manager), { ...onCase, accepted: true, note: '认可' });
  const { followUp } = await call(true, 1, '说问题又出现了');
  assert.equal(followUp.openedCase, true);
  const reopened = cases(branchId).at(-1)!;
  assert.deepEqual(
    [reopened.state, reopened.tier, reopened.chain.at(-1)?.note],
    ['open', 'branch', '说问题又出现了'],
  );
});

test('a bad answer about a service that was rated well, or not at all, opens a case of its own', async () => {
  const at = await served();
  const { branchId } = at.built.hall;
  await platform.pool.query(
    `insert into feedback.follow_up (branch_id, business_date, id, reason, state, customer_id, masked_name, ticket_number, service_name,
       staff_name, served_at, due_at, attempt_limit)
     select branch_id, business_date, id, 'sampled', 'due', customer_id, masked_name, ticket_number, '{"zh":"业务","en":"service"}', staff_name,
       asked_at, asked_at + interval '1 day', 3 from feedback.rating_request where branch_id = $1 and id = $2`,
    [branchId, at.requestId],
  );
  await at.built.room.service.recordFollowUp(command(at.caller), {
    branchId,
    followUpId: at.requestId,
    reached: true,
    satisfaction: 2,
    note: '柜台讲得不清楚',
  });
  await platform.settle();
  const opened = cases(branchId).at(-1)!;
  assert.deepEqual(
    [opened.origin, opened.state, opened.stillInBranch, opened.chain[0]?.note],
    ['followUp', 'open', false, '柜台讲得不清楚'],
  );
  // The case a call has opened is not called about again.
  const { followUps } = await at.built.room.service.listFollowUps(testCtx(platform, at.caller), { branchId });
  assert.equal(followUps.length, 1);
});

test('the nearest rule above a branch holds; two who change it at once: one is told', async () => {
  const built = await buildRatedHall(platform);
  const { directory } = createOrganization(platform).service;
  const { orgUnitId, path } = await directory.get(built.hall.branchId);
  const line = await directory.lineOf(orgUnitId);
  const top = line.find(({ parentId }) => parentId === null)!;
  const head = testActor({ permissions: ['feedback.configure'], path: top.path, name: '总行' });
  const { service } = built.room;
  const read = () => service.getFollowUpRule(testCtx(platform, head), { orgUnitId });
  assert.deepEqual((await read()).rule, usualFollowUpRule);
  const rule = { ...usualFollowUpRule, share: 10 };
  const saved = await Promise.allSettled(
    [1, 2].map(() => service.saveFollowUpRule(command(head), { orgUnitId: top.id, version: 0, rule })),
  );
  assert.deepEqual(saved.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.deepEqual(
    [(await read()).rule.share, (await read()).version, (await read()).from],
    [10, 0, top.name],
  );
  await service.saveFollowUpRule(command(head), { orgUnitId, version: 0, rule: { ...rule, share: 30 } });
  assert.deepEqual([(await read()).rule.share, (await read()).version], [30, 1]);
  const own = testActor({ permissions: ['feedback.configure'], path });
  await assert.rejects(
    service.saveFollowUpRule(command(own), { orgUnitId: top.id, version: 1, rule }),
    refusal('platform.forbidden'),
  );
  await service.saveFollowUpRule(command(head), { orgUnitId: top.id, version: 1, rule: usualFollowUpRule });
});

test('only whoever may call, at the branch; a machine has no name to answer with', async () => {
  const { built, branchId, requestId, caller } = await ratedBadly();
  await assert.rejects(
    built.room.service.listFollowUps(testCtx(platform, built.manager), { branchId }),
    refusal('platform.forbidden'),
  );
  const input = { branchId, followUpId: requestId, reached: true, satisfaction: 5, note: '好' };
  await assert.rejects(
    built.room.service.recordFollowUp(command({ ...caller, staff: null }), input),
    refusal('platform.forbidden'),
  );
  await assert.rejects(
    built.room.service.recordFollowUp(command(caller), { ...input, followUpId: newId() }),
    refusal('feedback.follow_up_not_found'),
  );
  const call = (name: string, given: object) => callEndpoint(built.room, name, command(caller), given);
  await call('recordFollowUp', input);
  await call('listFollowUps', { branchId });
});
