import { ForecastProblem, requireAmount } from '../problem.ts';

/** A node of the tree service → branch → region → bank with its own forecast for one day or slot. */
export interface ForecastNode {
  readonly id: string;
  /** The node it is part of; null for a root. */
  readonly parentId: string | null;
  /** Base forecast ≥ 0. */
  readonly value: number;
  /** Variance of its back-test errors, units²; the larger, the more it gives way. 0: held as it is if the others allow. */
  readonly variance: number;
}

/**
 * Makes forecasts of a tree add up. Minimises Σ (x − value)² ÷ variance over all coherent x: generalised least squares
 * with diagonal covariance, "WLS" in Wickramasuriya, Athanasopoulos & Hyndman, J. Amer. Statist. Assoc. 114 (2019)
 * 804–819. On a tree two sweeps solve it exactly, in time linear in nodes: upward each node joins its own forecast with
 * the sum of its children in inverse proportion to variance; downward the difference is shared in proportion to
 * variance. Where a share would fall below 0 it is held at 0 and the rest shared among the others, so sums stay exact
 * and nothing is negative (then no longer the exact optimum of the whole tree, but of each family given its total).
 * Answers a value for each id.
 */
export function reconcile(nodes: readonly ForecastNode[]): Map<string, number> {
  const families = layFamilies(nodes);
  const order = fromRoots(nodes, families);
  const joined = new Map<string, { mean: number; variance: number }>();
  for (const node of order.toReversed()) {
    const children = families.get(node.id) ?? [];
    joined.set(
      node.id,
      children.length === 0 ? { mean: node.value, variance: node.variance } : join(node, children, joined),
    );
  }
  const result = new Map<string, number>();
  for (const node of order) {
    if (node.parentId === null) result.set(node.id, Math.max(0, joined.get(node.id)!.mean));
    const children = families.get(node.id) ?? [];
    if (children.length === 0) continue;
    const shares = shareOut(
      result.get(node.id)!,
      children.map(({ id }) => joined.get(id)!),
    );
    children.forEach(({ id }, place) => result.set(id, shares[place]!));
  }
  return result;
}

type Estimate = { readonly mean: number; readonly variance: number };

function layFamilies(nodes: readonly ForecastNode[]): Map<string, ForecastNode[]> {
  const ids = new Set<string>();
  for (const { id, value, variance } of nodes) {
    if (ids.has(id)) throw new ForecastProblem('forecast.wrong_shape', `two nodes are named ${id}`);
    ids.add(id);
    requireAmount(`value of ${id}`, value);
    requireAmount(`variance of ${id}`, variance);
  }
  const families = new Map<string, ForecastNode[]>();
  for (const node of nodes) {
    if (node.parentId === null) continue;
    if (!ids.has(node.parentId))
      throw new ForecastProblem(
        'forecast.wrong_shape',
        `${node.id} is part of ${node.parentId}, which is missing`,
      );
    const family = families.get(node.parentId);
    if (family) family.push(node);
    else families.set(node.parentId, [node]);
  }
  return families;
}

/** Parents before children; throws when some node hangs on no root. */
function fromRoots(
  nodes: readonly ForecastNode[],
  families: ReadonlyMap<string, readonly ForecastNode[]>,
): ForecastNode[] {
  const order = nodes.filter(({ parentId }) => parentId === null);
  for (let place = 0; place < order.length; place += 1) order.push(...(families.get(order[place]!.id) ?? []));
  if (order.length !== nodes.length)
    throw new ForecastProblem('forecast.wrong_shape', 'some nodes are part of each other in a circle');
  return order;
}

function join(
  node: ForecastNode,
  children: readonly ForecastNode[],
  joined: ReadonlyMap<string, Estimate>,
): Estimate {
  let mean = 0;
  let variance = 0;
  for (const { id } of children) {
    mean += joined.get(id)!.mean;
    variance += joined.get(id)!.variance;
  }
  const both = node.variance + variance;
  if (both === 0) return { mean: (node.value + mean) / 2, variance: 0 };
  return {
    mean: (node.value * variance + mean * node.variance) / both,
    variance: (node.variance * variance) / both,
  };
}

/** Nearest non-negative numbers (in units of their variance) that sum to `total`. */
function shareOut(total: number, parts: readonly Estimate[]): number[] {
  const shares = parts.map(({ mean }) => mean);
  const held = new Set<number>();
  for (;;) {
    const free = parts.map((_, place) => place).filter((place) => !held.has(place));
    const sum = free.reduce((all, place) => all + parts[place]!.mean, 0);
    const variance = free.reduce((all, place) => all + parts[place]!.variance, 0);
    for (const place of free) {
      const weight = variance > 0 ? parts[place]!.variance / variance : 1 / free.length;
      shares[place] = parts[place]!.mean + weight * (total - sum);
    }
    const below = free.filter((place) => shares[place]! < 0);
    if (below.length === 0) return shares;
    for (const place of below) {
      held.add(place);
      shares[place] = 0;
    }
  }
}
