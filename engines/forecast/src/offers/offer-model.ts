import { ForecastProblem, requireAmount, requireCount } from '../problem.ts';
import { calibrate, UNCALIBRATED, type Calibration } from './calibration.ts';
import {
  keepColumns,
  learnEncoding,
  type Attributes,
  type Column,
  type Encoding,
  type EncodingOptions,
} from './encoding.ts';
import { fitLogistic } from './logistic.ts';

/** A past offer and its outcome. */
export interface PastOffer {
  readonly attributes: Attributes;
  readonly accepted: boolean;
}

export interface OfferOptions extends EncodingOptions {
  /** Ridge penalty of a column; default 10: a category seen a few dozen times moves little. */
  readonly penalty?: number;
  /**
   * Offers, in order of time, that share an unexplained period effect; default 0, none. With it, what moved everybody at
   * once (a campaign, an interest rate) is not credited to attributes that merely were frequent at that time, and a new
   * score takes the latest period's effect: for reading reasons over a long and changing history. For scores alone a
   * short history without it did better on every stretch of the Portuguese campaigns.
   */
  readonly periodOffers?: number;
}

export interface OfferModel {
  readonly encoding: Encoding;
  /** Log odds of the average past customer in the latest period. */
  readonly base: number;
  readonly weights: Float64Array;
  /** Mean of each column over past customers: reasons are told against it. */
  readonly means: Float64Array;
  readonly calibration: Calibration;
}

export interface OfferScore {
  /** Chance of acceptance, 0–1. */
  readonly probability: number;
  /** Log odds before calibration; only for ordering and for `fitCalibration`. */
  readonly score: number;
  /** Largest first: what moved the log odds against the average customer. They sum to score − base. */
  readonly reasons: readonly OfferReason[];
}

export interface OfferReason {
  readonly attribute: string;
  readonly logOdds: number;
}

const PERIOD_PENALTY = 1;
const LEAST_WITHIN = 0.25;

/** Learns from past offers in order of time. Throws `forecast.short_history` unless some were accepted and some not. */
export function learnOffers(past: readonly PastOffer[], options: OfferOptions = {}): OfferModel {
  const { penalty = 10, periodOffers = 0 } = options;
  requireAmount('penalty', penalty);
  requireCount('periodOffers', periodOffers, 0);
  const accepted = past.filter((offer) => offer.accepted).length;
  if (accepted === 0 || accepted === past.length)
    throw new ForecastProblem(
      'forecast.short_history',
      'past offers must have been accepted by some and refused by some',
    );
  const customers = past.map(({ attributes }) => attributes);
  // Counted back from the latest offer, so that the first period is the latest and full.
  const periodOf = (row: number) => Math.floor((past.length - 1 - row) / periodOffers);
  const periods = periodOffers === 0 ? 0 : Math.ceil(past.length / periodOffers);
  const learned = learnEncoding(customers, options);
  const encoding =
    periods < 2 ? learned : keepColumns(learned, tellsCustomersApart(learned, customers, periods, periodOf));
  const width = encoding.columns.length;
  const held = customers.map((attributes) => encoding.encode(attributes));
  const means = new Float64Array(width);
  for (const row of held) for (const column of row) means[column]! += 1 / past.length;
  const fit = fitLogistic({
    columns: periods === 0 ? held : held.map((row, number) => [...row, width + periodOf(number)]),
    outcome: Uint8Array.from(past, (offer) => (offer.accepted ? 1 : 0)),
    width: width + periods,
    penalty: new Float64Array(width + periods).fill(penalty, 0, width).fill(PERIOD_PENALTY, width),
  });
  const weights = fit.weights.slice(0, width);
  const usual = weights.reduce((sum, weight, column) => sum + weight * means[column]!, 0);
  return {
    encoding,
    base: fit.intercept + usual + (periods > 0 ? fit.weights[width]! : 0),
    weights,
    means,
    calibration: UNCALIBRATED,
  };
}

/**
 * Whether a column differs among customers asked at the same time: at least a quarter of its variance lies within
 * periods. One that does not (a month, an interest rate) tells times apart, which the period effect does already and
 * better; beside it the column's weight is a guess, and the next rate never seen would be scored by that guess.
 */
function tellsCustomersApart(
  encoding: Encoding,
  customers: readonly Attributes[],
  periods: number,
  periodOf: (row: number) => number,
): boolean[] {
  const width = encoding.columns.length;
  const sizes = new Float64Array(periods);
  const counts = new Float64Array(periods * width);
  customers.forEach((attributes, row) => {
    const period = periodOf(row);
    sizes[period]! += 1;
    for (const column of encoding.encode(attributes)) counts[period * width + column]! += 1;
  });
  return encoding.columns.map((_, column) => {
    let within = 0;
    let all = 0;
    sizes.forEach((size, period) => {
      const count = counts[period * width + column]!;
      within += (count * (size - count)) / size;
      all += count;
    });
    return within >= (LEAST_WITHIN * all * (customers.length - all)) / customers.length;
  });
}

export function withCalibration(model: OfferModel, calibration: Calibration): OfferModel {
  return { ...model, calibration };
}

export function scoreOffer(model: OfferModel, attributes: Attributes): OfferScore {
  const held = new Set(model.encoding.encode(attributes));
  const byAttribute = new Map<string, number>();
  let score = model.base;
  model.encoding.columns.forEach((column: Column, index) => {
    const moved = model.weights[index]! * ((held.has(index) ? 1 : 0) - model.means[index]!);
    score += moved;
    byAttribute.set(column.attribute, (byAttribute.get(column.attribute) ?? 0) + moved);
  });
  return {
    probability: calibrate(model.calibration, score),
    score,
    reasons: [...byAttribute]
      .map(([attribute, logOdds]) => ({ attribute, logOdds }))
      .toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds)),
  };
}
