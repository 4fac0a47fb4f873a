import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createAgenda } from './agenda.ts';

const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 3 })), {
  maxLength: 60,
});

test('everything comes out once, by instant, then rank, then the order it was added in', () => {
  fc.assert(
    fc.property(entries, (added) => {
      const agenda = createAgenda<string>();
      for (const [turn, [at, rank]] of added.entries()) agenda.add(at, rank, `${at} ${rank} ${turn}`);
      const out: string[] = [];
      for (let next = agenda.next(); next !== null; next = agenda.next()) out.push(next.what);
      const expected = added
        .map(([at, rank], turn) => ({ at, rank, turn }))
        .toSorted((a, b) => a.at - b.at || a.rank - b.rank || a.turn - b.turn)
        .map(({ at, rank, turn }) => `${at} ${rank} ${turn}`);
      assert.deepEqual(out, expected);
    }),
  );
});

test('what is added while it is being worked off takes its place', () => {
  const agenda = createAgenda<string>();
  agenda.add(1, 0, 'a');
  agenda.add(5, 0, 'd');
  assert.equal(agenda.next()?.what, 'a');
  agenda.add(3, 1, 'c');
  agenda.add(3, 0, 'b');
  assert.deepEqual([agenda.next()?.what, agenda.next()?.what, agenda.next()?.what], ['b', 'c', 'd']);
  assert.equal(agenda.next(), null);
});
