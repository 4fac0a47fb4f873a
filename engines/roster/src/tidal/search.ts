import { withPost, type Cluster, type Post, type Posts } from './cluster.ts';
import { chanceOf, mayVacate } from './obstacles.ts';

/** People who change together: one, or one who leaves a window and one who takes it over. */
export interface Change {
  readonly steps: readonly { readonly person: number; readonly post: Post; readonly travelMinutes: number }[];
  readonly savedMinutes: number;
}

/** The steps of the best change to that branch by that person, with what it saves in the whole cluster. */
export function changeOf(cluster: Cluster, posts: Posts, person: number, branchId: string): Change | null {
  const chance = chanceOf(cluster, posts, person, branchId);
  if (typeof chance === 'string') return null;
  const source = posts[person]!;
  const post = { branchId, windowId: chance.windowId, from: chance.from };
  const step = { person, post, travelMinutes: chance.travelMinutes };
  const moved = withPost(posts, person, post);
  const gain = cluster.waitingMinutes(branchId, posts) - cluster.waitingMinutes(branchId, moved);
  if (source.branchId === branchId || source.windowId === null) return { steps: [step], savedMinutes: gain };
  const calm = cluster.waitingMinutes(source.branchId, posts);
  const alone = {
    steps: [step],
    savedMinutes: gain + calm - cluster.waitingMinutes(source.branchId, moved),
  };
  if (gain < cluster.input.limits.minSavedMinutes) return alone;
  const filled = backfill(cluster, moved, source.branchId);
  if (filled === null) return alone;
  const savedMinutes = gain + calm - cluster.waitingMinutes(source.branchId, filled.posts);
  // A second person is disturbed only for what the limit asks of every change.
  return savedMinutes - alone.savedMinutes < cluster.input.limits.minSavedMinutes
    ? alone
    : { steps: [step, { ...filled.step, travelMinutes: 0 }], savedMinutes };
}

/** Who of that branch's people behind the counter best opens a window there. */
function backfill(
  cluster: Cluster,
  posts: Posts,
  branchId: string,
): { posts: Posts; step: { person: number; post: Post } } | null {
  let best: { posts: Posts; step: { person: number; post: Post }; minutes: number } | null = null;
  for (const person of posts.keys()) {
    if (posts[person]!.branchId !== branchId) continue;
    const chance = chanceOf(cluster, posts, person, branchId);
    if (typeof chance === 'string') continue;
    const post = { branchId, windowId: chance.windowId, from: chance.from };
    const next = withPost(posts, person, post);
    const minutes = cluster.waitingMinutes(branchId, next);
    if (best === null || minutes < best.minutes) best = { posts: next, step: { person, post }, minutes };
  }
  return best;
}

/** Remembers: most branches are as they were in the last look. */
function createFinder(cluster: Cluster): (posts: Posts, person: number, branchId: string) => Change | null {
  const known = new Map<string, Change | null>();
  return (posts, person, branchId) => {
    const source = cluster.stateOf(posts[person]!.branchId, posts);
    const key = `${person} ${source} ${cluster.stateOf(branchId, posts)}`;
    let change = known.get(key);
    if (change === undefined) known.set(key, (change = changeOf(cluster, posts, person, branchId)));
    return change;
  };
}

type Finder = ReturnType<typeof createFinder>;

/** The change that saves most per person disturbed. */
function bestChange(cluster: Cluster, find: Finder, posts: Posts, room: number): Change | null {
  const { limits, branches } = cluster.input;
  // A branch whose whole waiting is below the limit cannot give that much back.
  const worth = branches.filter(({ id }) => cluster.waitingMinutes(id, posts) >= limits.minSavedMinutes);
  let best: Change | null = null;
  for (const person of posts.keys()) {
    for (const { id } of worth) {
      const change = find(posts, person, id);
      if (change === null || change.steps.length > room) continue;
      if (change.savedMinutes < limits.minSavedMinutes * change.steps.length) continue;
      if (best === null || perStep(change) > perStep(best)) best = change;
    }
  }
  return best;
}

function perStep({ savedMinutes, steps }: Change): number {
  return savedMinutes / steps.length;
}

export function apply(posts: Posts, change: Change): Posts {
  return change.steps.reduce((all, { person, post }) => withPost(all, person, post), posts);
}

const PASSES = 3;

/** Steepest descent, then each change is taken back and the best one sought anew, as long as that helps. */
export function searchChanges(cluster: Cluster): Change[] {
  const { maxMoves } = cluster.input.limits;
  const find = createFinder(cluster);
  const size = (list: readonly Change[]): number => list.reduce((sum, { steps }) => sum + steps.length, 0);
  const posted = (list: readonly Change[]): Posts => list.reduce(apply, cluster.start);
  const grow = (list: Change[]): Change[] => {
    const grown = [...list];
    for (;;) {
      const best = bestChange(cluster, find, posted(grown), maxMoves - size(grown));
      if (best === null) return grown;
      grown.push(best);
    }
  };
  let changes = grow([]);
  for (let turn = 0; turn < PASSES; turn += 1) {
    let better = false;
    for (const change of changes) {
      const rest = changes.filter((other) => other !== change);
      if (!isSound(posted(rest))) continue;
      const other = grow(rest);
      if (cluster.total(posted(other)) < cluster.total(posted(changes)) - 1e-6) {
        changes = other;
        better = true;
        break;
      }
    }
    if (!better) break;
  }
  return changes;
}

/** No two people at one window: a change taken back may find its window taken over. */
function isSound(posts: Posts): boolean {
  const seats = posts
    .filter(({ windowId }) => windowId !== null)
    .map((post) => `${post.branchId} ${post.windowId}`);
  return new Set(seats).size === seats.length;
}

/** Windows that may close without making anybody wait to speak of; those that cost least first. */
export function searchCloses(cluster: Cluster, posts: Posts, room: number): Change[] {
  const { closeMaxAddedMinutes, closeMaxUtilisation } = cluster.input.limits;
  const closes: Change[] = [];
  let now = posts;
  const added = new Map<string, number>();
  while (closes.length < room) {
    let best: { change: Change; posts: Posts; branchId: string } | null = null;
    for (const [person, post] of now.entries()) {
      if (post !== cluster.start[person] || post.windowId === null || !mayVacate(cluster, now, person))
        continue;
      const next = withPost(now, person, { ...post, windowId: null });
      const saved = cluster.waitingMinutes(post.branchId, now) - cluster.waitingMinutes(post.branchId, next);
      if (best !== null && saved <= best.change.savedMinutes) continue;
      if (-saved + (added.get(post.branchId) ?? 0) > closeMaxAddedMinutes) continue;
      if (cluster.outlook(post.branchId, next).utilisation > closeMaxUtilisation) continue;
      const step = { person, post: next[person]!, travelMinutes: 0 };
      best = { change: { steps: [step], savedMinutes: saved }, posts: next, branchId: post.branchId };
    }
    if (best === null) break;
    closes.push(best.change);
    added.set(best.branchId, (added.get(best.branchId) ?? 0) - best.change.savedMinutes);
    now = best.posts;
  }
  return closes;
}
