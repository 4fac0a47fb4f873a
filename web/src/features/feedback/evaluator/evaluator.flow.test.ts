import type { RatingRequest } from '@huiting/contracts/feedback';
import { describe, expect, test } from 'vitest';
import { nextFlow, type Flow, type FlowEvent } from './evaluator.flow.domain.ts';
import { applyRequest } from './evaluator.live.ts';

const request = (parts: Partial<RatingRequest> = {}): RatingRequest => ({
  id: 'r1',
  branchId: 'b',
  ticketId: 't',
  ticketNumber: 'A026',
  windowId: 'w3',
  windowLabel: '3',
  staffId: 's',
  staffName: '陈洁',
  staffNumber: '020317',
  serviceNames: [],
  waitSeconds: 600,
  serviceSeconds: 480,
  elder: false,
  askedAt: 1_000,
  expiresAt: 31_000,
  state: 'asked',
  level: null,
  reasons: [],
  comment: null,
  ratedAt: null,
  channel: null,
  ...parts,
});
const run = (...events: FlowEvent[]): Flow => events.reduce(nextFlow, { step: 'idle' } as Flow);
const asked: FlowEvent = { kind: 'request', request: request() };

describe('the evaluator', () => {
  test('a good face is sent at once, a second touch changes nothing', () => {
    const sending = run(asked, { kind: 'face', level: 5 });
    expect(sending).toMatchObject({ step: 'sending', level: 5, reasons: [] });
    expect(nextFlow(sending, { kind: 'face', level: 1 })).toBe(sending);
    expect(run(asked, { kind: 'face', level: 5 }, { kind: 'sent' })).toMatchObject({
      step: 'thanks',
      outcome: 'rated',
    });
  });
  test('a face of three or less asks why; reasons toggle and may be skipped', () => {
    const why = run(
      asked,
      { kind: 'face', level: 3 },
      { kind: 'reason', reason: 'attitude' },
      { kind: 'reason', reason: 'waitedLong' },
      { kind: 'reason', reason: 'attitude' },
    );
    expect(why).toMatchObject({ step: 'reasons', level: 3, reasons: ['waitedLong'] });
    expect(nextFlow(why, { kind: 'send' })).toMatchObject({ step: 'sending', reasons: ['waitedLong'] });
  });
  test('time up without a face: nothing is sent; with a face: what is known is sent', () => {
    expect(run(asked, { kind: 'timeUp' })).toEqual({ step: 'idle' });
    expect(run(asked, { kind: 'face', level: 1 }, { kind: 'timeUp' })).toMatchObject({
      step: 'sending',
      level: 1,
    });
  });
  test('a lost answer may be sent again as the same rating', () => {
    const unsent = run(
      asked,
      { kind: 'face', level: 2 },
      { kind: 'reason', reason: 'unclear' },
      { kind: 'send' },
      { kind: 'failed' },
    );
    expect(unsent).toMatchObject({ step: 'unsent', level: 2, reasons: ['unclear'] });
    expect(nextFlow(unsent, { kind: 'send' })).toMatchObject({
      step: 'sending',
      level: 2,
      reasons: ['unclear'],
    });
  });
  test('rated on the phone meanwhile: thanks; expired: told so', () => {
    expect(run(asked, { kind: 'request', request: request({ state: 'rated', level: 4 }) })).toMatchObject({
      step: 'thanks',
      outcome: 'rated',
    });
    expect(
      run(asked, { kind: 'face', level: 5 }, { kind: 'refused', code: 'feedback.already_rated' }),
    ).toMatchObject({ outcome: 'rated' });
    expect(
      run(asked, { kind: 'face', level: 5 }, { kind: 'refused', code: 'feedback.request_expired' }),
    ).toMatchObject({ outcome: 'late' });
  });
  test('timed out by the server: back to idle; the same request told again does not come back', () => {
    expect(run(asked, { kind: 'request', request: request({ state: 'timedOut' }) })).toEqual({
      step: 'idle',
    });
    const thanks = run(asked, { kind: 'face', level: 5 }, { kind: 'sent' });
    expect(nextFlow(thanks, { kind: 'request', request: request({ state: 'rated' }) })).toBe(thanks);
  });
  test('the next customer replaces whatever is shown', () => {
    const next = request({ id: 'r2', askedAt: 90_000 });
    expect(run(asked, { kind: 'face', level: 2 }, { kind: 'request', request: next })).toMatchObject({
      step: 'asking',
      request: { id: 'r2' },
    });
    expect(
      run(asked, { kind: 'face', level: 5 }, { kind: 'sent' }, { kind: 'request', request: next }),
    ).toMatchObject({ step: 'asking', request: { id: 'r2' } });
  });
});

test('other windows do not count, and an old request does not replace a new one', () => {
  const state = { number: 1, request: request(), teller: null };
  expect(applyRequest(state, request({ id: 'r9', windowId: 'w4', askedAt: 5_000 }), 'w3')).toBe(state);
  expect(applyRequest(state, request({ id: 'r0', askedAt: 500, state: 'timedOut' }), 'w3')).toBe(state);
  expect(applyRequest(state, request({ id: 'r2', askedAt: 2_000 }), 'w3').request?.id).toBe('r2');
  expect(applyRequest(state, request({ state: 'rated' }), 'w3').request?.state).toBe('rated');
});
