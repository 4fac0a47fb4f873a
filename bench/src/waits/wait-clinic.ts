import { join } from 'node:path';
import { askAndAnswer } from './ask-and-answer.ts';
import { readTickets } from './clinic-tickets.ts';
import { errorFigures, meanAbsolute, median, round } from './figures.ts';
import { fileAt } from './file-at.ts';
import { inferHeadStarts } from './head-starts.ts';
import { secondsOf } from './scenes.ts';

const file = 'clinic_queue_2019/queue_dev.csv';
const fitUntil = '2019-08-16';
const testUntil = '2019-08-23';

/**
 * `npm run bench -- wait-clinic`: the same question at a take-a-ticket queue: first-stage tickets, fitted on 1–16 August,
 * asked about 17–23 August, beside the constant median and the wait of whoever was called last.
 */
export async function waitClinic({ data }: { readonly data: string }): Promise<Record<string, unknown>> {
  const waits = readTickets(fileAt(join(data, file))).filter(({ day }) => day <= testUntil);
  const headStarts = inferHeadStarts(waits.filter(({ day }) => day <= fitUntil));
  const { fitted, answered, model } = askAndAnswer({
    waits,
    headStarts,
    fitUntil,
    minuteOfDay,
    againAfter: [],
  });
  const constant = median(fitted);
  const lastWaits = answered.map(({ wait, seconds }) => {
    const before = waits.filter(
      (other) => other.isAsked && other.endedAt <= wait.joinedAt && other.day === wait.day,
    );
    const last = before.reduce<(typeof before)[number] | null>(
      (latest, other) => (latest === null || other.endedAt > latest.endedAt ? other : latest),
      null,
    );
    return (last === null ? constant : secondsOf(last)) - seconds;
  });
  const figures = errorFigures(answered, constant);
  return {
    bench: 'wait-clinic',
    ...figures,
    maeLastWaitSeconds: round(meanAbsolute(lastWaits), 2),
    maeRatioToLastWait: round(figures['maeSeconds']! / meanAbsolute(lastWaits), 4),
    fitted: fitted.length,
    choice: model.choice,
  };
}

function minuteOfDay(at: number): number {
  return (at / 60_000) % 1_440;
}
