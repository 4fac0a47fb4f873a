import type { Message, Todo } from '@huiting/contracts/workflow';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** Where a person's to-dos and messages are kept: the org unit they belong to. */
export interface Mailbox {
  readonly unitId: string;
  readonly staffId: string;
}

const at = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** Adds or renews a to-do; false when nothing about it is new. */
export async function putTodo(tx: Tx, staffId: string, todo: Todo): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      `insert into workflow.todo as t (branch_id, staff_id, todo_id, kind, title, from_name, subject_kind, subject_id, subject_branch_id, since, due_at, late)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (branch_id, staff_id, todo_id) do update
         set title = excluded.title, since = excluded.since, due_at = excluded.due_at, late = excluded.late
         where (t.title, t.since, t.due_at, t.late) is distinct from (excluded.title, excluded.since, excluded.due_at, excluded.late)
       returning 1`,
      [
        tx.branchId,
        staffId,
        todo.id,
        todo.kind,
        JSON.stringify(todo.title),
        todo.from,
        todo.subject.kind,
        todo.subject.id,
        todo.subject.branchId,
        at(todo.since),
        at(todo.dueAt),
        todo.late,
      ],
    ),
  );
  return rows.length > 0;
}

const todoColumns = `t.todo_id as id, t.kind, t.title, t.from_name as "from",
  jsonb_build_object('kind', t.subject_kind, 'id', t.subject_id, 'branchId', t.subject_branch_id) as subject,
  t.since, t.due_at as "dueAt", t.late`;

/** Takes a to-do away; null when it was not there. */
export function removeTodo(tx: Tx, staffId: string, todoId: string): Promise<Todo | null> {
  return tx.row(
    statement<Todo>(
      `delete from workflow.todo t where t.branch_id = $1 and t.staff_id = $2 and t.todo_id = $3 returning ${todoColumns}`,
      [tx.branchId, staffId, todoId],
    ),
  );
}

/** Whose to-do it is, over all units: what one approval put into several people's hands. */
export function holdersOf(reader: Reader, todoId: string): Promise<Mailbox[]> {
  return reader.rows(
    statement(
      `select branch_id as "unitId", staff_id as "staffId" from workflow.todo where subject_id = $1::text and todo_id = $1::uuid`,
      [todoId],
    ),
  );
}

export function listTodos(reader: Reader, box: Mailbox): Promise<Todo[]> {
  return reader.rows(
    statement(
      `select ${todoColumns} from workflow.todo t where t.branch_id = $1 and t.staff_id = $2
       order by t.late desc, t.due_at nulls last, t.since`,
      [box.unitId, box.staffId],
    ),
  );
}

/** False when it was sent before. */
export async function insertMessage(tx: Tx, staffId: string, message: Message): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      `insert into workflow.message (branch_id, staff_id, message_id, kind, title, body, subject_kind, subject_id, subject_branch_id, sent_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning 1`,
      [
        tx.branchId,
        staffId,
        message.id,
        message.kind,
        JSON.stringify(message.title),
        JSON.stringify(message.body),
        message.subject.kind,
        message.subject.id,
        message.subject.branchId,
        at(message.sentAt),
      ],
    ),
  );
  return rows.length > 0;
}

export function listMessages(
  reader: Reader,
  box: Mailbox,
  filter: { unread: boolean; after: { at: number; id: string } | null; limit: number },
): Promise<Message[]> {
  return reader.rows(
    statement(
      `select m.message_id as id, m.kind, m.title, m.body,
         jsonb_build_object('kind', m.subject_kind, 'id', m.subject_id, 'branchId', m.subject_branch_id) as subject,
         m.sent_at as "sentAt", m.read_at as "readAt"
       from workflow.message m where m.branch_id = $1 and m.staff_id = $2 and (not $3 or m.read_at is null)
         and ($4::timestamptz is null or (m.sent_at, m.message_id) < ($4, $5))
       order by m.sent_at desc, m.message_id desc limit $6`,
      [
        box.unitId,
        box.staffId,
        filter.unread,
        at(filter.after?.at ?? null),
        filter.after?.id ?? null,
        filter.limit,
      ],
    ),
  );
}

/** Marks messages as read, all when `messageIds` is null; gives the ones that were unread. */
export async function markRead(
  tx: Tx,
  staffId: string,
  messageIds: readonly string[] | null,
  now: number,
): Promise<string[]> {
  const rows = await tx.rows(
    statement<{ id: string }>(
      `update workflow.message set read_at = $4
       where branch_id = $1 and staff_id = $2 and read_at is null and ($3::uuid[] is null or message_id = any($3)) returning message_id as id`,
      [tx.branchId, staffId, messageIds, at(now)],
    ),
  );
  return rows.map(({ id }) => id);
}

export async function countInbox(
  reader: Reader,
  box: Mailbox,
): Promise<{ number: number; todos: number; late: number; unread: number }> {
  const row = await reader.row(
    statement<{ number: number; todos: number; late: number; unread: number }>(
      `select coalesce((select last from platform.event_counter where branch_id = $1), 0) as number,
         (select count(*) from workflow.todo where branch_id = $1 and staff_id = $2) as todos,
         (select count(*) from workflow.todo where branch_id = $1 and staff_id = $2 and late) as late,
         (select count(*) from workflow.message where branch_id = $1 and staff_id = $2 and read_at is null) as unread`,
      [box.unitId, box.staffId],
      'inbox-counts',
    ),
  );
  return row!;
}
