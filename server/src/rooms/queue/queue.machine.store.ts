import { createHash } from 'node:crypto';
import type { MachineEvent, MachineFeed, MachineRefusal } from '@huiting/contracts/queue/machine';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

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
