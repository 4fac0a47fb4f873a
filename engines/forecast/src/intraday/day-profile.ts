import type { Calendar, Day } from '../calendar/index.ts';
import { ForecastProblem, requireFinite } from '../problem.ts';
import { requireDays, totalOf, type DaySlots } from './day-slots.ts';

/** How a day's total spreads over its slots, by weekday; each sums to 1. */
export interface DayProfiles {
  readonly slots: number;
  /** By weekday 0–6. */
  readonly byWeekday: readonly Float64Array[];
  /** Shares of the weekday a day behaves like. */
  shares(day: Day): Float64Array;
}

export interface ProfileOptions {
  readonly calendar: Calendar;
  /** Minutes of one slot. */
  readonly slotMinutes: number;
  /** Shares of a whole network, by weekday 0–6: what a place without days of its own leans on. */
  readonly network?: readonly ArrayLike<number>[];
}

/** Days of history that weigh half as much as the latest, counted in days of history. */
const HALF_LIFE_DAYS = 60;
/** The all-days profile counts as this many days of a weekday; the network's as this many days in all. */
const ALL_DAYS_COUNT_AS = 2;
const NETWORK_COUNTS_AS = 5;
/** Standard deviation of the smoothing kernel: what single 5-minute slots owe to chance. */
const SMOOTHING_MINUTES = 6;

/**
 * Mean share of each slot per weekday, older days fading, drawn toward the mean over all days and, for a young place,
 * toward the network's; then smoothed along the day. Days without any count say nothing.
 */
export function learnProfiles(history: readonly DaySlots[], options: ProfileOptions): DayProfiles {
  const { calendar, slotMinutes, network } = options;
  requireFinite('slotMinutes', slotMinutes);
  const slots = history.length > 0 ? requireDays(history) : (network?.[0]?.length ?? 0);
  if (slots === 0)
    throw new ForecastProblem('forecast.short_history', 'neither days of history nor a network profile');
  const sums = Array.from({ length: 7 }, () => new Float64Array(slots));
  const weights = new Float64Array(7);
  history.forEach(({ day, counts }, number) => {
    const total = totalOf(counts);
    if (total === 0) return;
    const weight = 0.5 ** ((history.length - 1 - number) / HALF_LIFE_DAYS);
    const weekday = calendar.weekday(day);
    for (let slot = 0; slot < slots; slot += 1) sums[weekday]![slot]! += (weight * counts[slot]!) / total;
    weights[weekday]! += weight;
  });
  const seen = weights.reduce((sum, weight) => sum + weight, 0);
  const profiles = sums.map((own, weekday) => {
    const shares = new Float64Array(slots);
    for (let slot = 0; slot < slots; slot += 1) {
      const all = sums.reduce((sum, one) => sum + one[slot]!, 0);
      const lent = network?.[weekday]?.[slot] ?? 1 / slots;
      const borrowed = network || seen === 0 ? NETWORK_COUNTS_AS : 0;
      const usual = (all + borrowed * lent) / (seen + borrowed);
      shares[slot] = (own[slot]! + ALL_DAYS_COUNT_AS * usual) / (weights[weekday]! + ALL_DAYS_COUNT_AS);
    }
    return smooth(shares, SMOOTHING_MINUTES / slotMinutes);
  });
  return { slots, byWeekday: profiles, shares: (day) => profiles[calendar.weekday(day)]! };
}

/**
 * The profile of a network, by weekday: the mean of its places' profiles, each place counting alike. Takes them one by
 * one; null for none. Throws when places have different numbers of slots: those are different networks.
 */
export function averageProfiles(places: Iterable<DayProfiles>): Float64Array[] | null {
  let sums: Float64Array[] | null = null;
  let count = 0;
  for (const { byWeekday, slots } of places) {
    sums ??= Array.from({ length: 7 }, () => new Float64Array(slots));
    if (sums[0]!.length !== slots)
      throw new ForecastProblem(
        'forecast.wrong_shape',
        `${slots} slots at one place, ${sums[0]!.length} at another`,
      );
    byWeekday.forEach((shares, weekday) => {
      for (let slot = 0; slot < slots; slot += 1) sums![weekday]![slot]! += shares[slot]!;
    });
    count += 1;
  }
  return sums?.map((shares) => shares.map((share) => share / count)) ?? null;
}

/** Gaussian kernel of `width` slots standard deviation, cut at 8 slots; shares still sum to 1. */
function smooth(shares: Float64Array, width: number): Float64Array {
  if (!(width > 0.3)) return shares;
  const reach = 8;
  const smoothed = new Float64Array(shares.length);
  let sum = 0;
  for (let slot = 0; slot < shares.length; slot += 1) {
    let weights = 0;
    for (let near = Math.max(0, slot - reach); near <= Math.min(shares.length - 1, slot + reach); near += 1) {
      const weight = Math.exp(-0.5 * ((near - slot) / width) ** 2);
      smoothed[slot]! += weight * shares[near]!;
      weights += weight;
    }
    smoothed[slot]! /= weights;
    sum += smoothed[slot]!;
  }
  return smoothed.map((share) => share / sum);
}
