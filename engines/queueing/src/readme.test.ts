import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { erlangA, loadOf, planServers, requiredServers } from './formulas/index.ts';
import type { StaffingMethod } from './formulas/index.ts';
import { predictLiveWait } from './prediction/index.ts';
import { replicate } from './simulator/index.ts';
import { defaultStrategy } from './strategy/index.ts';

const demand = { arrivalsPerHour: 40, meanServiceMinutes: 6, meanPatienceMinutes: 20 };
const target = { served: { share: 0.8, withinMinutes: 5 }, abandonProbability: 0.05 };
const service = { kind: 'exponential', meanMinutes: 6 } as const;

test('the numbers of the worked example are those the engine computes', () => {
  const needed = requiredServers({ ...demand, target });
  assert.ok(!('refused' in needed));
  const figures = erlangA({ ...demand, servers: needed.servers });
  const found: Record<string, string> = {
    'offered load': `${loadOf(demand)} erlangs`,
    'windows (Erlang A)': `${needed.servers}`,
    'then served within 5 min': percent(needed.servedWithin ?? 0, 1),
    'then leaving': percent(figures.abandonProbability, 2),
    'then mean wait of the served': `${figures.meanServedWaitMinutes.toFixed(3)} min`,
    'with 5 windows leaving': percent(erlangA({ ...demand, servers: 5 }).abandonProbability, 2),
    'the same six by simulation, leaving, 20 × 19 days, 99 %': simulated(),
    '20, 40, 60, 40, 20 an hour by half hours: windows by SIPP': planned('sipp'),
    'the same by offered load': planned('offeredLoad'),
    'six ahead, median service 5 min, three windows serving for 1, 3 min 20 s and 6 min 40 s: P50, P80, P90':
      predicted(),
  };
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const rows = readme
    .slice(readme.indexOf('## Worked example'), readme.indexOf('## Formulas'))
    .matchAll(/^\| (.+) \| (.+) \|$/gm);
  const told = Object.fromEntries([...rows].map(([, question, answer]) => [question, answer]).slice(1));
  assert.deepEqual(told, found);
});

function simulated(): string {
  const { leaving } = replicate(
    {
      strategy: defaultStrategy(),
      from: 0,
      until: 20 * 480 * 60_000,
      afterwards: 'stop',
      warmUpMinutes: 480,
      windows: Array.from({ length: 6 }, (_, window) => ({
        windowId: `w${window}`,
        spans: [{ from: 0, until: Infinity, profileCode: 'all', mayTake: ['cash'] }],
      })),
      arrivals: [
        {
          kind: 'stream',
          classCode: 'ordinary',
          perHour: [demand.arrivalsPerHour],
          intervalMinutes: 60,
          services: [{ serviceCode: 'cash', duration: service }],
          patience: { kind: 'exponential', meanMinutes: demand.meanPatienceMinutes },
        },
      ],
    },
    { replications: 20, seed: 1, confidence: 0.99 },
    { leaving: ({ all }) => all.abandoned / all.arrived },
  );
  return `${(100 * leaving.low).toFixed(2)} to ${percent(leaving.high, 2)}`;
}

function planned(method: StaffingMethod): string {
  const perHour = [20, 40, 60, 40, 20];
  return planServers({ perHour, intervalMinutes: 30, service, meanPatienceMinutes: 20, target, method })
    .map(({ requirement }) => ('refused' in requirement ? '–' : requirement.servers))
    .join(' ');
}

function predicted(): string {
  const wait = predictLiveWait({
    aheadMedians: Array.from({ length: 6 }, () => 300),
    windows: [60, 200, 400].map((elapsedSeconds) => ({ elapsedSeconds, medianServiceSeconds: 300 })),
    errors: [],
  });
  return 'noWindow' in wait ? 'no window' : `${wait.p50Seconds}, ${wait.p80Seconds}, ${wait.p90Seconds} s`;
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`;
}
