import type { organizationEvents } from '@huiting/contracts/organization';
import type { PayloadOf } from '@huiting/contracts/core/event';
import { queueEvents } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { statement } from '../../../platform/database/query.ts';
import type { QueueDeps } from '../queue.command.service.ts';

/** The queue keeps up with its branch: windows that come and go, and hours that change while the day is open. */

type LayoutChanged = PayloadOf<(typeof organizationEvents)['layoutChanged']>;

async function lockQueue(tx: Tx): Promise<OpenDay | null> {
  return tx.row(
    statement<OpenDay>(
      `select business_date as date, day_open as "dayOpen", closes_at as "closesAt", grace_minutes as "graceMinutes"
       from queue.branch_queue where branch_id = $1 for update`,
      [tx.branchId],
    ),
  );
}

interface OpenDay {
  readonly date: string | null;
  readonly dayOpen: boolean;
  readonly closesAt: number | null;
  readonly graceMinutes: number;
}

/** New windows can be opened at once; one that is gone leaves as soon as nobody sits there. */
export async function followLayout(tx: Tx, change: LayoutChanged): Promise<void> {
  if ((await lockQueue(tx)) === null) return;
  await tx.rows(
    statement(
      `insert into queue.window_now (branch_id, window_id, kind, profile_code)
       select $1, id, kind, "profileCode" from jsonb_to_recordset($2) as w(id uuid, kind text, "profileCode" text)
       on conflict (branch_id, window_id) do update set kind = excluded.kind, profile_code = excluded.profile_code
         where window_now.window_id = any ($3::uuid[])`,
      [tx.branchId, JSON.stringify(change.windows), change.redefined],
    ),
  );
  // What the master record now says of a window outranks what the queue was set up with before.
  await tx.rows(
    statement('delete from queue.window_mapping where branch_id = $1 and window_id = any ($2::uuid[])', [
      tx.branchId,
      [...change.redefined, ...change.removed],
    ]),
  );
  await tx.rows(
    statement(
      `delete from queue.window_now
       where branch_id = $1 and window_id = any ($2::uuid[]) and session_id is null and ticket_id is null`,
      [tx.branchId, change.removed],
    ),
  );
  tx.emit(queueEvents.setupChanged, { what: 'windows' });
}

/** A window that was taken away while somebody sat there goes when they sign out. */
export async function forgetWindow(deps: QueueDeps, tx: Tx, windowId: string): Promise<void> {
  // Known or not: a transaction never waits for a second connection.
  const branch = deps.directory.known(tx.branchId);
  if (branch === null || branch.removedWindows.every(({ id }) => id !== windowId)) return;
  await lockQueue(tx);
  await tx.rows(
    statement(
      `delete from queue.window_now where branch_id = $1 and window_id = $2 and session_id is null and ticket_id is null`,
      [tx.branchId, windowId],
    ),
  );
  tx.emit(queueEvents.setupChanged, { what: 'windows' });
}

/** The open day closes, and ends, when its new hours say. Closed altogether: no more numbers, and those who wait are served out. */
export async function followHours(
  ctx: Ctx,
  tx: Tx,
  { closing }: Pick<PayloadOf<(typeof organizationEvents)['calendarChanged']>, 'closing'>,
): Promise<void> {
  const queue = await lockQueue(tx);
  const day = closing.find(({ date }) => queue?.dayOpen && date === queue.date);
  if (queue === null || day === undefined) return;
  const closesAt = day.closesAt ?? ctx.now();
  if (closesAt === queue.closesAt) return;
  const endsAt = Math.max(closesAt, ctx.now()) + queue.graceMinutes * 60_000;
  await tx.rows(
    statement('update queue.branch_queue set closes_at = $2, ends_at = $3 where branch_id = $1', [
      tx.branchId,
      new Date(closesAt),
      new Date(endsAt),
    ]),
  );
  tx.setTimer('queue.endDay', 'day', endsAt);
  tx.emit(queueEvents.setupChanged, { what: 'hours' });
}
