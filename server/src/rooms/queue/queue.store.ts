import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Snapshot, Ticket, WaitingNow } from './queue.domain.ts';
import { toQueue, toTicket, toWindow } from './queue.rows.ts';
import type { JsonRow } from './queue.rows.ts';

const everybodyWaiting = `(select json_agg(json_build_object(
    'ticketId', w.id, 'number', w.number, 'serviceCode', w.service_code, 'classCode', w.class_code,
    'position', w.position, 'issuedAt', platform.ms(w.issued_at)))
  from (select * from queue.ticket t
    where t.branch_id = $1 and t.business_date = q.day and t.ended_at is null and t.state = 'waiting'
    order by t.position, t.id limit 500) w)`;
/** One statement, so one snapshot. */
const snapshotWith = (columns: string): string => `select
    coalesce((select c.last from platform.event_counter c where c.branch_id = $1), 0) as number,
    row_to_json(q) as queue, ${everybodyWaiting} as waiting,
    (select json_agg(row_to_json(w)) from queue.window_now w where w.branch_id = $1) as windows${columns}
  from (select b.*, case when b.day_open then b.business_date else $2::date end as day
    from queue.branch_queue b where b.branch_id = $1) q`;
const snapshot = snapshotWith('');
const snapshotWithTickets = snapshotWith(`,
    (select json_agg(row_to_json(t) order by t.issued_at, t.id) from queue.ticket t
     where t.branch_id = $1 and t.business_date = q.day and (t.ended_at is null or t.ended_at > $3)) as tickets`);

interface SnapshotRow {
  readonly number: number;
  readonly queue: JsonRow;
  readonly waiting: WaitingNow[] | null;
  readonly windows: JsonRow[] | null;
  readonly tickets?: JsonRow[] | null;
}

/** The queue of one moment, without a lock. Tickets, when asked for: those not ended, and those ended after an instant. */
export async function readSnapshot(
  db: Database,
  branchId: string,
  date: string,
  tickets: { endedAfter: number } | null,
): Promise<Snapshot | null> {
  const row = await db.row(
    tickets === null
      ? statement<SnapshotRow>(snapshot, [branchId, date], 'queue-snapshot')
      : statement<SnapshotRow>(
          snapshotWithTickets,
          [branchId, date, new Date(tickets.endedAfter)],
          'queue-snapshot-tickets',
        ),
  );
  if (row === null) return null;
  return {
    number: row.number,
    queue: toQueue(row.queue),
    waiting: row.waiting ?? [],
    windows: (row.windows ?? []).map(toWindow),
    tickets: (row.tickets ?? []).map(toTicket),
  };
}

/** A ticket by its id on a day, with the periods that have ended. */
export async function readTicket(
  db: Reader,
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
export async function readBusinessDate(db: Reader, branchId: string, calendarDate: string): Promise<string> {
  const row = await db.row(
    statement<{ business_date: string }>(
      'select business_date from queue.branch_queue where branch_id = $1 and day_open',
      [branchId],
      'queue-date',
    ),
  );
  return row?.business_date ?? calendarDate;
}
