import { linearBound } from '@huiting/roster/bound';
import { checkRoster, type RosterCheck } from '@huiting/roster/check';
import { createProblem, type Roster, type RosterProblem } from '@huiting/roster/model';
import { createBankBranch } from '@huiting/roster/sample';
import { startSolve } from '@huiting/roster/service';
import { percentile, round } from '../statistics.ts';

/** Of the two seconds, the rest is for starting and ending the worker. */
const replanSeconds = 1.5;
/** Two half hours without a person are worth a change to a shift that people already know. */
const changeCost = 40;
const absences = 5;
const firstAbsence = 8;

/**
 * A generated branch of 40 people over four weeks: the roster after `seconds`, judged by the checker, beside its bound
 * and, with `referenceSeconds`, the best of three long runs. Then, on five days, the person who would be missed most falls
 * ill, and the published roster is planned anew in two seconds.
 */
export async function bank(options: {
  readonly seconds: number;
  readonly referenceSeconds: number;
}): Promise<Record<string, unknown>> {
  const problem = createBankBranch({ seed: 1 });
  const { roster, bound: proven, secondsToBest } = await solve(problem, options.seconds, 1);
  const bound = Math.max(proven, (await linearBound(problem, 120)) ?? -Infinity);
  const { cost, violations } = checkRoster(problem, roster);
  let reference = Infinity;
  if (options.referenceSeconds > 0)
    for (const seed of [11, 12, 13]) {
      const long = await solve(problem, options.referenceSeconds, seed);
      reference = Math.min(reference, checkRoster(problem, long.roster).cost);
    }
  const replans: Replan[] = [];
  for (let turn = 0; turn < absences; turn += 1) replans.push(await replan(problem, roster, turn));
  const all = <Key extends keyof Replan>(key: Key): number[] => replans.map((each) => each[key]);
  return {
    bench: 'roster-bank',
    people: problem.staff.length,
    days: problem.horizon.days,
    seconds: options.seconds,
    cost,
    bound: Number.isFinite(bound) ? round(bound) : null,
    gapToBound: Number.isFinite(bound) ? round((cost - bound) / cost, 4) : null,
    reference: Number.isFinite(reference) ? reference : null,
    gapToReference: Number.isFinite(reference) ? round((cost - reference) / reference, 4) : null,
    secondsToBest: round(secondsToBest),
    hardViolations: violations.length,
    replans: absences,
    replanSecondsWorst: round(Math.max(...all('seconds')), 2),
    replanChangesMedian: percentile(all('changes'), 0.5),
    replanChangesWorst: Math.max(...all('changes')),
    replanViolations: all('violations').reduce((sum, count) => sum + count, 0),
    // Cost with nobody replaced, and after the new plan, without the price of the changes.
    replanCostUnrepaired: round(mean(all('unrepaired'))),
    replanCost: round(mean(all('repaired'))),
  };
}

interface Replan {
  readonly seconds: number;
  /** Days of others that differ from the published roster. */
  readonly changes: number;
  readonly violations: number;
  readonly unrepaired: number;
  readonly repaired: number;
}

/** Whose absence that day costs most. */
function mostMissed(problem: RosterProblem, published: Roster, day: number): number {
  let most = { person: -1, cost: -Infinity };
  for (const [person, row] of published.entries()) {
    if (row[day] === null) continue;
    const { cost } = checkRoster(problem, published.with(person, row.with(day, null)));
    if (cost > most.cost) most = { person, cost };
  }
  return most.person;
}

/** One person cannot come on one day: their day is free by leave and paid, the others change as little as is worth it. */
async function replan(problem: RosterProblem, published: Roster, turn: number): Promise<Replan> {
  const day = firstAbsence + turn * 3;
  const person = mostMissed(problem, published, day);
  const member = problem.staff[person]!;
  const shift = problem.shiftTypes.find(({ id }) => id === published[person]![day])!;
  const absent = createProblem({
    ...problem,
    staff: problem.staff.with(person, {
      ...member,
      // Illness does not undo a stretch that was planned: its minimum is waived with it.
      contract: { ...member.contract, minConsecutiveWork: 1, minConsecutiveOff: 1 },
      leave: [...member.leave, { fromDay: day, throughDay: day, creditMinutesPerDay: shift.paidMinutes }],
    }),
    published: { roster: published, changeCost },
  });
  const without = published.with(person, published[person]!.with(day, null));
  const { roster, seconds } = await solve(absent, replanSeconds, 1);
  const check = checkRoster(absent, roster);
  const changes = roster.flatMap((row, n) =>
    row.filter((value, d) => value !== published[n]![d] && !(n === person && d === day)),
  ).length;
  const own = ({ cost, costByKind }: RosterCheck): number => cost - costByKind.change;
  return {
    seconds,
    changes,
    violations: check.violations.length,
    unrepaired: own(checkRoster(absent, without)),
    repaired: own(check),
  };
}

async function solve(
  problem: RosterProblem,
  seconds: number,
  seed: number,
): Promise<{ roster: Roster; bound: number; secondsToBest: number; seconds: number }> {
  return startSolve(problem, { budget: { seconds }, seed }).done;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
