import type { HardRule, Violation } from '../check/index.ts';
import type { RelaxationPrices } from './types.ts';

/**
 * Ranking of what is easiest to ask: an hour more before a weekend, a weekend before a day off, a day off before
 * leave; a certificate cannot be had in a day. Per hour for minutes, per day, weekend or shift for counts.
 */
export const defaultPrices: RelaxationPrices = {
  maxMinutes: 5,
  minMinutes: 5,
  shiftCap: 15,
  minConsecutiveWork: 15,
  minConsecutiveOff: 20,
  maxConsecutiveOff: 10,
  maxConsecutiveWork: 25,
  rotation: 20,
  minRest: 20,
  forbiddenNext: 30,
  maxWeekends: 40,
  pairing: 50,
  pin: 60,
  dayOff: 80,
  leave: 300,
  skill: 1000,
};

const inHours: ReadonlySet<HardRule> = new Set(['maxMinutes', 'minMinutes', 'minRest']);

export function priceOf({ rule, found, limit }: Violation, prices: RelaxationPrices): number {
  const distance = found === null || limit === null ? 1 : Math.abs(found - limit);
  return prices[rule] * (inHours.has(rule) ? distance / 60 : distance);
}
