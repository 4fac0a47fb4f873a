import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createBusinessClock } from './business-clock.ts';

const start = Date.parse('2026-11-20T02:00:00Z');

test('the real clock is the wall, but never goes back when the wall does', () => {
  let wall = start;
  const clock = createBusinessClock({ mode: 'real', anchorWall: 0, anchorBusiness: 0, rate: 1 }, () => wall);
  assert.equal(clock.now(), start);
  wall -= 3_600_000;
  assert.equal(clock.now(), start);
  wall += 3_600_001;
  assert.equal(clock.now(), start + 1);
});

test('a simulated clock runs at its rate and stands at zero', () => {
  let wall = 1_000;
  const clock = createBusinessClock(
    { mode: 'simulated', anchorWall: 1_000, anchorBusiness: start, rate: 60 },
    () => wall,
  );
  wall += 1_000;
  assert.equal(clock.now(), start + 60_000);
  clock.adopt({ mode: 'simulated', anchorWall: wall, anchorBusiness: start + 60_000, rate: 0 });
  wall += 5_000;
  assert.equal(clock.now(), start + 60_000);
});

test('a driven clock stands still until a request comes from later', () => {
  let wall = 1_000;
  const clock = createBusinessClock(
    { mode: 'driven', anchorWall: 1_000, anchorBusiness: start, rate: 0 },
    () => wall,
  );
  wall += 10_000;
  assert.equal(clock.now(), start);
  clock.advanceTo(start + 500);
  clock.advanceTo(start + 400);
  assert.equal(clock.now(), start + 500);
  assert.equal(clock.reading().anchorBusiness, start + 500);
});

test('whatever is adopted and wherever the wall goes, business time never goes back', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('wall' as const), by: fc.integer({ min: -100_000, max: 100_000 }) }),
    fc.record({
      kind: fc.constant('adopt' as const),
      by: fc.integer({ min: -100_000, max: 100_000 }),
      rate: fc.integer({ min: 0, max: 60 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let wall = 1_000_000;
      const clock = createBusinessClock(
        { mode: 'simulated', anchorWall: wall, anchorBusiness: start, rate: 1 },
        () => wall,
      );
      let before = clock.now();
      for (const one of steps) {
        if (one.kind === 'wall') wall += one.by;
        else
          clock.adopt({
            mode: 'simulated',
            anchorWall: wall,
            anchorBusiness: before + one.by,
            rate: one.rate,
          });
        const now = clock.now();
        assert.ok(now >= before);
        before = now;
      }
    }),
  );
});
