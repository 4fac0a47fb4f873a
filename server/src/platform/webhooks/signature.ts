import { createHmac, timingSafeEqual } from 'node:crypto';

/** Wall milliseconds by which a signed message may be early or late. */
export const signatureToleranceMs = 5 * 60_000;

/** What a sender puts in `X-Signature`: hex HMAC-SHA256 of `timestamp.body` under its secret. */
export function signMessage(secret: string, timestamp: number, rawBody: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${rawBody}`).digest('hex');
}

/** Whether a message is the sender's own and of now. The signature goes first: a stranger learns nothing of the clock. */
export function checkSignature(message: {
  readonly secret: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly rawBody: string;
  readonly wallNow: number;
}): 'good' | 'bad' | 'stale' {
  const timestamp = Number(message.timestamp);
  if (!/^\d{10,16}$/.test(message.timestamp) || !Number.isSafeInteger(timestamp)) return 'bad';
  const expected = Buffer.from(signMessage(message.secret, timestamp, message.rawBody));
  const given = Buffer.from(message.signature.toLowerCase());
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return 'bad';
  return Math.abs(message.wallNow - timestamp) > signatureToleranceMs ? 'stale' : 'good';
}
