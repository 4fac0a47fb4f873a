import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { BadRatingCase, CaseStep } from '@huiting/contracts/feedback';
import type { Actor } from '../../../platform/context.ts';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import { newId } from '../../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildRatedHall, toNextMorning } from '../feedback.fixtures.ts';
import type { RatedHall, Served } from '../feedback.fixtures.ts';

const minute = 60_000;
let platform: TestPlatform;
before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', '2026-11-20', '09:15') });
});
after(() => platform.stop());
beforeEach(() => toNextMorning(platform));

const command = (actor: Actor) => testCtx(platform, actor, { endpoint: 'feedback.test' });
const look = (actor: Actor) => testCtx(platform, actor);
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

interface Case {
  readonly built: RatedHall;
  readonly served: Served;
  readonly onCase: { branchId: string; caseId: string };
  /** Leads the branch; leads the region above it. */
  readonly leader: Actor;
  readonly region: Actor;
}

async function badlyRated(): Promise<Case> {
  const built = await buildRatedHall(platform);
  await built.live();
  const served = await built.serve();
  const { branchId, path } = built.hall;
  await platform.settle();
  const given = { level: 1, reasons: ['attitude'] as const, comment: null };
  await built.room.service.rate(command(built.evaluator), {
    branchId,
    requestId: served.requestId,
    ...given,
    reasons: [...given.reasons],
  });
  const leading = (name: string, at: string) =>
    testActor({
      permissions: ['feedback.view', 'feedback.handle', 'feedback.lead'],
      path: at,
      name,
      staff: { id: newId(), number: '0001', post: 'branchManager' },
    });
  const above = path.replace(/[^/]+\/$/, '');
  return {
    built,
    served,
    onCase: { branchId, caseId: served.requestId },
    leader: leading('高岚', path),
    region: leading('沈知衡', above),
  };
}

async function solve({ built, onCase }: Case, actor: Actor, remedy = '当面致歉'): Promise<void> {
  const { service } = built.room;
  await service.claimCase(command(actor), onCase);
  await service.recordTalk(command(actor), { ...onCase, talk: '等得久', stillInBranch: false });
  await service.closeCase(command(actor), { ...onCase, cause: '高峰', remedy });
}
const pass = ({ onCase }: Case, minutes: number) =>
  platform.passTo(platform.clock.now() + minutes * minute, onCase.branchId);
async function now({ built, onCase }: Case): Promise<BadRatingCase> {
  const events = platform.events.filter(
    ({ type, branchId }) => type === 'badRating.changed' && branchId === onCase.branchId,
  );
  assert.equal(built.hall.branchId, onCase.branchId);
  return (events.at(-1)!.payload as { case: BadRatingCase }).case;
}
const steps = (one: BadRatingCase) => one.chain.map(({ tier, reason }) => [tier, reason]);

test('nobody claims: the lobby hears it again at five minutes, the branch manager at thirty, the region when it is not solved', async () => {
  const at = await badlyRated();
  const opened = platform.clock.now();
  await pass(at, 5);
  assert.deepEqual(steps(await now(at)), [
    ['lobby', 'opened'],
    ['lobby', 'unclaimed'],
  ]);
  assert.equal((await now(at)).escalatesAt, opened + 30 * minute);
  await pass(at, 25);
  await pass(at, 450);
  const ended = await now(at);
  assert.deepEqual(
    ended.chain.map((step) => [step.tier, step.reason, (step.at - opened) / minute]),
    [
      ['lobby', 'opened', 0],
      ['lobby', 'unclaimed', 5],
      ['branch', 'unclaimed', 30],
      ['region', 'unsolved', 480],
    ],
  );
  assert.equal(ended.escalatesAt, null);
  const told = platform.events
    .filter(({ type, branchId }) => type === 'badRating.escalated' && branchId === at.onCase.branchId)
    .map(({ payload }) => (payload as { step: CaseStep }).step.tier);
  assert.deepEqual(told, ['lobby', 'branch', 'region']);
});

test('who takes it in time is left alone until the limit to solve; after that the region is told', async () => {
  const at = await badlyRated();
  await at.built.room.service.claimCase(command(at.built.manager), at.onCase);
  await pass(at, 60);
  assert.deepEqual(steps(await now(at)), [['lobby', 'opened']]);
  await pass(at, 420);
  const late = await now(at);
  assert.deepEqual(steps(late), [
    ['lobby', 'opened'],
    ['region', 'unsolved'],
  ]);
  // It is told further up, not taken away.
  assert.deepEqual([late.state, late.claimedBy?.name], ['claimed', '林小雨']);
});

test('the customer accepts on the page of the ticket; staff are named nowhere on it', async () => {
  const at = await badlyRated();
  const { service } = at.built.room;
  const anybody = testActor({ permissions: [], path: '/', kind: 'link' });
  const page = { token: at.served.token };
  assert.deepEqual(await service.careByLink(look(anybody), page), {
    state: 'handling',
    remedy: null,
    dueAt: null,
  });
  await assert.rejects(
    service.answerRemedy(command(anybody), { ...page, accepted: true, words: null }),
    refusal('feedback.case_wrong_state'),
  );
  await solve(at, at.built.manager, '已补开窗口');
  const asked = await service.careByLink(look(anybody), page);
  assert.deepEqual(asked, {
    state: 'confirming',
    remedy: '已补开窗口',
    dueAt: platform.clock.now() + 1440 * minute,
  });
  await service.answerRemedy(command(anybody), { ...page, accepted: true, words: null });
  const closed = await now(at);
  assert.deepEqual(
    [closed.state, closed.confirmation.outcome, closed.confirmation.channel],
    ['closed', 'confirmed', 'link'],
  );
  await assert.rejects(
    service.answerRemedy(command(anybody), { ...page, accepted: false, words: '反悔' }),
    refusal('feedback.case_wrong_state'),
  );
  assert.equal((await service.careByLink(look(anybody), page))?.state, 'confirmed');
});

test('a dispute opens it again one level up: whoever was below may not take it, and the disputed remedy stays readable', async () => {
  const at = await badlyRated();
  const { service } = at.built.room;
  const anybody = testActor({ permissions: [], path: '/', kind: 'link' });
  const dispute = (words: string) =>
    service.answerRemedy(command(anybody), { token: at.served.token, accepted: false, words });
  await solve(at, at.built.manager);
  await dispute('没人联系我');
  const reopened = await now(at);
  assert.deepEqual(
    [
      reopened.state,
      reopened.tier,
      reopened.claimedBy,
      reopened.chain.at(-1)?.note,
      reopened.chain.at(-1)?.disputed,
    ],
    ['open', 'branch', null, '没人联系我', '当面致歉'],
  );
  assert.equal(reopened.claimDueAt, platform.clock.now() + 5 * minute);
  await assert.rejects(
    service.claimCase(command(at.built.manager), at.onCase),
    refusal('feedback.case_above_you'),
  );
  await solve(at, at.leader, '店长上门致歉');
  await dispute('仍不满意');
  assert.equal((await now(at)).tier, 'region');
  await assert.rejects(service.claimCase(command(at.leader), at.onCase), refusal('feedback.case_above_you'));
  await solve(at, at.region, '分行回电并补偿');
  await dispute('还是不行');
  // There is nobody above the region: it stays there.
  assert.equal((await now(at)).tier, 'region');
});

test('by phone: its handler or a leader records the answer; nobody else', async () => {
  const at = await badlyRated();
  const { service } = at.built.room;
  await solve(at, at.built.manager);
  const heard = { ...at.onCase, accepted: true, note: '电话中表示认可' };
  await assert.rejects(
    service.confirmCase(command(at.built.colleague), heard),
    refusal('feedback.case_not_yours'),
  );
  await assert.rejects(
    service.confirmCase(command(at.built.evaluator), heard),
    refusal('platform.forbidden'),
  );
  await service.confirmCase(command(at.leader), heard);
  const { confirmation } = await now(at);
  assert.deepEqual(
    [confirmation.outcome, confirmation.channel, confirmation.note],
    ['confirmed', 'phone', '电话中表示认可'],
  );
});

test('no answer within a day closes it as unconfirmed; two answers at once: one counts', async () => {
  const at = await badlyRated();
  await solve(at, at.built.manager);
  await pass(at, 1440);
  const lapsed = await now(at);
  assert.deepEqual([lapsed.state, lapsed.confirmation.outcome], ['closed', 'unconfirmed']);
  const other = await badlyRated();
  await solve(other, other.built.manager);
  const anybody = testActor({ permissions: [], path: '/', kind: 'link' });
  const answers = await Promise.allSettled(
    [true, false].map((accepted) =>
      other.built.room.service.answerRemedy(command(anybody), {
        token: other.served.token,
        accepted,
        words: null,
      }),
    ),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});
