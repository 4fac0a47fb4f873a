import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../bank/random.ts';
import { createAgenda } from './agenda.ts';

test('things happen in order of time, those of one instant in the order they were set', () => {
  const random = seededRandom('agenda');
  const agenda = createAgenda(0);
  const seen: [number, number][] = [];
  for (let index = 0; index < 2_000; index++) {
    const at = random.int(0, 300);
    agenda.at(at, () => seen.push([at, index]));
  }
  agenda.runUntil(1_000);
  assert.equal(seen.length, 2_000);
  assert.deepEqual(
    seen,
    seen.toSorted(([a, i], [b, j]) => a - b || i - j),
  );
});

test('what is set while things happen takes its place; the past is now; what is later stays undone', () => {
  const agenda = createAgenda(100);
  const seen: string[] = [];
  agenda.at(110, () => {
    seen.push('first');
    agenda.at(50, () => seen.push(`late at ${agenda.now}`));
    agenda.at(120, () => seen.push('second'));
    agenda.at(131, () => seen.push('never'));
  });
  agenda.runUntil(130);
  assert.deepEqual(seen, ['first', 'late at 110', 'second']);
  assert.equal(agenda.now, 130);
  assert.equal(agenda.next(), 131);
});
