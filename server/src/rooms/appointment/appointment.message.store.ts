import type { MessageKind } from '@huiting/contracts/appointment';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** A text message that is due at some time. */
export interface Message {
  readonly businessDate: string;
  readonly id: string;
  readonly about: string;
  readonly kind: MessageKind;
  readonly customerId: string;
  readonly dueAt: number;
  readonly state: 'pending' | 'sent' | 'failed' | 'dropped';
  readonly tries: number;
  readonly problem: string | null;
  /** Wall time until which somebody is handing it over. */
  readonly leasedUntil: number | null;
}

const columns = `business_date as "businessDate", id, about, kind, customer_id as "customerId", due_at as "dueAt", state, tries, problem, leased_until as "leasedUntil"`;

/** False when it is planned already. */
export async function insertMessage(
  tx: Tx,
  message: Omit<Message, 'state' | 'tries' | 'problem' | 'leasedUntil'>,
): Promise<boolean> {
  const made = await tx.rows(
    statement(
      `insert into appointment.message (branch_id, business_date, id, about, kind, customer_id, due_at, state, tries)
       values ($1, $2, $3, $4, $5, $6, $7, 'pending', 0) on conflict do nothing returning 1`,
      [
        tx.branchId,
        message.businessDate,
        message.id,
        message.about,
        message.kind,
        message.customerId,
        new Date(message.dueAt),
      ],
    ),
  );
  return made.length > 0;
}

export function findMessage(
  reader: Reader,
  branchId: string,
  date: string,
  id: string,
): Promise<Message | null> {
  return reader.row(
    statement<Message>(
      `select ${columns} from appointment.message where branch_id = $1 and business_date = $2 and id = $3`,
      [branchId, date, id],
    ),
  );
}

/** Takes a try for itself until an instant of wall time; null when somebody has, or nothing more is to be sent. */
export function claimTry(
  tx: Tx,
  date: string,
  id: string,
  claim: { attempt: number; until: number },
): Promise<Message | null> {
  return tx.row(
    statement<Message>(
      `update appointment.message set tries = tries + 1, leased_until = $5
       where branch_id = $1 and business_date = $2 and id = $3 and state = 'pending' and tries = $4
       returning ${columns}`,
      [tx.branchId, date, id, claim.attempt, new Date(claim.until)],
    ),
  );
}

/** Settles a message that is still pending; false when somebody has. */
export async function saveMessage(tx: Tx, message: Message, now: number): Promise<boolean> {
  const saved = await tx.rows(
    statement(
      `update appointment.message set state = $4, tries = $5, problem = $6, due_at = $7, settled_at = $8, leased_until = null
       where branch_id = $1 and business_date = $2 and id = $3 and state = 'pending' returning 1`,
      [
        tx.branchId,
        message.businessDate,
        message.id,
        message.state,
        message.tries,
        message.problem,
        new Date(message.dueAt),
        message.state === 'pending' ? null : new Date(now),
      ],
    ),
  );
  return saved.length > 0;
}

/** Nothing more is to be said about it. Answers what was dropped. */
export async function dropMessages(tx: Tx, date: string, about: string, now: number): Promise<string[]> {
  const rows = await tx.rows(
    statement<{ id: string }>(
      `update appointment.message set state = 'dropped', settled_at = $4
       where branch_id = $1 and business_date = $2 and about = $3 and state = 'pending' returning id`,
      [tx.branchId, date, about, new Date(now)],
    ),
  );
  return rows.map(({ id }) => id);
}

/** How the last due message about each booking of a day went. */
export async function lastMessages(
  reader: Reader,
  branchId: string,
  date: string,
  now: number,
): Promise<Map<string, 'pending' | 'sent' | 'failed'>> {
  const rows = await reader.rows(
    statement<{ about: string; state: 'pending' | 'sent' | 'failed' }>(
      `select distinct on (about) about, state from appointment.message
       where branch_id = $1 and business_date = $2 and state <> 'dropped' and (due_at <= $3 or tries > 0)
       order by about, due_at desc, id desc`,
      [branchId, date, new Date(now)],
    ),
  );
  return new Map(rows.map(({ about, state }) => [about, state]));
}
