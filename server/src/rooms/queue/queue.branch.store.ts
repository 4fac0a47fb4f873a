import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** What the queue keeps of its branch: that it is there, its windows, and the hours of the open day. */

const at = (ms: number): Date => new Date(ms);

export interface OpenDay {
  readonly date: string | null;
  readonly dayOpen: boolean;
  readonly closesAt: number | null;
  readonly graceMinutes: number;
}

/** The branch's queue, locked until the transaction ends; null when there is none. */
export async function lockQueue(tx: Reader, branchId: string): Promise<OpenDay | null> {
  return tx.row(
    statement<OpenDay>(
      `select business_date as date, day_open as "dayOpen", closes_at as "closesAt", grace_minutes as "graceMinutes"
       from queue.branch_queue where branch_id = $1 for update`,
      [branchId],
    ),
  );
}

/** A queue under its first strategy; false when there was one already. */
export async function beginQueue(
  tx: Reader,
  branchId: string,
  begun: { readonly strategy: { readonly version: number }; readonly reason: string; readonly now: number },
): Promise<boolean> {
  await tx.rows(
    statement(
      `insert into queue.strategy (branch_id, version, document, published_at, reason)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [branchId, begun.strategy.version, JSON.stringify(begun.strategy), at(begun.now), begun.reason],
    ),
  );
  const made = await tx.rows(
    statement(
      `insert into queue.branch_queue (branch_id, strategy_version, grace_minutes) values ($1, $2, 60)
       on conflict do nothing returning 1`,
      [branchId, begun.strategy.version],
    ),
  );
  return made.length > 0;
}

/** Windows that are new can be opened; of those that were there only the ones set up anew change. */
export async function putWindows(
  tx: Reader,
  branchId: string,
  windows: readonly { readonly id: string; readonly kind: string; readonly profileCode: string }[],
  redefined: readonly string[],
): Promise<void> {
  await tx.rows(
    statement(
      `insert into queue.window_now (branch_id, window_id, kind, profile_code)
       select $1, id, kind, "profileCode" from jsonb_to_recordset($2) as w(id uuid, kind text, "profileCode" text)
       on conflict (branch_id, window_id) do update set kind = excluded.kind, profile_code = excluded.profile_code
         where window_now.window_id = any ($3::uuid[])`,
      [branchId, JSON.stringify(windows), redefined],
    ),
  );
}

export async function forgetMappings(
  tx: Reader,
  branchId: string,
  windowIds: readonly string[],
): Promise<void> {
  await tx.rows(
    statement('delete from queue.window_mapping where branch_id = $1 and window_id = any ($2::uuid[])', [
      branchId,
      windowIds,
    ]),
  );
}

/** Those at which nobody sits; the others stay until they do not. */
export async function dropWindows(tx: Reader, branchId: string, windowIds: readonly string[]): Promise<void> {
  await tx.rows(
    statement(
      `delete from queue.window_now
       where branch_id = $1 and window_id = any ($2::uuid[]) and session_id is null and ticket_id is null`,
      [branchId, windowIds],
    ),
  );
}

export async function setHours(
  tx: Reader,
  branchId: string,
  hours: { readonly closesAt: number; readonly endsAt: number },
): Promise<void> {
  await tx.rows(
    statement('update queue.branch_queue set closes_at = $2, ends_at = $3 where branch_id = $1', [
      branchId,
      at(hours.closesAt),
      at(hours.endsAt),
    ]),
  );
}

/** The visit of a customer who was recognised before any ticket, on the open day or else on `date`. */
export async function openVisit(
  tx: Reader,
  branchId: string,
  visit: { readonly id: string; readonly customerId: string; readonly date: string; readonly at: number },
): Promise<void> {
  await tx.rows(
    statement(
      `insert into queue.visit (branch_id, business_date, id, customer_id, opened_by, opened_at)
       select q.branch_id, case when q.day_open then q.business_date else $2::date end, $3, $4, 'recognition', $5
       from queue.branch_queue q where q.branch_id = $1 on conflict do nothing`,
      [branchId, visit.date, visit.id, visit.customerId, at(visit.at)],
    ),
  );
}

/** The business day a ticket is of, looked for between two days; null when it is of none of them. */
export async function findTicketDay(
  reader: Reader,
  branchId: string,
  ticketId: string,
  days: { readonly from: string; readonly until: string },
): Promise<string | null> {
  const found = await reader.row(
    statement<{ date: string }>(
      'select business_date as date from queue.ticket where branch_id = $1 and id = $2 and business_date between $3 and $4',
      [branchId, ticketId, days.from, days.until],
    ),
  );
  return found?.date ?? null;
}
