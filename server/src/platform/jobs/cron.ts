import { DateTime } from 'luxon';

/** Minute, hour, day of the month, month, day of the week. */
const ranges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** What a field admits: `*`, lists, ranges, steps. */
function admitted(field: string, [low, high]: readonly [number, number]): ReadonlySet<number> {
  const values = field.split(',').flatMap((part) => {
    const [span = '*', step = '1'] = part.split('/');
    const [from, until = span.includes('/') ? high : from] =
      span === '*' ? [low, high] : span.split('-').map(Number);
    const last = part.includes('/') && !span.includes('-') ? high : until!;
    return Array.from(
      { length: Math.floor((last - from!) / Number(step)) + 1 },
      (_, at) => from! + at * Number(step),
    );
  });
  return new Set(values);
}

/** The first minute after an instant that a plan names; null = none within two years. */
export function nextRun(cron: string, timeZone: string, after: number): number | null {
  const fields = cron.trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays] = ranges.map((range, at) =>
    admitted(fields[at] ?? '*', range),
  );
  const anyDay = fields[2] === '*';
  const anyWeekday = fields[4] === '*';
  const isDay = (at: DateTime): boolean => {
    const onDay = days!.has(at.day);
    const onWeekday = weekdays!.has(at.weekday % 7) || (at.weekday === 7 && weekdays!.has(7));
    // Both given: either will do, as cron has it.
    return anyDay || anyWeekday ? onDay && onWeekday : onDay || onWeekday;
  };
  let at = DateTime.fromMillis(after, { zone: timeZone }).startOf('minute').plus({ minutes: 1 });
  const end = at.plus({ years: 2 });
  while (at < end) {
    if (!months!.has(at.month) || !isDay(at)) at = at.plus({ days: 1 }).startOf('day');
    else if (!hours!.has(at.hour)) at = at.plus({ hours: 1 }).startOf('hour');
    else if (!minutes!.has(at.minute)) at = at.plus({ minutes: 1 });
    else return at.toMillis();
  }
  return null;
}
