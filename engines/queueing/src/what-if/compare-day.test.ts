import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultStrategy } from '../strategy/default-strategy.ts';
import { compareDay } from './index.ts';
import type { DayComparison } from './index.ts';
import { busyDay, windowsOpen } from './what-if.fixtures.ts';

const strategy = defaultStrategy();

function compared(answer: ReturnType<typeof compareDay>): DayComparison {
  if ('refused' in answer) assert.fail(answer.refused);
  return answer;
}

test('the same strategy and plan change nothing, and the day is lived again as it was', () => {
  const { all, classes, unserved } = compared(
    compareDay({ day: busyDay(3), before: { strategy }, after: { strategy }, replications: 40 }),
  );
  assert.equal(all.differenceMinutes, 0);
  assert.deepEqual(all.interval, { low: 0, high: 0 });
  assert.ok(classes.length >= 3);
  for (const group of classes) assert.equal(group.verdict, 'unclear');
  assert.deepEqual(unserved, { before: 0, after: 0 });
  // The record was made by a simulation of the very same hall: what differs is only the patience drawn anew.
  assert.ok(
    Math.abs(all.beforeMinutes / all.recordedMinutes - 1) < 0.1,
    `${all.beforeMinutes} ${all.recordedMinutes}`,
  );
});

test('a fourth window helps everybody, without doubt', () => {
  const { all, classes } = compared(
    compareDay({
      day: busyDay(3),
      before: { strategy },
      after: { strategy, windows: windowsOpen(4) },
      replications: 100,
    }),
  );
  assert.equal(all.verdict, 'better');
  assert.ok(all.interval!.low <= all.differenceMinutes && all.differenceMinutes <= all.interval!.high);
  assert.ok(classes.every(({ differenceMinutes }) => differenceMinutes < 0));
  assert.ok(all.leftAfter < all.leftBefore);
});

test('a head start for the vip is paid by the others', () => {
  const equal = defaultStrategy();
  for (const one of equal.classes)
    Object.assign(one, { startingCredit: 0, creditPerMinute: 1, guaranteedWaitMinutes: null });
  const { classes } = compared(
    compareDay({ day: busyDay(3), before: { strategy: equal }, after: { strategy }, replications: 100 }),
  );
  const verdicts = new Map(classes.map(({ classCode, verdict }) => [classCode, verdict]));
  assert.equal(verdicts.get('vip'), 'better');
  assert.equal(verdicts.get('ordinary'), 'worse');
});

test('visits whom no window may serve under the new plan are told', () => {
  const [first, ...rest] = windowsOpen(3);
  const onlyCash = [first!, ...rest].map((plan) => ({
    ...plan,
    spans: plan.spans.map((span) => ({ ...span, mayTake: ['cash'] })),
  }));
  const { unserved } = compared(
    compareDay({
      day: busyDay(3),
      before: { strategy },
      after: { strategy, windows: onlyCash },
      replications: 20,
    }),
  );
  assert.equal(unserved.before, 0);
  assert.ok(unserved.after > 0);
});

test('a day without visits and a plan without windows are refused', () => {
  const day = busyDay(3);
  assert.deepEqual(compareDay({ day: { ...day, visits: [] }, before: { strategy }, after: { strategy } }), {
    refused: 'noVisits',
  });
  assert.deepEqual(compareDay({ day, before: { strategy }, after: { strategy, windows: [] } }), {
    refused: 'noWindows',
    variant: 'after',
  });
});
