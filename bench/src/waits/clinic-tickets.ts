import { readFileSync } from 'node:fs';
import { UsageError } from '../run-bounded.ts';
import type { RecordedWait } from './scenes.ts';

const columns = 'date,queue_no,stage,service,counter,queue_time,start,end,wait_min,service_min,valid,remark';

/**
 * The tickets of a clinic service (joseph-d-p/notebooks, queue_data.csv): a stage of a ticket is a wait; a transfer joins
 * anew. Empty counter: passed over, the wait ended without a service.
 */
export function readTickets(path: string): RecordedWait[] {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  if (header !== columns)
    throw new UsageError(`not a file of clinic tickets: its first line is "${header?.slice(0, 80)}"`);
  return lines.flatMap((line): RecordedWait[] => {
    const [day, , stage, , counter, joined, start, end] = line.split(',');
    const [joinedAt, from, until] = [joined, start, end].map((time) => instantOf(day!, time!));
    if (joinedAt === undefined || from === undefined || until === undefined || !(from >= joinedAt)) return [];
    const isServed = counter !== '' && until > from;
    return [
      {
        day: day!,
        lineCode: stage === '0' ? 'first' : 'transferred',
        joinedAt,
        endedAt: from,
        called: isServed,
        service: isServed ? { windowId: counter!, from, until } : null,
        isAsked: isServed && stage === '0' && from > joinedAt,
      },
    ];
  });
}

/** Local time read as UTC: only differences and the time of day matter. */
function instantOf(day: string, time: string): number | undefined {
  const parts = /^(\d{1,2}):(\d\d):(\d\d)$/.exec(time);
  if (parts === null) return undefined;
  return (
    Date.parse(`${day}T00:00:00Z`) +
    (Number(parts[1]) * 3_600 + Number(parts[2]) * 60 + Number(parts[3])) * 1_000
  );
}
