import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { UsageError } from '../run-bounded.ts';
import { addDays, instantOf } from '@huiting/server/platform/clock/zone-time';

/** Call types of the service centre: regular, English, internet, stock exchange, prospect, call-back. */
export const callTypes = ['PS', 'PE', 'IN', 'NE', 'NW', 'TT'] as const;
export type CallType = (typeof callTypes)[number];
/** 0 caller not identified, 1 identified, 2 priority customer. */
export type Priority = 0 | 1 | 2;

export const timeZone = 'Asia/Jerusalem';
/** The centre closes at midnight and opens at seven: what happens before this hour belongs to the evening before. */
const dayBeginsHour = 4;
const dayBegins = '04:00';
/** A time of day this much before the one it follows is on the next day. */
const halfDaySeconds = 12 * 3_600;

/** One visit as the bank recorded it. Instants are ms since the epoch, durations seconds. */
export interface RecordedVisit {
  /** `vru_line:call_id`; a call id alone repeats. */
  readonly key: string;
  readonly businessDate: string;
  readonly arrivalAt: number;
  readonly type: CallType;
  readonly priority: Priority;
  /** Time in the queue until an agent answered or the caller hung up. */
  readonly waitSeconds: number;
  /** Null: the caller hung up. */
  readonly service: { readonly agent: string | null; readonly from: number; readonly seconds: number } | null;
}

export type LeftOutReason = 'phantom' | 'hungUpUnqueued' | 'repeatedKey' | 'unreadable';

export interface Recording {
  readonly rowsRead: number;
  readonly visits: readonly RecordedVisit[];
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
}

const columns = [
  'vru_line',
  'call_id',
  'priority',
  'type',
  'date',
  'vru_entry',
  'vru_exit',
  'vru_time',
  'q_start',
  'q_exit',
  'q_time',
  'outcome',
  'ser_start',
  'ser_exit',
  'ser_time',
  'server',
] as const;
type Row = Readonly<Record<(typeof columns)[number], string>>;

/** Reads a file of recorded calls, gzipped or not. */
export function readCallFile(path: string): Recording {
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return readCalls((isGzip ? gunzipSync(bytes) : bytes).toString('utf8'));
}

/** Keeps the rows that are visits: answered by an agent, or hung up after some time in the queue. */
export function readCalls(csv: string): Recording {
  const [header, ...lines] = csv.trim().split(/\r?\n/);
  if (header !== columns.join(','))
    throw new UsageError(`not a file of recorded calls: its first line is "${header?.slice(0, 80)}"`);
  const leftOut: Record<LeftOutReason, number> = {
    phantom: 0,
    hungUpUnqueued: 0,
    repeatedKey: 0,
    unreadable: 0,
  };
  const visits = new Map<string, RecordedVisit>();
  for (const line of lines) {
    const visit = readVisit(line.split(','));
    if (typeof visit === 'string') leftOut[visit]++;
    else if (visits.has(visit.key)) leftOut.repeatedKey++;
    else visits.set(visit.key, visit);
  }
  return { rowsRead: lines.length, visits: [...visits.values()], leftOut };
}

function readVisit(fields: readonly string[]): RecordedVisit | LeftOutReason {
  if (fields.length !== columns.length) return 'unreadable';
  const row = Object.fromEntries(columns.map((name, at) => [name, fields[at]!])) as Row;
  if (row.outcome === 'PHANTOM') return 'phantom';
  const waitSeconds = Number(row.q_time);
  const type = callTypes.find((code) => code === row.type);
  const priority = ([0, 1, 2] as const).find((value) => String(value) === row.priority);
  const isKnown = row.outcome === 'AGENT' || row.outcome === 'HANG';
  if (!isKnown || type === undefined || priority === undefined || !(waitSeconds >= 0)) return 'unreadable';
  if (row.outcome === 'HANG' && waitSeconds === 0) return 'hungUpUnqueued';
  const arrival = arrivalOf(row);
  if (arrival === null) return 'unreadable';
  const { arrivalAt, businessDate } = arrival;
  const service = row.outcome === 'AGENT' ? serviceOf(row, arrivalAt) : null;
  return {
    key: `${row.vru_line}:${row.call_id}`,
    businessDate,
    arrivalAt,
    type,
    priority,
    waitSeconds,
    service,
  };
}

/** The caller joins on leaving the voice menu; the row's date is the day they entered it. */
function arrivalOf(row: Row): { arrivalAt: number; businessDate: string } | null {
  const entry = secondsOfDay(row.vru_entry);
  const exit = secondsOfDay(row.vru_exit);
  if (entry === null || exit === null || !/^\d{4}-\d\d-\d\d$/.test(row.date)) return null;
  const date = exit - entry < -halfDaySeconds ? addDays(row.date, 1) : row.date;
  const isNight = exit < dayBeginsHour * 3_600;
  return {
    arrivalAt: instantOf(timeZone, date, row.vru_exit.padStart(8, '0')),
    businessDate: isNight ? addDays(date, -1) : date,
  };
}

/** `0:00:00` with no duration stands for "not recorded": such a service took 0 s when the queue was left. */
function serviceOf(row: Row, arrivalAt: number): RecordedVisit['service'] {
  const agent = row.server === 'NO_SERVER' ? null : row.server;
  const seconds = Number(row.ser_time);
  if (isRecorded(row.ser_start, seconds))
    return { agent, from: instantNear(row.ser_start, row, arrivalAt), seconds };
  const from = isRecorded(row.q_exit, Number(row.q_time))
    ? instantNear(row.q_exit, row, arrivalAt)
    : arrivalAt;
  return { agent, from, seconds: 0 };
}

function isRecorded(time: string, durationSeconds: number): boolean {
  return time !== '0:00:00' || durationSeconds > 0;
}

/** The instant of a time of day, on the arrival's day or after the midnight that follows it. */
function instantNear(time: string, row: Row, arrivalAt: number): number {
  const distance = secondsOfDay(time)! - secondsOfDay(row.vru_exit)!;
  return arrivalAt + (distance < -halfDaySeconds ? distance + 24 * 3_600 : distance) * 1_000;
}

function secondsOfDay(time: string): number | null {
  const parts = /^(\d{1,2}):(\d\d):(\d\d)$/.exec(time);
  return parts === null ? null : Number(parts[1]) * 3_600 + Number(parts[2]) * 60 + Number(parts[3]);
}

/** The last instant of a business day. */
export function endOfDay(businessDate: string): number {
  return instantOf(timeZone, addDays(businessDate, 1), dayBegins);
}

/** Opening hours that hold a business day: closing at its own hour means on the next morning. */
export const openAllDay = { open: dayBegins, close: dayBegins } as const;
