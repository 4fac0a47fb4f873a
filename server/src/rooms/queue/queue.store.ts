import type { LineHead, WaitingTicket } from '@huiting/queueing/strategy';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Statement } from '../../platform/database/query.ts';
import type { BranchQueue, Snapshot, Ticket, WindowNow } from './queue.domain.ts';
import { toQueue, toTicket, toWindow } from './queue.rows.ts';
import type { JsonRow } from './queue.rows.ts';

/** What a command asks for besides the lock. */
export interface Wanted {
  readonly branchId: string;
  /** Business date by the clock; the open business day outranks it. */
  readonly date: string;
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

/** First trip of a command: takes the branch's lock. */
export function loadStatement(w: Wanted): Statement {
  const wants = [w.waiting && 'waiting', w.windows && 'windows'].filter(
    (name) => name !== false && name !== undefined,
  );
  return statement(
    'select queue.load($1, $2, $3, $4, $5, $6, $7, $8, $9) as loaded',
    [
      w.branchId,
      w.date,
      w.windowId ?? null,
      w.ticketId ?? null,
      w.staffId ?? null,
      w.customerId ?? null,
      w.bookingId ?? null,
      w.take ?? null,
      wants,
    ],
    'queue-load',
  );
}

/** Null when the branch has no queue. */
export function readLoaded(json: JsonRow): Loaded | null {
  if (json.queue === null) return null;
  const row = (name: string): JsonRow | null => (json[name] ?? null) as JsonRow | null;
  return {
    queue: toQueue(row('queue')!),
    window: row('window') === null ? null : toWindow(row('window')!),
    ticket: row('ticket') === null ? null : toTicket(row('ticket')!),
    staffWindowId: (json.staffWindow ?? null) as string | null,
    visitId: (json.visitId ?? null) as string | null,
    booked: row('booked') === null ? null : toTicket(row('booked')!),
    heads: ((json.heads ?? []) as (LineHead & { ticket: JsonRow | null })[]).map((head) => ({
      ...head,
      ticket: head.ticket === null ? null : toTicket(head.ticket),
    })),
    waiting: (json.waiting ?? []) as WaitingTicket[],
    windows: ((json.windows ?? []) as JsonRow[]).map(toWindow),
  };
}

/** Second trip: writes what was decided. */
export function applyStatement(changes: Record<string, unknown>): Statement {
  return statement('select queue.apply($1)', [JSON.stringify(changes)], 'queue-apply');
}

export async function readSnapshot(
  db: Database,
  branchId: string,
  date: string,
  tickets: { endedAfter: number } | null,
): Promise<Snapshot | null> {
  const row = await db.row(
    statement<{ snapshot: JsonRow | null }>(
      'select queue.snapshot($1, $2, $3) as snapshot',
      [branchId, date, tickets === null ? null : new Date(tickets.endedAfter)],
      'queue-snapshot',
    ),
  );
  const json = row?.snapshot ?? null;
  if (json === null) return null;
  return {
    number: json.number as number,
    queue: toQueue(json.queue as JsonRow),
    waiting: json.waiting as WaitingTicket[],
    windows: (json.windows as JsonRow[]).map(toWindow),
    tickets: (json.tickets as JsonRow[]).map(toTicket),
  };
}

/** A ticket by its id on a day, with the periods that have ended. */
export async function readTicket(
  db: Database,
  branchId: string,
  date: string,
  ticketId: string,
): Promise<{ ticket: Ticket; number: number; periods: JsonRow[] } | null> {
  const row = await db.row(
    statement<{ ticket: JsonRow; number: number; periods: JsonRow[] }>(
      `select to_jsonb(t) as ticket,
         coalesce((select c.last from platform.event_counter c where c.branch_id = $1), 0) as number,
         coalesce((select jsonb_agg(to_jsonb(p) order by p.started_at, p.sequence) from queue.service_period p
           where p.branch_id = $1 and p.business_date = $2 and p.ticket_id = $3), '[]') as periods
       from queue.ticket t where t.branch_id = $1 and t.business_date = $2 and t.id = $3`,
      [branchId, date, ticketId],
      'queue-ticket',
    ),
  );
  return row === null ? null : { ticket: toTicket(row.ticket), number: row.number, periods: row.periods };
}

/** The date tickets of this moment carry: the open business day, or the calendar day. */
export async function readBusinessDate(
  db: Database,
  branchId: string,
  calendarDate: string,
): Promise<string> {
  const row = await db.row(
    statement<{ business_date: string }>(
      'select business_date from queue.branch_queue where branch_id = $1 and day_open',
      [branchId],
      'queue-date',
    ),
  );
  return row?.business_date ?? calendarDate;
}
