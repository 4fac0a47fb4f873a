import { readFileSync } from 'node:fs';
import { instantOf } from '@huiting/server/platform/clock/zone-time';
import { UsageError } from '../../run-bounded.ts';

/** The log of a walk-in clinic's ticket machine: tickets, counters, transfers between counters, no-shows. */
export const clinicZone = 'Asia/Manila';

/** One stay at, or wait for, a counter. Durations in seconds. */
export interface ClinicStage {
  /** Null: passed over without ever reaching a counter. */
  readonly counter: string | null;
  readonly waitSeconds: number;
  readonly serviceSeconds: number;
  /** Called in vain. */
  readonly noShow: boolean;
}

export interface ClinicTicket {
  readonly number: string;
  /** ms since the epoch. */
  readonly arrivalAt: number;
  readonly stages: readonly ClinicStage[];
}

export interface ClinicDay {
  readonly date: string;
  readonly tickets: readonly ClinicTicket[];
  /** Recorded services of each counter, for presence. */
  readonly services: readonly { readonly agent: string; readonly from: number; readonly seconds: number }[];
}

export interface ClinicLog {
  readonly rowsRead: number;
  readonly unreadable: number;
  readonly days: readonly ClinicDay[];
}

const header = 'date,queue_no,stage,service,counter,queue_time,start,end,wait_min,service_min,valid,remark';

interface Row {
  readonly date: string;
  readonly number: string;
  readonly stage: number;
  readonly counter: string | null;
  readonly queuedAt: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly valid: boolean;
}

export function readClinicFile(path: string): ClinicLog {
  return readClinic(readFileSync(path, 'utf8'));
}

/** A number that begins again at stage 0 is another visit under the same number: the machine went round, or the person came back. */
export function readClinic(csv: string): ClinicLog {
  const [first, ...lines] = csv.trim().split(/\r?\n/);
  if (first !== header)
    throw new UsageError(`not a clinic's queue log: its first line is "${first?.slice(0, 80)}"`);
  const rows = lines.map(readRow);
  const readable = rows.filter((row) => row !== null);
  const days = [...Map.groupBy(readable, ({ date }) => date)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, ofDay]): ClinicDay => ({
      date,
      tickets: ticketsOf(ofDay).toSorted((a, b) => a.arrivalAt - b.arrivalAt),
      services: ofDay.flatMap((row) =>
        row.counter === null || !row.valid
          ? []
          : [{ agent: row.counter, from: row.startedAt, seconds: (row.endedAt - row.startedAt) / 1000 }],
      ),
    }));
  return { rowsRead: lines.length, unreadable: rows.length - readable.length, days };
}

function ticketsOf(rows: readonly Row[]): ClinicTicket[] {
  const tickets: { number: string; arrivalAt: number; stages: ClinicStage[] }[] = [];
  for (const mine of Map.groupBy(rows, ({ number }) => number).values()) {
    for (const row of mine) {
      const stage: ClinicStage = {
        counter: row.counter,
        waitSeconds: Math.max(0, (row.startedAt - row.queuedAt) / 1000),
        serviceSeconds: (row.endedAt - row.startedAt) / 1000,
        noShow: !row.valid,
      };
      const last = tickets.at(-1);
      if (row.stage > 0 && last?.number === row.number) last.stages.push(stage);
      else tickets.push({ number: row.number, arrivalAt: row.queuedAt, stages: [stage] });
    }
  }
  return tickets;
}

function readRow(line: string): Row | null {
  const [date, number, stage, , counter, queued, started, ended, , , valid] = line.split(',');
  const at = (time: string | undefined): number =>
    /^\d{1,2}:\d\d:\d\d$/.test(time ?? '') ? instantOf(clinicZone, date!, time!.padStart(8, '0')) : NaN;
  const row: Row = {
    date: date ?? '',
    number: number ?? '',
    stage: Number(stage),
    counter: counter === undefined || counter === '' ? null : counter,
    queuedAt: at(queued),
    startedAt: at(started),
    endedAt: at(ended),
    valid: valid === 'Y',
  };
  const isSound =
    /^\d{4}-\d\d-\d\d$/.test(row.date) &&
    row.number !== '' &&
    Number.isInteger(row.stage) &&
    row.endedAt >= row.startedAt &&
    !Number.isNaN(row.queuedAt);
  return isSound ? row : null;
}
