import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  areRulesSound,
  gradeOf,
  monthBefore,
  monthsIn,
  shippedRules,
  suggestGrade,
  summarise,
  yearsBetween,
} from './staff.grades.domain.ts';
import type { GradeFacts } from './staff.grades.domain.ts';
import { comparedOf, median, radarOf, tagsOf } from './staff.profile.domain.ts';
import { nothingTold, sumFigures } from './staff.teams.domain.ts';

const facts: GradeFacts = {
  months: 3,
  served: 1_800,
  ratings: 200,
  rating: 4.8,
  examMean: null,
  serviceYears: 5,
  errors: null,
  violations: null,
};

test('the score is the points of what is known, brought to a hundred; what nobody told counts neither way', () => {
  const { score, grade, lines } = suggestGrade(shippedRules, facts);
  assert.deepEqual(
    lines.map(({ key, value, points, of }) => [key, value, points, of]),
    [
      ['volume', 600, 35, 35],
      ['rating', 4.8, 27, 30],
      ['exams', null, 0, 15],
      ['service', 5, 10, 20],
      ['errors', null, -0, 0],
      ['violations', null, -0, 0],
    ].map((row) => row.map((value) => (Object.is(value, -0) ? 0 : value))),
  );
  // (35 + 27 + 10) of 85
  assert.deepEqual([score, grade], [84.7, 'G4']);
  assert.equal(suggestGrade(shippedRules, { ...facts, violations: 2 }).score, 64.7);
  const unknown = { ...facts, served: 0, ratings: 0, rating: null, serviceYears: null };
  assert.deepEqual(
    [suggestGrade(shippedRules, unknown).score, suggestGrade(shippedRules, unknown).grade],
    [0, 'G1'],
  );
});

test('better work never lowers a score, and a score stays within 0 and 100', () => {
  const some = fc.record({
    served: fc.integer({ min: 1, max: 5_000 }),
    rating: fc.double({ min: 1, max: 5, noNaN: true }),
    serviceYears: fc.double({ min: 0, max: 40, noNaN: true }),
    errors: fc.nat(10),
  });
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 2_000 }), (one, more) => {
      const before = suggestGrade(shippedRules, { ...facts, ...one }).score;
      const after = suggestGrade(shippedRules, { ...facts, ...one, served: one.served + more }).score;
      assert.ok(before >= 0 && before <= 100);
      assert.ok(after >= before);
      assert.ok(suggestGrade(shippedRules, { ...facts, ...one, errors: one.errors + 1 }).score <= before);
    }),
    { numRuns: 200 },
  );
});

test('limits rise, and each score has one grade', () => {
  assert.ok(areRulesSound(shippedRules));
  assert.ok(!areRulesSound({ ...shippedRules, limits: { ...shippedRules.limits, G3: 40 } }));
  assert.deepEqual(
    [0, 39.9, 40, 60, 75, 88, 100].map((score) => gradeOf(shippedRules, score)),
    ['G1', 'G1', 'G2', 'G3', 'G4', 'G5', 'G5'],
  );
});

test('those who approve are told who rises, who falls and what review changed', () => {
  assert.deepEqual(
    summarise([
      { present: 'G2', suggested: 'G3', grade: 'G3' },
      { present: 'G4', suggested: 'G3', grade: 'G2' },
      { present: null, suggested: 'G5', grade: 'G5' },
    ]),
    { people: 3, raised: 1, lowered: 1, changedByReview: 1 },
  );
});

test('months and years by the calendar', () => {
  assert.deepEqual([monthsIn('2026-09', '2026-11'), monthsIn('2026-11', '2026-09')], [3, 0]);
  assert.deepEqual([monthBefore('2026-01', 1), monthBefore('2026-11', 11)], ['2025-12', '2025-12']);
  assert.equal(yearsBetween('2016-11-20', '2026-11-20'), 10);
});

test('a team’s mean is that of its services, not of its members', () => {
  assert.deepEqual(
    sumFigures([
      { served: 1, averageSeconds: 100, ratings: 1, rating: 5, badRatings: 0 },
      { served: 3, averageSeconds: 300, ratings: 3, rating: 1, badRatings: 2 },
      nothingTold,
    ]),
    { served: 4, averageSeconds: 250, ratings: 4, rating: 2, badRatings: 2 },
  );
  assert.deepEqual(sumFigures([]), nothingTold);
});

test('the radar compares with peers who have a figure, quicker is better, and few ratings say nothing', () => {
  const person = (served: number, seconds: number, ratings: number) =>
    comparedOf(
      { served, averageSeconds: seconds, ratings, rating: 4.5, badRatings: 0 },
      { certificates: 2, grade: null, years: 3 },
    );
  const radar = radarOf(person(100, 200, 9), [person(50, 300, 20), person(200, 100, 20)]);
  const of = (axis: string) => radar.find((one) => one.axis === axis)!;
  assert.deepEqual([of('volume').percentile, of('volume').peerMedian], [50, 125]);
  assert.equal(of('speed').percentile, 50);
  assert.equal(of('rating').percentile, null);
  assert.equal(of('grade').percentile, null);
  assert.equal(
    radarOf(person(1, 1, 1), []).every(({ percentile }) => percentile === null),
    true,
  );
  assert.deepEqual([median([]), median([3, 1, 2]), median([4, 1])], [null, 2, 2.5]);
});

test('tags follow from figures anybody can check', () => {
  const plain = {
    radar: [],
    work: nothingTold,
    years: 3,
    certificates: 'valid' as const,
    holdsKeyPost: false,
    isTenureDue: false,
    leadsTeam: false,
  };
  assert.deepEqual(tagsOf(plain), []);
  assert.deepEqual(
    tagsOf({
      ...plain,
      years: 0.5,
      certificates: 'expired',
      holdsKeyPost: true,
      isTenureDue: true,
      work: { ...nothingTold, ratings: 100, badRatings: 3 },
    }),
    ['badRatings', 'certificateExpired', 'tenureDue', 'newcomer', 'keyPost'],
  );
});
