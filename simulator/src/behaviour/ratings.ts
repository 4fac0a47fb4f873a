import type { RatingReason } from '@huiting/contracts/feedback';
import type { Random } from '../bank/random.ts';

export interface RatedService {
  readonly waitSeconds: number;
  readonly waitLimitSeconds: number;
  readonly serviceSeconds: number;
  readonly elder: boolean;
}
export interface DrawnRating {
  /** null: the evaluator's time ran out. */
  readonly level: number | null;
  readonly reasons: RatingReason[];
  readonly comment: string | null;
  readonly afterSeconds: number;
}

/** Seconds the evaluator waits (feedbackDefaults.rateSeconds); an answer comes before. */
const evaluatorSeconds = 30;
const participation = 0.74;

const comments: Readonly<Record<number, readonly string[]>> = {
  5: ['办理很快', '态度好', '讲得很清楚', '大堂经理很热情'],
  4: ['等得有点久', '还可以'],
  3: ['流程有点多', '一般'],
  2: ['等了太久，没人说明', '问了两遍都没讲明白'],
  1: ['等了很久还让我重新填单', '态度让人不舒服'],
};

/** About 1.5 % of ratings are bad (level 1 or 2); a wait past its limit makes them several times as likely. */
export function drawRating(random: Random, service: RatedService): DrawnRating {
  if (!random.chance(participation))
    return { level: null, reasons: [], comment: null, afterSeconds: evaluatorSeconds };
  const late = service.waitSeconds > service.waitLimitSeconds;
  const bad = (late ? 0.045 : 0.009) * (service.serviceSeconds > 1500 ? 1.5 : 1);
  const level = [1, 2, 3, 4, 5][
    random.index([bad * 0.35, bad * 0.65, late ? 0.07 : 0.025, late ? 0.2 : 0.12, late ? 0.7 : 0.85])
  ]!;
  return {
    level,
    reasons: level <= 3 ? reasons(random, late, service.serviceSeconds) : [],
    comment: random.chance(level <= 2 ? 0.4 : 0.08) ? random.pick(comments[level]!) : null,
    afterSeconds: Math.min(evaluatorSeconds - 2, Math.round(random.lognormal(8, 0.5))),
  };
}

function reasons(random: Random, late: boolean, serviceSeconds: number): RatingReason[] {
  const codes = ['waitedLong', 'unclear', 'attitude', 'complicated', 'deviceFault', 'other'] as const;
  const weights = [late ? 6 : 1.2, 1.4, 0.8, serviceSeconds > 900 ? 2.4 : 1, 0.4, 0.3];
  const first = codes[random.index(weights)]!;
  if (!random.chance(0.3)) return [first];
  const second = codes[random.index(weights.map((weight, index) => (codes[index] === first ? 0 : weight)))]!;
  return [first, second];
}
