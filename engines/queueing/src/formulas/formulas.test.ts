import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  erlangA,
  erlangB,
  erlangC,
  loadOf,
  planServers,
  requiredServers,
  servedWithinA,
  servedWithinC,
} from './index.ts';
import { offeredLoad, squareRootServers } from './index.ts';

const anyStaffed = fc.record({
  arrivalsPerHour: fc.double({ min: 0.1, max: 600, noNaN: true }),
  meanServiceMinutes: fc.double({ min: 0.1, max: 30, noNaN: true }),
  servers: fc.integer({ min: 1, max: 120 }),
  meanPatienceMinutes: fc.double({ min: 0.2, max: 200, noNaN: true }),
});

test('no figure is ever NaN or out of its range: overload is refused without patience and answered with it', () => {
  fc.assert(
    fc.property(anyStaffed, fc.double({ min: 0, max: 60, noNaN: true }), (staffed, minutes) => {
      const c = erlangC(staffed);
      assert.equal('refused' in c, loadOf(staffed) >= staffed.servers);
      const a = erlangA(staffed);
      const { served, waiting } = servedWithinA(staffed, minutes);
      for (const share of [a.waitProbability, a.abandonProbability, a.occupancy, served, waiting])
        assert.ok(share >= -1e-9 && share <= 1 + 1e-9, `${share} of ${JSON.stringify(staffed)}`);
      assert.ok(a.meanWaitMinutes >= 0 && a.meanWaitMinutes <= staffed.meanPatienceMinutes + 1e-9);
      // Work done = work brought by those who stay; Little's law.
      assert.ok(
        Math.abs(a.occupancy * staffed.servers - loadOf(staffed) * (1 - a.abandonProbability)) <
          1e-6 * staffed.servers,
      );
    }),
    { numRuns: 200 },
  );
});

test('Erlang A with endless patience is Erlang C', () => {
  const staffed = { arrivalsPerHour: 200, meanServiceMinutes: 3, servers: 14 };
  const c = erlangC(staffed);
  const a = erlangA({ ...staffed, meanPatienceMinutes: 1e8 });
  assert.ok(!('refused' in c));
  assert.ok(Math.abs(a.waitProbability - c.waitProbability) < 1e-6);
  assert.ok(Math.abs(a.meanWaitMinutes - c.meanWaitMinutes) < 1e-6);
  const within = servedWithinC(staffed, 0.5);
  assert.ok(
    typeof within === 'number' &&
      Math.abs(servedWithinA({ ...staffed, meanPatienceMinutes: 1e8 }, 0.5).served - within) < 1e-6,
  );
});

test('in the end everybody is served or has left, and the mean wait is the area over those still waiting', () => {
  const staffed = { arrivalsPerHour: 240, meanServiceMinutes: 3, servers: 11, meanPatienceMinutes: 4 };
  const a = erlangA(staffed);
  const late = servedWithinA(staffed, 500);
  assert.ok(Math.abs(late.served - (1 - a.abandonProbability)) < 1e-9);
  assert.ok(late.waiting < 1e-9);
  let area = 0;
  const step = 0.002;
  for (let minutes = step / 2; minutes < 60; minutes += step)
    area += servedWithinA(staffed, minutes).waiting * step;
  assert.ok(Math.abs(area - a.meanWaitMinutes) < 1e-5, `${area} ${a.meanWaitMinutes}`);
});

test('Erlang B falls with servers and stays exact at a thousand erlangs', () => {
  assert.equal(erlangB(2, 0), 1);
  assert.ok(Math.abs(erlangB(1, 2) - 0.2) < 1e-15);
  assert.ok(erlangB(1_000, 1_000) > 0.024 && erlangB(1_000, 1_000) < 0.026);
});

test('one server fewer than required misses the target', () => {
  fc.assert(
    fc.property(anyStaffed, fc.double({ min: 0.3, max: 0.98, noNaN: true }), (staffed, share) => {
      const target = { served: { share, withinMinutes: 2 }, abandonProbability: 0.1 };
      const answer = requiredServers({ ...staffed, target });
      assert.ok(!('refused' in answer));
      assert.ok(answer.servedWithin! >= share && answer.figures.abandonProbability <= 0.1);
      if (answer.servers === 0) return;
      const fewer = { ...staffed, servers: answer.servers - 1 };
      const missesWait = servedWithinA(fewer, 2).served < share;
      assert.ok(missesWait || erlangA(fewer).abandonProbability > 0.1);
    }),
    { numRuns: 50 },
  );
});

test('a target out of reach is refused with the best there is, a wrong question is an error', () => {
  const demand = { arrivalsPerHour: 600, meanServiceMinutes: 6, meanPatienceMinutes: 10 };
  const answer = requiredServers({ ...demand, target: { abandonProbability: 0.05 }, atMost: 40 });
  assert.ok('refused' in answer && answer.best !== null && answer.best.figures.abandonProbability > 0.05);
  const overloaded = requiredServers({
    ...demand,
    meanPatienceMinutes: null,
    target: { meanWaitMinutes: 5 },
    atMost: 40,
  });
  assert.deepEqual(overloaded, { refused: 'outOfReach', atMost: 40, best: null });
  assert.throws(() => requiredServers({ ...demand, target: {} }), RangeError);
  assert.throws(
    () => requiredServers({ ...demand, meanPatienceMinutes: null, target: { abandonProbability: 0.1 } }),
    RangeError,
  );
  assert.throws(() => erlangC({ arrivalsPerHour: -1, meanServiceMinutes: 3, servers: 2 }), RangeError);
  assert.throws(() => erlangC({ arrivalsPerHour: NaN, meanServiceMinutes: 3, servers: 2 }), RangeError);
});

test('square-root staffing: 100 erlangs and β = 1.06 need 111', () => {
  assert.equal(squareRootServers(100, 1.06), 111);
  assert.equal(squareRootServers(0, 1), 0);
});

test('offered load of a steady rate becomes λ E[S], for every kind of service; exponential services follow dm/dt = λ − μm', () => {
  const perHour = [0, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60];
  for (const service of [
    { kind: 'constant', minutes: 6 },
    { kind: 'exponential', meanMinutes: 6 },
    { kind: 'lognormal', meanMinutes: 6, variation: 0.8 },
    { kind: 'measured', minutes: [2, 4, 12] },
  ] as const) {
    const at = (minute: number): number => offeredLoad({ perHour, intervalMinutes: 30, service }, minute);
    assert.equal(at(30), 0);
    assert.ok(Math.abs(at(320) - 6) < 0.02, `${service.kind} ${at(320)}`);
  }
  const exponential = {
    perHour,
    intervalMinutes: 30,
    service: { kind: 'exponential', meanMinutes: 6 },
  } as const;
  assert.ok(Math.abs(offeredLoad(exponential, 40) - 6 * (1 - Math.exp(-10 / 6))) < 1e-12);
});

test('with long services the load comes after the arrivals: only offered load staffs the hour that needs it', () => {
  const plan = (method: 'sipp' | 'lagSipp' | 'offeredLoad'): number[] =>
    planServers({
      perHour: [10, 60, 10, 0],
      intervalMinutes: 60,
      service: { kind: 'exponential', meanMinutes: 60 },
      meanPatienceMinutes: 30,
      target: { abandonProbability: 0.05 },
      method,
    }).map(({ requirement }) => ('refused' in requirement ? -1 : requirement.servers));
  const [sipp, lag, mol] = [plan('sipp'), plan('lagSipp'), plan('offeredLoad')];
  assert.equal(sipp[3], 0);
  assert.ok(mol[3]! > 10, `${mol.join(' ')}`);
  assert.deepEqual(lag.slice(1), sipp.slice(0, 3));
  assert.ok(mol[1]! < sipp[1]!);
});
