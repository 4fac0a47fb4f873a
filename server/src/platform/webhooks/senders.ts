import type pg from 'pg';
import type { FieldCrypto } from '../crypto/field-crypto.ts';
import type { Tx } from '../database/database.ts';
import { runQuery, statement } from '../database/query.ts';
import type { Reader } from '../database/query.ts';

/** What a sender may tell; one purpose each, so that a camera's secret opens nothing but a camera's door. */
export type WebhookPurpose = 'face' | 'plate' | 'dueList' | 'smartCounter' | 'queueMachine';

export interface WebhookSender {
  readonly sender: string;
  readonly secret: string;
  /** Org path it may speak for. */
  readonly scopePath: string;
}

export async function findSender(
  reader: Reader,
  crypto: FieldCrypto,
  sender: string,
  purpose: WebhookPurpose,
): Promise<WebhookSender | null> {
  const row = await reader.row(
    statement<{ sender: string; secretSealed: string; scopePath: string }>(
      `select sender, secret_sealed as "secretSealed", scope_path as "scopePath"
       from platform.webhook_sender where sender = $1 and purpose = $2 and active`,
      [sender, purpose],
    ),
  );
  return row === null
    ? null
    : { sender: row.sender, secret: crypto.open(row.secretSealed), scopePath: row.scopePath };
}

/** Takes a message's id; false when it was taken before. Ids older than a day go: their timestamps are refused anyway. */
export async function takeMessage(
  tx: Tx,
  message: { sender: string; messageId: string; receivedAt: number },
): Promise<boolean> {
  await tx.rows(
    statement('delete from platform.webhook_message where branch_id = $1 and received_at < $2', [
      tx.branchId,
      new Date(message.receivedAt - 86_400_000),
    ]),
  );
  const taken = await tx.rows(
    statement(
      `insert into platform.webhook_message (branch_id, sender, message_id, received_at) values ($1, $2, $3, $4)
       on conflict do nothing returning 1`,
      [tx.branchId, message.sender, message.messageId, new Date(message.receivedAt)],
    ),
  );
  return taken.length > 0;
}

/** Lets a partner system send signed messages for the branches under an org path. Replaces its secret when it is known. */
export async function loadWebhookSender(
  target: Reader | pg.Pool,
  crypto: FieldCrypto,
  sender: { sender: string; secret: string; scopePath: string; purpose?: WebhookPurpose },
): Promise<void> {
  const saving = statement(
    `insert into platform.webhook_sender (sender, purpose, secret_sealed, scope_path, active) values ($1, $4, $2, $3, true)
     on conflict (sender) do update set secret_sealed = excluded.secret_sealed, scope_path = excluded.scope_path, active = true`,
    [sender.sender, crypto.seal(sender.secret), sender.scopePath, sender.purpose ?? 'face'],
  );
  await ('rows' in target ? target.rows(saving) : runQuery(target, saving));
}
