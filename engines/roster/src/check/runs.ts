/** A longest run of days that are alike. Days of the past are negative: −1 is the eve of the horizon. */
export interface Run {
  readonly isMatch: boolean;
  readonly fromDay: number;
  readonly throughDay: number;
  readonly length: number;
}

/** Cuts the days from `firstDay` on into runs of those that match and those that do not. */
export function runsOf<T>(days: readonly T[], firstDay: number, matches: (day: T) => boolean): Run[] {
  const runs: Run[] = [];
  let begin = 0;
  for (let end = 1; end <= days.length; end += 1) {
    const isMatch = matches(days[begin]!);
    if (end < days.length && matches(days[end]!) === isMatch) continue;
    runs.push({ isMatch, fromDay: firstDay + begin, throughDay: firstDay + end - 1, length: end - begin });
    begin = end;
  }
  return runs;
}
