import { createHash } from 'node:crypto';
import type { MachineEvent, MachineFeed, MachineRefusal } from '@huiting/contracts/queue/machine';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { MachineTicket } from './queue.machine.domain.ts';
import type { Ticket, WindowNow } from './queue.domain.ts';
import { fromPeriod, fromRequest, fromTicket, toTicket, toWindow } from './queue.rows.ts';
import type { JsonRow } from './queue.rows.ts';

export interface FeedRow {
  readonly sender: string;
  readonly connected: boolean;
  readonly since: number;
  readonly services: Readonly<Record<string, string>>;
  readonly version: number;
}

export async function readFeed(reader: Reader, branchId: string): Promise<FeedRow | null> {
  return reader.row(
    statement<FeedRow>(
      'select sender, connected, since, services, version from queue.machine_feed where branch_id = $1',
      [branchId],
    ),
  );
}

export async function saveFeed(reader: Reader, branchId: string, feed: FeedRow): Promise<void> {
  await reader.rows(
    statement(
      `insert into queue.machine_feed (branch_id, sender, connected, since, services, version) values ($1, $2, $3, $4, $5, $6)
       on conflict (branch_id) do update set sender = excluded.sender, connected = excluded.connected, since = excluded.since,
         services = excluded.services, version = excluded.version`,
      [
        branchId,
        feed.sender,
        feed.connected,
        new Date(feed.since),
        JSON.stringify(feed.services),
        feed.version,
      ],
    ),
  );
}

export async function countOpen(reader: Reader, branchId: string, date: string): Promise<number> {
  const row = await reader.row(
    statement<{ open: number }>(
      `select count(*)::int as open from queue.ticket where branch_id = $1 and business_date = $2 and ended_at is null`,
      [branchId, date],
    ),
  );
  return row!.open;
}

const eventColumns = `sequence, kind, at, number, service, window_number as "window"`;

/** Keeps an event; false when its count was told before. */
export async function insertEvent(
  reader: Reader,
  day: { branchId: string; date: string },
  event: MachineEvent,
  receivedAt: number,
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into queue.machine_event (branch_id, business_date, sequence, kind, at, number, service, window_number, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning 1`,
      [
        day.branchId,
        day.date,
        event.sequence,
        event.kind,
        new Date(event.at),
        event.number,
        event.service,
        event.window,
        new Date(receivedAt),
      ],
    ),
  );
  return rows.length > 0;
}

export async function readEvent(
  reader: Reader,
  day: { branchId: string; date: string },
  sequence: number,
): Promise<MachineEvent> {
  const row = await reader.row(
    statement<MachineEvent>(
      `select ${eventColumns} from queue.machine_event where branch_id = $1 and business_date = $2 and sequence = $3`,
      [day.branchId, day.date, sequence],
    ),
  );
  return row!;
}

export async function addContradiction(
  reader: Reader,
  day: { branchId: string; date: string },
  found: { at: number; sequence: number; kept: MachineEvent; told: MachineEvent },
): Promise<void> {
  const told = JSON.stringify(found.told);
  await reader.rows(
    statement(
      `insert into queue.machine_contradiction (branch_id, business_date, sequence, content_hash, at, kept, told)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [
        day.branchId,
        day.date,
        found.sequence,
        createHash('sha256').update(told).digest('hex'),
        new Date(found.at),
        JSON.stringify(found.kept),
        told,
      ],
    ),
  );
}

/** What was told of some numbers on a day, or of all. */
export async function eventsOf(
  reader: Reader,
  day: { branchId: string; date: string },
  numbers: readonly string[] | null,
): Promise<MachineEvent[]> {
  return reader.rows(
    statement<MachineEvent>(
      `select ${eventColumns} from queue.machine_event
       where branch_id = $1 and business_date = $2 and ($3::text[] is null or number = any ($3))`,
      [day.branchId, day.date, numbers],
    ),
  );
}

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

export async function saveOutcomes(
  reader: Reader,
  day: { branchId: string; date: string },
  outcomes: readonly (readonly [number, MachineRefusal | null])[],
): Promise<void> {
  await reader.rows(
    statement(
      `update queue.machine_event e set refused = o.refused from unnest($3::bigint[], $4::text[]) as o(sequence, refused)
       where e.branch_id = $1 and e.business_date = $2 and e.sequence = o.sequence and e.refused is distinct from o.refused`,
      [
        day.branchId,
        day.date,
        outcomes.map(([sequence]) => sequence),
        outcomes.map(([, refused]) => refused),
      ],
    ),
  );
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

type Health = Pick<
  MachineFeed,
  'last' | 'received' | 'applied' | 'refused' | 'gaps' | 'refusals' | 'contradictions'
>;

/** How a day of the feed went. */
export async function readHealth(reader: Reader, day: { branchId: string; date: string }): Promise<Health> {
  const key = [day.branchId, day.date];
  const kept = `${eventColumns}, business_date as "businessDate", received_at as "receivedAt", refused`;
  const [counted, last, gaps, refusals, contradictions] = await Promise.all([
    reader.row(
      statement<{ received: number; refused: number }>(
        `select count(*)::int as received, count(refused)::int as refused from queue.machine_event
         where branch_id = $1 and business_date = $2`,
        key,
      ),
    ),
    reader.row(
      statement<NonNullable<Health['last']>>(
        `select ${kept} from queue.machine_event where branch_id = $1 and business_date = $2
         order by received_at desc, sequence desc limit 1`,
        key,
      ),
    ),
    reader.rows(
      statement<Health['gaps'][number]>(
        `select s + 1 as "from", next - 1 as "to" from (
           select sequence as s, lead(sequence) over (order by sequence) as next from queue.machine_event
           where branch_id = $1 and business_date = $2) g where next > s + 1 order by s desc limit 50`,
        key,
      ),
    ),
    reader.rows(
      statement<NonNullable<Health['last']>>(
        `select ${kept} from queue.machine_event where branch_id = $1 and business_date = $2 and refused is not null
         order by sequence desc limit 100`,
        key,
      ),
    ),
    reader.rows(
      statement<Health['contradictions'][number]>(
        `select at, sequence, kept, told from queue.machine_contradiction where branch_id = $1 and business_date = $2
         order by at desc, sequence desc limit 50`,
        key,
      ),
    ),
  ]);
  const { received, refused } = counted!;
  return { last, received, refused, applied: received - refused, gaps, refusals, contradictions };
}
