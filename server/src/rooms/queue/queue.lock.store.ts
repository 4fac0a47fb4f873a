import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { BranchQueue, WindowNow } from './queue.domain.ts';
import { fromQueue, fromWindow, toQueue, toWindow } from './queue.rows.ts';
import type { JsonRow } from './queue.rows.ts';

/** The lock row and what hangs on it, for changes that are not of a window's every day and may take more trips than two. */

/** The branch's lock: what follows takes its turn among the branch's commands. */
export async function lockQueue(reader: Reader, branchId: string): Promise<BranchQueue | null> {
  const row = await reader.row(
    statement<{ queue: JsonRow }>(
      'select row_to_json(q) as queue from queue.branch_queue q where q.branch_id = $1 for update',
      [branchId],
    ),
  );
  return row === null ? null : toQueue(row.queue);
}

export async function writeQueue(reader: Reader, queue: BranchQueue): Promise<void> {
  const row = fromQueue(queue);
  const columns = Object.keys(row).filter((name) => name !== 'branch_id');
  await reader.rows(
    statement(
      `update queue.branch_queue q set ${columns.map((name) => `${name} = n.${name}`).join(', ')}
       from jsonb_populate_record(null::queue.branch_queue, $1) n where q.branch_id = $2`,
      [JSON.stringify(row), queue.branchId],
    ),
  );
}

export async function readWindowRow(tx: Tx, windowId: string): Promise<WindowNow | null> {
  const row = await tx.row(
    statement<{ row: JsonRow }>(
      'select row_to_json(w) as row from queue.window_now w where w.branch_id = $1 and w.window_id = $2 for update',
      [tx.branchId, windowId],
    ),
  );
  return row === null ? null : toWindow(row.row);
}

export async function writeWindow(tx: Tx, window: WindowNow): Promise<void> {
  const row = fromWindow(window);
  const columns = Object.keys(row).filter((name) => !['branch_id', 'window_id'].includes(name));
  await tx.rows(
    statement(
      `update queue.window_now w set ${columns.map((name) => `${name} = n.${name}`).join(', ')}
       from jsonb_populate_record(null::queue.window_now, $1) n where w.branch_id = $2 and w.window_id = $3`,
      [JSON.stringify(row), tx.branchId, window.windowId],
    ),
  );
}
