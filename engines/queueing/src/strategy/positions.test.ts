import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { positionAfter, positionAt, positionBefore, waitedMinutes } from './positions.ts';
import { restorePosition } from './restore-position.ts';
import { NOW } from './strategy.fixtures.ts';

const line = (...positions: number[]): number[] => positions.map((offset) => positionAt(NOW) + offset);

test('positions are microseconds; waits are minutes and never negative', () => {
  assert.equal(positionAt(NOW), NOW * 1_000);
  assert.equal(positionAfter(5), 6);
  assert.equal(positionBefore(5), 4);
  assert.equal(waitedMinutes(positionAt(NOW), NOW + 90_000), 1.5);
  assert.equal(waitedMinutes(positionAt(NOW + 60_000), NOW), 0);
});

test('what is not an instant is refused', () => {
  assert.throws(() => positionAt(NaN), RangeError);
  assert.throws(() => positionAt(8.64e15 * 10), RangeError);
  assert.throws(() => positionAfter(Number.MAX_SAFE_INTEGER), RangeError);
});

test('a restored ticket stands behind the third, or the last of fewer, or keeps its place', () => {
  assert.equal(restorePosition(line(10, 20, 30, 40), 3), line(31)[0]);
  assert.equal(restorePosition(line(10, 20), 3), line(21)[0]);
  assert.equal(restorePosition(line(10, 20, 30), 1), line(11)[0]);
  assert.equal(restorePosition([], 3), null);
});

test('tickets restored one after another keep that order', () => {
  const first = restorePosition(line(10, 20, 30, 40))!;
  const second = restorePosition(line(10, 20, 30, first - line(0)[0]!, 40))!;
  assert.deepEqual([first, second], line(31, 32));
});

test('behind at least three, at a place nobody has, and no further back than needed', () => {
  const anyLine = fc
    .array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 })
    .map((offsets) => line(...offsets.toSorted((a, b) => a - b)));
  fc.assert(
    fc.property(anyLine, fc.integer({ min: 1, max: 5 }), (positions, after) => {
      const place = restorePosition(positions, after)!;
      assert.ok(!positions.includes(place));
      assert.ok(positions.filter((other) => other < place).length >= Math.min(after, positions.length));
      const third = positions[Math.min(after, positions.length) - 1]!;
      for (let taken = third; taken < place; taken += 1) assert.ok(positions.includes(taken));
    }),
  );
});
