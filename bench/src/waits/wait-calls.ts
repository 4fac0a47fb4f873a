import { join } from 'node:path';
import { readCallFile } from '../replay/recorded-calls.ts';
import type { RecordedVisit } from '../replay/recorded-calls.ts';
import { askAndAnswer } from './ask-and-answer.ts';
import { errorFigures, median, round } from './figures.ts';
import { fileAt } from './file-at.ts';
import { inferHeadStarts } from './head-starts.ts';
import type { RecordedWait } from './scenes.ts';

const file = 'anonymous_bank_1999/calls_feb1999_dev.csv.gz';
const fitUntil = '1999-02-14';
const testUntil = '1999-02-20';

/**
 * `npm run bench -- wait-calls`: how long a caller who is served from the queue will wait, asked as they join and
 * again while they wait. Fitted on 1–14 February, asked about 15–20 February; everything is chosen on inner splits of the fit.
 */
export async function waitCalls({ data }: { readonly data: string }): Promise<Record<string, unknown>> {
  const waits = readCallFile(fileAt(join(data, file)))
    .visits.map(waitOf)
    .filter(({ day }) => day <= testUntil);
  const headStarts = inferHeadStarts(waits.filter(({ day }) => day <= fitUntil));
  const protocol = { waits, headStarts, fitUntil, minuteOfDay };
  const atIssue = askAndAnswer({ ...protocol, againAfter: [] });
  const whileWaiting = askAndAnswer({ ...protocol, againAfter: [30, 60, 120, 240] });
  return {
    bench: 'wait-calls',
    ...errorFigures(atIssue.answered, median(atIssue.fitted)),
    whileWaiting: errorFigures(whileWaiting.answered, median(whileWaiting.fitted)),
    fitted: atIssue.fitted.length,
    choice: atIssue.model.choice,
    headStarts: Object.fromEntries(headStarts),
    millisecondsPerAnswer: round(atIssue.millisecondsPerAnswer, 3),
  };
}

function waitOf(visit: RecordedVisit): RecordedWait {
  const { service } = visit;
  return {
    day: visit.businessDate,
    lineCode: `${visit.type}/${visit.priority}`,
    joinedAt: visit.arrivalAt,
    endedAt: visit.arrivalAt + visit.waitSeconds * 1_000,
    called: service !== null,
    service:
      service === null
        ? null
        : {
            windowId: service.agent ?? 'spare',
            from: service.from,
            until: service.from + service.seconds * 1_000,
          },
    isAsked: service !== null && visit.waitSeconds > 0,
  };
}

/** Israel's winter time, in which the record lies. */
function minuteOfDay(at: number): number {
  return (at / 60_000 + 120) % 1_440;
}
