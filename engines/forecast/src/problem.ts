/** Why a forecast was refused; stable, for callers to switch on. */
export type ForecastProblemCode =
  /** A number that must be finite (and, where said, not negative) is not. */
  | 'forecast.not_a_number'
  /** Two lists that belong together have different lengths, or one is empty. */
  | 'forecast.wrong_shape'
  /** A level, share or factor lies outside its range. */
  | 'forecast.out_of_range'
  /** A day is asked for that the calendar does not cover. */
  | 'forecast.outside_calendar'
  /** A date is not written YYYY-MM-DD or does not exist. */
  | 'forecast.bad_date'
  /** Nothing is known of the series and no expected level was given. */
  | 'forecast.no_level'
  /** Too little history for what is asked. */
  | 'forecast.short_history'
  /** Limits that no plan can keep. */
  | 'forecast.impossible_limits';

/** Bad input to this package. Nothing has been computed; no number in any answer is ever NaN or infinite. */
export class ForecastProblem extends Error {
  readonly code: ForecastProblemCode;

  constructor(code: ForecastProblemCode, message: string) {
    super(message);
    this.name = 'ForecastProblem';
    this.code = code;
  }
}

export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value))
    throw new ForecastProblem('forecast.not_a_number', `${name} must be finite, was ${value}`);
}

export function requireAmount(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0)
    throw new ForecastProblem('forecast.not_a_number', `${name} must be a finite number ≥ 0, was ${value}`);
}

export function requireCount(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new ForecastProblem(
      'forecast.out_of_range',
      `${name} must be a whole number ≥ ${least}, was ${value}`,
    );
}

/** Interval levels: shares strictly between 0 and 1. */
export function requireLevels(levels: readonly number[]): void {
  for (const level of levels) {
    if (!(level > 0 && level < 1))
      throw new ForecastProblem(
        'forecast.out_of_range',
        `an interval level must lie in (0, 1), was ${level}`,
      );
  }
}
