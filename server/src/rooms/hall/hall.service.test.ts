import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Actor } from '../../platform/context.ts';
import { addDays, dateIn, instantOf } from '../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createFeedback } from '../feedback/index.ts';
import { createOrganization } from '../organization/index.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { buildHall } from '../queue/queue.fixtures.ts';
import type { QueueHall } from '../queue/queue.fixtures.ts';
import { createStaff, loadStaff } from '../staff/index.ts';
import { createWorkflow } from '../workflow/index.ts';
import type { Overview } from '@huiting/contracts/hall';
import { hallFeeds } from './hall.feeds.ts';
import { createHall } from './index.ts';

const zone = 'Asia/Shanghai';
const minute = 60_000;
let platform: TestPlatform;
let directory: BranchDirectory;
let room: ReturnType<typeof createHall>;
let hall: QueueHall;
let viewer: Actor;

before(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, '2026-11-20', '09:00') });
  directory = createOrganization(platform).service.directory;
  const staff = createStaff(platform, { directory, crypto: platform.crypto }).service;
  const workflow = createWorkflow(platform, { directory, staff });
  room = createHall(platform, {
    directory,
    wall: () => 0,
    staff,
    workflow: workflow.service,
  });
  const first = await buildHall(platform);
  const feedback = createFeedback(platform, { directory, queue: first.queue.service, staff });
  await platform.join(first.queue, feedback, workflow, room);
});
after(() => platform.stop());
// A branch and a day of its own for every test.
beforeEach(async () => {
  await platform.passTo(instantOf(zone, addDays(dateIn(zone, platform.clock.now()), 1), '09:15'));
  hall = await buildHall(platform);
  await directory.refresh();
  viewer = testActor({ permissions: ['hall.view'], path: hall.path });
});

const ctx = (actor: Actor) => testCtx(platform, actor, { endpoint: 'test' });
const pass = (ms: number) => platform.passTo(platform.clock.now() + ms, hall.branchId);
const seat = (index: number) => ({ branchId: hall.branchId, windowId: hall.windows[index]!.id });
const signIn = (index: number) => hall.queue.service.signIn(ctx(hall.tellers[index]!), seat(index));
const issue = () =>
  hall.queue.service.issueTicket(ctx(hall.kiosk), {
    branchId: hall.branchId,
    serviceTypeId: hall.services.personal!.id,
    channel: 'kiosk',
    identifier: null,
    elder: false,
    language: 'zh-CN',
    note: null,
  });
const call = (index: number) => hall.queue.service.callNext(ctx(hall.tellers[index]!), seat(index));
const start = (index: number) => hall.queue.service.start(ctx(hall.tellers[index]!), seat(index));
const complete = (index: number, ticketId: string) =>
  hall.queue.service.complete(ctx(hall.tellers[index]!), { ...seat(index), ticketId });
const pulse = () => room.service.getPulse(testCtx(platform, viewer), { branchId: hall.branchId });
const told = (type: string) =>
  platform.events
    .filter((event) => event.type === type && event.branchId === hall.branchId)
    .map(({ payload }) => payload as Record<string, unknown>);
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

async function serve(index: number, minutes: number): Promise<void> {
  const { ticket } = await call(index);
  await start(index);
  await pass(minutes * minute);
  await complete(index, ticket!.id);
}

test('the pulse of a branch: who waits, who serves, what was done', async () => {
  assert.deepEqual(
    await pulse().then(
      ({ open, state, waiting, busyIndex, averageWaitSeconds, longestWaitSeconds, totalWindows }) => [
        open,
        state,
        waiting,
        busyIndex,
        averageWaitSeconds,
        longestWaitSeconds,
        totalWindows,
      ],
    ),
    [true, 'normal', 0, 0, null, null, 3],
  );
  await signIn(0);
  await signIn(1);
  await issue();
  await pass(2 * minute);
  await serve(0, 5);
  await issue();
  await call(0);
  await issue();
  await pass(3 * minute);
  await platform.settle();
  const now = await pulse();
  assert.deepEqual(
    [
      now.waiting,
      now.longestWaitSeconds,
      now.openWindows,
      now.issued,
      now.completedServices,
      now.averageWaitSeconds,
    ],
    [1, 180, 2, 3, 1, 60],
  );
  // One of two windows busy: 25; ten minutes of work for two windows within twenty: 12.5.
  assert.equal(now.busyIndex, 38);
  const { figures } = await hall.queue.service.getBoard(testCtx(platform, hall.manager), {
    branchId: hall.branchId,
  });
  assert.deepEqual(
    [
      figures.waiting,
      figures.averageWaitSeconds,
      figures.openWindows,
      figures.issued,
      figures.completedServices,
      figures.abandoned,
    ],
    [now.waiting, now.averageWaitSeconds, now.openWindows, now.issued, now.completedServices, now.abandoned],
  );
});

test('a burst of tickets in one instant is congestion, told once; when it is over that is told, and its alert settled', async () => {
  await signIn(0);
  for (let i = 0; i < 12; i++) await issue();
  await platform.settle();
  assert.deepEqual(
    told('hall.congested').map(({ waiting, openWindows, rule, threshold }) => [
      (waiting as number) >= 6,
      openWindows,
      rule,
      threshold,
    ]),
    [[true, 1, 'waitingPerWindow', 5]],
  );
  const now = await pulse();
  assert.deepEqual([now.state, now.openAlerts, now.busyIndex], ['congested', 1, 50]);
  for (let i = 0; i < 8; i++) {
    await serve(0, 1);
    await platform.settle();
  }
  assert.equal(told('hall.congested').length, 1);
  assert.equal(told('hall.congestionEased').length, 1);
  const later = await pulse();
  assert.deepEqual([later.state === 'congested', later.openAlerts], [false, 0]);
});

test('somebody waits over the limit although nothing happens: time alone tells it, once', async () => {
  await signIn(0);
  await issue();
  await platform.settle();
  await pass(14 * minute + 1);
  assert.equal((await pulse()).state, 'near');
  assert.deepEqual(told('hall.congested'), []);
  for (let i = 0; i < 12; i++) await pass(minute);
  assert.deepEqual(
    told('hall.congested').map(({ rule, threshold, longestWaitSeconds }) => [
      rule,
      threshold,
      longestWaitSeconds,
    ]),
    [['longestWait', 20, 1200]],
  );
  await serve(0, 1);
  await platform.settle();
  assert.equal(told('hall.congestionEased').length, 1);
});

test('a teller who leaves can make a hall congested', async () => {
  await signIn(0);
  await signIn(1);
  for (let i = 0; i < 8; i++) await issue();
  await platform.settle();
  assert.deepEqual(told('hall.congested'), []);
  await hall.queue.service.pause(ctx(hall.tellers[1]!), { ...seat(1), reason: 'lunch' });
  await platform.settle();
  assert.deepEqual(
    told('hall.congested').map(({ openWindows }) => openWindows),
    [1],
  );
});

test('most events cost no look at the database', async () => {
  await signIn(0);
  await issue();
  await platform.settle();
  const { rows: before } = await platform.pool.query<{ number: number }>(cursor, [hall.branchId]);
  await serve(0, 1);
  await issue();
  await serve(0, 1);
  await issue();
  await platform.settle();
  const { rows: later } = await platform.pool.query<{ number: number }>(cursor, [hall.branchId]);
  assert.equal(later[0]!.number, before[0]!.number);
});
const cursor = `select number from platform.consumer_cursor where consumer = 'hall.watchCongestion' and branch_id = $1`;

test('a closed branch is closed; the counts of its day stay until the next', async () => {
  await signIn(0);
  await issue();
  await serve(0, 3);
  await hall.queue.service.signOut(ctx(hall.tellers[0]!), seat(0));
  await platform.passTo(instantOf(zone, dateIn(zone, platform.clock.now()), '18:30'), hall.branchId);
  const evening = await pulse();
  assert.deepEqual(
    [evening.open, evening.state, evening.waiting, evening.completedServices],
    [false, 'closed', 0, 1],
  );
  await platform.passTo(
    instantOf(zone, addDays(dateIn(zone, platform.clock.now()), 1), '08:30'),
    hall.branchId,
  );
  const morning = await pulse();
  assert.deepEqual(
    [morning.state, morning.issued, morning.completedServices, morning.averageWaitSeconds],
    ['closed', 0, 0, null],
  );
});

const firstPage = { view: 'all', order: 'descend', page: 1, pageSize: 20 } as const;

test('one sees the halls of one’s scope, narrowed to an org unit', async () => {
  const other = await buildHall(platform);
  await directory.refresh();
  const both = {
    ...testActor({ permissions: [], path: '/' }),
    grants: [hall.path, other.path].map((path) => ({ permission: 'hall.overview', path })),
  };
  const ids = async (orgUnitId?: string) =>
    (await room.overview.listPulses(testCtx(platform, both), { ...firstPage, orgUnitId })).branches
      .map(({ branchId }) => branchId)
      .sort();
  assert.deepEqual(await ids(), [hall.branchId, other.branchId].sort());
  assert.deepEqual(await ids(other.branchId), [other.branchId]);
  await assert.rejects(
    room.overview.listPulses(testCtx(platform, viewer), firstPage),
    refusal('platform.forbidden'),
  );
  await assert.rejects(ids(newId()), refusal('platform.not_found'));
  await assert.rejects(
    room.service.getPulse(testCtx(platform, viewer), { branchId: other.branchId }),
    refusal('platform.forbidden'),
  );
});

test('the overview is watched by org unit, a pulse by branch', async () => {
  const [ofBranch, ofUnit] = hallFeeds(room, directory);
  assert.deepEqual(await ofBranch!.admit(viewer, hall.branchId), { branchIds: [hall.branchId] });
  assert.equal(await ofBranch!.admit(viewer, "' or 1=1"), null);
  assert.equal(await ofUnit!.admit(viewer, 'x'), null);
  await assert.rejects(ofUnit!.admit(viewer, hall.branchId), refusal('platform.forbidden'));
  const leader = testActor({ permissions: ['hall.overview'], path: hall.path });
  assert.deepEqual(await ofUnit!.admit(leader, hall.branchId), { branchIds: [hall.branchId] });
  const shown = (await ofUnit!.gauge!.compute(hall.branchId)) as Overview;
  assert.deepEqual([shown.branches, shown.waiting], [1, 0]);
  await issue();
  await platform.settle();
  assert.equal(((await ofUnit!.gauge!.compute(hall.branchId)) as Overview).waiting, 1);
  await assert.rejects(
    room.overview.getOverview(testCtx(platform, viewer), { orgUnitId: hall.branchId }),
    refusal('platform.forbidden'),
  );
  assert.equal(((await ofBranch!.gauge!.compute(hall.branchId)) as { waiting: number }).waiting, 1);
});

test('staff on duty: at a window, paused, in the hall with a PAD, or away; with what they did today', async () => {
  const userId = newId();
  const people = [
    ...hall.tellers.map(({ staff, name }, index) => ({
      id: staff!.id,
      number: `${hall.path}${index}`,
      name,
      post: 'teller' as const,
      userId: null,
    })),
    { id: newId(), number: `${hall.path}8`, name: '林小雨', post: 'lobbyManager' as const, userId },
    { id: newId(), number: `${hall.path}9`, name: '周涛', post: 'reserve' as const, userId: null },
  ];
  await platform.pool.query(
    `insert into access.user_account (id, username, name, org_unit_id) values ($1, 'lin.xiaoyu', '林小雨', $2)`,
    [userId, hall.branchId],
  );
  await loadStaff(
    platform.db,
    people.map((person) => ({ ...person, homeBranchId: hall.branchId, orgUnitId: hall.branchId })),
  );
  await platform.pool.query(
    `insert into access.session (id, token_hash, user_id, surface, opened_at, last_seen_at) values ($1, $2, $3, 'pad', now(), now())`,
    [newId(), newId(), userId],
  );
  await signIn(0);
  await signIn(1);
  await issue();
  await serve(0, 4);
  await hall.queue.service.pause(ctx(hall.tellers[1]!), { ...seat(1), reason: 'break' });
  const staff = await room.service.listStaffOnDuty(testCtx(platform, viewer), { branchId: hall.branchId });
  assert.deepEqual(
    staff.map(({ name, where, windowLabel, served, averageServiceSeconds }) => [
      name,
      where,
      windowLabel,
      served,
      averageServiceSeconds,
    ]),
    [
      ['柜员1', 'window', '1', 1, 240],
      ['柜员2', 'paused', '2', 0, null],
      ['柜员3', 'away', null, 0, null],
      ['林小雨', 'hall', null, 0, null],
      ['周涛', 'away', null, 0, null],
    ],
  );
});

test('every endpoint answers exactly as the contract says', async () => {
  await signIn(0);
  await issue();
  await serve(0, 2);
  await issue();
  const { branchId } = hall;
  const leader = testActor({ permissions: ['hall.view', 'hall.overview'], path: hall.path });
  // The tellers of these tests are in no register, so none may sit at a window when staff are listed.
  await hall.queue.service.signOut(ctx(hall.tellers[0]!), seat(0));
  for (const name of ['getPulse', 'listStaffOnDuty', 'getOverview', 'listPulses']) {
    await callEndpoint(room, name, testCtx(platform, leader), { branchId, orgUnitId: branchId });
  }
});
