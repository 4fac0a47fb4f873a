import { servedBits, type Cluster, type Posts } from './cluster.ts';
import type { TidalObstacle } from './types.ts';

/** Somebody who could go to a window of a branch, and when they would begin there. */
export interface Chance {
  readonly person: number;
  readonly branchId: string;
  readonly windowId: string;
  readonly from: number;
  readonly travelMinutes: number;
}

/** The way to a window of that branch, or what stands in it first. */
export function chanceOf(
  cluster: Cluster,
  posts: Posts,
  person: number,
  branchId: string,
): Chance | TidalObstacle {
  const { limits } = cluster.input;
  const who = cluster.input.people[person]!;
  const post = posts[person]!;
  const away = post.branchId !== branchId;
  if (post !== cluster.start[person]) return 'alreadyMoved';
  if (!away && post.windowId !== null) return 'alreadyMoved';
  if (away && !who.mobile) return 'notMobile';
  const travelMinutes = cluster.travelMinutes(post.branchId, branchId);
  if (travelMinutes === null) return 'noWay';
  if (travelMinutes > limits.maxTravelMinutes) return 'tooFar';
  const from = travelMinutes + limits.openMinutes;
  if (Math.min(who.until, cluster.horizon) - from < limits.minStayMinutes) return 'stayTooShort';
  const site = cluster.site(branchId);
  const useful = site.branch.windows.filter(({ id }) => servedBits(site, who, id) !== 0);
  if (useful.length === 0) return 'noSkill';
  const windowId = bestFreeWindow(cluster, posts, person, branchId);
  if (windowId === null) return 'noFreeWindow';
  if (away && isKeyPost(cluster, posts, person)) return 'keyPost';
  if (away && post.windowId !== null && !mayVacate(cluster, posts, person)) return 'lastWindow';
  return { person, branchId, windowId, from, travelMinutes };
}

/** The free window at which the person serves most of the work; the first of equals. */
function bestFreeWindow(cluster: Cluster, posts: Posts, person: number, branchId: string): string | null {
  const site = cluster.site(branchId);
  let best: { id: string; work: number } | null = null;
  for (const { id } of site.branch.windows) {
    if (posts.some((post) => post.branchId === branchId && post.windowId === id)) continue;
    const codes = site.forecaster.codesOf(servedBits(site, cluster.input.people[person]!, id));
    if (codes.length === 0) continue;
    const work = site.branch.services
      .filter(({ code }) => codes.includes(code))
      .reduce(
        (sum, { waiting, arrivals, serviceMinutes }) =>
          sum + serviceMinutes * arrivals.reduce((all, count) => all + count, waiting),
        0,
      );
    if (best === null || work > best.work) best = { id, work };
  }
  return best?.id ?? null;
}

/** Whether the branch would at some moment of the horizon have too few of a certificate without the person. */
function isKeyPost(cluster: Cluster, posts: Posts, person: number): boolean {
  const { people } = cluster.input;
  const { branchId } = posts[person]!;
  const who = people[person]!;
  return cluster.site(branchId).branch.keep.some(({ skill, count }) => {
    if (!who.skills.includes(skill)) return false;
    const rest = people.filter(
      (other, p) => p !== person && posts[p]!.branchId === branchId && other.skills.includes(skill),
    );
    const end = Math.min(who.until, cluster.horizon);
    return [0, ...rest.map(({ until }) => until)].some(
      (at) => at < end && rest.filter(({ until }) => until > at).length < count,
    );
  });
}

/** Whether enough windows stay open when the person leaves theirs. */
export function mayVacate(cluster: Cluster, posts: Posts, person: number): boolean {
  const { branchId } = posts[person]!;
  const open = posts.filter((post) => post.branchId === branchId && post.windowId !== null).length;
  return open > cluster.site(branchId).branch.minOpenWindows;
}
