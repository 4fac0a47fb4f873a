import type { Comparison, Figures } from './figures.ts';
import type { ReplayedDay, ReplayReport } from './replay.ts';

const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
const number = new Intl.NumberFormat('en');
const widths = [22, 10, 8, 8, 11, 8, 8, 8, 8];

/** The table of one day: each class in the record and in the replay. */
export function printDay(day: ReplayedDay): string {
  const title = `${day.date} ${weekday.format(new Date(day.date))}, ${day.windows} windows`;
  const sentHome = day.sentHome === 0 ? '' : `\n  ${day.sentHome} sent home at the day's end`;
  return `\n${title}\n${table(day.classes)}${sentHome}`;
}

export function printSummary(report: ReplayReport): string {
  const { rows, days, problems } = report;
  const { phantom, hungUpUnqueued, repeatedKey, unreadable } = rows.leftOut;
  const lines = [
    ...(days.length === 1 ? [] : [`\nAll ${days.length} days\n${table(report.total)}`]),
    'Waits in seconds, of those served. Recorded and replayed may differ: when agents took breaks is not recorded.',
    `\nRows: ${number.format(rows.read)} read, ${number.format(rows.kept)} kept; left out: ${phantom} phantom calls, ${number.format(hungUpUnqueued)} hung up without queueing, ${repeatedKey} with a repeated key, ${unreadable} unreadable.`,
    `Strategy: ${report.strategy.name}, version ${report.strategy.version}. ${number.format(report.commands)} commands in ${report.seconds} s.`,
  ];
  if (problems.length === 0) {
    lines.push('No ticket was lost, called twice, served at two windows or called out of order.');
  } else {
    lines.push(`\nFAILED: ${problems.length} problems`);
    for (const { date, code, message } of problems.slice(0, 100)) lines.push(`  ${date} ${code}: ${message}`);
    if (problems.length > 100) lines.push(`  … and ${problems.length - 100} more`);
  }
  return lines.join('\n');
}

function table(classes: readonly Comparison[]): string {
  const head = row(['', '', 'visits', 'served', 'abandoned', 'mean', 'median', 'P90', '> 60 s']);
  return [
    head,
    ...classes.flatMap(({ classCode, recorded, replayed }) => [
      row([classCode, 'recorded', ...cells(recorded)]),
      row(['', 'replayed', ...cells(replayed)]),
    ]),
  ].join('\n');
}

function cells(figures: Figures): string[] {
  const seconds = (value: number): string => value.toFixed(1);
  return [
    number.format(figures.visits),
    number.format(figures.served),
    number.format(figures.abandoned),
    seconds(figures.meanWaitSeconds),
    seconds(figures.medianWaitSeconds),
    seconds(figures.p90WaitSeconds),
    `${(figures.over60Share * 100).toFixed(1)} %`,
  ];
}

function row(texts: readonly string[]): string {
  return texts
    .map((text, at) => (at < 2 ? `  ${text}`.padEnd(widths[at]!) : text.padStart(widths[at]!)))
    .join('');
}
