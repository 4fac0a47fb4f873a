import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crowdOf, drainMinutes, expectedQueue, pass, type Stretch } from './birth-death.ts';
import { simulateWaiting } from '../sample/simulate-waiting.ts';
import { serviceOf } from './tidal.fixtures.ts';

const mass = ({ chance }: { chance: Float64Array }): number => chance.reduce((sum, share) => sum + share, 0);

test('in the long run the queue is that of Erlang C', () => {
  // Published values: C(8, 10) = 0.409180, C(10, 12) = 0.449388; E[queue] = C·a/(n−a).
  for (const [load, servers, erlang] of [
    [1, 2, 1 / 3],
    [2, 3, 4 / 9],
    [8, 10, 0.40918],
    [10, 12, 0.449388],
  ] as const) {
    const crowd = crowdOf(0, 400);
    pass(crowd, { minutes: 3_000, arrivalsPerMinute: load, servers, serviceMinutes: 1 });
    const queue = (erlang * load) / (servers - load);
    assert.ok(Math.abs(expectedQueue(crowd, servers) / queue - 1) < 1e-4, `${load} ${servers}`);
    assert.ok(Math.abs(mass(crowd) - 1) < 1e-9);
  }
});

test('cutting a stretch in pieces changes nothing', () => {
  const stretch: Stretch = { minutes: 60, arrivalsPerMinute: 0.9, servers: 4, serviceMinutes: 6 };
  const whole = crowdOf(9, 200);
  const pieces = crowdOf(9, 200);
  const atOnce = pass(whole, stretch);
  let summed = 0;
  for (let piece = 0; piece < 12; piece += 1) summed += pass(pieces, { ...stretch, minutes: 5 });
  assert.ok(Math.abs(atOnce - summed) < 1e-5);
  for (const [n, chance] of whole.chance.entries()) assert.ok(Math.abs(chance - pieces.chance[n]!) < 1e-7);
});

test('nobody comes and nobody serves: everybody waits all the time', () => {
  const crowd = crowdOf(7, 20);
  assert.equal(pass(crowd, { minutes: 10, arrivalsPerMinute: 0, servers: 0, serviceMinutes: 5 }), 70);
  assert.equal(crowd.chance[7], 1);
});

test('without arrivals a queue waits what the drain formula says', () => {
  const crowd = crowdOf(12, 12);
  const waited = pass(crowd, { minutes: 2_000, arrivalsPerMinute: 0, servers: 3, serviceMinutes: 5 });
  assert.ok(Math.abs(waited - drainMinutes(crowdOf(12, 12), 3, 5)) < 1e-6);
});

test('a morning rush agrees with simulation', () => {
  const arrivals = [2, 9, 14, 9, 4, 2, 1, 1];
  const service = serviceOf({ arrivals, waiting: 3, inService: 4 });
  const crowd = crowdOf(7, 200);
  let waited = 0;
  for (const count of arrivals)
    waited += pass(crowd, { minutes: 15, arrivalsPerMinute: count / 15, servers: 4, serviceMinutes: 6 });
  waited += drainMinutes(crowd, 4, 6);
  const seats = Array.from({ length: 4 }, () => ({ services: 1, from: 0, to: 1e9 }));
  const simulated = simulateWaiting([service], seats, { intervalMinutes: 15, runs: 20_000, seed: 5 });
  assert.ok(Math.abs(waited / simulated - 1) < 0.03, `${waited} against ${simulated}`);
});
