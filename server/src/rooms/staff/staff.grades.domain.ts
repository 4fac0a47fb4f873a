import type { AppraisalItem, Grade, GradeRules, ScoreLine } from '@huiting/contracts/staff';

/** The rules as shipped; head office publishes its own. */
export const shippedRules: GradeRules = {
  volume: { weight: 35, fullPerMonth: 600 },
  rating: { weight: 30, atLeastRatings: 10 },
  exams: { weight: 15 },
  service: { weight: 20, fullYears: 10 },
  deductPerError: 2,
  deductPerViolation: 10,
  limits: { G2: 40, G3: 60, G4: 75, G5: 88 },
};

/** What is known of a person over a period; null = nobody told. */
export interface GradeFacts {
  readonly months: number;
  readonly served: number;
  readonly ratings: number;
  readonly rating: number | null;
  readonly examMean: number | null;
  readonly serviceYears: number | null;
  readonly errors: number | null;
  readonly violations: number | null;
}

export interface Suggestion {
  readonly score: number;
  readonly grade: Grade;
  readonly lines: ScoreLine[];
}

const round = (value: number): number => Math.round(value * 10) / 10;
const share = (value: number): number => Math.min(1, Math.max(0, value));

/**
 * Points of each part that is known, out of the weights of those parts, brought to a hundred; then deductions. A part nobody told of
 * has no value and counts neither for nor against. Who was told nothing at all of scores 0.
 */
export function suggestGrade(rules: GradeRules, facts: GradeFacts): Suggestion {
  const { volume, rating, exams, service } = rules;
  const isRated = facts.rating !== null && facts.ratings >= rating.atLeastRatings;
  const perMonth = facts.months === 0 ? 0 : facts.served / facts.months;
  const parts = [
    // Whoever serves nobody by their post has no volume: a relationship manager is not a slow teller.
    line(
      'volume',
      facts.served === 0 ? null : round(perMonth),
      volume.weight,
      (v) => v / volume.fullPerMonth,
    ),
    line('rating', isRated ? round(facts.rating!) : null, rating.weight, (v) => (v - 3) / 2),
    line('exams', facts.examMean, exams.weight, (v) => v / 100),
    line('service', facts.serviceYears, service.weight, (v) => v / service.fullYears),
  ];
  const known = parts.filter(({ value }) => value !== null);
  const of = known.reduce((sum, part) => sum + part.of, 0);
  const points = known.reduce((sum, part) => sum + part.points, 0);
  const deductions = [
    deduction('errors', facts.errors, rules.deductPerError),
    deduction('violations', facts.violations, rules.deductPerViolation),
  ];
  const lost = deductions.reduce((sum, part) => sum + part.points, 0);
  const score = round(Math.max(0, (of === 0 ? 0 : (100 * points) / of) + lost));
  return { score, grade: gradeOf(rules, score), lines: [...parts, ...deductions] };
}

function line(
  key: ScoreLine['key'],
  value: number | null,
  weight: number,
  part: (value: number) => number,
): ScoreLine {
  return { key, value, points: value === null ? 0 : round(weight * share(part(value))), of: weight };
}

function deduction(key: ScoreLine['key'], value: number | null, each: number): ScoreLine {
  return { key, value, points: value === null ? 0 : -round(value * each), of: 0 };
}

export function gradeOf({ limits }: GradeRules, score: number): Grade {
  if (score >= limits.G5) return 'G5';
  if (score >= limits.G4) return 'G4';
  if (score >= limits.G3) return 'G3';
  return score >= limits.G2 ? 'G2' : 'G1';
}

export function areRulesSound({ limits, volume, rating, exams, service }: GradeRules): boolean {
  const rising = [limits.G2, limits.G3, limits.G4, limits.G5];
  const weights = volume.weight + rating.weight + exams.weight + service.weight;
  return weights > 0 && rising.every((limit, at) => at === 0 || limit > rising[at - 1]!);
}

const order: readonly Grade[] = ['G1', 'G2', 'G3', 'G4', 'G5'];

/** What those who approve want to know before they look at anybody. */
export function summarise(items: readonly Pick<AppraisalItem, 'present' | 'suggested' | 'grade'>[]) {
  const moved = (up: boolean) =>
    items.filter(({ present, grade }) => {
      const step = present === null ? 0 : order.indexOf(grade) - order.indexOf(present);
      return up ? step > 0 : step < 0;
    }).length;
  return {
    people: items.length,
    raised: moved(true),
    lowered: moved(false),
    changedByReview: items.filter(({ suggested, grade }) => suggested !== grade).length,
  };
}

/** Months of a period, both ends included; 0 when it ends before it begins. */
export function monthsIn(fromMonth: string, untilMonth: string): number {
  const count = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return Math.max(0, count(untilMonth) - count(fromMonth) + 1);
}

/** Years from a day to another by the calendar, with one decimal, cut off. */
export function yearsBetween(from: string, to: string): number {
  if (to <= from) return 0;
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);
  const anniversary = `${Number(from.slice(0, 4)) + years}${from.slice(4)}`;
  const days = Math.max(0, (Date.parse(to) - Date.parse(anniversary.replace('02-29', '02-28'))) / 86_400_000);
  return years + Math.min(9, Math.floor((days * 10) / 365.25)) / 10;
}

export function monthBefore(month: string, months: number): string {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - months;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
}
