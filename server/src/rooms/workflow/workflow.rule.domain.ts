import type { AlertRule } from '@huiting/contracts/workflow';
import { addDays, clockIn, dateIn, instantOf } from '../../platform/clock/zone-time.ts';
import type { AlertRecord } from './workflow.domain.ts';

/** As the event's contract says it: one level, never silent, nothing merged after its end. */
export function shippedRule(escalateAfterMinutes: number | null): AlertRule {
  return {
    levelMinutes: escalateAfterMinutes === null ? [] : [escalateAfterMinutes],
    quiet: null,
    mergeMinutes: 0,
  };
}

/** Until when an alert that comes now waits without a sound; null = it is told at once. */
export function quietUntil(
  { quiet }: AlertRule,
  severity: AlertRecord['severity'],
  zone: string,
  now: number,
): number | null {
  if (quiet === null || quiet.from === quiet.until || severity === 'urgent') return null;
  const time = clockIn(zone, now);
  const isOverNight = quiet.from > quiet.until;
  const isQuiet = isOverNight
    ? time >= quiet.from || time < quiet.until
    : time >= quiet.from && time < quiet.until;
  if (!isQuiet) return null;
  const date = dateIn(zone, now);
  return instantOf(zone, isOverNight && time >= quiet.from ? addDays(date, 1) : date, quiet.until);
}

/** When the level after this one is told, counted from an instant; null = there is none. */
export function nextLevelAt(levelMinutes: readonly number[], level: number, from: number): number | null {
  const minutes = levelMinutes[level];
  return minutes === undefined ? null : from + minutes * 60_000;
}
