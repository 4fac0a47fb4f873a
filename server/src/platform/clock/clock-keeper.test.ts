import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { accessEvents } from '@huiting/contracts/access';
import { newId } from '../ids.ts';
import { createTestPlatform, testActor, testCtx } from '../testing.ts';
import type { TestPlatform } from '../testing.ts';
import { keepClock } from './clock-keeper.ts';
import type { ClockKeeper } from './clock-keeper.ts';

const start = Date.parse('2026-11-20T02:42:00Z');
const platforms: TestPlatform[] = [];
let platform: TestPlatform;

beforeEach(async () => {
  platform = await createTestPlatform({ at: start });
  platforms.push(platform);
});
after(async () => {
  for (const one of platforms) await one.stop();
});

const open = (rate = 1, mode: 'real' | 'simulated' | 'driven' = 'simulated'): Promise<ClockKeeper> =>
  keepClock(platform.pool, { mode, startAt: start, rate }, platform.log);

/** As if the server had been away this long: its last beat lies so far back. */
async function stayAway(seconds: number): Promise<void> {
  await platform.pool.query(
    `update platform.clock set beat_wall = beat_wall - $1 * interval '1 second', anchor_wall = anchor_wall - $1 * interval '1 second'`,
    [seconds],
  );
}

function assertNear(instant: number, expected: number, withinMs: number): void {
  assert.ok(Math.abs(instant - expected) <= withinMs, `${instant - expected} ms off`);
}

test('a new clock starts where it is told; its night’s rest is not counted', async () => {
  const first = await open();
  assertNear(first.clock.now(), start, 2_000);
  const stoppedAt = first.clock.now();
  await first.stop();
  await stayAway(8 * 3_600);
  const second = await open();
  assert.ok(second.clock.now() >= stoppedAt);
  assertNear(second.clock.now(), stoppedAt, 2_000);
  await second.stop();
});

test('a rate and a jump hold for every process and after a restart; back it never goes', async () => {
  const first = await open(0);
  const second = await open(0);
  await first.setRate(60);
  const later = start + 14 * 3_600_000;
  await first.jumpTo(later);
  assertNear(first.clock.now(), later, 5_000);
  await first.jumpTo(start);
  assert.ok(first.clock.now() >= later);
  // The other hears of it with its next beat.
  const heard = Promise.withResolvers<void>();
  second.onChange(() => heard.resolve());
  await heard.promise;
  assert.ok(second.clock.now() >= later);
  assert.equal(second.clock.reading().rate, 60);
  await second.setRate(0);
  const standing = second.clock.now();
  await first.stop();
  await second.stop();
  await stayAway(60);
  const third = await open(5);
  assert.equal(third.clock.reading().rate, 0);
  assert.ok(third.clock.now() >= standing);
  await third.stop();
});

test('after a crash at sixty-fold speed no command is earlier than what has already happened', async () => {
  const first = await open(60);
  // The last beat was a second ago: a minute of business, in which something was committed.
  const happenedAt = start + 55_000;
  const ctx = { ...testCtx(platform, testActor({ permissions: [], path: '/' })), now: () => happenedAt };
  await platform.db.transact(ctx, newId(), async (tx) =>
    tx.emit(accessEvents.grantsChanged, { userId: newId() }),
  );
  await stayAway(120);
  await platform.pool.query('update platform.clock set beat_business = $1', [new Date(start)]);
  const second = await open(60);
  assert.ok(second.clock.now() >= happenedAt, `${second.clock.now() - happenedAt} ms back`);
  await first.stop();
  await second.stop();
});

test('a bank on one kind of clock is not opened with another', async () => {
  const first = await open();
  await first.stop();
  await assert.rejects(open(1, 'real'), /simulated clock/);
  await assert.rejects(open(1, 'driven'), /simulated clock/);
});
