import { quantileOf } from '../numbers/quantile.ts';
import { Random } from '../simulator/random.ts';

/** Small regression trees added up: one quantile of an outcome given some features. Plain data, so it can be kept as JSON. */
export interface BoostedQuantile {
  readonly share: number;
  readonly start: number;
  readonly trees: readonly BoostedTree[];
}

/** A complete binary tree: node i has the children 2i + 1 and 2i + 2. */
export interface BoostedTree {
  /** Feature each inner node asks for; −1: a leaf. */
  readonly feature: readonly number[];
  /** At most this goes left, as does what is not known (NaN). */
  readonly threshold: readonly number[];
  /** Already times the learning rate. */
  readonly value: readonly number[];
}

export interface BoostingPlan {
  /** Quantile to learn, in (0, 1). */
  readonly share: number;
  readonly trees: number;
  readonly depth: number;
  readonly learningRate: number;
  /** Fewest rows in a leaf. */
  readonly leafRows: number;
  /** Share of rows each tree sees, in (0, 1]. */
  readonly rowShare: number;
  /** Share of features each tree may ask for, in (0, 1]. */
  readonly featureShare: number;
  readonly seed: number;
}

const mostBins = 48;

/**
 * Gradient boosting for the pinball loss: J. H. Friedman, "Greedy function approximation: a gradient boosting machine", Annals
 * of Statistics 29 (2001) 1189–1232 (algorithm 4 with the quantile's loss: trees are grown on the sign of the residuals, each
 * leaf then takes the quantile of its residuals), "Stochastic gradient boosting" (2002) for the rows drawn. Splits are
 * sought among at most 48 bins of each feature. O(trees × depth × rows × features).
 */
export function fitBoostedQuantile(
  rows: readonly Float64Array[],
  outcome: Float64Array,
  plan: BoostingPlan,
): BoostedQuantile {
  if (rows.length === 0 || rows.length !== outcome.length)
    throw new RangeError('as many outcomes as rows are needed');
  const binned = binFeatures(rows);
  const random = new Random(plan.seed, rows.length);
  const start = quantileOf(Float64Array.from(outcome).sort(), plan.share);
  const fitted = new Float64Array(rows.length).fill(start);
  const gradient = new Float64Array(rows.length);
  const drawn = new Int32Array(rows.length);
  const trees: BoostedTree[] = [];
  for (let turn = 0; turn < plan.trees; turn += 1) {
    let count = 0;
    for (let row = 0; row < rows.length; row += 1) {
      gradient[row] = outcome[row]! > fitted[row]! ? plan.share : plan.share - 1;
      if (plan.rowShare >= 1 || random.share() < plan.rowShare) drawn[count++] = row;
    }
    const columns = binned.bins.map(() => plan.featureShare >= 1 || random.share() < plan.featureShare);
    const tree = growTree(binned, gradient, drawn.subarray(0, count), outcome, fitted, columns, plan);
    trees.push(tree);
    for (let row = 0; row < rows.length; row += 1) fitted[row] = fitted[row]! + walk(tree, rows[row]!);
  }
  return { share: plan.share, start, trees };
}

export function predictBoosted({ start, trees }: BoostedQuantile, features: Float64Array): number {
  let sum = start;
  for (let index = 0; index < trees.length; index += 1) sum += walk(trees[index]!, features);
  return sum;
}

function walk({ feature, threshold, value }: BoostedTree, features: Float64Array): number {
  let node = 0;
  for (;;) {
    const asked = feature[node]!;
    if (asked === -1) return value[node]!;
    node = features[asked]! > threshold[node]! ? 2 * node + 2 : 2 * node + 1;
  }
}

interface Binned {
  readonly cuts: readonly Float64Array[];
  /** Bin of each row, feature by feature. */
  readonly bins: readonly Uint8Array[];
}

function binFeatures(rows: readonly Float64Array[]): Binned {
  const features = rows[0]!.length;
  const cuts: Float64Array[] = [];
  const bins: Uint8Array[] = [];
  for (let feature = 0; feature < features; feature += 1) {
    const known = Float64Array.from(rows, (row) => row[feature]!)
      .filter((value) => !Number.isNaN(value))
      .sort();
    const at = Array.from(
      { length: mostBins - 1 },
      (_, cut) => known[Math.floor(((cut + 1) * known.length) / mostBins)],
    );
    const own = Float64Array.from(new Set(at.filter((value) => value !== undefined)));
    cuts.push(own);
    bins.push(Uint8Array.from(rows, (row) => binOf(own, row[feature]!)));
  }
  return { cuts, bins };
}

/** Number of cuts below the value. */
function binOf(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > cuts[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

function growTree(
  { cuts, bins }: Binned,
  gradient: Float64Array,
  rows: Int32Array,
  outcome: Float64Array,
  fitted: Float64Array,
  columns: readonly boolean[],
  plan: BoostingPlan,
): BoostedTree {
  const nodes = 2 ** (plan.depth + 1) - 1;
  const feature = Array.from<number>({ length: nodes }).fill(-1);
  const threshold = Array.from<number>({ length: nodes }).fill(0);
  const value = Array.from<number>({ length: nodes }).fill(0);
  const pending: { node: number; members: Int32Array }[] = [{ node: 0, members: rows }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, members } = next;
    const split =
      2 * node + 2 < nodes ? bestSplit(bins, cuts, gradient, members, columns, plan.leafRows) : null;
    if (split === null) {
      const residuals = Float64Array.from(members, (row) => outcome[row]! - fitted[row]!);
      value[node] = residuals.length === 0 ? 0 : plan.learningRate * quantileOf(residuals.sort(), plan.share);
      continue;
    }
    feature[node] = split.feature;
    threshold[node] = cuts[split.feature]![split.bin]!;
    const column = bins[split.feature]!;
    pending.push(
      { node: 2 * node + 1, members: members.filter((row) => column[row]! <= split.bin) },
      { node: 2 * node + 2, members: members.filter((row) => column[row]! > split.bin) },
    );
  }
  return { feature, threshold, value };
}

const sums = new Float64Array(mostBins);
const counts = new Int32Array(mostBins);

/** The split that separates the gradients most: largest G²/n on both sides. */
function bestSplit(
  bins: readonly Uint8Array[],
  cuts: readonly Float64Array[],
  gradient: Float64Array,
  members: Int32Array,
  columns: readonly boolean[],
  leafRows: number,
): { feature: number; bin: number } | null {
  if (members.length < 2 * leafRows) return null;
  let total = 0;
  for (const row of members) total += gradient[row]!;
  let best: { feature: number; bin: number } | null = null;
  let bestGain = (total * total) / members.length + 1e-9;
  for (let feature = 0; feature < bins.length; feature += 1) {
    if (!columns[feature]!) continue;
    const column = bins[feature]!;
    const last = cuts[feature]!.length;
    sums.fill(0);
    counts.fill(0);
    for (let index = 0; index < members.length; index += 1) {
      const row = members[index]!;
      const bin = column[row]!;
      sums[bin] = sums[bin]! + gradient[row]!;
      counts[bin] = counts[bin]! + 1;
    }
    let left = 0;
    let leftCount = 0;
    for (let bin = 0; bin < last; bin += 1) {
      left += sums[bin]!;
      leftCount += counts[bin]!;
      const rightCount = members.length - leftCount;
      if (leftCount < leafRows || rightCount < leafRows) continue;
      const right = total - left;
      const gain = (left * left) / leftCount + (right * right) / rightCount;
      if (gain > bestGain) {
        bestGain = gain;
        best = { feature, bin };
      }
    }
  }
  return best;
}
