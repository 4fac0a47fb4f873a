import type { WaitingTicket } from '@huiting/queueing/strategy';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Snapshot, Ticket } from './queue.domain.ts';
import { toQueue, toTicket, toWindow } from './queue.rows.ts';
import type { JsonRow } from './queue.rows.ts';

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
