import { expect, test } from 'vitest';
import { displayBoard, displayTicket, voiceCall } from '../display/display.fixtures.ts';
import { currentCall, lastCalls, missedTickets, nextTickets } from './hall-display.domain.ts';

const board = displayBoard();
const now = board.figures.at;

test('the call whose slot runs is on the panel, also when another ticket was called after it', () => {
  const busy = displayBoard({
    tickets: [...board.tickets, displayTicket('A027', { state: 'called', windowId: 'window-3', since: now })],
    voice: [voiceCall('C014', 4), voiceCall('A027', 3, { startsAt: now + 9_000, endsAt: now + 21_000 })],
  });
  expect(currentCall(busy, now)).toMatchObject({
    ticketNumber: 'C014',
    windowLabel: '4',
    speaking: true,
    service: { code: 'cash' },
  });
  expect(currentCall(busy, now + 9_500)).toMatchObject({
    ticketNumber: 'A027',
    windowLabel: '3',
    speaking: true,
  });
});

test('without a running slot the latest called ticket is shown', () => {
  const called = displayBoard({
    voice: [],
    tickets: [
      displayTicket('A001', { state: 'called', windowId: 'window-1', since: 1 }),
      displayTicket('A002', { state: 'called', windowId: 'window-2', since: 2 }),
    ],
  });
  expect(currentCall(called, now)).toMatchObject({
    ticketNumber: 'A002',
    windowLabel: '2',
    speaking: false,
    call: null,
  });
});

test('a call stays for three minutes after its words, then the panel is free', () => {
  const quiet = displayBoard({ tickets: [] });
  expect(currentCall(quiet, now + 60_000)).toMatchObject({ ticketNumber: 'C014', speaking: false });
  expect(currentCall(quiet, now + 4 * 60_000)).toBeNull();
});

test('the next five come in the order of the server, with the windows that may take them', () => {
  expect(
    nextTickets(board).map(({ ticket, windows }) => [
      ticket.number,
      windows.map((window) => window.label).join(),
    ]),
  ).toEqual([
    ['A027', '1,2,3'],
    ['C015', '4'],
    ['B006', '5'],
    ['V008', '理财室 1'],
    ['A028', '1,2,3'],
  ]);
});

test('a ticket called since the figures were made is no longer among the next', () => {
  const called = displayBoard({
    tickets: board.tickets.map((ticket) =>
      ticket.number === 'A027' ? { ...ticket, state: 'called' as const } : ticket,
    ),
  });
  expect(nextTickets(called).map(({ ticket }) => ticket.number)).toEqual(['C015', 'B006', 'V008', 'A028']);
});

test('the last calls are told newest first, each number once, without the one on the panel', () => {
  const busy = displayBoard({
    voice: [
      voiceCall('A025', 1, { startsAt: now - 60_000, endsAt: now - 50_000 }),
      voiceCall('C014', 4, { startsAt: now - 5_000, endsAt: now + 5_000 }),
    ],
    tickets: [
      displayTicket('A025', { state: 'serving', windowId: 'window-1', since: now - 40_000 }),
      displayTicket('A024', { state: 'serving', windowId: 'window-2', since: now - 90_000 }),
      displayTicket('A030', { state: 'waiting' }),
    ],
  });
  expect(
    lastCalls(busy, currentCall(busy, now), now).map(
      ({ ticketNumber, windowLabel }) => `${ticketNumber} ${windowLabel}`,
    ),
  ).toEqual(['A025 1', 'A024 2']);
});

test('a missed number is told as long as it may be taken up again, the one that lapses first in front', () => {
  const missed = displayBoard({
    tickets: [
      displayTicket('A001', { state: 'skipped', restorableUntil: now + 600_000 }),
      displayTicket('A002', { state: 'skipped', restorableUntil: now + 60_000 }),
      displayTicket('A003', { state: 'skipped', restorableUntil: now - 1 }),
      displayTicket('A004', { state: 'waiting' }),
    ],
  });
  expect(missedTickets(missed, now).map(({ number }) => number)).toEqual(['A002', 'A001']);
});
