import { requireCount } from '../problem.ts';
import { bias, wape, type Pairs } from './measures.ts';

/** Whether a forecast has stopped fitting, in numbers a screen can show. */
export interface Drift {
  /** WAPE of the recent pairs ÷ WAPE of the earlier ones; null when one of them is unknown. */
  readonly errorRatio: number | null;
  /** Tracking signal of the recent pairs, −1 … 1: Σ errors ÷ Σ |errors| (Trigg 1964); ±1 = always on one side. */
  readonly trackingSignal: number | null;
  /** Errors half as large again as they were, or nine tenths of them on one side. */
  readonly hasDrifted: boolean;
}

const RATIO_LIMIT = 1.5;
const SIGNAL_LIMIT = 0.9;

/** Compares the last `recent` pairs with those before; fewer than `recent` known recent pairs never flag. */
export function detectDrift({ actual, forecast }: Pairs, recent = 14): Drift {
  requireCount('recent', recent, 1);
  const errors: [number, number][] = [];
  for (let index = 0; index < Math.min(actual.length, forecast.length); index += 1) {
    if (!Number.isNaN(actual[index]!)) errors.push([actual[index]!, forecast[index]!]);
  }
  const late = unzip(errors.slice(-recent));
  const early = unzip(errors.slice(0, -recent));
  const lateError = wape(late);
  const earlyError = wape(early);
  const lateBias = bias(late);
  const errorRatio =
    lateError === null || earlyError === null || earlyError === 0 ? null : lateError / earlyError;
  const trackingSignal =
    lateBias === null || lateError === null || lateError === 0 ? null : lateBias / lateError;
  const enough = errors.length >= recent;
  return {
    errorRatio,
    trackingSignal,
    hasDrifted:
      enough &&
      ((errorRatio !== null && errorRatio > RATIO_LIMIT) ||
        (trackingSignal !== null && Math.abs(trackingSignal) > SIGNAL_LIMIT)),
  };
}

const unzip = (pairs: readonly [number, number][]): Pairs => ({
  actual: pairs.map(([actual]) => actual),
  forecast: pairs.map(([, forecast]) => forecast),
});
