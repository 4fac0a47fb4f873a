import type { FieldCrypto } from '../crypto/field-crypto.ts';
import type { Reader } from '../database/query.ts';
import type { Exchange } from '../http/handlers.ts';
import { findSender } from './senders.ts';
import type { WebhookPurpose, WebhookSender } from './senders.ts';
import { checkSignature } from './signature.ts';

/** What of a request a signature is checked by. */
export type SignedExchange = Pick<Exchange, 'request' | 'rawBody'>;

/**
 * Whose message this is. `bad`: nobody's we know, or not theirs word for word; `stale`: theirs, but more than five minutes of
 * wall time old or early. The rest of the pattern is the room's: the branch named in the body, the message's id once, the business.
 */
export async function verifySender(
  deps: { readonly db: Reader; readonly crypto: FieldCrypto },
  exchange: SignedExchange,
  purpose: WebhookPurpose,
  wallNow: number,
): Promise<WebhookSender | 'bad' | 'stale'> {
  const header = (name: string): string => {
    const value = exchange.request.headers[name];
    return typeof value === 'string' ? value : '';
  };
  if (header('x-sender') === '') return 'bad';
  const sender = await findSender(deps.db, deps.crypto, header('x-sender').slice(0, 80), purpose);
  if (sender === null) return 'bad';
  const checked = checkSignature({
    secret: sender.secret,
    timestamp: header('x-timestamp'),
    signature: header('x-signature'),
    rawBody: exchange.rawBody,
    wallNow,
  });
  return checked === 'good' ? sender : checked;
}

/** The branch that the signed body names: the address is not signed, so both must name the same. */
export function branchInBody({ rawBody }: SignedExchange): unknown {
  return (JSON.parse(rawBody) as { branchId?: unknown }).branchId;
}
