import { expect, test } from 'vitest';
import { displayBoard, displayTicket, voiceCall } from './display.fixtures.ts';
import { applyChange, applyFigures } from './display.live.ts';

const nothing = { tickets: [], windows: [], voice: null };

test('a changed ticket replaces its card, a new one joins, a finished one leaves', () => {
  const board = displayBoard();
  const after = applyChange(board, {
    ...nothing,
    tickets: [
      displayTicket('A027', { state: 'called', windowId: 'window-3' }),
      displayTicket('A099'),
      displayTicket('A026', { state: 'completed' }),
    ],
  });
  const states = Object.fromEntries(after.tickets.map((ticket) => [ticket.number, ticket.state]));
  expect(states).toMatchObject({ A027: 'called', A099: 'waiting' });
  expect(states).not.toHaveProperty('A026');
  expect(after.tickets).toHaveLength(board.tickets.length);
  expect(board.tickets.find((ticket) => ticket.number === 'A027')?.state).toBe('waiting');
});

test('windows stay in the order of their numbers', () => {
  const board = displayBoard();
  const window = { ...board.windows[5]!, state: 'open' as const };
  const after = applyChange(board, {
    ...nothing,
    windows: [window, { ...window, id: 'window-0', number: 0 }],
  });
  expect(after.windows.map((one) => one.number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(after.windows.find((one) => one.number === 6)?.state).toBe('open');
});

test('calls stay in the order of their slots, a repeated message is not a second call, old calls fall off', () => {
  let board = displayBoard({ voice: [] });
  board = applyChange(board, { ...nothing, voice: voiceCall('A002', 2, { startsAt: 2_000 }) });
  board = applyChange(board, { ...nothing, voice: voiceCall('A001', 1, { startsAt: 1_000 }) });
  board = applyChange(board, { ...nothing, voice: voiceCall('A002', 2, { startsAt: 2_000 }) });
  board = applyChange(board, { ...nothing, voice: voiceCall('A002', 2, { startsAt: 3_000, call: 2 }) });
  expect(board.voice.map((voice) => [voice.ticketNumber, voice.call])).toEqual([
    ['A001', 1],
    ['A002', 1],
    ['A002', 2],
  ]);
  for (let n = 0; n < 30; n++)
    board = applyChange(board, { ...nothing, voice: voiceCall(`C${n}`, 3, { startsAt: 10_000 + n }) });
  expect(board.voice).toHaveLength(12);
  expect(board.voice.at(-1)?.ticketNumber).toBe('C29');
});

test('older figures never replace newer ones', () => {
  const board = displayBoard();
  const older = { ...board.figures, at: board.figures.at - 1, waiting: 99 };
  const newer = { ...board.figures, at: board.figures.at + 1, waiting: 13 };
  expect(applyFigures(board, older).figures.waiting).toBe(14);
  expect(applyFigures(board, newer).figures.waiting).toBe(13);
});
