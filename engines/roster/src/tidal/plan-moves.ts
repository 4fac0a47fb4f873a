import { createCluster, servedBits, withPost, type Cluster, type Posts } from './cluster.ts';
import { chanceOf } from './obstacles.ts';
import { apply, changeOf, searchChanges, searchCloses, type Change } from './search.ts';
import { InvalidTidalInput, tidalProblems } from './tidal-problem.ts';
import type { TidalInput, TidalMove, TidalObstacle, TidalPlan } from './types.ts';

/**
 * Who should change place now so that customers of the cluster wait least over the horizon: steepest descent over
 * single changes (open a window, move to another branch, move and be replaced) with re-insertion, then windows that
 * may close. Deterministic; no clock. Each move says what it saves and why this person.
 * Throws InvalidTidalInput; an input without people, branches or load gives a plan without moves.
 */
export function planTidalMoves(input: TidalInput): TidalPlan {
  const problems = tidalProblems(input);
  if (problems.length > 0) throw new InvalidTidalInput(problems);
  const cluster = createCluster(input);
  const changes = searchChanges(cluster);
  const moved = changes.reduce(apply, cluster.start);
  const used = changes.reduce((sum, { steps }) => sum + steps.length, 0);
  const closes = searchCloses(cluster, moved, input.limits.maxMoves - used);
  const end = closes.reduce(apply, moved);
  const outlooks = (posts: Posts) => input.branches.map(({ id }) => cluster.outlook(id, posts));
  return {
    moves: explain(cluster, [...changes, ...closes]),
    before: outlooks(cluster.start),
    after: outlooks(end),
    savedMinutes: cluster.total(cluster.start) - cluster.total(end),
  };
}

function explain(cluster: Cluster, changes: readonly Change[]): TidalMove[] {
  const moves: TidalMove[] = [];
  let posts = cluster.start;
  for (const { person, post, travelMinutes } of changes.flatMap(({ steps }) => steps)) {
    const who = cluster.input.people[person]!;
    const old = posts[person]!;
    const next = withPost(posts, person, post);
    const touched = [...new Set([post.branchId, old.branchId])];
    const site = cluster.site(post.branchId);
    moves.push({
      kind: post.windowId === null ? 'close' : post.branchId === old.branchId ? 'open' : 'move',
      personId: who.id,
      fromBranchId: old.branchId,
      fromWindowId: old.windowId,
      toBranchId: post.branchId,
      toWindowId: post.windowId,
      serves: post.windowId === null ? [] : site.forecaster.codesOf(servedBits(site, who, post.windowId)),
      travelMinutes,
      effectiveAt: post.from,
      savedMinutes: touched.reduce(
        (sum, id) => sum + cluster.waitingMinutes(id, posts) - cluster.waitingMinutes(id, next),
        0,
      ),
      why: {
        branches: touched.map((id) => ({
          before: cluster.outlook(id, posts),
          after: cluster.outlook(id, next),
        })),
        ...(post.windowId === null
          ? { nextBest: null, others: {} }
          : comparePeople(cluster, posts, person, post.branchId)),
      },
    });
    posts = next;
  }
  return moves;
}

function comparePeople(
  cluster: Cluster,
  posts: Posts,
  chosen: number,
  branchId: string,
): Pick<TidalMove['why'], 'nextBest' | 'others'> {
  const others: Partial<Record<TidalObstacle, number>> = {};
  const count = (obstacle: TidalObstacle): void => void (others[obstacle] = (others[obstacle] ?? 0) + 1);
  let nextBest: TidalMove['why']['nextBest'] = null;
  for (const [person, who] of cluster.input.people.entries()) {
    if (person === chosen) continue;
    const chance = chanceOf(cluster, posts, person, branchId);
    if (typeof chance === 'string') {
      count(chance);
      continue;
    }
    const savedMinutes = changeOf(cluster, posts, person, branchId)!.savedMinutes;
    if (savedMinutes < cluster.input.limits.minSavedMinutes) count('savesTooLittle');
    else if (nextBest === null || savedMinutes > nextBest.savedMinutes)
      nextBest = { personId: who.id, fromBranchId: posts[person]!.branchId, savedMinutes };
  }
  return { nextBest, others };
}
