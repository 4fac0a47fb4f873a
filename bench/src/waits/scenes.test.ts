import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { schemaOf, waitFeatures } from '@huiting/queueing/prediction';
import { inferHeadStarts } from './head-starts.ts';
import { liveScenes } from './scenes.ts';
import type { RecordedWait } from './scenes.ts';

const minute = 60_000;
const schema = schemaOf(
  [
    { lineCode: 'a', seconds: 60 },
    { lineCode: 'b', seconds: 90 },
  ],
  [100, 200],
);
const options = {
  headStarts: new Map([['b', 60]]),
  minuteOfDay: (at: number) => (at / minute) % 1_440,
  againAfter: [30],
};

const anyRecord = fc.array(
  fc.record({
    joined: fc.integer({ min: 0, max: 60 }),
    wait: fc.integer({ min: 0, max: 20 }),
    service: fc.integer({ min: 0, max: 15 }),
    line: fc.constantFrom('a', 'b'),
    called: fc.boolean(),
    window: fc.constantFrom('w1', 'w2', 'w3'),
  }),
  { minLength: 1, maxLength: 40 },
);

function record(rows: typeof anyRecord extends fc.Arbitrary<infer Rows> ? Rows : never): RecordedWait[] {
  return rows.map(({ joined, wait, service, line, called, window }) => {
    const from = (joined + wait) * minute;
    return {
      day: 'day',
      lineCode: line,
      joinedAt: joined * minute,
      endedAt: from,
      called,
      service: called ? { windowId: window, from, until: from + service * minute } : null,
      isAsked: called && wait > 0,
    };
  });
}

function asked(waits: readonly RecordedWait[]): { at: number; row: number[] }[] {
  const found: { at: number; row: number[] }[] = [];
  liveScenes(waits, options, ({ scene }) =>
    found.push({ at: scene.now, row: [...waitFeatures(schema, scene)] }),
  );
  return found;
}

test('what is known at an instant does not change when everything after it does', () => {
  fc.assert(
    fc.property(
      anyRecord,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 90 }),
      (rows, cut, later) => {
        const now = cut * minute + 1;
        const shift = (at: number): number => (at > now ? at + later * minute : at);
        const waits = record(rows);
        const changed = waits
          .filter(({ joinedAt }) => joinedAt <= now)
          .map((wait) => ({
            ...wait,
            endedAt: shift(wait.endedAt),
            called: wait.endedAt > now ? true : wait.called,
            service:
              wait.endedAt > now || wait.service === null
                ? wait.service && {
                    ...wait.service,
                    from: shift(wait.service.from),
                    until: shift(wait.service.until),
                  }
                : { ...wait.service, until: shift(wait.service.until) },
          }));
        const until = (those: { at: number; row: number[] }[]): unknown =>
          those.filter(({ at }) => at <= now);
        assert.deepEqual(until(asked(changed)), until(asked(waits)));
      },
    ),
    { numRuns: 500 },
  );
});

test('the head start by which a record was really called is found again', () => {
  const seconds = 1_000;
  const ranked = Array.from({ length: 3_000 }, (_, number) => {
    const lineCode = number % 3 === 0 ? 'vip' : 'other';
    const joinedAt = number * 11 * seconds + ((number * 7_919) % 5) * seconds;
    return { lineCode, joinedAt, rank: joinedAt - (lineCode === 'vip' ? 90 : 0) * seconds };
  }).toSorted((a, b) => a.rank - b.rank);
  const waits = ranked.map(({ lineCode, joinedAt }, place): RecordedWait => ({
    day: 'day',
    lineCode,
    joinedAt,
    endedAt: place * 11 * seconds + 200 * seconds,
    called: true,
    service: null,
    isAsked: true,
  }));
  const starts = inferHeadStarts(waits);
  assert.equal((starts.get('vip') ?? 0) - (starts.get('other') ?? 0), 90);
});
