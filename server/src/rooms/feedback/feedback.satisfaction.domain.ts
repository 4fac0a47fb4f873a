import type { SatisfactionFigures } from '@huiting/contracts/feedback';
import { longestPeriod } from '@huiting/contracts/feedback';
import { addDays } from '../../platform/clock/zone-time.ts';

/** What is added up: means are made of sums, so that days make a period and periods can be compared. */
export interface Sums {
  readonly asked: number;
  readonly rated: number;
  readonly good: number;
  readonly bad: number;
  readonly levels: readonly number[];
  readonly cases: number;
  readonly solvedInTime: number;
  readonly confirmed: number;
  readonly claimed: number;
  readonly claimSeconds: number;
  readonly solved: number;
  readonly solveSeconds: number;
}

export const noSums: Sums = {
  asked: 0,
  rated: 0,
  good: 0,
  bad: 0,
  levels: [0, 0, 0, 0, 0],
  cases: 0,
  solvedInTime: 0,
  confirmed: 0,
  claimed: 0,
  claimSeconds: 0,
  solved: 0,
  solveSeconds: 0,
};

export function addSums(a: Sums, b: Sums): Sums {
  return {
    asked: a.asked + b.asked,
    rated: a.rated + b.rated,
    good: a.good + b.good,
    bad: a.bad + b.bad,
    levels: a.levels.map((count, at) => count + b.levels[at]!),
    cases: a.cases + b.cases,
    solvedInTime: a.solvedInTime + b.solvedInTime,
    confirmed: a.confirmed + b.confirmed,
    claimed: a.claimed + b.claimed,
    claimSeconds: a.claimSeconds + b.claimSeconds,
    solved: a.solved + b.solved,
    solveSeconds: a.solveSeconds + b.solveSeconds,
  };
}

export function figuresOf(sums: Sums): SatisfactionFigures {
  const { claimed, claimSeconds, solved, solveSeconds, ...counts } = sums;
  return {
    ...counts,
    levels: [...sums.levels],
    claimSeconds: claimed === 0 ? null : Math.round(claimSeconds / claimed),
    solveSeconds: solved === 0 ? null : Math.round(solveSeconds / solved),
    shares: {
      satisfied: shareOf(sums.good, sums.rated),
      participation: shareOf(sums.rated, sums.asked),
      bad: shareOf(sums.bad, sums.rated),
      inTime: shareOf(sums.solvedInTime, sums.cases),
      confirmed: shareOf(sums.confirmed, sums.cases),
      levels: sums.levels.map((count) => shareOf(count, sums.rated)),
    },
  };
}

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export interface Period {
  readonly from: string;
  readonly until: string;
  /** Every date of it. */
  readonly dates: readonly string[];
}

/** The dates of a period and of the one of the same length before it; null when it runs backwards or is too long. */
export function periodsOf(from: string, until: string): { now: Period; before: Period } | null {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;
  if (days < 1 || days > longestPeriod) return null;
  const period = (start: string): Period => {
    const dates = Array.from({ length: days }, (_, at) => addDays(start, at));
    return { from: start, until: dates.at(-1)!, dates };
  };
  return { now: period(from), before: period(addDays(from, -days)) };
}
