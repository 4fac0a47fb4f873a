import { quantileOf } from '../numbers/quantile.ts';
import { classify } from '../strategy/classify.ts';
import { DaySource, liveDay } from './live-day.ts';
import type { Life, LivedVisit } from './live-day.ts';
import type { DayVariant, RecordedDay } from './recorded-day.ts';

export interface CompareDayInput {
  readonly day: RecordedDay;
  readonly before: DayVariant;
  readonly after: DayVariant;
  /** Days like the recorded one that are lived for the intervals; 200 when absent. A busy branch's day (300 visits) takes about a second at that. */
  readonly replications?: number;
  /** Of the intervals, in (0, 1); 0.95 when absent. */
  readonly confidence?: number;
  /** Same seed, same answer. */
  readonly seed?: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Visits still waiting when nobody could serve them any more: under such a plan waits are longer than they seem. */
export interface Unserved {
  readonly before: number;
  readonly after: number;
}

export interface GroupComparison {
  /** Class the `before` strategy gives; `null`: everybody. */
  readonly classCode: string | null;
  /** Visits of the recorded day. */
  readonly visits: number;
  /** Mean wait as recorded, so that one sees how well the day is lived again. */
  readonly recordedMinutes: number;
  /** Mean minutes waited per visit, over all its services, also of those who left. */
  readonly beforeMinutes: number;
  readonly afterMinutes: number;
  readonly p80Before: number;
  readonly p80After: number;
  /** Visits that gave up. */
  readonly leftBefore: number;
  readonly leftAfter: number;
  /** `after` − `before`, minutes; negative is better. */
  readonly differenceMinutes: number;
  /** Of the difference; `null`: too few days like it had anybody of this group. */
  readonly interval: Interval | null;
  /** Share of days like it on which the group waited less; `null` as above. */
  readonly betterShare: number | null;
  /** The interval lies on one side of zero: `better` or `worse`, else `unclear`. */
  readonly verdict: 'better' | 'worse' | 'unclear';
}

export interface DayComparison {
  readonly all: GroupComparison;
  /** In the order of the `before` strategy's classes; only those with a visit. */
  readonly classes: readonly GroupComparison[];
  readonly unserved: Unserved;
  readonly replications: number;
  readonly confidence: number;
}

/** Why there is no answer. */
export type WhatIfRefusal =
  | { readonly refused: 'noVisits' }
  /** A variant's plan opens no window at all. */
  | { readonly refused: 'noWindows'; readonly variant: 'before' | 'after' };

/** The recorded day is lived this often too, for what the record cannot tell of its own customers. */
const livesAsRecorded = 20;
const enoughDays = 20;

/**
 * A recorded day under another strategy or window plan. Both variants meet the same customers at the same instants with the
 * same services and patience (paired), through the strategy module the queue room runs. Means are those of the recorded
 * customers; intervals are percentiles of the paired difference over days like it (bootstrap, Efron 1979), so they say what of
 * a difference is due to this one day's chance. They do not know of customers who would behave otherwise.
 */
export function compareDay(input: CompareDayInput): DayComparison | WhatIfRefusal {
  const { day, replications = 200, confidence = 0.95, seed = 1 } = input;
  if (day.visits.length === 0) return { refused: 'noVisits' };
  const variants = { before: withWindows(input.before, day), after: withWindows(input.after, day) };
  for (const variant of ['before', 'after'] as const)
    if (variants[variant].windows.every(({ spans }) => spans.length === 0))
      return { refused: 'noWindows', variant };

  const visits = [...day.visits].sort((a, b) => a.at - b.at);
  const source = new DaySource({ visits, windows: day.windows });
  const groups = groupsOf(input.before, visits);
  const recorded = new Lives(groups);
  for (let life = 0; life < livesAsRecorded; life += 1)
    recorded.live(source.asRecorded(seed * 7_919 + life), variants);
  const alike = new Lives(groups);
  for (let life = 0; life < replications; life += 1)
    alike.live(source.likeRecorded(seed * 104_729 + life), variants);

  const comparison = (classCode: string | null): GroupComparison => {
    const mine = visits.filter((_, place) => classCode === null || groups[place] === classCode);
    return {
      classCode,
      visits: mine.length,
      recordedMinutes: mean(mine.map(({ waitedMinutes }) => waitedMinutes)),
      ...recorded.figures(classCode),
      ...confidenceOf(alike.differences(classCode), confidence),
    };
  };
  const classes = input.before.strategy.classes
    .map(({ code }) => code)
    .filter((code) => groups.includes(code));
  return {
    all: comparison(null),
    classes: classes.map(comparison),
    unserved: recorded.unserved(),
    replications,
    confidence,
  };
}

type Variants = Record<'before' | 'after', Required<DayVariant>>;

/** Days lived both ways. */
class Lives {
  readonly #groups: readonly string[];
  readonly #lived: { visits: readonly LivedVisit[]; before: Life; after: Life }[] = [];

  constructor(groups: readonly string[]) {
    this.#groups = groups;
  }

  live(visits: readonly LivedVisit[], { before, after }: Variants): void {
    this.#lived.push({ visits, before: liveDay(visits, before), after: liveDay(visits, after) });
  }

  figures(
    classCode: string | null,
  ): Pick<
    GroupComparison,
    | 'beforeMinutes'
    | 'afterMinutes'
    | 'p80Before'
    | 'p80After'
    | 'leftBefore'
    | 'leftAfter'
    | 'differenceMinutes'
  > {
    const waits = (variant: 'before' | 'after'): number[] =>
      this.#lived.flatMap((life) =>
        this.#members(life.visits, classCode).map((visit) => life[variant].waited[visit]!),
      );
    const left = (variant: 'before' | 'after'): number =>
      this.#lived.reduce(
        (sum, life) =>
          sum +
          this.#members(life.visits, classCode).filter((visit) => life[variant].left[visit] === 1).length,
        0,
      ) / this.#lived.length;
    const [before, after] = [waits('before'), waits('after')];
    return {
      beforeMinutes: mean(before),
      afterMinutes: mean(after),
      p80Before: quantile(before, 0.8),
      p80After: quantile(after, 0.8),
      leftBefore: left('before'),
      leftAfter: left('after'),
      differenceMinutes: mean(after) - mean(before),
    };
  }

  /** Mean paired difference of each day that had somebody of the group. */
  differences(classCode: string | null): number[] {
    return this.#lived.flatMap(({ visits, before, after }) => {
      const members = this.#members(visits, classCode);
      return members.length === 0
        ? []
        : [mean(members.map((visit) => after.waited[visit]! - before.waited[visit]!))];
    });
  }

  unserved(): Unserved {
    const count = (variant: 'before' | 'after'): number =>
      this.#lived.reduce((sum, life) => sum + life[variant].unserved.reduce((a, b) => a + b, 0), 0) /
      this.#lived.length;
    return { before: count('before'), after: count('after') };
  }

  #members(visits: readonly LivedVisit[], classCode: string | null): number[] {
    const found: number[] = [];
    for (let visit = 0; visit < visits.length; visit += 1)
      if (classCode === null || this.#groups[visits[visit]!.place] === classCode) found.push(visit);
    return found;
  }
}

function confidenceOf(
  differences: number[],
  confidence: number,
): Pick<GroupComparison, 'interval' | 'betterShare' | 'verdict'> {
  if (differences.length < enoughDays) return { interval: null, betterShare: null, verdict: 'unclear' };
  const outside = (1 - confidence) / 2;
  const interval = { low: quantile(differences, outside), high: quantile(differences, 1 - outside) };
  return {
    interval,
    betterShare: differences.filter((difference) => difference < 0).length / differences.length,
    verdict: interval.high < 0 ? 'better' : interval.low > 0 ? 'worse' : 'unclear',
  };
}

function groupsOf({ strategy }: DayVariant, visits: RecordedDay['visits']): string[] {
  return visits.map(({ facts }) => classify(strategy, facts).classCode);
}

function withWindows({ strategy, windows }: DayVariant, day: RecordedDay): Required<DayVariant> {
  return { strategy, windows: windows ?? day.windows };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** 0 of none. */
function quantile(values: readonly number[], share: number): number {
  return values.length === 0 ? 0 : quantileOf(Float64Array.from(values).sort(), share);
}
