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
   * Granted: how much less the roster would cost, all else counted, had this not been asked. Refused: how much more
   * it costs, all else counted, to grant it. Null: no roster was found that grants it.
   */
  readonly price: number | null;
  /**
   * `atLeast`: a cheaper roster was found, an even cheaper one may exist. `atMost`: a roster that grants it was
   * found, a cheaper one may exist.
   */
  readonly meaning: 'atLeast' | 'atMost';
  readonly method: 'resolved';
}

/**
 * What each request costs everybody else, found by solving again: without the request when it is granted, with it
 * forced when it is refused. Prices are relative to the given roster; when that is optimal and `resolve` exact, they
 * are exact.
 */
export async function priceRequests(
  problem: RosterProblem,
  roster: Roster,
  resolve: Resolve,
  { indices = [...problem.requests.keys()] }: { indices?: readonly number[] } = {},
): Promise<RequestPrice[]> {
  const prices: RequestPrice[] = [];
  for (const index of indices) {
    const request = problem.requests[index];
    if (request === undefined) throw new RangeError(`there is no request ${index}`);
    const without = { ...problem, requests: problem.requests.filter((_, other) => other !== index) };
    const isGranted = isMet(problem, roster, request);
    const base = checkRoster(without, roster).cost;
    const found = isGranted
      ? await resolve(without, roster)
      : await resolveGranted(without, roster, request, resolve);
    const cost = found === null ? null : costIfLegal(without, found);
    prices.push({
      index,
      request,
      isGranted,
      price: isGranted ? Math.max(0, base - (cost ?? base)) : cost === null ? null : Math.max(0, cost - base),
      meaning: isGranted ? 'atLeast' : 'atMost',
      method: 'resolved',
    });
  }
  return prices;
}

function isMet(
  { staff }: RosterProblem,
  roster: Roster,
  { kind, staff: id, day, shift }: ShiftRequest,
): boolean {
  const works = roster[staff.findIndex((member) => member.id === id)]![day]!;
  return (shift === null ? works !== null : works === shift) === (kind === 'on');
}

/** Null for a roster that breaks the problem it was solved for: a resolver is not trusted. */
function costIfLegal(problem: RosterProblem, roster: Roster): number | null {
  const { isLegal, cost } = checkRoster(problem, roster);
  return isLegal ? cost : null;
}

/** Asks for it so heavily that any roster that grants it is cheaper than one that does not. */
async function resolveGranted(
  problem: RosterProblem,
  roster: Roster,
  request: ShiftRequest,
  resolve: Resolve,
): Promise<Roster | null> {
  const weight = Math.min(mostWeight, (checkRoster(problem, roster).cost + 1) * 10);
  const found = await resolve(
    { ...problem, requests: [...problem.requests, { ...request, weight }] },
    roster,
  );
  return found !== null && isMet(problem, found, request) ? found : null;
}
