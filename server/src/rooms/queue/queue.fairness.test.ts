import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';

let platform: TestPlatform;
let hall: QueueHall;
const branch = () => ({ branchId: hall.branchId });
const watcher = () => testActor({ permissions: ['hall.overview'], path: hall.path });
const ctx = (actor: Parameters<typeof testCtx>[1]) => testCtx(platform, actor, { endpoint: 'queue.test' });
const minute = 60_000;

before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', '2026-11-20', '09:00') });
  hall = await buildHall(platform, { windows: ['general'] });
  await platform.join(hall.queue);
});
after(() => platform.stop());

test('a call out of order and a ticket put first are listed with who and why; calls in order are not', async () => {
  const { service } = hall.queue;
  const seat = { ...branch(), windowId: hall.windows[0]!.id };
  const [teller] = hall.tellers;
  await service.signIn(ctx(teller!), seat);
  const tickets = [];
  for (let count = 0; count < 3; count += 1) {
    const { ticket } = await service.issueTicket(ctx(hall.kiosk), {
      ...branch(),
      serviceTypeId: hall.services['personal']!.id,
      channel: 'kiosk',
      identifier: null,
      elder: false,
      language: 'zh-CN',
      note: null,
    });
    tickets.push(ticket);
    await platform.passTo(platform.clock.now() + minute, hall.branchId);
  }
  const byName = { ...seat, ticketId: tickets[2]!.id, reason: '=行动不便' };
  await service.callSpecific(ctx(teller!), byName);
  const context = await service.getContext(ctx(teller!), { ...branch(), ticketId: tickets[2]!.id });
  assert.deepEqual(
    [context.why?.kind, context.why?.words, context.className.zh],
    ['byName', '=行动不便', '普通'],
  );
  await service.start(ctx(teller!), seat);
  await service.complete(ctx(teller!), { ...seat, ticketId: tickets[2]!.id });
  await platform.passTo(platform.clock.now() + minute, hall.branchId);
  await service.prioritise(ctx(hall.manager), { ...branch(), ticketId: tickets[1]!.id, reason: '赶火车' });
  await service.callNext(ctx(teller!), seat);
  const next = await service.getContext(ctx(teller!), { ...branch(), ticketId: tickets[1]!.id });
  assert.deepEqual([next.why?.kind, next.why?.place, next.earlier], ['tier', 1, []]);
  await platform.settle();

  const fairness = await service.getFairness(ctx(watcher()), { ...branch(), month: '2026-11' });
  assert.deepEqual([fairness.calls, fairness.outOfOrder, fairness.prioritised], [2, 1, 1]);
  assert.deepEqual(
    fairness.items.map((one) => [one.kind, one.ticketNumber, one.staffName, one.reason, one.passedOver]),
    [
      ['prioritised', 'A002', '林小雨', '赶火车', null],
      ['calledByName', 'A003', '柜员1', '=行动不便', 'A001'],
    ],
  );
  assert.equal(fairness.items[1]!.waitedSeconds, 60);

  const { csv, fileName } = await service.exportFairness(ctx(watcher()), { ...branch(), month: '2026-11' });
  assert.match(fileName, /^fairness-.+-2026-11\.csv$/);
  // A spreadsheet must not take a reason for a formula.
  assert.match(csv, /,'=行动不便,/);
  const lines = csv.trim().split('\r\n');
  assert.equal(lines.length, 4);
  assert.match(lines.at(-1)!, /^# .+ \d{4}-\d\d-\d\dT/, 'who took it');
  assert.equal(platform.audited.at(-1)?.action, 'queue.exportFairness');
  const before2026 = await service.getFairness(ctx(watcher()), { ...branch(), month: '2025-12' });
  assert.deepEqual(before2026.items, []);
});

test('a teller does not see it', async () => {
  await assert.rejects(
    hall.queue.service.getFairness(ctx(hall.tellers[0]!), { ...branch(), month: '2026-11' }),
    (error: unknown) => (error as { code?: string }).code === 'platform.forbidden',
  );
});
