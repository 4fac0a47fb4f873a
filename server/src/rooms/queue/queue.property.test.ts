import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { findOrderViolation } from '@huiting/queueing/strategy';
import { defaultStrategy } from '@huiting/queueing/strategy';
import { createTestPlatform, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { addDays, instantOf } from '../../platform/clock/zone-time.ts';
import { AppError } from '../../platform/errors.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';

/** For any sequence of commands: nobody at two windows, nobody lost, calls in the strategy's order, durations that add up. */

let platform: TestPlatform;
let day = '2026-11-20';
before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', '2026-11-20', '09:05') });
});
after(() => platform.stop());

const codes = ['personal', 'cash', 'transfer', 'corporate'] as const;
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('issue' as const),
      code: fc.constantFrom(...codes),
      elder: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('callNext' as const), window: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'start' as const,
        'complete' as const,
        'skip' as const,
        'park' as const,
        'recall' as const,
        'completeAndCallNext' as const,
      ),
      window: fc.nat(2),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'restore' as const,
        'prioritise' as const,
        'cancel' as const,
        'abandon' as const,
        'transfer' as const,
        'callSpecific' as const,
      ),
      pick: fc.nat(30),
      window: fc.nat(2),
      code: fc.constantFrom(...codes),
      placement: fc.constantFrom('front' as const, 'byTime' as const, 'end' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const), window: fc.nat(2) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 1200 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function act(hall: QueueHall, tickets: string[], s: Step): Promise<void> {
  const { service } = hall.queue;
  const run = (actor: QueueHall['kiosk']) => testCtx(platform, actor, { endpoint: 'queue.property' });
  const seat = (index: number) => ({ branchId: hall.branchId, windowId: hall.windows[index]!.id });
  const picked = 'pick' in s ? tickets[s.pick % Math.max(1, tickets.length)] : undefined;
  const onTicket = {
    branchId: hall.branchId,
    ticketId: picked ?? '00000000-0000-7000-8000-000000000000',
    reason: '性质测试',
  };
  switch (s.do) {
    case 'issue': {
      const { ticket } = await service.issueTicket(run(hall.kiosk), {
        branchId: hall.branchId,
        serviceTypeId: hall.services[s.code]!.id,
        channel: 'kiosk',
        identifier: null,
        elder: s.elder,
        language: 'zh-CN',
        note: null,
      });
      tickets.push(ticket.id);
      return;
    }
    case 'callNext': {
      const before = await service.board(hall.branchId);
      const window = before.windows.find(({ id }) => id === seat(s.window).windowId)!;
      const { ticket } = await service.callNext(run(hall.tellers[s.window]!), seat(s.window));
      const codeOf = (id: string): string => before.services.find((type) => type.id === id)!.code;
      const violation = findOrderViolation(defaultStrategy(), {
        profileCode: window.profileCode,
        mayTake: window.serviceTypeIds.map(codeOf),
        waiting: before.tickets
          .filter(({ state }) => state === 'waiting')
          .map((t) => ({
            ticketId: t.id,
            serviceCode: codeOf(t.serviceTypeId),
            classCode: t.classCode,
            position: t.position,
          })),
        called: ticket?.id ?? null,
        now: platform.clock.now(),
      });
      assert.equal(violation, null);
      return;
    }
    case 'start':
    case 'recall':
      await service[s.do](run(hall.tellers[s.window]!), seat(s.window));
      return;
    case 'pause':
      await service.pause(run(hall.tellers[s.window]!), { ...seat(s.window), reason: 'break' });
      return;
    case 'resume':
      await service.resume(run(hall.tellers[s.window]!), seat(s.window));
      return;
    case 'complete':
    case 'skip':
    case 'park':
    case 'completeAndCallNext': {
      const here = (await service.board(hall.branchId)).windows.find(
        ({ id }) => id === seat(s.window).windowId,
      )!.ticketId;
      await service[s.do](run(hall.tellers[s.window]!), {
        ...seat(s.window),
        ticketId: here ?? onTicket.ticketId,
        reason: '性质测试',
      });
      return;
    }
    case 'callSpecific':
      await service.callSpecific(run(hall.tellers[s.window]!), { ...seat(s.window), ...onTicket });
      return;
    case 'transfer':
      await service.transfer(run(hall.tellers[s.window]!), {
        ...onTicket,
        serviceTypeId: hall.services[s.code]!.id,
        placement: s.placement,
      });
      return;
    case 'restore':
    case 'prioritise':
    case 'cancel':
    case 'abandon':
      await service[s.do](run(hall.manager), onTicket);
      return;
    case 'pass':
      await platform.passTo(platform.clock.now() + s.seconds * 1000, hall.branchId);
  }
}

async function assertWhole(hall: QueueHall, tickets: readonly string[]): Promise<void> {
  const board = await hall.queue.service.board(hall.branchId);
  const { rows: stored } = await platform.pool.query<{ id: string; state: string }>(
    'select id, state from queue.ticket where branch_id = $1',
    [hall.branchId],
  );
  assert.deepEqual(stored.map(({ id }) => id).sort(), [...tickets].sort(), 'no ticket is lost');
  const atWindows = board.windows.map(({ ticketId }) => ticketId).filter((id) => id !== null);
  assert.equal(new Set(atWindows).size, atWindows.length, 'no ticket is at two windows');
  const active = stored.filter(({ state }) => state === 'called' || state === 'serving').map(({ id }) => id);
  assert.deepEqual(active.sort(), atWindows.sort(), 'who is called or served is at exactly one window');
  assert.equal(board.figures.waiting, stored.filter(({ state }) => state === 'waiting').length);
  const { rows: counters } = await platform.pool.query<{ line: Record<string, number> | null }>(
    `select counters->'line' as line from queue.branch_queue where branch_id = $1`,
    [hall.branchId],
  );
  const counted = Object.values(counters[0]!.line ?? {}).reduce((sum, count) => sum + count, 0);
  assert.equal(counted, board.figures.waiting, 'line counts follow the tickets');
  for (const id of tickets) {
    const { ticket, periods } = await hall.queue.service.getTimeline(testCtx(platform, hall.manager), {
      branchId: hall.branchId,
      ticketId: id,
    });
    const end = ticket.endedAt ?? platform.clock.now();
    const total = periods.reduce((sum, period) => sum + (period.endedAt ?? end) - period.startedAt, 0);
    assert.equal(total, end - ticket.issuedAt, 'periods fill the stay without gap or overlap');
  }
}

test('for any sequence of commands the queue keeps its invariants', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
      // Every run has a morning of its own.
      day = addDays(day, 1);
      await platform.passTo(instantOf('Asia/Shanghai', day, '09:05'));
      const hall = await buildHall(platform, { windows: ['general', 'cash', 'corporate'] });
      await platform.join({ deadlines: hall.queue.deadlines! });
      const tickets: string[] = [];
      for (let index = 0; index < 3; index++) {
        await hall.queue.service.signIn(
          testCtx(platform, hall.tellers[index]!, { endpoint: 'queue.signIn' }),
          { branchId: hall.branchId, windowId: hall.windows[index]!.id },
        );
      }
      for (const s of steps) {
        try {
          await act(hall, tickets, s);
        } catch (error) {
          // A refusal is an answer; anything else is a fault.
          if (!(error instanceof AppError)) throw error;
        }
      }
      await assertWhole(hall, tickets);
    }),
    { numRuns: 25, interruptAfterTimeLimit: 60_000 },
  );
});
