import { expect, test } from 'vitest';
import { deskOf, lanesOf, waitOf, windowLook } from './queue.desk.domain.ts';
import { board, serviceType, ticketCard, windowCard } from './queue.fixtures.ts';

const minute = 60_000;

test("a desk follows the strategy's order and leaves out whom it just called", () => {
  const desk = deskOf(
    board({
      tickets: [
        ticketCard('A001', { state: 'called', windowId: 'w-1' }),
        ticketCard('A002'),
        ticketCard('A003'),
        ticketCard('A004', { state: 'skipped', since: 3 }),
        ticketCard('A005', { state: 'parked', since: 4 }),
        ticketCard('B001', { state: 'skipped' }),
      ],
      figures: {
        ...board().figures,
        windowQueues: [{ windowId: 'w-1', ticketIds: ['t-A001', 't-A003', 't-A002', 't-gone'] }],
      },
    }),
    'w-1',
  );
  expect(desk?.current?.number).toBe('A001');
  expect(desk?.queue.map((ticket) => ticket.number)).toEqual(['A003', 'A002']);
  expect(desk?.aside.map((ticket) => ticket.number)).toEqual(['A005', 'A004']);
});

test('lanes hold the businesses of one letter in their order, waiting by place in the line', () => {
  const lanes = lanesOf(
    board({
      services: [
        serviceType('B', { sort: 3 }),
        serviceType('A', { sort: 1 }),
        serviceType('A', { id: 's-A2', sort: 2 }),
      ],
      tickets: [
        ticketCard('A002', { position: 2, serviceTypeId: 's-A2' }),
        ticketCard('A001', { position: 1 }),
        ticketCard('B001', { state: 'serving' }),
      ],
      windows: [windowCard(1), windowCard(2)],
      figures: {
        ...board().figures,
        services: [
          {
            serviceTypeId: 's-A',
            waiting: 2,
            expected: { noWindow: true },
            openWindowIds: ['w-2'],
            averageWaitSeconds: null,
            closed: null,
          },
        ],
      },
    }),
  );
  expect(lanes.map((lane) => [lane.prefix, lane.waiting.map((ticket) => ticket.number)])).toEqual([
    ['A', ['A001', 'A002']],
    ['B', []],
  ]);
  expect(lanes[0]?.openWindows.map((window) => window.number)).toEqual([2]);
});

test('a wait turns amber at 70 % of the limit and vermilion at the limit', () => {
  const service = serviceType('A', { waitLimitMinutes: 20 });
  const at = (minutes: number) => waitOf(ticketCard('A001', { issuedAt: 0 }), service, minutes * minute);
  expect([at(13.9).state, at(14).state, at(19.9).state, at(20).state]).toEqual([
    'calm',
    'near',
    'near',
    'over',
  ]);
  expect([at(18).leftMinutes, at(26).overMinutes]).toEqual([2, 6]);
});

test('a wait stops at the call', () => {
  const served = ticketCard('A001', { state: 'serving', issuedAt: 0, calledAt: 5 * minute });
  expect(waitOf(served, serviceType('A'), 50 * minute).waitedMs).toBe(5 * minute);
});

test('a window is over time only while it serves beyond the standard minutes', () => {
  const session = {
    id: 'x',
    staffId: 'p',
    staffName: '',
    staffNumber: '',
    state: 'open' as const,
    pauseReason: null,
    since: 0,
    signedInAt: 0,
  };
  const service = serviceType('A', { standardMinutes: 12 });
  const serving = windowCard(1, { session, ticketState: 'serving', ticketSince: 0 });
  expect([
    windowLook(windowCard(1), service, 0),
    windowLook(serving, service, 12 * minute),
    windowLook(serving, service, 13 * minute),
  ]).toEqual(['closed', 'serving', 'over']);
  expect(windowLook(windowCard(1, { session: { ...session, state: 'paused' } }), undefined, 0)).toBe(
    'paused',
  );
});
