import type { BadRatingCase, RatingRequest } from '@huiting/contracts/feedback';
import { expect, test } from 'vitest';
import { applyCase, casesInOrder, dueAt } from './feedback.handling.live.ts';

const request: RatingRequest = {
  id: 'r',
  branchId: 'b',
  ticketId: 't',
  ticketNumber: 'A022',
  windowId: 'w',
  windowLabel: '2',
  staffId: 's',
  staffName: '张伟',
  staffNumber: '020316',
  serviceNames: [],
  waitSeconds: 1260,
  serviceSeconds: 700,
  elder: false,
  askedAt: 0,
  expiresAt: 0,
  state: 'rated',
  level: 2,
  reasons: ['waitedLong'],
  comment: null,
  ratedAt: 0,
  channel: 'evaluator',
};
function badRating(id: string, change: Partial<BadRatingCase> = {}): BadRatingCase {
  return {
    id,
    branchId: 'b',
    request,
    customer: null,
    state: 'open',
    openedAt: 0,
    claimDueAt: 5,
    talkDueAt: null,
    closeDueAt: 480,
    overdue: false,
    stillInBranch: true,
    origin: 'rating',
    escalatesAt: 30,
    tier: 'lobby',
    chain: [],
    confirmation: { askedAt: null, dueAt: null, outcome: null, channel: null, note: null, at: null },
    claimedBy: null,
    talk: null,
    cause: null,
    remedy: null,
    closedAt: null,
    ...change,
  };
}
const ids = (cases: readonly BadRatingCase[]) => cases.map((one) => one.id);

test('handling goes forward only', () => {
  const talked = { number: 1, cases: [badRating('a', { state: 'talked' })] };
  expect(applyCase(talked, { case: badRating('a', { state: 'claimed' }), rated: null }).cases[0]?.state).toBe(
    'talked',
  );
  expect(applyCase(talked, { case: badRating('a', { state: 'closed' }), rated: null }).cases[0]?.state).toBe(
    'closed',
  );
});

test('a dispute begins a new round: claimed once more is further than awaiting the word before', () => {
  const confirming = { number: 1, cases: [badRating('a', { state: 'confirming' })] };
  const disputed = badRating('a', {
    state: 'open',
    tier: 'branch',
    chain: [{ tier: 'branch', reason: 'disputed', at: 9, told: [], note: null, disputed: '致歉' }],
  });
  const reopened = applyCase(confirming, { case: disputed, rated: null });
  expect(reopened.cases[0]?.state).toBe('open');
  expect(applyCase(reopened, { case: badRating('a', { state: 'confirming' }), rated: null })).toBe(reopened);
});

test('a new case joins; a plain rating changes no case', () => {
  const before = { number: 1, cases: [badRating('a')] };
  expect(ids(applyCase(before, { case: badRating('b'), rated: request }).cases)).toEqual(['b', 'a']);
  expect(applyCase(before, { case: null, rated: request })).toBe(before);
});

test('the nearest limit stands first: to claim while open, to close afterwards', () => {
  const claimed = badRating('claimed', { state: 'claimed', claimDueAt: 5, closeDueAt: 100 });
  const open = badRating('open', { claimDueAt: 50 });
  const closed = badRating('closed', { state: 'closed', closedAt: 9 });
  const asked = badRating('asked', { state: 'confirming' });
  expect([dueAt(open), dueAt(claimed)]).toEqual([50, 100]);
  expect(ids(casesInOrder([closed, asked, claimed, open]))).toEqual(['open', 'claimed', 'asked', 'closed']);
});
