import type { CallUp, DutyPeriod, Position } from '@huiting/contracts/hall';
import { expect, test } from 'vitest';
import { applyPositions } from './positions.live.ts';
import type { PositionBoard } from './positions.queries.ts';

const duty = (until: number | null): DutyPeriod => ({
  id: 'd',
  staffId: 's',
  name: '周涛',
  kind: 'reserve',
  how: 'calledUp',
  from: 5,
  until,
});
const callUp = (state: CallUp['state']): CallUp => ({
  id: 'c',
  branchId: 'b',
  staffId: 's',
  name: '周涛',
  cause: 'manual',
  calledAt: 0,
  answerDueAt: 9,
  state,
  answeredAt: state === 'called' ? null : 3,
});
const position: Position = {
  staffId: 's',
  name: '周涛',
  number: '13',
  post: 'reserve',
  kind: 'reserve',
  rank: 1,
  zoneId: null,
  windowLabel: null,
  onDuty: false,
};
const board: PositionBoard = {
  number: 1,
  date: '2026-11-20',
  positions: [position],
  plan: [],
  now: {
    tier: 'light',
    busyIndex: 0,
    lobbyManagers: 1,
    reserves: 0,
    windows: 3,
    pressed: false,
    openWork: 0,
  },
  duties: [],
  callUps: [callUp('called')],
};
const nothing = { positions: null, duty: null, callUp: null };

test('whoever comes is on duty, and off it when the duty ends', () => {
  const came = applyPositions(board, { ...nothing, duty: duty(null) });
  expect([came.duties.length, came.positions[0]?.onDuty]).toEqual([1, true]);
  const left = applyPositions(came, { ...nothing, duty: duty(8) });
  expect([left.duties[0]?.until, left.positions[0]?.onDuty]).toEqual([8, false]);
  expect(applyPositions(left, { ...nothing, duty: duty(null) }).duties[0]?.until).toBe(8);
});

test('an answer to a call-up is final', () => {
  const answered = applyPositions(board, { ...nothing, callUp: callUp('accepted') });
  expect(answered.callUps.map(({ state }) => state)).toEqual(['accepted']);
  expect(applyPositions(answered, { ...nothing, callUp: callUp('called') }).callUps[0]?.state).toBe(
    'accepted',
  );
});
