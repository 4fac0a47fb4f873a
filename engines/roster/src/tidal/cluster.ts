import { createForecaster, type Forecaster } from './outlook.ts';
import type { Seat } from './staffed-block.ts';
import type { BranchOutlook, TidalBranch, TidalInput, TidalPerson, TidalWindow } from './types.ts';

/** Where somebody works from `from` on; `windowId` null: present, but at no window. */
export interface Post {
  readonly branchId: string;
  readonly windowId: string | null;
  readonly from: number;
}

/** Who works where; persons in the order of the input. */
export type Posts = readonly Post[];

export interface Site {
  readonly branch: TidalBranch;
  readonly forecaster: Forecaster;
  readonly windows: ReadonlyMap<string, TidalWindow>;
}

/** The branches with their forecasts, and what a staffing of them means in minutes waited. */
export interface Cluster {
  readonly input: TidalInput;
  readonly horizon: number;
  readonly start: Posts;
  site(branchId: string): Site;
  travelMinutes(from: string, to: string): number | null;
  /** A small number that two staffings share exactly when the same people hold the same posts of the branch. */
  stateOf(branchId: string, posts: Posts): number;
  waitingMinutes(branchId: string, posts: Posts): number;
  outlook(branchId: string, posts: Posts): BranchOutlook;
  total(posts: Posts): number;
}

export function createCluster(input: TidalInput): Cluster {
  const sites = new Map(
    input.branches.map((branch) => [
      branch.id,
      {
        branch,
        forecaster: createForecaster(branch, input.intervalMinutes),
        windows: new Map(branch.windows.map((window) => [window.id, window])),
      },
    ]),
  );
  const ways = new Map(input.travel.map(({ from, to, minutes }) => [JSON.stringify([from, to]), minutes]));
  const intervals = Math.max(0, ...input.branches.map(({ services }) => services[0]?.arrivals.length ?? 0));
  const site = (branchId: string): Site => sites.get(branchId)!;
  const seats = (branchId: string, posts: Posts): Seat[] =>
    posts.flatMap((post, p) =>
      post.branchId === branchId && post.windowId !== null
        ? seatsOf(site(branchId), input.people[p]!, post.windowId, post.from)
        : [],
    );
  const stateOf = createStates();
  const known = new Map<number, number>();
  const waitingMinutes = (branchId: string, posts: Posts): number => {
    const state = stateOf(branchId, posts);
    const old = known.get(state);
    if (old !== undefined) return old;
    const minutes = site(branchId).forecaster.waitingMinutes(seats(branchId, posts));
    known.set(state, minutes);
    return minutes;
  };
  return {
    input,
    horizon: intervals * input.intervalMinutes,
    start: input.people.map(({ branchId, windowId }) => ({ branchId, windowId, from: 0 })),
    site,
    travelMinutes: (from, to) => (from === to ? 0 : (ways.get(JSON.stringify([from, to])) ?? null)),
    stateOf,
    waitingMinutes,
    outlook: (branchId, posts) => site(branchId).forecaster.outlook(seats(branchId, posts)),
    total: (posts) => input.branches.reduce((sum, { id }) => sum + waitingMinutes(id, posts), 0),
  };
}

/** Numbers the states of branches as they are met, and remembers what was read of a staffing. */
function createStates(): (branchId: string, posts: Posts) => number {
  const numbers = new Map<string, number>();
  const read = new WeakMap<Posts, Map<string, number>>();
  return (branchId, posts) => {
    let states = read.get(posts);
    if (states === undefined) read.set(posts, (states = new Map()));
    const old = states.get(branchId);
    if (old !== undefined) return old;
    const parts: (string | number | null)[] = [branchId];
    for (const [p, post] of posts.entries())
      if (post.branchId === branchId) parts.push(p, post.from, post.windowId);
    const word = JSON.stringify(parts);
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    states.set(branchId, number);
    return number;
  };
}

/** The stretches in which the person really sits at the window: from arrival to shift end, without breaks. */
function seatsOf(site: Site, person: TidalPerson, windowId: string, start: number): Seat[] {
  const services = servedBits(site, person, windowId);
  const seats: Seat[] = [];
  let from = start;
  for (const [leave, back] of person.away.toSorted(([a], [b]) => a - b)) {
    if (back <= from) continue;
    if (leave > from) seats.push({ services, from, to: Math.min(leave, person.until) });
    from = Math.max(from, back);
  }
  seats.push({ services, from, to: person.until });
  return seats.filter((seat) => seat.from < seat.to);
}

/** What the person may serve at that window. */
export function servedBits(site: Site, person: TidalPerson, windowId: string): number {
  const window = site.windows.get(windowId)!;
  return site.forecaster.bitsOf(window.services.filter((code) => person.skills.includes(code)));
}

export function withPost(posts: Posts, person: number, post: Post): Posts {
  return posts.with(person, post);
}
