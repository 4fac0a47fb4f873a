import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busyIndex, judge, marginOf, nextLook, quietMs } from './hall.domain.ts';
import type { Congestion, HallFigures } from './hall.domain.ts';

const defaultRule = { waitingPerWindow: 5, longestWaitMinutes: null };

const now = Date.parse('2026-11-20T10:00:00+08:00');
const minute = 60_000;
const calm: HallFigures = {
  dayOpen: true,
  waiting: 0,
  workMinutes: 0,
  limitMinutes: 0,
  oldestIssuedAt: null,
  critical: null,
  openWindows: 2,
  busyWindows: 0,
  pausedWindows: 0,
  totalWindows: 3,
};
/** So many wait, of a business of 10 minutes with a limit of 20, the first since so many minutes. */
const waiting = (count: number, sinceMinutes = 1, more: Partial<HallFigures> = {}): HallFigures => ({
  ...calm,
  waiting: count,
  workMinutes: count * 10,
  limitMinutes: count * 20,
  oldestIssuedAt: now - sinceMinutes * minute,
  critical: { issuedAt: now - sinceMinutes * minute, limitMinutes: 20 },
  busyWindows: 2,
  ...more,
});

test('busy index: half utilisation, half the work waiting against what the windows do within the limit', () => {
  assert.equal(busyIndex(calm), 0);
  assert.equal(busyIndex({ ...calm, busyWindows: 1 }), 25);
  assert.equal(busyIndex({ ...calm, busyWindows: 2 }), 50);
  // 2 windows × 20 minutes = 40 minutes; 2 people × 10 = half of it.
  assert.equal(busyIndex(waiting(2)), 75);
  assert.equal(busyIndex(waiting(4)), 100);
  assert.equal(busyIndex(waiting(40)), 100);
  assert.equal(busyIndex({ ...waiting(1), openWindows: 0, busyWindows: 0 }), 100);
  assert.equal(busyIndex({ ...calm, openWindows: 0 }), 0);
});

test('more than five per open window is congestion, five are not; with no window open it counts as one', () => {
  assert.equal(judge(null, waiting(10), defaultRule, now).tell, null);
  assert.deepEqual(judge(null, waiting(11), defaultRule, now).tell, {
    rule: 'waitingPerWindow',
    threshold: 5,
  });
  assert.equal(judge(null, waiting(5, 1, { openWindows: 0 }), defaultRule, now).tell, null);
  assert.ok(judge(null, waiting(6, 1, { openWindows: 0 }), defaultRule, now).tell !== null);
});

test('somebody over the limit of their business is congestion; a branch may set its own limit', () => {
  assert.equal(judge(null, waiting(1, 20), defaultRule, now).tell, null);
  assert.deepEqual(judge(null, waiting(1, 20.1), defaultRule, now).tell, {
    rule: 'longestWait',
    threshold: 20,
  });
  const own = { ...defaultRule, longestWaitMinutes: 10 };
  assert.deepEqual(judge(null, waiting(1, 11), own, now).tell, { rule: 'longestWait', threshold: 10 });
});

test('it ends only below four fifths of both thresholds, and is told once until then', () => {
  const { after } = judge(null, waiting(11), defaultRule, now);
  assert.deepEqual([after.congested, after.told, after.toldAt], [true, true, now]);
  for (const count of [11, 10, 9, 14]) {
    const still = judge(after, waiting(count), defaultRule, now + 20 * minute);
    assert.deepEqual([still.after, still.tell, still.eased], [after, null, false], `${count} waiting`);
  }
  assert.equal(judge(after, waiting(8, 17), defaultRule, now).after.congested, true);
  const over = judge(after, waiting(8), defaultRule, now + minute);
  assert.deepEqual([over.after.congested, over.eased, over.after.since], [false, true, now + minute]);
});

test('a second congestion within a quarter of an hour is held back, and told when the quarter is over', () => {
  const first = judge(null, waiting(11), defaultRule, now).after;
  const eased = judge(first, waiting(1), defaultRule, now + minute).after;
  const second = judge(eased, waiting(12), defaultRule, now + 2 * minute);
  assert.deepEqual([second.after.congested, second.after.told, second.tell], [true, false, null]);
  assert.equal(nextLook(second.after, waiting(12), defaultRule, now + 6 * minute), now + quietMs);
  const later = judge(second.after, waiting(12), defaultRule, now + quietMs);
  assert.deepEqual([later.tell?.rule, later.after.toldAt], ['waitingPerWindow', now + quietMs]);
  // Over before the quarter was: nobody hears of it, and nothing is told to be over.
  const quietly = judge(second.after, waiting(1), defaultRule, now + 10 * minute);
  assert.deepEqual([quietly.tell, quietly.eased, quietly.after.congested], [null, false, false]);
});

test('the margin never hides a change: whatever it lets pass unlooked would have been judged the same', () => {
  const toldState = judge(null, waiting(11), defaultRule, now).after;
  for (let count = 0; count <= 30; count++) {
    const quiet: Congestion = { congested: false, since: now, told: false, toldAt: null };
    const free = judge(quiet, waiting(count), defaultRule, now).after;
    const margin = marginOf(free, waiting(count), defaultRule);
    for (let more = 0; more <= Math.min(margin.entries, 40); more++) {
      assert.equal(judge(free, waiting(count + more), defaultRule, now).after.congested, free.congested);
    }
    const state = judge(toldState, waiting(count), defaultRule, now).after;
    const room = marginOf(state, waiting(count), defaultRule);
    for (let fewer = 0; state.congested && fewer <= Math.min(room.exits, count); fewer++) {
      assert.equal(
        judge(state, waiting(count - fewer), defaultRule, now).after.congested,
        true,
        `${count} - ${fewer}`,
      );
    }
  }
});

test('the next look is when somebody passes the limit, ten minutes at most, and none after the day', () => {
  const quiet: Congestion = { congested: false, since: now, told: false, toldAt: null };
  assert.equal(nextLook(quiet, waiting(1, 15), defaultRule, now), now + 5 * minute + 1);
  assert.equal(nextLook(quiet, waiting(1, 1), defaultRule, now), now + 10 * minute);
  assert.equal(nextLook(quiet, calm, defaultRule, now), now + 10 * minute);
  assert.equal(nextLook(quiet, { ...calm, dayOpen: false }, defaultRule, now), null);
});
