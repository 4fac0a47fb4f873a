import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planBank } from '../bank/plan.ts';
import { seededRandom } from '../bank/random.ts';
import { expectedArrivals } from './arrivals.ts';
import { dayFactor } from './day-factors.ts';
import type { DayFacts } from './day-factors.ts';
import { planDuties } from './duties.ts';
import { drawRating } from './ratings.ts';
import { drawServiceSeconds, usualServiceSeconds } from './service-times.ts';
import { customerPools, drawVisits } from './visits.ts';

const plan = planBank('behaviour', '2026-11-20');
const pools = customerPools(plan);
const hour = 3_600;
/** A Thursday without any payment. */
const thursday: DayFacts = {
  date: '2026-11-19',
  kind: 'workday',
  opens: 9 * hour,
  closes: 17 * hour,
  beforeHoliday: false,
};
const saturday: DayFacts = {
  date: '2026-11-21',
  kind: 'weekend',
  opens: 9.5 * hour,
  closes: 16 * hour,
  beforeHoliday: false,
};
const visitsOf = (day: DayFacts, seed: string) =>
  plan.branches.flatMap((branch) => drawVisits(seededRandom(`${seed}/${branch.code}`), pools, branch, day));

test('an ordinary day brings the visits written in the plan, most of them from nine to eleven and after two', () => {
  for (const branch of plan.branches) {
    const cells = expectedArrivals(branch, thursday);
    const total = cells.reduce((sum, cell) => sum + cell.expected, 0);
    assert.ok(Math.abs(total / branch.visitsPerDay - 1) < 0.12, `${branch.name} ${total}`);
    const per = (at: number): number => cells.find((cell) => cell.from <= at && at < cell.until)!.expected;
    if (branch.rhythm !== 'noon') {
      assert.ok(per(10 * hour) > per(12.25 * hour) * 1.8, `${branch.name} has a lunch dip`);
      assert.ok(per(14.25 * hour) > per(13.1 * hour), `${branch.name} has a second peak`);
    } else assert.ok(per(12.25 * hour) > per(9.75 * hour));
    assert.ok(cells.at(-1)!.until <= thursday.closes - 900);
  }
});

test('pay days, Mondays and the eve of a holiday are busier, weekends quieter', () => {
  const branch = { rhythm: 'payday' } as const;
  const ordinary = dayFactor(branch, thursday);
  assert.ok(dayFactor(branch, { ...thursday, date: '2026-11-25' }) > ordinary * 1.15);
  assert.ok(dayFactor(branch, { ...thursday, date: '2026-11-23' }) > ordinary);
  assert.ok(dayFactor(branch, { ...thursday, beforeHoliday: true }) > ordinary);
  assert.ok(dayFactor(branch, saturday) < ordinary * 0.7);
});

test('who comes: known, booked and elder customers in their shares, nobody known twice a day', () => {
  const visits = [0, 1, 2, 3].flatMap((round) => visitsOf(thursday, `share${round}`));
  const share = (what: (visit: (typeof visits)[number]) => boolean): number =>
    visits.filter(what).length / visits.length;
  const within = (name: string, value: number, low: number, high: number): void =>
    assert.ok(value >= low && value <= high, `${name} ${value}`);
  within(
    'known',
    share((visit) => visit.customer !== null),
    0.5,
    0.68,
  );
  within(
    'booked',
    share((visit) => visit.bookedAt !== null),
    0.08,
    0.14,
  );
  within(
    'elder',
    share((visit) => visit.elder),
    0.13,
    0.26,
  );
  within(
    'missed calls',
    share((visit) => visit.missesCall),
    0.015,
    0.045,
  );
  for (const branch of plan.branches.slice(0, 6)) {
    const known = drawVisits(seededRandom(branch.code), pools, branch, thursday).flatMap(
      (visit) => visit.customer?.id ?? [],
    );
    assert.equal(new Set(known).size, known.length);
  }
  assert.deepEqual(visitsOf(thursday, 'same'), visitsOf(thursday, 'same'));
});

test('handling times have the medians they are said to have', () => {
  const random = seededRandom('handling');
  for (const { code } of plan.serviceTypes) {
    const drawn = Array.from({ length: 4_001 }, () => drawServiceSeconds(random, code, false)).sort(
      (a, b) => a - b,
    );
    assert.ok(Math.abs(drawn[2_000]! / usualServiceSeconds(code) - 1) < 0.06, code);
    assert.ok(drawn[0]! >= 45 && drawn.at(-1)! <= 3_600);
  }
});

test('one rating in a hundred is bad, several times as many after a wait beyond the limit; bad ones say why', () => {
  const random = seededRandom('ratings');
  const draw = (waitSeconds: number) =>
    Array.from({ length: 20_000 }, () =>
      drawRating(random, { waitSeconds, waitLimitSeconds: 1_200, serviceSeconds: 480, elder: false }),
    );
  const bad = (ratings: ReturnType<typeof draw>): number => {
    const given = ratings.filter((one) => one.level !== null);
    return given.filter((one) => one.level! <= 2).length / given.length;
  };
  const [soon, late] = [draw(300), draw(1_800)];
  assert.ok(bad(soon) > 0.004 && bad(soon) < 0.016, String(bad(soon)));
  assert.ok(bad(late) > bad(soon) * 2.5, String(bad(late)));
  for (const rating of late)
    if (rating.level !== null && rating.level <= 2) assert.ok(rating.reasons.length > 0);
});

test('nobody sits at two windows at once, lunches leave half of the windows open, weekends need fewer', () => {
  for (const branch of plan.branches) {
    const duties = planDuties(seededRandom(branch.code), branch, plan.staff, thursday);
    for (const staffId of new Set(duties.map((duty) => duty.staffId))) {
      const own = duties.filter((duty) => duty.staffId === staffId).sort((a, b) => a.from - b.from);
      own
        .slice(1)
        .forEach((duty, index) => assert.ok(duty.from >= own[index]!.until, `${branch.name} ${staffId}`));
    }
    for (const duty of duties) {
      for (const pause of duty.pauses)
        assert.ok(pause.from > duty.from && pause.until < duty.until && pause.from < pause.until);
    }
    const openAt = (at: number): number =>
      duties.filter(
        (duty) =>
          duty.from <= at &&
          at < duty.until &&
          !duty.pauses.some((pause) => pause.from <= at && at < pause.until),
      ).length;
    for (let at = thursday.opens + 300; at < thursday.closes; at += 600)
      assert.ok(openAt(at) >= 1, `${branch.name} at ${at / hour}`);
    assert.ok(openAt(10.2 * hour) >= 2);
    const windowsOn = (day: DayFacts): number =>
      new Set(planDuties(seededRandom(branch.code), branch, plan.staff, day).map((duty) => duty.windowId))
        .size;
    if (branch.weekendHours !== null && branch.rhythm !== 'weekend')
      assert.ok(windowsOn(saturday) <= windowsOn(thursday), branch.name);
  }
});
