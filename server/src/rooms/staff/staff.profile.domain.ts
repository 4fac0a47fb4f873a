import type { StaffProfile, WorkFigures } from '@huiting/contracts/staff';

type Axis = StaffProfile['radar'][number];
type Tag = StaffProfile['tags'][number];

/** Somebody as they are compared; null = nothing known. */
export interface Compared {
  readonly volume: number | null;
  readonly seconds: number | null;
  readonly rating: number | null;
  readonly certificates: number;
  readonly grade: string | null;
  readonly years: number | null;
}

/** Ratings below this number say little about a person. */
const enoughRatings = 10;

export function comparedOf(
  work: WorkFigures,
  person: { readonly certificates: number; readonly grade: string | null; readonly years: number | null },
): Compared {
  return {
    volume: work.served === 0 ? null : work.served,
    seconds: work.averageSeconds,
    rating: work.ratings >= enoughRatings ? work.rating : null,
    ...person,
  };
}

const axes: readonly {
  readonly axis: Axis['axis'];
  readonly of: (one: Compared) => number | null;
  readonly lessIsBetter?: true;
}[] = [
  { axis: 'volume', of: ({ volume }) => volume },
  { axis: 'speed', of: ({ seconds }) => seconds, lessIsBetter: true },
  { axis: 'rating', of: ({ rating }) => rating },
  { axis: 'qualification', of: ({ certificates }) => certificates },
  { axis: 'grade', of: ({ grade }) => (grade === null ? null : Number(grade.slice(1))) },
  { axis: 'seniority', of: ({ years }) => years },
];

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** On each axis, the share of peers one is at least as good as. */
export function radarOf(own: Compared, peers: readonly Compared[]): Axis[] {
  return axes.map(({ axis, of, lessIsBetter }) => {
    const mine = of(own);
    const theirs = peers.map(of).filter((value): value is number => value !== null);
    const isBeaten = (value: number) => (lessIsBetter ? mine! <= value : mine! >= value);
    return {
      axis,
      own: mine,
      peerMedian: median(theirs),
      percentile:
        mine === null || theirs.length === 0
          ? null
          : Math.round((100 * theirs.filter(isBeaten).length) / theirs.length),
    };
  });
}

/** What strikes the eye, by rules anybody can check. */
export function tagsOf(facts: {
  readonly radar: readonly Axis[];
  readonly work: WorkFigures;
  readonly years: number | null;
  readonly certificates: 'none' | 'valid' | 'expiring' | 'expired';
  readonly holdsKeyPost: boolean;
  readonly isTenureDue: boolean;
  readonly leadsTeam: boolean;
}): Tag[] {
  const percentile = (axis: Axis['axis']) => facts.radar.find((one) => one.axis === axis)?.percentile ?? null;
  const atLeast = (axis: Axis['axis'], per: number) => (percentile(axis) ?? -1) >= per;
  const { ratings, badRatings } = facts.work;
  const rules: readonly [Tag, boolean][] = [
    ['topVolume', atLeast('volume', 90)],
    ['fast', atLeast('speed', 90)],
    ['wellRated', atLeast('rating', 80)],
    // More than one in fifty.
    ['badRatings', ratings >= enoughRatings && badRatings * 50 > ratings],
    ['certificateExpired', facts.certificates === 'expired'],
    ['certificateExpiring', facts.certificates === 'expiring'],
    ['tenureDue', facts.isTenureDue],
    ['newcomer', facts.years !== null && facts.years < 1],
    ['veteran', facts.years !== null && facts.years >= 10],
    ['keyPost', facts.holdsKeyPost],
    ['teamLeader', facts.leadsTeam],
  ];
  return rules.filter(([, holds]) => holds).map(([tag]) => tag);
}
