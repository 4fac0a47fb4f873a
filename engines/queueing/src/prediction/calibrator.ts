import { quantileNames, shares } from './wait-model.ts';
import type { QuantileName, WaitQuantiles } from './wait-model.ts';

/**
 * Keeps quantiles honest while days change: after every wait that has ended, each quantile is stretched a little if it was
 * exceeded and shrunk a little if not, so that in the long run it is exceeded as often as it says, whatever happens
 * (I. Gibbs, E. Candès, "Adaptive conformal inference under distribution shift", NeurIPS 34 (2021), on the logarithm).
 */
export class WaitCalibrator {
  readonly #logs: Record<QuantileName, number> = { p10: 0, p50: 0, p80: 0, p90: 0 };
  readonly #step: number;

  /** `step`: how far one wait moves a quantile; 0 never. 0.01 follows a change within about a hundred waits. */
  constructor(step: number) {
    this.#step = step;
  }

  adjust(quantiles: WaitQuantiles): WaitQuantiles {
    const at = (name: QuantileName): number => quantiles[name] * Math.exp(this.#logs[name]);
    const p10 = at('p10');
    const p50 = Math.max(p10, at('p50'));
    const p80 = Math.max(p50, at('p80'));
    return { p10, p50, p80, p90: Math.max(p80, at('p90')) };
  }

  /** A wait has ended: what had been answered (adjusted) and how long it was. */
  learn(answered: WaitQuantiles, seconds: number): void {
    for (const name of quantileNames) {
      const exceeded = seconds > answered[name] ? 1 : 0;
      this.#logs[name] += this.#step * (exceeded - (1 - shares[name]));
    }
  }
}
