import { expect, test } from 'vitest';
import { board, ticketCard, windowCard } from './queue.fixtures.ts';
import { applyCards, applyFigures } from './queue.live.ts';

const numbers = (tickets: readonly { number: string }[]) => tickets.map((ticket) => ticket.number);

test('a changed ticket replaces its card, a new one joins, a finished one leaves', () => {
  const before = board({
    tickets: [ticketCard('A001'), ticketCard('A002', { state: 'serving', windowId: 'w-1' })],
  });
  const after = applyCards(before, {
    tickets: [
      ticketCard('A001', { state: 'called', since: 5 }),
      ticketCard('A002', { state: 'completed', since: 5 }),
      ticketCard('A003', { since: 5 }),
    ],
    windows: [windowCard(1, { ticketNumber: 'A001' })],
  });
  expect(numbers(after.tickets)).toEqual(['A001', 'A003']);
  expect(after.tickets[0]?.state).toBe('called');
  expect(after.windows[0]?.ticketNumber).toBe('A001');
  expect(numbers(before.tickets)).toEqual(['A001', 'A002']);
});

test('a change that was overtaken by the answer to my own command does not undo it', () => {
  const started = board({ tickets: [ticketCard('A001', { state: 'serving', since: 9 })] });
  const after = applyCards(started, {
    tickets: [ticketCard('A001', { state: 'called', since: 7 })],
    windows: [],
  });
  expect(after.tickets[0]?.state).toBe('serving');
});

test('while the business clock stands still, the later message wins', () => {
  const called = board({ tickets: [ticketCard('A001', { state: 'called', since: 7 })] });
  expect(
    applyCards(called, { tickets: [ticketCard('A001', { state: 'serving', since: 7 })], windows: [] })
      .tickets[0]?.state,
  ).toBe('serving');
});

test('an unknown window is passed over, the order of windows stays', () => {
  const before = board({ windows: [windowCard(1), windowCard(2)] });
  const after = applyCards(before, {
    tickets: [],
    windows: [windowCard(2, { ticketNumber: 'A009' }), windowCard(7)],
  });
  expect(after.windows.map((window) => [window.number, window.ticketNumber])).toEqual([
    [1, null],
    [2, 'A009'],
  ]);
});

test('older figures never replace newer ones', () => {
  const before = board({ figures: { ...board().figures, at: 100, waiting: 3 } });
  expect(applyFigures(before, { ...before.figures, at: 90, waiting: 9 }).figures.waiting).toBe(3);
  expect(applyFigures(before, { ...before.figures, at: 110, waiting: 9 }).figures.waiting).toBe(9);
});
