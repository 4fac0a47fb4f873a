import { coefficientsFor, type Coefficients } from './coefficients.ts';
import { FEATURES, WIDTH, type FeatureRows } from './features.ts';

/**
 * Why a day's forecast is what it is: a level in units and factors (1 = no effect) whose product with it is the value.
 */
export interface Reasons {
  /** Usual day of the last 8 weeks, units of the series. */
  readonly level: number;
  readonly weekday: number;
  /** What the last weeks changed in level and weekday. */
  readonly recent: number;
  /** Slow season of the year, the network's and the series' own. */
  readonly season: number;
  /** Feast, at this distance from its main day. */
  readonly feast: number;
  /** Pay day, pension day, month end, and what this time of last year was in all series. */
  readonly calendar: number;
  /** Events a person entered. */
  readonly event: number;
  /** 0 on a closed day. */
  readonly open: 0 | 1;
}

const GROUPS: Readonly<Record<(typeof FEATURES)[number], 'recent' | 'season' | 'feast' | 'calendar'>> = {
  level28: 'recent',
  level14: 'recent',
  weekdayLately: 'recent',
  sameWeekdays: 'recent',
  networkSeason: 'season',
  ownSeason: 'season',
  ownWeek: 'season',
  networkFeast: 'feast',
  ownFeast: 'feast',
  networkYear: 'calendar',
  marks: 'calendar',
};

export function explainDay(
  rows: FeatureRows,
  step: number,
  coefficients: Coefficients,
  event: number,
  isClosed: boolean,
): Reasons {
  const beta = coefficientsFor(coefficients, rows);
  const logs = { recent: 0, season: 0, feast: 0, calendar: 0 };
  FEATURES.forEach((name, j) => {
    logs[GROUPS[name]] += beta[j]! * rows.x[step * WIDTH + j]!;
  });
  return {
    level: rows.level,
    weekday: rows.level > 0 ? rows.base[step]! / rows.level : 1,
    recent: Math.exp(logs.recent),
    season: Math.exp(logs.season),
    feast: Math.exp(logs.feast),
    calendar: Math.exp(logs.calendar),
    event,
    open: isClosed ? 0 : 1,
  };
}
