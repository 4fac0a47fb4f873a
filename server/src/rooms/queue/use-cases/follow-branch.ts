import type { organizationEvents } from '@huiting/contracts/organization';
import type { PayloadOf } from '@huiting/contracts/core/event';
import { queueEvents } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import * as store from '../queue.branch.store.ts';
import type { QueueDeps } from '../queue.command.service.ts';

/** The queue keeps up with its branch: windows that come and go, and hours that change while the day is open. */

type LayoutChanged = PayloadOf<(typeof organizationEvents)['layoutChanged']>;

/** New windows can be opened at once; one that is gone leaves as soon as nobody sits there. */
export async function followLayout(tx: Tx, change: LayoutChanged): Promise<void> {
  const { branchId } = tx;
  if ((await store.lockQueue(tx, branchId)) === null) return;
  await store.putWindows(tx, branchId, change.windows, change.redefined);
  // What the master record now says of a window outranks what the queue was set up with before.
  await store.forgetMappings(tx, branchId, [...change.redefined, ...change.removed]);
  await store.dropWindows(tx, branchId, change.removed);
  tx.emit(queueEvents.setupChanged, { what: 'windows' });
}

/** A window that was taken away while somebody sat there goes when they sign out. */
export async function forgetWindow(deps: QueueDeps, tx: Tx, windowId: string): Promise<void> {
  // Known or not: a transaction never waits for a second connection.
  const branch = deps.directory.known(tx.branchId);
  if (branch === null || branch.removedWindows.every(({ id }) => id !== windowId)) return;
  await store.lockQueue(tx, tx.branchId);
  await store.dropWindows(tx, tx.branchId, [windowId]);
  tx.emit(queueEvents.setupChanged, { what: 'windows' });
}

/** The open day closes, and ends, when its new hours say. Closed altogether: no more numbers, and those who wait are served out. */
export async function followHours(
  ctx: Ctx,
  tx: Tx,
  { closing }: Pick<PayloadOf<(typeof organizationEvents)['calendarChanged']>, 'closing'>,
): Promise<void> {
  const queue = await store.lockQueue(tx, tx.branchId);
  const day = closing.find(({ date }) => queue?.dayOpen && date === queue.date);
  if (queue === null || day === undefined) return;
  const closesAt = day.closesAt ?? ctx.now();
  if (closesAt === queue.closesAt) return;
  const endsAt = Math.max(closesAt, ctx.now()) + queue.graceMinutes * 60_000;
  await store.setHours(tx, tx.branchId, { closesAt, endsAt });
  tx.setTimer('queue.endDay', 'day', endsAt);
  tx.emit(queueEvents.setupChanged, { what: 'hours' });
}
