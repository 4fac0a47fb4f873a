import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

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
  purpose: 'face' | 'plate',
): Promise<WebhookSender | null> {
  const row = await reader.row(
    statement<{ sender: string; secretSealed: string; scopePath: string }>(
      `select sender, secret_sealed as "secretSealed", scope_path as "scopePath"
       from customer.webhook_sender where sender = $1 and purpose = $2 and active`,
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
    statement('delete from customer.webhook_message where branch_id = $1 and received_at < $2', [
      tx.branchId,
      new Date(message.receivedAt - 86_400_000),
    ]),
  );
  const taken = await tx.rows(
    statement(
      `insert into customer.webhook_message (branch_id, sender, message_id, received_at) values ($1, $2, $3, $4)
       on conflict do nothing returning 1`,
      [tx.branchId, message.sender, message.messageId, new Date(message.receivedAt)],
    ),
  );
  return taken.length > 0;
}
