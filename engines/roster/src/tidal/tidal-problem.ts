import type { TidalInput } from './types.ts';

export type TidalProblemCode =
  | 'duplicateId'
  | 'unknownBranch'
  | 'unknownWindow'
  | 'windowTaken'
  | 'tooManyServices'
  | 'unequalHorizon'
  | 'notANumber'
  | 'negative';

export interface TidalProblem {
  /** Where, as in `branches[2].services[0].arrivals`. */
  readonly path: string;
  /** Stable; screens switch on it. */
  readonly code: TidalProblemCode;
  /** For logs, in English. */
  readonly message: string;
}

/** Thrown before anything is planned. */
export class InvalidTidalInput extends Error {
  readonly problems: readonly TidalProblem[];
  constructor(problems: readonly TidalProblem[]) {
    super(`${problems.length} problems in the tidal input, first: ${problems[0]?.message ?? ''}`);
    this.name = 'InvalidTidalInput';
    this.problems = problems;
  }
}

/** Sets of services are bits and the split is chosen over all of them: 2^12 is the most looked at. */
const MOST_SERVICES = 12;

/** Every reason why the input cannot be planned; empty when it can. */
export function tidalProblems(input: TidalInput): TidalProblem[] {
  const problems: TidalProblem[] = [];
  const add = (path: string, code: TidalProblemCode, message: string): void =>
    void problems.push({ path, code, message });
  const amount = (path: string, value: number, above = false): void => {
    if (!Number.isFinite(value)) add(path, 'notANumber', `${path} is ${value}`);
    else if (value < 0 || (above && value === 0))
      add(path, 'negative', `${path} is ${value}, must be ${above ? '>' : '≥'} 0`);
  };
  const unique = (path: string, ids: readonly string[]): void => {
    for (const [index, id] of ids.entries())
      if (ids.indexOf(id) !== index) add(`${path}[${index}]`, 'duplicateId', `${id} occurs twice in ${path}`);
  };

  amount('intervalMinutes', input.intervalMinutes, true);
  for (const [name, value] of Object.entries(input.limits)) amount(`limits.${name}`, value as number);
  unique(
    'branches',
    input.branches.map(({ id }) => id),
  );
  unique(
    'people',
    input.people.map(({ id }) => id),
  );
  const intervals = input.branches.find(({ services }) => services.length > 0)?.services[0]!.arrivals.length;
  for (const [b, branch] of input.branches.entries()) {
    const at = `branches[${b}]`;
    amount(`${at}.minOpenWindows`, branch.minOpenWindows);
    unique(
      `${at}.services`,
      branch.services.map(({ code }) => code),
    );
    unique(
      `${at}.windows`,
      branch.windows.map(({ id }) => id),
    );
    if (branch.services.length > MOST_SERVICES)
      add(`${at}.services`, 'tooManyServices', `${branch.id} has more than ${MOST_SERVICES} services`);
    for (const [s, service] of branch.services.entries()) {
      const path = `${at}.services[${s}]`;
      amount(`${path}.waiting`, service.waiting);
      amount(`${path}.inService`, service.inService);
      if (!Number.isInteger(service.waiting) || !Number.isInteger(service.inService))
        add(path, 'notANumber', `${path} counts people in parts`);
      amount(`${path}.serviceMinutes`, service.serviceMinutes, true);
      for (const [i, count] of service.arrivals.entries()) amount(`${path}.arrivals[${i}]`, count);
      if (service.arrivals.length !== intervals || intervals === 0)
        add(
          `${path}.arrivals`,
          'unequalHorizon',
          `${path} does not forecast the same intervals as the others`,
        );
    }
  }
  const seated = new Set<string>();
  for (const [p, person] of input.people.entries()) {
    const branch = input.branches.find(({ id }) => id === person.branchId);
    amount(`people[${p}].until`, person.until);
    for (const [from, to] of person.away)
      if (!(from < to)) add(`people[${p}].away`, 'negative', `${person.id} is away from ${from} to ${to}`);
    if (branch === undefined) add(`people[${p}].branchId`, 'unknownBranch', `no branch ${person.branchId}`);
    if (branch === undefined || person.windowId === null) continue;
    if (!branch.windows.some(({ id }) => id === person.windowId))
      add(`people[${p}].windowId`, 'unknownWindow', `no window ${person.windowId} at ${branch.id}`);
    const seat = JSON.stringify([branch.id, person.windowId]);
    if (seated.has(seat))
      add(`people[${p}].windowId`, 'windowTaken', `two people at window ${person.windowId} of ${branch.id}`);
    seated.add(seat);
  }
  for (const [w, way] of input.travel.entries()) {
    amount(`travel[${w}].minutes`, way.minutes);
    for (const end of [way.from, way.to])
      if (!input.branches.some(({ id }) => id === end))
        add(`travel[${w}]`, 'unknownBranch', `no branch ${end}`);
  }
  return problems;
}
