/** One observed wait: ended because the caller hung up, or cut short by an answer (their patience was longer). */
export interface ObservedWait {
  readonly seconds: number;
  readonly hungUp: boolean;
}

/** A step of the survival curve: the share of callers still waiting after this many seconds, had nobody been answered. */
export interface SurvivalStep {
  readonly seconds: number;
  readonly survival: number;
}

/**
 * Product-limit estimate of patience (Kaplan & Meier, J. Amer. Statist. Assoc. 53, 1958): at each second in which somebody
 * hung up, survival shrinks by those who did over those still waiting then. Steps ascend in time. O(n log n).
 */
export function survivalOf(waits: readonly ObservedWait[]): SurvivalStep[] {
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let atRisk = waits.length;
  const bySecond = Map.groupBy(waits, ({ seconds }) => seconds);
  for (const seconds of [...bySecond.keys()].sort((a, b) => a - b)) {
    const ending = bySecond.get(seconds)!;
    const hungUp = ending.filter((wait) => wait.hungUp).length;
    if (hungUp > 0) {
      survival *= 1 - hungUp / atRisk;
      steps.push({ seconds, survival });
    }
    atRisk -= ending.length;
  }
  return steps;
}

/**
 * Patience of somebody known to have waited `waited` seconds without hanging up: drawn from the curve beyond that wait.
 * `share` in [0, 1) picks the quantile. Null: longer than anybody was seen to wait, so they stay until they are served.
 */
export function drawBeyond(steps: readonly SurvivalStep[], waited: number, share: number): number | null {
  const survived = steps.findLast(({ seconds }) => seconds <= waited)?.survival ?? 1;
  const target = (1 - share) * survived;
  const step = steps.find(({ seconds, survival }) => seconds > waited && survival < target);
  return step?.seconds ?? null;
}
