import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Actor } from '../../../platform/context.ts';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import { newId } from '../../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildHall } from '../queue.fixtures.ts';
import type { QueueHall } from '../queue.fixtures.ts';

/** What an edit of the branch means to a queue that is running. A Friday, 09:15. */
const date = '2026-11-20';
const at = (time: string) => instantOf('Asia/Shanghai', date, time);
let platform: TestPlatform;
let hall: QueueHall;
let head: Actor;

before(async () => {
  platform = await createTestPlatform({ at: at('09:15') });
});
after(() => platform.stop());
beforeEach(async () => {
  hall = await buildHall(platform, {
    change: (service) => (service.code === 'corporate' ? { ...service, line: 'corporate' } : service),
  });
  await platform.join(hall.queue, hall.organization);
  head = testActor({
    permissions: ['organization.view', 'organization.edit', 'organization.manage'],
    path: '/',
  });
});

const queue = () => hall.queue.service;
const organization = () => hall.organization.service;
const ctx = (actor: Actor) => testCtx(platform, actor, { endpoint: 'queue.test' });
const seat = (index: number) => ({ branchId: hall.branchId, windowId: hall.windows[index]!.id });
const issue = (code = 'personal') =>
  queue().issueTicket(ctx(hall.kiosk), {
    branchId: hall.branchId,
    serviceTypeId: hall.services[code]!.id,
    channel: 'kiosk',
    identifier: null,
    elder: false,
    language: 'zh-CN',
    note: null,
  });
const overrideToday = async (day: {
  hours: { open: string; close: string } | null;
  noonBreak?: { from: string; until: string } | null;
  corporateHours?: { open: string; close: string } | null;
}) => {
  await organization().saveDays(ctx(head), {
    branchId: hall.branchId,
    days: [{ date, version: null }],
    name: '调整',
    noonBreak: null,
    corporateHours: day.hours,
    ...day,
  });
  await platform.settle();
};
const board = () => queue().getBoard(ctx(hall.manager), { branchId: hall.branchId });
const closedOf = async (code = 'personal') =>
  (await board()).figures.services.find(({ serviceTypeId }) => serviceTypeId === hall.services[code]!.id)!
    .closed;
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const to = (time: string) => platform.passTo(at(time), hall.branchId);

test('a window that is added can be opened at once; one that is taken away lets its teller finish and then is gone', async () => {
  await queue().signIn(ctx(hall.tellers[0]!), seat(0));
  await issue();
  const branch = await organization().directory.get(hall.branchId);
  const [first, , third] = branch.windows;
  const fresh = { ...third!, id: newId(), number: 9, label: '9' };
  await organization().saveLayout(ctx(head), {
    branchId: hall.branchId,
    version: branch.version,
    layout: { zones: [], windows: [third!, fresh] },
    reason: '改造',
  });
  await platform.settle();
  // Window 2 was empty and is gone; at window 1 somebody sits.
  assert.deepEqual(
    (await board()).windows.map(({ label }) => label),
    ['1', '3', '9'],
  );
  await queue().signIn(ctx(hall.tellers[2]!), { branchId: hall.branchId, windowId: fresh.id });
  await assert.rejects(queue().signIn(ctx(hall.tellers[1]!), seat(1)), refusal('queue.window_not_found'));
  // It calls nobody any more, but what it began it can end.
  assert.equal((await queue().callNext(ctx(hall.tellers[0]!), seat(0))).ticket, null);
  await queue().signOut(ctx(hall.tellers[0]!), seat(0));
  await platform.settle();
  assert.deepEqual(
    (await board()).windows.map(({ label }) => label),
    ['3', '9'],
  );
  assert.ok(first !== undefined);
});

test('a window given other business is called for that business', async () => {
  await queue().signIn(ctx(hall.tellers[0]!), seat(0));
  await issue('corporate');
  assert.equal((await queue().callNext(ctx(hall.tellers[0]!), seat(0))).ticket, null);
  const branch = await organization().directory.get(hall.branchId);
  await organization().saveLayout(ctx(head), {
    branchId: hall.branchId,
    version: branch.version,
    layout: {
      zones: [],
      windows: branch.windows.map((window, index) =>
        index === 0
          ? { ...window, kind: 'corporate', profileCode: 'corporate', serviceCodes: ['corporate'] }
          : window,
      ),
    },
    reason: '对公集中',
  });
  await platform.settle();
  assert.equal((await queue().callNext(ctx(hall.tellers[0]!), seat(0))).ticket?.number, 'B001');
});

test('over noon no numbers are given out, before and after they are; who waits is called', async () => {
  await queue().signIn(ctx(hall.tellers[0]!), seat(0));
  await overrideToday({
    hours: { open: '09:00', close: '17:00' },
    noonBreak: { from: '12:00', until: '13:00' },
  });
  await to('11:59');
  await issue();
  await to('12:00');
  await assert.rejects(issue(), refusal('queue.noon_break'));
  assert.equal(await closedOf(), 'noonBreak');
  assert.equal((await queue().callNext(ctx(hall.tellers[0]!), seat(0))).ticket?.number, 'A001');
  await to('13:00');
  assert.equal(await closedOf(), null);
  assert.equal((await issue()).ticket.number, 'A002');
});

test('corporate business keeps its own hours', async () => {
  await overrideToday({
    hours: { open: '09:00', close: '17:00' },
    corporateHours: { open: '09:00', close: '15:00' },
  });
  await to('15:01');
  await assert.rejects(issue('corporate'), refusal('queue.service_closed'));
  assert.equal(await closedOf('corporate'), 'outsideHours');
  assert.equal((await issue()).ticket.number, 'A001');
});

test('a day that is closed earlier stops giving numbers and ends earlier; one closed later goes on', async () => {
  // The last test of this file: business time only runs forward.
  await queue().signIn(ctx(hall.tellers[0]!), seat(0));
  await overrideToday({ hours: { open: '09:00', close: '15:30' } });
  await to('15:31');
  await assert.rejects(issue(), refusal('queue.branch_closed'));
  await organization().saveDays(ctx(head), {
    branchId: hall.branchId,
    days: [{ date, version: 1 }],
    name: '延时服务',
    hours: { open: '09:00', close: '18:00' },
    noonBreak: null,
    corporateHours: null,
  });
  await platform.settle();
  assert.equal((await issue()).ticket.number, 'A001');
  await to('18:30');
  assert.equal((await board()).windows[0]!.session?.state, 'open');
  await to('19:00');
  assert.equal((await board()).windows[0]!.session, null);
});

test('a branch in renovation gives out no numbers and says so', async () => {
  const other = await buildHall(platform, { hours: { open: '09:00', close: '23:00' } });
  hall = other;
  await platform.join(hall.queue, hall.organization);
  await issue();
  await organization().setStage(ctx(head), {
    branchId: hall.branchId,
    stage: 'renovating',
    reason: '增设智能服务区',
  });
  await assert.rejects(issue(), refusal('queue.branch_closed'));
  await assert.rejects(queue().signIn(ctx(hall.tellers[0]!), seat(0)), refusal('queue.branch_closed'));
  assert.equal(await closedOf(), 'branchClosed');
});
