import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { StrategyDocument } from '@huiting/contracts/queue';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';

const minute = 60_000;
let platform: TestPlatform;
let hall: QueueHall;
const manager = () => testActor({ permissions: ['queue.configure'], path: hall.path });
const ctx = (actor = manager()) => testCtx(platform, actor, { endpoint: 'queue.test' });
const branch = () => ({ branchId: hall.branchId });

/** One window, forty customers who come faster than it serves: every fourth is old, and called first. */
before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', '2026-11-20', '09:00') });
  hall = await buildHall(platform, { windows: ['general'] });
  await platform.join({ deadlines: hall.queue.deadlines! });
  const { service } = hall.queue;
  const seat = { ...branch(), windowId: hall.windows[0]!.id };
  const teller = () => ctx(hall.tellers[0]!);
  await service.signIn(teller(), seat);
  let freeAt = 0;
  for (let at = 0; at < 200; at += 1) {
    if (at % 4 === 0 && at < 160) {
      await service.issueTicket(ctx(hall.kiosk), {
        ...branch(),
        serviceTypeId: hall.services['personal']!.id,
        channel: 'kiosk',
        identifier: null,
        elder: at % 16 === 0,
        language: 'zh-CN',
        note: null,
      });
    }
    if (at >= freeAt) {
      const current = (await service.getBoard(ctx(hall.manager), branch())).windows[0]!;
      if (current.ticketId !== null)
        await service.complete(teller(), { ...seat, ticketId: current.ticketId });
      const { ticket } = await service.callNext(teller(), seat);
      if (ticket !== null) {
        await service.start(teller(), seat);
        freeAt = at + 5;
      }
    }
    await platform.passTo(platform.clock.now() + minute, hall.branchId);
  }
  await platform.passTo(instantOf('Asia/Shanghai', '2026-11-20', '18:30'), hall.branchId);
  await platform.passTo(instantOf('Asia/Shanghai', '2026-11-21', '08:00'), hall.branchId);
});
after(() => platform.stop());

const trial = async (change: (document: StrategyDocument) => StrategyDocument, date = '2026-11-20') => {
  const { newest } = await hall.queue.service.getStrategy(ctx(), branch());
  return hall.queue.service.tryStrategy(ctx(), { ...branch(), date, document: change(newest.document) });
};

test('the day can be chosen, and is lived again nearly as it was', async () => {
  const { days } = await hall.queue.service.listTrialDays(ctx(), branch());
  assert.deepEqual(days, [{ date: '2026-11-20', tickets: 40 }]);
  const { all, classes } = await trial((document) => document);
  assert.equal(all.visits, 40);
  assert.ok(all.recordedMinutes > 5, `${all.recordedMinutes}`);
  assert.ok(Math.abs(all.beforeMinutes - all.recordedMinutes) < 1.5, JSON.stringify(all));
  assert.deepEqual([all.differenceMinutes, all.verdict], [0, 'unclear']);
  assert.deepEqual(
    classes.map((group) => [group.classCode, group.visits]),
    [
      ['elder', 10],
      ['ordinary', 30],
    ],
  );
});

test('elders called as everybody else wait longer, the others less', async () => {
  const { classes } = await trial((document) => ({
    ...document,
    rules: document.rules.map((rule) =>
      rule.id === 'elderOrDisabled' ? { ...rule, classCode: 'ordinary' } : rule,
    ),
  }));
  const [elder, ordinary] = classes;
  assert.equal(elder!.verdict, 'worse');
  assert.ok(elder!.differenceMinutes > 1 && ordinary!.differenceMinutes < 0, JSON.stringify(classes));
});

test('a ticket of an earlier day is found with its periods, whatever its id tells of time', async () => {
  const { rows } = await platform.pool.query<{ id: string }>(
    'select id from queue.ticket where branch_id = $1 limit 1',
    [hall.branchId],
  );
  const asked = testActor({ permissions: ['queue.view'], path: hall.path });
  const timeline = (ticketId: string) =>
    hall.queue.service.getTimeline(ctx(asked), { ...branch(), ticketId });
  assert.equal((await timeline(rows[0]!.id)).periods.length, 3);
  await assert.rejects(
    timeline('ffffffff-ffff-ffff-ffff-ffffffffffff'),
    (error: unknown) => (error as { code?: string }).code === 'queue.ticket_not_found',
  );
});

test('a day without a record, or an unsound strategy, is refused', async () => {
  const code = (wanted: string) => (error: unknown) => (error as { code?: string }).code === wanted;
  await assert.rejects(
    trial((document) => document, '2026-11-01'),
    code('queue.day_not_recorded'),
  );
  await assert.rejects(
    trial((document) => ({ ...document, rules: [] })),
    code('queue.strategy_invalid'),
  );
});
