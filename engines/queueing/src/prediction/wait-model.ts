import { fitBoostedQuantile, predictBoosted } from './boosted-quantile.ts';
import type { BoostedQuantile, BoostingPlan } from './boosted-quantile.ts';

/** One wait that has ended in a call, with what was known when the question was asked. */
export interface WaitExample {
  /** Days are what is held back in choosing: examples of one day resemble each other. Ascending as text. */
  readonly day: string;
  readonly features: Float64Array;
  /** Seconds from the question to the call. */
  readonly seconds: number;
}

/** A wait in seconds that is not exceeded with this probability: P10 ≤ P50 ≤ P80 ≤ P90. */
export interface WaitQuantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p80: number;
  readonly p90: number;
}

export type QuantileName = keyof WaitQuantiles;

/** Plain data. */
export interface WaitModel {
  readonly quantiles: Readonly<
    Record<QuantileName, { readonly members: readonly BoostedQuantile[]; readonly factor: number }>
  >;
  /** How it was chosen, on days of the fit that the compared models had not seen. */
  readonly choice: { readonly plan: WaitPlan; readonly innerMaeSeconds: number; readonly tried: number };
}

export type WaitPlan = Pick<
  BoostingPlan,
  'trees' | 'depth' | 'learningRate' | 'leafRows' | 'rowShare' | 'featureShare'
>;

export const shares: Readonly<Record<QuantileName, number>> = { p10: 0.1, p50: 0.5, p80: 0.8, p90: 0.9 };
export const quantileNames = Object.keys(shares) as readonly QuantileName[];

const defaultWaitPlans: readonly WaitPlan[] = [
  { trees: 90, depth: 4, learningRate: 0.06, leafRows: 40, rowShare: 0.4, featureShare: 0.3 },
  { trees: 150, depth: 4, learningRate: 0.06, leafRows: 40, rowShare: 0.4, featureShare: 0.3 },
  { trees: 250, depth: 3, learningRate: 0.05, leafRows: 40, rowShare: 0.4, featureShare: 0.3 },
];
/** Models of different chance whose mean is taken. */
const members = 4;
/** Fewer will do to compare plans. */
const innerMembers = 2;
const innerSplits = 4;

/**
 * Learns waits from the past. Which plan is best, and how far each quantile must be stretched to cover as it says, is judged on
 * four inner splits in order of time (fit on the days before, look at the two days after), never on the days it is asked about
 * later; then everything is fitted again on all days. Needs at least six days; fewer are refused.
 */
export function fitWaitModel(
  examples: readonly WaitExample[],
  plans: readonly WaitPlan[] = defaultWaitPlans,
): WaitModel | { readonly refused: 'tooFewDays'; readonly days: number } {
  const days = [...new Set(examples.map(({ day }) => day))].sort();
  if (days.length < 6) return { refused: 'tooFewDays', days: days.length };
  const splits = splitsOf(examples, days);
  const judged = plans.map((plan) => ({ plan, mae: innerError(splits, plan) }));
  const best = judged.reduce((a, b) => (b.mae < a.mae ? b : a));
  const quantile = (name: QuantileName): WaitModel['quantiles'][QuantileName] => ({
    members: fitMembers(examples, best.plan, shares[name], members),
    // The median is judged by its error; only what promises a coverage is stretched to keep it.
    factor: name === 'p50' ? 1 : stretch(splits, best.plan, shares[name]),
  });
  return {
    quantiles: { p10: quantile('p10'), p50: quantile('p50'), p80: quantile('p80'), p90: quantile('p90') },
    choice: { plan: best.plan, innerMaeSeconds: best.mae, tried: plans.length },
  };
}

/** Seconds, in order. O(members × trees × depth): well under a millisecond. */
export function predictWait(model: WaitModel, features: Float64Array): WaitQuantiles {
  const raw = (name: QuantileName): number => {
    const { members: fitted, factor } = model.quantiles[name];
    return Math.max(0, factor * meanOf(fitted, features));
  };
  const p10 = raw('p10');
  const p50 = Math.max(p10, raw('p50'));
  const p80 = Math.max(p50, raw('p80'));
  return { p10, p50, p80, p90: Math.max(p80, raw('p90')) };
}

interface Split {
  readonly before: readonly WaitExample[];
  readonly after: readonly WaitExample[];
}

/** The last days of the fit in blocks, each with all days before it. */
function splitsOf(examples: readonly WaitExample[], days: readonly string[]): Split[] {
  const block = Math.max(1, Math.floor((days.length * 0.6) / innerSplits));
  return Array.from({ length: innerSplits }, (_, split) => {
    const end = days.length - (innerSplits - 1 - split) * block;
    const from = days[end - block]!;
    const until = days[end - 1]!;
    return {
      before: examples.filter(({ day }) => day < from),
      after: examples.filter(({ day }) => day >= from && day <= until),
    };
  }).filter(({ before, after }) => before.length > 0 && after.length > 0);
}

function innerError(splits: readonly Split[], plan: WaitPlan): number {
  const errors = splits.flatMap(({ before, after }) => {
    const fitted = fitMembers(before, plan, 0.5, innerMembers);
    return after.map(({ features, seconds }) => Math.abs(Math.max(0, meanOf(fitted, features)) - seconds));
  });
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/** The factor by which a quantile must be multiplied to cover its share of waits it had not seen (split conformal, Romano et al. 2019, as a ratio). */
function stretch(splits: readonly Split[], plan: WaitPlan, share: number): number {
  const ratios = splits.flatMap(({ before, after }) => {
    const fitted = fitMembers(before, plan, share, innerMembers);
    return after.map(({ features, seconds }) => seconds / Math.max(1, meanOf(fitted, features)));
  });
  ratios.sort((a, b) => a - b);
  return ratios[Math.min(ratios.length - 1, Math.ceil(share * (ratios.length + 1)) - 1)]!;
}

function fitMembers(
  examples: readonly WaitExample[],
  plan: WaitPlan,
  share: number,
  count: number,
): BoostedQuantile[] {
  const rows = examples.map(({ features }) => features);
  const outcome = Float64Array.from(examples, ({ seconds }) => seconds);
  return Array.from({ length: count }, (_, member) =>
    fitBoostedQuantile(rows, outcome, { ...plan, share, seed: member + 1 }),
  );
}

function meanOf(fitted: readonly BoostedQuantile[], features: Float64Array): number {
  let sum = 0;
  for (const member of fitted) sum += predictBoosted(member, features);
  return sum / fitted.length;
}
