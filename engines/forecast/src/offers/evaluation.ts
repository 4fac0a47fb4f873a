import { ForecastProblem, requireCount } from '../problem.ts';
import { calibrate, fitCalibration } from './calibration.ts';
import {
  learnOffers,
  scoreOffer,
  withCalibration,
  type OfferOptions,
  type PastOffer,
} from './offer-model.ts';

export interface Judged {
  /** Any order-preserving score. */
  readonly score: number;
  readonly probability: number;
  readonly accepted: boolean;
}

/** Chance that an accepting customer scores above a refusing one, ties half (Mann–Whitney); null without both kinds. */
export function areaUnderCurve(judged: readonly Judged[]): number | null {
  const sorted = judged.toSorted((a, b) => a.score - b.score);
  let ranks = 0;
  let accepted = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    let here = 0;
    while (to < sorted.length && sorted[to]!.score === sorted[from]!.score) {
      if (sorted[to]!.accepted) here += 1;
      to += 1;
    }
    ranks += (here * (from + to + 1)) / 2;
    accepted += here;
    from = to;
  }
  const refused = sorted.length - accepted;
  if (accepted === 0 || refused === 0) return null;
  return (ranks - (accepted * (accepted + 1)) / 2) / (accepted * refused);
}

/** Share of all acceptances among the half with the highest scores; null without any. */
export function topHalfShare(judged: readonly Judged[]): number | null {
  const half = judged.toSorted((a, b) => b.score - a.score).slice(0, Math.ceil(judged.length / 2));
  const all = judged.filter(({ accepted }) => accepted).length;
  return all === 0 ? null : half.filter(({ accepted }) => accepted).length / all;
}

/** Expected calibration error: mean |mean probability − share accepted| over ten equally full classes of probability. */
export function calibrationError(judged: readonly Judged[]): number | null {
  if (judged.length === 0) return null;
  const sorted = judged.toSorted((a, b) => a.probability - b.probability);
  const classes = Math.min(10, sorted.length);
  let error = 0;
  for (let number = 0; number < classes; number += 1) {
    const group = sorted.slice(
      Math.floor((number * sorted.length) / classes),
      Math.floor(((number + 1) * sorted.length) / classes),
    );
    const gap = group.reduce((sum, { probability, accepted }) => sum + probability - (accepted ? 1 : 0), 0);
    error += Math.abs(gap) / sorted.length;
  }
  return error;
}

export interface TimeOrderedOptions extends OfferOptions {
  /** First offer judged; everything before it is history. */
  readonly from: number;
  /** Learn anew after this many offers. */
  readonly refitEvery: number;
  /** Offers learned from: the latest this many. */
  readonly window: number;
  /**
   * Past judged offers the calibration is renewed from at each refit; default 0, none: a model learned from the latest
   * offers has their level already, and the errors of older models would be mended twice. For models kept long.
   */
  readonly calibrateOn?: number;
}

/** Judges offers in order of time, each by a model that has seen only outcomes before its refit. */
export function judgeInTime(offers: readonly PastOffer[], options: TimeOrderedOptions): Judged[] {
  const { from, refitEvery, window, calibrateOn = 0 } = options;
  requireCount('from', from, 1);
  requireCount('refitEvery', refitEvery, 1);
  requireCount('window', window, 2);
  requireCount('calibrateOn', calibrateOn, 0);
  if (from >= offers.length)
    throw new ForecastProblem(
      'forecast.short_history',
      `${offers.length} offers, none after the first ${from}`,
    );
  const judged: Judged[] = [];
  for (let start = from; start < offers.length; start += refitEvery) {
    const learned = learnOffers(offers.slice(Math.max(0, start - window), start), options);
    const recent = calibrateOn === 0 ? [] : judged.slice(-calibrateOn);
    const model = withCalibration(
      learned,
      fitCalibration(
        recent.map(({ score }) => score),
        recent.map(({ accepted }) => accepted),
      ),
    );
    for (const { attributes, accepted } of offers.slice(start, start + refitEvery)) {
      const { score } = scoreOffer(model, attributes);
      judged.push({ score, probability: calibrate(model.calibration, score), accepted });
    }
  }
  return judged;
}
