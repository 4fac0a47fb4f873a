import { expect, test } from 'vitest';
import { displayBoard, displayTicket, voiceCall } from '../display/display.fixtures.ts';
import { currentCall, nextTickets } from './hall-display.domain.ts';

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
