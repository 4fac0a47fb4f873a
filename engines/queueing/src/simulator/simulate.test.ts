import assert from 'node:assert/strict';
import { test } from 'node:test';
import { erlangC } from '../formulas/erlang.ts';
import { positionAt } from '../strategy/positions.ts';
import { findOrderViolation } from '../strategy/find-order-violation.ts';
import { classNamed, strategyOf } from '../strategy/strategy.fixtures.ts';
import type { WaitingTicket } from '../strategy/call-types.ts';
import type { ListedVisit } from './model.ts';
import { compareModels, replicate, simulate } from './index.ts';
import { alwaysOpen, hall, minute, stream } from './simulator.fixtures.ts';

const plan = { replications: 20, seed: 5, confidence: 0.99 };
const long = { until: 30_000 * minute, afterwards: 'stop', warmUpMinutes: 2_000 } as const;

function delay(arrivalsPerHour: number, meanServiceMinutes: number, servers: number): number {
  const figures = erlangC({ arrivalsPerHour, meanServiceMinutes, servers });
  return 'refused' in figures ? NaN : figures.meanWaitMinutes;
}

test('N-design: when everybody is in the flexible pool it is one M/M/n', () => {
  const model = hall({
    ...long,
    windows: alwaysOpen(['personal', 'cash'], ['personal', 'cash'], ['personal', 'cash']),
    arrivals: [stream('personal', { perHour: [20] }), stream('cash', { perHour: [16] })],
  });
  const { wait } = replicate(model, plan, { wait: ({ all }) => all.meanWaitMinutes });
  const theory = delay(36, 4, 3);
  assert.ok(wait.low <= theory && theory <= wait.high, `${theory} not in ${wait.low} to ${wait.high}`);
});

test('X-design: without overlap the pools are independent M/M/n', () => {
  const model = hall({
    ...long,
    windows: alwaysOpen(['personal'], ['personal'], ['cash']),
    arrivals: [stream('personal', { perHour: [24] }), stream('cash', { perHour: [10] })],
  });
  const found = replicate(model, plan, {
    personal: ({ byService }) => byService.get('personal')!.meanWaitMinutes,
    cash: ({ byService }) => byService.get('cash')!.meanWaitMinutes,
  });
  for (const [service, theory] of [
    ['personal', delay(24, 4, 2)],
    ['cash', delay(10, 4, 1)],
  ] as const)
    assert.ok(
      found[service].low <= theory && theory <= found[service].high,
      `${service}: ${theory} not in ${found[service].low} to ${found[service].high}`,
    );
});

test('nobody who is served has waited beyond a constant patience, and everybody who leaves has waited exactly it', () => {
  const waits: { outcome: string; waitMs: number }[] = [];
  simulate(
    hall({
      windows: alwaysOpen(['personal']),
      arrivals: [stream('personal', { patience: { kind: 'constant', minutes: 6 } })],
    }),
    3,
    (wait) => waits.push(wait),
  );
  const left = waits.filter(({ outcome }) => outcome === 'abandoned');
  assert.ok(left.length > 20);
  for (const { waitMs } of left) assert.ok(Math.abs(waitMs - 6 * minute) < 1e-6);
  for (const { waitMs } of waits) assert.ok(waitMs <= 6 * minute + 1e-6);
});

const visit = (at: number, over: Partial<ListedVisit> = {}): ListedVisit => ({
  at: at * minute,
  classCode: 'ordinary',
  services: [{ serviceCode: 'personal', minutes: 10 }],
  patienceMinutes: null,
  ...over,
});

function waitsOf(...args: Parameters<typeof simulate>): number[] {
  const waits: number[] = [];
  simulate(args[0], args[1], ({ key, waitMs }) => (waits[key] = (waits[key] ?? 0) + waitMs / minute));
  return waits;
}

test('a break lets who is being served finish and keeps the others waiting; a no-show costs its minutes', () => {
  const windows = [
    {
      windowId: 'w',
      spans: [
        { from: 0, until: 15 * minute, profileCode: 'all', mayTake: ['personal'] },
        { from: 45 * minute, until: 60 * minute, profileCode: 'all', mayTake: ['personal'] },
      ],
    },
  ];
  const visits = [visit(0), visit(1, { noShowMinutes: 2 }), visit(2), visit(3), visit(4), visit(5)];
  // 0–10, in vain until 12, 12–22 over the beginning of the break, then from 45; the last one after the plan has ended.
  assert.deepEqual(
    waitsOf(hall({ windows, arrivals: [{ kind: 'list', visits }] }), 1),
    [0, 9, 10, 42, 51, 60],
  );
});

test('a second service goes on at once at a window that may take it, else it waits with its old place', () => {
  const twice = {
    services: [
      { serviceCode: 'personal', minutes: 10 },
      { serviceCode: 'cash', minutes: 5 },
    ],
  };
  const visits = [
    visit(0, twice),
    visit(1, { services: [{ serviceCode: 'cash', minutes: 20 }] }),
    visit(2, { services: [{ serviceCode: 'cash', minutes: 1 }] }),
  ];
  const arrivals = [{ kind: 'list' as const, visits }];
  assert.deepEqual(waitsOf(hall({ windows: alwaysOpen(['personal', 'cash']), arrivals }), 1), [0, 14, 33]);
  // Its own window takes no cash: the other is free at 21, and its place of minute 0 is before that of minute 2.
  assert.deepEqual(waitsOf(hall({ windows: alwaysOpen(['personal'], ['cash']), arrivals }), 1), [11, 0, 24]);
});

test('a window that stands idle is woken by a help-out rule as soon as waiting exceeds its minutes', () => {
  const strategy = strategyOf([classNamed('ordinary')], {
    tiers: [{ serviceCodes: ['cash'] }],
    helpOut: [
      { when: { serviceCode: 'personal', waitMinutesOver: 5 }, serviceCodes: ['personal'], rank: 'after' },
    ],
  });
  const windows = [
    { windowId: 'w', spans: [{ from: 0, until: Infinity, profileCode: 'p', mayTake: ['personal', 'cash'] }] },
  ];
  const [first, second] = waitsOf(
    hall({ strategy, windows, arrivals: [{ kind: 'list', visits: [visit(0), visit(3)] }] }),
    1,
  );
  assert.ok(Math.abs(first! - 5) < 1e-4, `${first}`);
  assert.ok(Math.abs(second! - 12) < 1e-4, `${second}`);
});

test('every call of a simulated day is the strategy’s, judged by the independent checker', () => {
  const model = hall({
    arrivals: ['personal', 'cash'].flatMap((service) =>
      ['ordinary', 'vip', 'elder'].map((classCode) => stream(service, { classCode, perHour: [9] })),
    ),
    windows: alwaysOpen(['personal', 'cash'], ['personal', 'cash'], ['personal', 'cash']),
  });
  const visits = recorded(model);
  const list = { ...model, arrivals: [{ kind: 'list' as const, visits }] };
  const waiting = new Map<number, WaitingTicket>();
  const calls: { key: number; at: number }[] = [];
  simulate(list, 1, ({ key, waitMs }) => calls.push({ key, at: visits[key]!.at + waitMs }));
  let came = 0;
  for (const { key, at } of calls) {
    for (; came < visits.length && visits[came]!.at <= at; came += 1) {
      const { classCode, services } = visits[came]!;
      waiting.set(came, {
        ticketId: String(came).padStart(5, '0'),
        serviceCode: services[0]!.serviceCode,
        classCode,
        position: positionAt(visits[came]!.at),
      });
    }
    const called = waiting.get(key)!.ticketId;
    assert.equal(
      findOrderViolation(model.strategy, {
        profileCode: 'all',
        mayTake: ['personal', 'cash'],
        waiting: [...waiting.values()],
        called,
        now: at,
      }),
      null,
    );
    waiting.delete(key);
  }
  assert.ok(calls.length > 300);
});

/** The customers of a model, as a list. */
function recorded({ arrivals }: ReturnType<typeof hall>): ListedVisit[] {
  return arrivals
    .flatMap((entry, place) =>
      entry.kind === 'list'
        ? entry.visits
        : Array.from({ length: 70 }, (_, number) => ({
            at: Math.round(
              ((number + ((place * 37) % 10) / 10) * 6.6 + ((number * 7_919 + place) % 13) / 3) * minute,
            ),
            classCode: entry.classCode,
            services: [
              {
                serviceCode: entry.services[0]!.serviceCode,
                minutes: 1 + ((number * 31 + place * 17) % 67) / 10,
              },
            ],
            patienceMinutes: null,
          })),
    )
    .sort((a, b) => a.at - b.at);
}

test('paired runs tell a small difference that unpaired ones do not', () => {
  const before = hall({ arrivals: [stream('personal', { perHour: [42] })] });
  const quicker = hall({
    arrivals: [
      stream('personal', {
        perHour: [42],
        services: [{ serviceCode: 'personal', duration: { kind: 'exponential', meanMinutes: 3.9 } }],
      }),
    ],
  });
  const wait = { wait: ({ all }: ReturnType<typeof simulate>) => all.meanWaitMinutes };
  const paired = compareModels({ before, after: quicker }, plan, wait).wait;
  const [a, b] = [replicate(before, plan, wait).wait, replicate(quicker, { ...plan, seed: 6 }, wait).wait];
  assert.ok(paired.high < 0);
  assert.ok(paired.high - paired.low < (a.high - a.low + b.high - b.low) / 4);
});
