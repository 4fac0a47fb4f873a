import { checkRoster } from '../check/index.ts';
import type { Roster, RosterProblem, ShiftRequest } from '../model/index.ts';

/** Largest weight a problem may carry. */
const mostWeight = 1e9;

/** Solves a problem from a legal roster of it; the better the answer, the closer the price. */
export type Resolve = (problem: RosterProblem, start: Roster) => Promise<Roster | null>;

export interface RequestPrice {
  /** Place in `requests`. */
  readonly index: number;
  readonly request: ShiftRequest;
  readonly isGranted: boolean;
  /**
   * What it costs everybody else to grant it: the cheapest roster known that grants it, less the cheapest known of
   * all, both without this request's own weight. Null: no roster was found that grants it.
   */
  readonly price: number | null;
  /** Solved again without it (granted) or forcing it (refused). No bound: exact when `resolve` and the roster are. */
  readonly method: 'resolved';
}

/** A legal roster with its cost and the requests it grants. */
interface Known {
  readonly cost: number;
  readonly grants: readonly boolean[];
}

/**
 * What each request costs everybody else, found by solving again: without the request when it is granted, with it
 * forced when it is refused. Requests change no hard rule, so every roster found on the way is compared for every
 * request; that a longer search finds a better roster is thus not taken for the price of one wish.
 */
export async function priceRequests(
  problem: RosterProblem,
  roster: Roster,
  resolve: Resolve,
  { indices = [...problem.requests.keys()] }: { indices?: readonly number[] } = {},
): Promise<RequestPrice[]> {
  const given = know(problem, roster);
  const known = [given];
  const learn = (found: Roster | null): void => {
    // A resolver is not trusted: what breaks a rule is no answer.
    if (found !== null && checkRoster(problem, found).isLegal) known.push(know(problem, found));
  };
  for (const index of indices)
    if (problem.requests[index] === undefined) throw new RangeError(`there is no request ${index}`);
  learn(await resolve(problem, roster));
  for (const index of indices) {
    const others = problem.requests.filter((_, other) => other !== index);
    const forced = { ...problem.requests[index]!, weight: Math.min(mostWeight, (given.cost + 1) * 10) };
    learn(
      await resolve({ ...problem, requests: given.grants[index] ? others : [...others, forced] }, roster),
    );
  }
  return indices.map((index) => {
    const request = problem.requests[index]!;
    const least = (candidates: readonly Known[]): number =>
      Math.min(...candidates.map(({ cost, grants }) => cost - (grants[index] ? 0 : request.weight)));
    const granting = known.filter(({ grants }) => grants[index]);
    return {
      index,
      request,
      isGranted: given.grants[index]!,
      price: granting.length === 0 ? null : least(granting) - least(known),
      method: 'resolved',
    };
  });
}

function know(problem: RosterProblem, roster: Roster): Known {
  const rows = new Map(problem.staff.map(({ id }, n) => [id, roster[n]!]));
  return {
    cost: checkRoster(problem, roster).cost,
    grants: problem.requests.map(({ kind, staff, day, shift }) => {
      const works = rows.get(staff)![day]!;
      return (shift === null ? works !== null : works === shift) === (kind === 'on');
    }),
  };
}
