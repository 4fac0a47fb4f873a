import { defaultStrategy } from '../strategy/default-strategy.ts';
import type { ArrivalStream, HallModel, WindowPlan } from './model.ts';

export const minute = 60_000;

/** Windows that are always open. */
export function alwaysOpen(...skills: readonly (readonly string[])[]): WindowPlan[] {
  return skills.map((mayTake, window) => ({
    windowId: `w${window}`,
    spans: [{ from: 0, until: Infinity, profileCode: 'all', mayTake }],
  }));
}

export function stream(serviceCode: string, over: Partial<ArrivalStream> = {}): ArrivalStream {
  return {
    kind: 'stream',
    classCode: 'ordinary',
    perHour: [30],
    intervalMinutes: 60,
    services: [{ serviceCode, duration: { kind: 'exponential', meanMinutes: 4 } }],
    patience: null,
    ...over,
  };
}

export function hall(over: Partial<HallModel>): HallModel {
  return {
    strategy: defaultStrategy(),
    from: 0,
    until: 480 * minute,
    afterwards: 'serve',
    windows: alwaysOpen(['personal', 'cash'], ['personal', 'cash'], ['personal', 'cash']),
    arrivals: [stream('personal')],
    ...over,
  };
}
