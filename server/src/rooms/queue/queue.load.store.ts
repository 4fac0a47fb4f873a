import type { LineHead, WaitingTicket } from '@huiting/queueing/strategy';
import { addDays } from '../../platform/clock/zone-time.ts';
import { statement } from '../../platform/database/query.ts';
import type { Statement } from '../../platform/database/query.ts';
import type { BranchQueue, Ticket, WindowNow } from './queue.domain.ts';
import { toQueue, toTicket, toWindow } from './queue.rows.ts';
import type { JsonRow } from './queue.rows.ts';

/** What a command asks for besides the lock. */
export interface Wanted {
  readonly branchId: string;
  /** Business date by the clock; the open business day outranks it. */
  readonly date: string;
  /** A day the open one is at most one day before: names the months that are looked at. */
  readonly near: string;
  readonly windowId?: string | null;
  readonly ticketId?: string | null;
  readonly staffId?: string | null;
  readonly customerId?: string | null;
  readonly bookingId?: string | null;
  /** Heads of all lines, with the tickets of these services. */
  readonly take?: readonly string[] | null;
  readonly waiting?: boolean;
  readonly windows?: boolean;
}

/** First of its line; with its ticket when the window may take it. */
export interface Head extends LineHead {
  readonly ticket: Ticket | null;
}

/** The branch under its lock. */
export interface Loaded {
  readonly queue: BranchQueue;
  /** The named window, or the one where the named ticket is. */
  readonly window: WindowNow | null;
  /** The named ticket, or the one at the named window. */
  readonly ticket: Ticket | null;
  /** Window where the staff member sits already. */
  readonly staffWindowId: string | null;
  readonly visitId: string | null;
  /** The ticket already issued for the booking. */
  readonly booked: Ticket | null;
  readonly heads: Head[];
  readonly waiting: WaitingTicket[];
  readonly windows: WindowNow[];
}

/**
 * First trip of a command: the lock, then what was asked for as it is under the lock (each statement has a snapshot of its own).
 * Rows come as JSON text, which PostgreSQL writes and the driver reads in less time than forty columns: 32 µs of PostgreSQL for a
 * window and its ticket, where a PL/pgSQL function that gathers them as jsonb took 100.
 */
export function loadStatements(wanted: Wanted): Statement[] {
  return [lockStatement(wanted.branchId), readStatement(wanted)];
}

function lockStatement(branchId: string): Statement {
  return statement(
    'select row_to_json(q) as queue from queue.branch_queue q where q.branch_id = $1 for update',
    [branchId],
    'queue-lock',
  );
}

/**
 * The branch's open day. `q.day` is known only while the statement runs: without the bounds, which are known before, PostgreSQL would
 * open every month of the past for each look (a third of all commands lost over 400 days of tickets).
 */
const ofDay = (row: string): string =>
  `${row}.branch_id = {branchId} and ${row}.business_date = q.day and ${row}.business_date between {near}::date - 1 and {near}::date`;
export const isNear = (day: string, near: string): boolean => day === near || addDays(day, 1) === near;
const ticketWhere = (condition: string): string =>
  `(select row_to_json(t) from queue.ticket t where ${ofDay('t')} and ${condition})`;
const windowWhere = (condition: string): string =>
  `(select row_to_json(w) from queue.window_now w where w.branch_id = {branchId} and ${condition})`;

/** What can be asked for: a column each. {…} is a value of `Wanted`. */
const columns = {
  window: windowWhere('w.window_id = {windowId}'),
  ticketAtWindow: ticketWhere(
    't.id = (select w.ticket_id from queue.window_now w where w.branch_id = {branchId} and w.window_id = {windowId})',
  ),
  ticket: ticketWhere('t.id = {ticketId}'),
  windowOfTicket: windowWhere(`w.window_id = (select t.window_id from queue.ticket t
    where ${ofDay('t')} and t.id = {ticketId})`),
  staffWindow: `(select w.window_id from queue.window_now w
    where w.branch_id = {branchId} and w.staff_id = {staffId} limit 1)`,
  visit: `(select v.id from queue.visit v
    where ${ofDay('v')} and v.customer_id = {customerId})`,
  booked: ticketWhere('t.booking_id = {bookingId}'),
  // Of every line that has somebody waiting, by the counts kept in the lock row. The whole ticket comes with the heads of the
  // services that may be taken: one of them is about to be called.
  heads: `(select json_agg(json_build_object(
      'ticketId', h.id, 'serviceCode', l.service, 'classCode', l.class, 'position', h.position, 'waitingInLine', l.waiting,
      'ticket', case when l.service = any ({take}::text[]) then row_to_json(h.t) end))
    from (select split_part(key, '|', 1) as service, split_part(key, '|', 2) as class, value::int as waiting
      from jsonb_each_text(q.counters->'line')) l
    cross join lateral (
      select t.id, t.position, t from queue.ticket t
      where ${ofDay('t')} and t.ended_at is null
        and t.service_code = l.service and t.class_code = l.class and t.state = 'waiting'
      order by t.position, t.id limit 1) h
    where l.waiting > 0)`,
  // Nearest first, at most 500: a hall holds fewer.
  waiting: `(select json_agg(json_build_object(
      'ticketId', w.id, 'serviceCode', w.service_code, 'classCode', w.class_code, 'position', w.position))
    from (select t.id, t.service_code, t.class_code, t.position from queue.ticket t
      where ${ofDay('t')} and t.ended_at is null and t.state = 'waiting'
      order by t.position, t.id limit 500) w)`,
  windows: `(select json_agg(row_to_json(w)) from queue.window_now w where w.branch_id = {branchId})`,
} as const;
type Column = keyof typeof columns;

function columnsOf(w: Wanted): Column[] {
  const asked: Record<Column, boolean> = {
    window: given(w.windowId),
    ticketAtWindow: given(w.windowId) && !given(w.ticketId),
    ticket: given(w.ticketId),
    windowOfTicket: given(w.ticketId) && !given(w.windowId),
    staffWindow: given(w.staffId),
    visit: given(w.customerId),
    booked: given(w.bookingId),
    heads: given(w.take),
    waiting: w.waiting === true,
    windows: w.windows === true,
  };
  return (Object.keys(asked) as Column[]).filter((column) => asked[column]);
}

const given = (value: unknown): boolean => value !== undefined && value !== null;

/** One statement for each set of columns that is asked for: a kind of command, so there are a dozen. */
const composed = new Map<string, { text: string; parameters: (keyof Wanted)[] }>();

function readStatement(wanted: Wanted): Statement {
  const asked = columnsOf(wanted);
  const name = `queue-read-${asked.join('-')}`;
  let read = composed.get(name);
  if (read === undefined) composed.set(name, (read = compose(asked)));
  return statement(
    read.text,
    read.parameters.map((parameter) => wanted[parameter]),
    name,
  );
}

function compose(asked: readonly Column[]): { text: string; parameters: (keyof Wanted)[] } {
  const parameters: (keyof Wanted)[] = [];
  const list = asked.map((column) => `${columns[column]} as "${column}"`).join(',\n');
  // The open business day goes on until its end is told, also past midnight.
  const text = `select ${list} from (
    select q.counters, case when q.day_open then q.business_date else {date}::date end as day
    from queue.branch_queue q where q.branch_id = {branchId}) q`.replaceAll(
    /\{(\w+)\}/g,
    (_all, parameter) => {
      const known = parameters.indexOf(parameter as keyof Wanted);
      return `$${known === -1 ? parameters.push(parameter as keyof Wanted) : known + 1}`;
    },
  );
  return { text, parameters };
}

type Read = Partial<
  Record<Exclude<Column, 'staffWindow' | 'visit' | 'heads' | 'waiting' | 'windows'>, JsonRow | null>
> & {
  readonly staffWindow?: string | null;
  readonly visit?: string | null;
  readonly heads?: readonly (LineHead & { ticket: JsonRow | null })[] | null;
  readonly waiting?: WaitingTicket[] | null;
  readonly windows?: readonly JsonRow[] | null;
};

/** Null when the branch has no queue. */
export function readLoaded([locked, read]: readonly (readonly unknown[])[]): Loaded | null {
  const row = locked?.[0] as { queue: JsonRow } | undefined;
  if (row === undefined) return null;
  const found = read![0] as Read;
  const ticket = (json: JsonRow | null | undefined): Ticket | null => (given(json) ? toTicket(json!) : null);
  const window = found.window ?? found.windowOfTicket ?? null;
  return {
    queue: toQueue(row.queue),
    window: window === null ? null : toWindow(window),
    ticket: ticket(found.ticket ?? found.ticketAtWindow),
    staffWindowId: found.staffWindow ?? null,
    visitId: found.visit ?? null,
    booked: ticket(found.booked),
    heads: (found.heads ?? []).map((head) => ({ ...head, ticket: ticket(head.ticket) })),
    waiting: found.waiting ?? [],
    windows: (found.windows ?? []).map(toWindow),
  };
}
