import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createForecaster } from './outlook.ts';
import { simulateWaiting } from '../sample/simulate-waiting.ts';
import type { Seat } from './staffed-block.ts';
import { branchOf, serviceOf } from './tidal.fixtures.ts';

const allDay = (services: number): Seat => ({ services, from: 0, to: 480 });
const simulated = (services: Parameters<typeof simulateWaiting>[0], seats: readonly Seat[]): number =>
  simulateWaiting(
    services,
    seats.map((seat) => ({ ...seat, to: 1e9 })),
    { intervalMinutes: 15, runs: 3_000, seed: 9 },
  );

test('windows that share nothing are queues of their own', () => {
  const personal = serviceOf({ code: 'P', arrivals: Array(8).fill(9) });
  const corporate = serviceOf({ code: 'C', arrivals: Array(8).fill(2), serviceMinutes: 12 });
  const seats = [allDay(1), allDay(1), allDay(1), allDay(1), allDay(2), allDay(2)];
  const both = createForecaster(branchOf('a', { services: [personal, corporate] }), 15).waitingMinutes(seats);
  const apart = [personal, corporate].map((service, s) =>
    createForecaster(branchOf('a', { services: [service] }), 15).waitingMinutes(
      seats.filter(({ services }) => services === 1 << s).map((seat) => ({ ...seat, services: 1 })),
    ),
  );
  assert.ok(Math.abs(both - apart[0]! - apart[1]!) < 1e-6);
});

test('windows with one helper: optimistic, by less than a quarter under load', () => {
  const services = [
    serviceOf({ code: 'P', arrivals: Array(8).fill(8), waiting: 4 }),
    serviceOf({ code: 'C', arrivals: Array(8).fill(3), serviceMinutes: 8, waiting: 2 }),
  ];
  const seats = [allDay(1), allDay(1), allDay(3), allDay(2)];
  const forecast = createForecaster(branchOf('a', { services }), 15).waitingMinutes(seats);
  const truth = simulated(services, seats);
  assert.ok(forecast < truth * 1.03, `${forecast} is above ${truth}`);
  assert.ok(forecast > truth * 0.75, `${forecast} is far below ${truth}`);
});

const anySeats = fc.array(
  fc.record({
    services: fc.integer({ min: 1, max: 7 }),
    from: fc.integer({ min: 0, max: 60 }),
    to: fc.constant(480),
  }),
  { maxLength: 5 },
);
const anyServices = fc.tuple(
  ...['P', 'C', 'K'].map((code) =>
    fc.record({
      code: fc.constant(code),
      waiting: fc.integer({ min: 0, max: 6 }),
      inService: fc.constant(0),
      arrivals: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 }),
      serviceMinutes: fc.integer({ min: 3, max: 10 }),
    }),
  ),
);

test('one more person never makes anybody wait longer', () => {
  fc.assert(
    fc.property(anyServices, anySeats, fc.integer({ min: 1, max: 7 }), (services, seats, skills) => {
      const forecaster = createForecaster(branchOf('a', { services }), 15);
      const more = forecaster.waitingMinutes([...seats, allDay(skills)]);
      assert.ok(more <= forecaster.waitingMinutes(seats) + 1e-6);
    }),
    { numRuns: 60 },
  );
});

test('a branch nobody comes to waits for nothing, however it is staffed', () => {
  const empty = createForecaster(
    branchOf('a', { services: [serviceOf({ arrivals: Array(8).fill(0) })] }),
    15,
  );
  assert.deepEqual(empty.outlook([]), {
    branchId: 'a',
    waitingMinutes: 0,
    queue: Array(9).fill(0),
    openWindows: 0,
    utilisation: 0,
  });
});
