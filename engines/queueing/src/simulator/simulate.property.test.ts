import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyStrategy, SERVICES } from '../strategy/strategy.fixtures.ts';
import type { HallModel } from './model.ts';
import { simulate } from './simulate.ts';
import { minute, stream } from './simulator.fixtures.ts';

const anySkills = fc.subarray(SERVICES, { minLength: 1 });
const anyDay: fc.Arbitrary<HallModel> = fc
  .record({
    strategy: anyStrategy,
    skills: fc.array(anySkills, { minLength: 1, maxLength: 5 }),
    profile: fc.constantFrom('p', 'dropped'),
    rates: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 3 }),
    patience: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
    noShow: fc.constantFrom(0, 0.1),
    more: fc.constantFrom(0, 0.4),
    breakAt: fc.integer({ min: 10, max: 100 }),
    afterwards: fc.constantFrom('stop' as const, 'serve' as const),
  })
  .map(({ strategy, skills, profile, rates, patience, noShow, more, breakAt, afterwards }) => ({
    strategy,
    from: 0,
    until: 180 * minute,
    afterwards,
    windows: skills.map((mayTake, window) => ({
      windowId: `w${window}`,
      spans: [
        { from: 0, until: breakAt * minute, profileCode: profile, mayTake },
        { from: (breakAt + 15) * minute, until: 200 * minute, profileCode: profile, mayTake },
      ],
    })),
    arrivals: SERVICES.flatMap((serviceCode, place) =>
      ['ordinary', 'vip'].map((classCode) =>
        stream(serviceCode, {
          classCode,
          perHour: rates,
          patience: patience === null ? null : { kind: 'exponential', meanMinutes: patience },
          noShow: { share: noShow, minutes: 1 },
          services: [
            { serviceCode, duration: { kind: 'lognormal', meanMinutes: 5, variation: 0.8 } },
            {
              serviceCode: SERVICES[(place + 1) % 3]!,
              duration: { kind: 'exponential', meanMinutes: 3 },
              share: more,
            },
          ],
        }),
      ),
    ),
  }));

test('nobody is lost: who came was served, called in vain, gave up or still waits; and the area of the queue is the sum of the waits', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(), (model, seed) => {
      let ended = 0;
      let waitedMs = 0;
      const result = simulate(model, seed, ({ waitMs }) => {
        ended += 1;
        waitedMs += waitMs;
      });
      const { arrived, served, noShows, abandoned } = result.all;
      assert.equal(arrived, served + noShows + abandoned + result.leftWaiting);
      assert.equal(ended, served + noShows + abandoned);
      for (const group of [result.byClass, result.byService])
        assert.equal(
          [...group.values()].reduce((sum, figures) => sum + figures.arrived, 0),
          arrived,
        );
      for (const { occupancy } of result.windows)
        assert.ok(occupancy === null || (occupancy >= 0 && occupancy <= 1 + 1e-9));
      // Little's law holds on every path when nobody is left: ∫ waiting dt = Σ waits.
      if (result.leftWaiting > 0 || ended === 0) return;
      const called = served + noShows;
      const sum =
        called * (result.all.meanWaitMinutes ?? 0) + abandoned * (result.all.meanAbandonedWaitMinutes ?? 0);
      assert.ok(Math.abs(sum - waitedMs / minute) < 1e-6 * (1 + sum));
      assert.ok(Math.abs(result.all.meanWaiting * result.minutes - sum) < 1e-6 * (1 + sum));
    }),
    { numRuns: 400 },
  );
});

test('the same seed gives the same day; another strategy meets the same customers', () => {
  fc.assert(
    fc.property(anyDay, anyStrategy, fc.nat(), (model, other, seed) => {
      assert.deepEqual(simulate(model, seed), simulate(model, seed));
      const first = simulate({ ...model, arrivals: model.arrivals.map(withoutMore) }, seed);
      const second = simulate({ ...model, strategy: other, arrivals: model.arrivals.map(withoutMore) }, seed);
      assert.equal(first.all.arrived, second.all.arrived);
    }),
    { numRuns: 60 },
  );
});

function withoutMore(entry: HallModel['arrivals'][number]): HallModel['arrivals'][number] {
  return entry.kind === 'stream' ? { ...entry, services: entry.services.slice(0, 1) } : entry;
}
