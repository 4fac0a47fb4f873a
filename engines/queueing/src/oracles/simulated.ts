import { cobhamWaits } from '../formulas/cobham.ts';
import { erlangA } from '../formulas/erlang-a.ts';
import { erlangC } from '../formulas/erlang.ts';
import type { ArrivalStream, HallModel } from '../simulator/model.ts';
import { replicate } from '../simulator/replicate.ts';
import type { Estimate } from '../simulator/replicate.ts';
import type { HallResult } from '../simulator/results.ts';
import type { QueueStrategy } from '../strategy/types.ts';

/** What a formula says and what the general simulator finds, with a 99 % interval over its replications. */
export interface SimulatedOracle {
  readonly name: string;
  readonly theory: number;
  readonly estimate: Estimate;
  readonly isInside: boolean;
}

export interface SimulationEffort {
  readonly replications: number;
  /** Customers of each replication, about; a tenth of them warm it up. */
  readonly customers: number;
  readonly seed: number;
}

/** Priority classes: the first so far ahead that nobody of the second is ever called before it. */
const strategy: QueueStrategy = {
  version: 1,
  name: 'strict priority',
  classes: ['first', 'second'].map((code, place) => ({
    code,
    name: code,
    nameEn: code,
    startingCredit: place === 0 ? 1e9 : 0,
    creditPerMinute: 1,
    guaranteedWaitMinutes: null,
  })),
  rules: [{ id: 'all', when: {}, classCode: 'second' }],
  profiles: [{ code: 'all', name: 'all', nameEn: 'all', tiers: [{ serviceCodes: 'any' }], helpOut: [] }],
};

/** Erlang C, Erlang A and Cobham, found again by events. At least twenty replications are asked of `effort`. */
export function simulatedOracles(effort: SimulationEffort): SimulatedOracle[] {
  return [
    ...erlang(effort),
    ...cobham(effort, { name: 'Cobham n = 3', arrivals: [1, 1.5], servers: 3 }),
    ...cobham(effort, { name: 'Cobham n = 1', arrivals: [0.2, 0.3], servers: 1 }),
  ];
}

function erlang(effort: SimulationEffort): SimulatedOracle[] {
  const two = erlangC({ arrivalsPerHour: 900, meanServiceMinutes: 0.1, servers: 2 });
  if ('refused' in two) throw new Error('refused');
  const call = { arrivalsPerHour: 200, meanServiceMinutes: 3, servers: 14, meanPatienceMinutes: 5 };
  const large = { arrivalsPerHour: 2_880, meanServiceMinutes: 1, servers: 50, meanPatienceMinutes: 2 };
  return [
    ...checked('M/M/2', hall(effort, { rates: [0, 15], service: 0.1, servers: 2, patience: null }), effort, {
      'mean wait': { theory: two.meanWaitMinutes, figure: ({ all }) => all.meanWaitMinutes },
    }),
    ...[call, large].flatMap((input) => {
      const theory = erlangA(input);
      const model = hall(effort, {
        rates: [0, input.arrivalsPerHour / 60],
        service: input.meanServiceMinutes,
        servers: input.servers,
        patience: input.meanPatienceMinutes,
      });
      return checked(`Erlang A, n = ${input.servers}`, model, effort, {
        'share leaving': {
          theory: theory.abandonProbability,
          figure: ({ all }) => all.abandoned / all.arrived,
        },
        'mean wait of the served': {
          theory: theory.meanServedWaitMinutes,
          figure: ({ all }) => all.meanWaitMinutes,
        },
        'mean number waiting': { theory: theory.meanWaiting, figure: ({ all }) => all.meanWaiting },
      });
    }),
  ];
}

function cobham(
  effort: SimulationEffort,
  { name, arrivals, servers }: { name: string; arrivals: readonly [number, number]; servers: number },
): SimulatedOracle[] {
  const waits = cobhamWaits({
    arrivalsPerHour: arrivals.map((rate) => rate * 60),
    meanServiceMinutes: 1,
    servers,
  });
  if ('refused' in waits) throw new Error('refused');
  return checked(name, hall(effort, { rates: arrivals, service: 1, servers, patience: null }), effort, {
    'first class': { theory: waits[0]!, figure: ({ byClass }) => byClass.get('first')!.meanWaitMinutes },
    'second class': { theory: waits[1]!, figure: ({ byClass }) => byClass.get('second')!.meanWaitMinutes },
  });
}

function checked(
  name: string,
  model: HallModel,
  { replications, seed }: SimulationEffort,
  checks: Readonly<Record<string, { theory: number; figure: (result: HallResult) => number | null }>>,
): SimulatedOracle[] {
  const figures = Object.fromEntries(Object.entries(checks).map(([check, { figure }]) => [check, figure]));
  const found = replicate(model, { replications, seed, confidence: 0.99 }, figures);
  return Object.entries(checks).map(([check, { theory }]) => {
    const estimate = found[check]!;
    return {
      name: `${name}: ${check}`,
      theory,
      estimate,
      isInside: estimate.low <= theory && theory <= estimate.high,
    };
  });
}

/** Rates per minute of the two classes, service and patience in minutes. */
function hall(
  { customers }: SimulationEffort,
  input: { rates: readonly [number, number]; service: number; servers: number; patience: number | null },
): HallModel {
  const minutes = customers / (input.rates[0] + input.rates[1]);
  const stream = (classCode: string, rate: number): ArrivalStream => ({
    kind: 'stream',
    classCode,
    perHour: [rate * 60],
    intervalMinutes: 60,
    services: [{ serviceCode: 'any', duration: { kind: 'exponential', meanMinutes: input.service } }],
    patience: input.patience === null ? null : { kind: 'exponential', meanMinutes: input.patience },
  });
  return {
    strategy,
    from: 0,
    until: minutes * 60_000,
    afterwards: 'stop',
    warmUpMinutes: minutes / 10,
    windows: Array.from({ length: input.servers }, (_, window) => ({
      windowId: `w${window}`,
      spans: [{ from: 0, until: Infinity, profileCode: 'all', mayTake: ['any'] }],
    })),
    arrivals: [stream('first', input.rates[0]), stream('second', input.rates[1])],
  };
}
