import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { RatingRequest } from '@huiting/contracts/feedback';
import type { Actor } from '../../platform/context.ts';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { buildRatedHall, toNextMorning } from './feedback.fixtures.ts';
import type { RatedHall, Served } from './feedback.fixtures.ts';
import { feedbackFeeds } from './feedback.feeds.ts';
import { createOrganization } from '../organization/index.ts';

const start = instantOf('Asia/Shanghai', '2026-11-20', '09:15');
const minute = 60_000;
let platform: TestPlatform;

before(async () => {
  platform = await createTestPlatform({ at: start });
});
after(() => platform.stop());
beforeEach(() => toNextMorning(platform));

const command = (actor: Actor, key?: string, body?: unknown) =>
  testCtx(platform, actor, { endpoint: 'feedback.test', ...(key === undefined ? {} : { key, body }) });
const look = (actor: Actor) => testCtx(platform, actor);
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const good = { level: 5, reasons: [], comment: null } as const;
const bad = { level: 2, reasons: ['waitedLong', 'unclear'], comment: '等了很久' } as const;
const told = (type: string, branchId: string) =>
  platform.events.filter((event) => event.type === type && event.branchId === branchId);
const pass = (hall: RatedHall, ms: number) => platform.passTo(platform.clock.now() + ms, hall.hall.branchId);

/** A branch where reactions and deadlines run. */
async function living(): Promise<RatedHall> {
  const built = await buildRatedHall(platform);
  await built.live();
  return built;
}
const rate = (built: RatedHall, { requestId }: Served, given: typeof good | typeof bad, key?: string) =>
  built.room.service.rate(command(built.evaluator, key, given), {
    branchId: built.hall.branchId,
    requestId,
    ...given,
  });

// Before the feedback room takes part.
test('rated from two screens at the same moment: one counts', async () => {
  const built = await buildRatedHall(platform);
  const served = await built.serve();
  const results = await Promise.allSettled([
    ...Array.from({ length: 4 }, () => rate(built, served, bad)),
    ...Array.from({ length: 4 }, () =>
      built.room.service.rateByLink(command(built.evaluator), { token: served.token, ...good }),
    ),
  ]);
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const result of results) {
    if (result.status === 'rejected')
      assert.equal((result.reason as { code: string }).code, 'feedback.already_rated');
  }
  assert.equal(told('rating.given', built.hall.branchId).length, 1);
});

test('the page of a ticket shows its rating before the reaction has asked, and nothing before a service has ended', async () => {
  const built = await buildRatedHall(platform);
  const served = await built.serve();
  const shown = await built.room.service.getByLink(look(built.evaluator), { token: served.token });
  assert.deepEqual([shown?.request.id, shown?.request.state], [served.requestId, 'asked']);
  const waiting = await built.hall.queue.service.issueTicket(command(built.hall.kiosk), {
    branchId: built.hall.branchId,
    serviceTypeId: built.hall.services.cash!.id,
    channel: 'kiosk',
    identifier: null,
    elder: false,
    language: 'zh-CN',
    note: null,
  });
  assert.equal(await built.room.service.getByLink(look(built.evaluator), { token: waiting.token }), null);
  await assert.rejects(
    built.room.service.rateByLink(command(built.evaluator), { token: waiting.token, ...good }),
    refusal('feedback.request_not_found'),
  );
  await assert.rejects(
    built.room.service.getByLink(look(built.evaluator), { token: 'x'.repeat(67) }),
    refusal('queue.link_invalid'),
  );
});

test('a customer may be quicker than the reaction: rated all the same, asked no second time', async () => {
  const built = await buildRatedHall(platform);
  const served = await built.serve();
  const { request } = await rate(built, served, good);
  assert.deepEqual(
    [request.state, request.askedAt, request.ticketNumber],
    ['rated', platform.clock.now(), served.number],
  );
  // Now the reaction comes.
  await built.live();
  await platform.settle();
  assert.equal(told('rating.asked', built.hall.branchId).length, 0);
  assert.equal(told('rating.given', built.hall.branchId).length, 1);
  await pass(built, minute);
  assert.equal(told('rating.timedOut', built.hall.branchId).length, 0);
});

test('every completed service is asked about at once, and once only', async () => {
  const built = await living();
  const served = await built.serve();
  await platform.settle();
  const [asked] = told('rating.asked', built.hall.branchId);
  const { request } = asked!.payload as { request: RatingRequest };
  assert.equal(request.id, served.requestId);
  assert.deepEqual(
    [
      request.state,
      request.windowLabel,
      request.ticketNumber,
      request.serviceNames.map(({ zh }) => zh),
      request.serviceSeconds,
    ],
    ['asked', '1', served.number, ['personal'], 240],
  );
  assert.equal(request.expiresAt - request.askedAt, 30_000);
  const current = await built.room.service.currentRequest(look(built.evaluator), {
    branchId: built.hall.branchId,
    windowId: built.hall.windows[0]!.id,
  });
  assert.equal(current.request?.request.id, served.requestId);
  assert.deepEqual(current.teller, { name: '柜员1', number: '01', averageLevel: null });
  assert.equal(
    current.number,
    platform.events.findLast(({ branchId }) => branchId === built.hall.branchId)?.number,
  );
});

test('a rating is given once; the same key answers again, another key is refused', async () => {
  const built = await living();
  const served = await built.serve();
  await platform.settle();
  const first = await rate(built, served, good, 'key-0001');
  assert.equal(first.request.level, 5);
  assert.equal(first.request.channel, 'evaluator');
  const again = command(built.evaluator, 'key-0001', good);
  assert.equal(
    await built.room.service.rate(again, {
      branchId: built.hall.branchId,
      requestId: served.requestId,
      ...good,
    }),
    undefined,
  );
  assert.equal((again.answer!.value as typeof first).request.id, served.requestId);
  await assert.rejects(rate(built, served, bad, 'key-0001'), refusal('platform.key_reused'));
  await assert.rejects(rate(built, served, good), refusal('feedback.already_rated'));
  assert.equal(told('rating.given', built.hall.branchId).length, 1);
});

test('nobody answers: the time-out is recorded, the evaluator is closed, the phone still open for a day', async () => {
  const built = await living();
  const served = await built.serve();
  await platform.settle();
  await pass(built, 30_000);
  const [timedOut] = told('rating.timedOut', built.hall.branchId);
  assert.equal((timedOut!.payload as { request: RatingRequest }).request.state, 'timedOut');
  await assert.rejects(rate(built, served, good), refusal('feedback.request_expired'));
  const shown = await built.room.service.getByLink(look(built.evaluator), { token: served.token });
  assert.equal(shown?.request.state, 'timedOut');
  await pass(built, 20 * minute);
  const { request } = await built.room.service.rateByLink(command(built.evaluator), {
    token: served.token,
    ...bad,
  });
  assert.deepEqual([request.state, request.level, request.channel], ['rated', 2, 'link']);
  // Twenty minutes later the customer is not taken to be in the hall.
  const { cases } = await built.room.service.listCases(look(built.manager), {
    branchId: built.hall.branchId,
  });
  assert.equal(cases[0]!.stillInBranch, false);
});

test('a day later the phone is too late as well', async () => {
  const built = await living();
  const served = await built.serve();
  await platform.settle();
  await pass(built, 24 * 60 * minute);
  await assert.rejects(
    built.room.service.rateByLink(command(built.evaluator), { token: served.token, ...good }),
    refusal('feedback.request_expired'),
  );
});

test('several services under one number at one window are rated together, at the end', async () => {
  const built = await living();
  const { hall } = built;
  const seat = { branchId: hall.branchId, windowId: hall.windows[1]!.id };
  const teller = () => command(hall.tellers[1]!);
  const queue = hall.queue.service;
  await queue.signIn(teller(), seat);
  const { ticket } = await queue.issueTicket(command(hall.kiosk), {
    branchId: hall.branchId,
    serviceTypeId: hall.services.personal!.id,
    channel: 'kiosk',
    identifier: null,
    elder: false,
    language: 'zh-CN',
    note: null,
  });
  await queue.callNext(teller(), seat);
  await queue.start(teller(), seat);
  await pass(built, minute);
  await queue.addService(teller(), { ...seat, ticketId: ticket.id, serviceTypeId: hall.services.cash!.id });
  await platform.settle();
  assert.equal(told('rating.asked', hall.branchId).length, 0);
  await pass(built, minute);
  await queue.complete(teller(), { ...seat, ticketId: ticket.id });
  await platform.settle();
  const [asked] = told('rating.asked', hall.branchId);
  assert.deepEqual(
    (asked!.payload as { request: RatingRequest }).request.serviceNames.map(({ zh }) => zh),
    ['personal', 'cash'],
  );
});

test('an evaluator rates its own window only, and only with the right at this branch', async () => {
  const built = await living();
  const served = await built.serve(1);
  await platform.settle();
  const other = { ...built.evaluator, windowId: built.hall.windows[0]!.id };
  await assert.rejects(
    built.room.service.rate(command(other), {
      branchId: built.hall.branchId,
      requestId: served.requestId,
      ...good,
    }),
    refusal('feedback.request_not_found'),
  );
  const stranger = testActor({ permissions: ['feedback.rate'], path: '/ELSEWHERE/', kind: 'terminal' });
  await assert.rejects(
    built.room.service.rate(command(stranger), {
      branchId: built.hall.branchId,
      requestId: served.requestId,
      ...good,
    }),
    refusal('platform.forbidden'),
  );
  const own = { ...built.evaluator, windowId: built.hall.windows[1]!.id };
  await built.room.service.rate(command(own), {
    branchId: built.hall.branchId,
    requestId: served.requestId,
    ...good,
  });
});

test("the day's ratings, newest first, with the share of good ones; one teller's alone when asked", async () => {
  const built = await living();
  const levels = [5, 4, 2];
  for (const level of levels) await rate(built, await built.serve(), { ...good, level } as never);
  await built.serve(1);
  await platform.settle();
  const all = await built.room.service.listRatings(look(built.manager), {
    branchId: built.hall.branchId,
    limit: 2,
  });
  assert.deepEqual(
    [all.asked, all.rated, all.good, all.ratings.map(({ level }) => level)],
    [4, 3, 2, [2, 4]],
  );
  const staffId = built.hall.tellers[1]!.staff!.id;
  const one = await built.room.service.listRatings(look(built.manager), {
    branchId: built.hall.branchId,
    staffId,
    limit: 20,
  });
  assert.deepEqual([one.asked, one.rated, one.good, one.ratings], [1, 0, 0, []]);
  const current = await built.room.service.currentRequest(look(built.evaluator), {
    branchId: built.hall.branchId,
    windowId: built.hall.windows[0]!.id,
  });
  assert.equal(current.teller?.averageLevel, 3.7);
});

test('evaluators are not told what customers of other windows wrote', async () => {
  const built = await living();
  await rate(built, await built.serve(), bad);
  const [requests, cases] = feedbackFeeds(createOrganization(platform).service.directory);
  const [given] = told('rating.given', built.hall.branchId);
  const shown = requests!.project(given!)?.data as { request: RatingRequest };
  assert.deepEqual([shown.request.level, shown.request.reasons, shown.request.comment], [2, [], null]);
  const forStaff = cases!.project(given!)?.data as { rated: RatingRequest };
  assert.equal(forStaff.rated.comment, '等了很久');
  await assert.rejects(
    requests!.admit(testActor({ permissions: [], path: '/' }), built.hall.branchId),
    refusal('platform.forbidden'),
  );
  assert.equal(await requests!.admit(built.evaluator, 'no-such-branch'), null);
});

test('every endpoint answers exactly as the contract says', async () => {
  const built = await living();
  const { branchId, windows } = built.hall;
  const call = (name: string, actor: Actor, input: object) =>
    callEndpoint(built.room, name, command(actor), input);
  const first = await built.serve();
  await platform.settle();
  await call('currentRequest', built.evaluator, { branchId, windowId: windows[0]!.id });
  await call('rate', built.evaluator, { branchId, requestId: first.requestId, level: 1, reasons: ['other'] });
  const second = await built.serve();
  await call('getByLink', built.evaluator, { token: second.token });
  await call('rateByLink', built.evaluator, { token: second.token, level: 4, comment: '  很好 ' });
  await call('listRatings', built.manager, { branchId });
  const onCase = { branchId, caseId: first.requestId };
  await call('claimCase', built.manager, onCase);
  await call('recordTalk', built.manager, { ...onCase, talk: '已沟通', stillInBranch: true });
  await call('closeCase', built.manager, { ...onCase, cause: '原因', remedy: '措施' });
  await call('listCases', built.manager, { branchId });
  await call('currentRequest', built.evaluator, { branchId, windowId: windows[2]!.id });
});
