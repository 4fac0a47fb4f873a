import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { MachineTicket } from './queue.machine.domain.ts';
import type { Ticket, WindowNow } from './queue.domain.ts';
import { fromPeriod, fromRequest, fromTicket, toTicket, toWindow } from './queue.rows.ts';
import type { JsonRow } from './queue.rows.ts';

/** The queue's own rows as a machine's events make them: tickets with their requests and periods, windows and who sits there. */

/** Numbers of the day that are not the machine's: printed here before it took over. */
export async function numbersTaken(
  reader: Reader,
  day: { branchId: string; date: string },
  own: ReadonlyMap<string, string>,
): Promise<ReadonlySet<string>> {
  const rows = await reader.rows(
    statement<{ number: string }>(
      `select t.number from queue.ticket t join unnest($3::text[], $4::uuid[]) as m(number, id) on m.number = t.number
       where t.branch_id = $1 and t.business_date = $2 and t.id <> m.id`,
      [day.branchId, day.date, [...own.keys()], [...own.values()]],
    ),
  );
  return new Set(rows.map(({ number }) => number));
}

/** A number's ticket with its visit, periods and requests, instead of what was made of it before. */
export async function writeNumber(
  reader: Reader,
  day: { branchId: string; date: string },
  ticketId: string,
  made: MachineTicket,
): Promise<void> {
  const key = [day.branchId, day.date, ticketId];
  for (const table of ['service_period', 'service_request'])
    await reader.rows(
      statement(
        `delete from queue.${table} where branch_id = $1 and business_date = $2 and ticket_id = $3`,
        key,
      ),
    );
  const { ticket } = made;
  if (ticket === null) {
    await reader.rows(
      statement('delete from queue.ticket where branch_id = $1 and business_date = $2 and id = $3', key),
    );
    return;
  }
  await reader.rows(
    statement(
      `insert into queue.visit (branch_id, business_date, id, customer_id, opened_by, opened_at)
       values ($1, $2, $3, null, 'ticket', $4)
       on conflict (branch_id, business_date, id) do update set opened_at = excluded.opened_at`,
      [day.branchId, day.date, ticket.visitId, new Date(ticket.issuedAt)],
    ),
  );
  const row = fromTicket(ticket);
  const columns = Object.keys(row);
  const renewed = columns.filter((name) => !['branch_id', 'business_date', 'id'].includes(name));
  await reader.rows(
    statement(
      `insert into queue.ticket (${columns.join(', ')}) select ${columns.join(', ')} from jsonb_populate_record(null::queue.ticket, $1)
       on conflict (branch_id, business_date, id) do update set ${renewed.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      [JSON.stringify(row)],
    ),
  );
  await insertAll(reader, 'service_request', made.requests.map(fromRequest));
  await insertAll(
    reader,
    'service_period',
    made.periods.map(({ of, period }) => fromPeriod(of, period)),
  );
}

async function insertAll(reader: Reader, table: string, rows: readonly JsonRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(', ');
  await reader.rows(
    statement(
      `insert into queue.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::queue.${table}, $1)`,
      [JSON.stringify(rows)],
    ),
  );
}

/** Every ticket made of a day, for comparing. */
export async function readDay(reader: Reader, day: { branchId: string; date: string }): Promise<Ticket[]> {
  const rows = await reader.rows(
    statement<{ ticket: JsonRow }>(
      'select row_to_json(t) as ticket from queue.ticket t where branch_id = $1 and business_date = $2 order by id',
      [day.branchId, day.date],
    ),
  );
  return rows.map(({ ticket }) => toTicket(ticket));
}

/** What the windows show: who is called or served there, and since when the machine has called to them. */
export async function readWindows(
  reader: Reader,
  day: { branchId: string; date: string },
): Promise<{ windows: WindowNow[]; busy: Ticket[]; firstCalls: { window: number; at: number }[] }> {
  const windows = await reader.rows(
    statement<{ row: JsonRow }>(
      'select row_to_json(w) as row from queue.window_now w where w.branch_id = $1 for update',
      [day.branchId],
    ),
  );
  const busy = await reader.rows(
    statement<{ row: JsonRow }>(
      `select row_to_json(t) as row from queue.ticket t where t.branch_id = $1 and t.business_date = $2
         and t.ended_at is null and t.state in ('called', 'serving') order by t.since, t.id`,
      [day.branchId, day.date],
    ),
  );
  const firstCalls = await reader.rows(
    statement<{ window: number; at: number }>(
      `select window_number as "window", min(at) as at from queue.machine_event
       where branch_id = $1 and business_date = $2 and window_number is not null and refused is null group by 1`,
      [day.branchId, day.date],
    ),
  );
  return {
    windows: windows.map(({ row }) => toWindow(row)),
    busy: busy.map(({ row }) => toTicket(row)),
    firstCalls,
  };
}

/** The window's session of the day, so that its figures and its end are like any other's. */
export async function saveSession(reader: Reader, window: WindowNow, date: string): Promise<void> {
  if (window.session === null) return;
  await reader.rows(
    statement(
      `insert into queue.window_session (branch_id, business_date, id, window_id, staff_id, signed_in_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (branch_id, business_date, id) do update set signed_in_at = excluded.signed_in_at`,
      [
        window.branchId,
        date,
        window.session.id,
        window.windowId,
        window.session.staff.id,
        new Date(window.session.signedInAt),
      ],
    ),
  );
}
