import { createHmac } from 'node:crypto';

export interface SignedSender {
  readonly sender: string;
  readonly secret: string;
}

/** Sends a message as a partner system does: its name, the wall clock, and the signature over both and the body. */
export async function tellSigned(
  url: string,
  path: string,
  { sender, secret }: SignedSender,
  message: unknown,
): Promise<{ readonly ok: boolean; readonly status: number; readonly text: string }> {
  const body = JSON.stringify(message);
  const timestamp = Date.now();
  const answer = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-sender': sender,
      'x-timestamp': String(timestamp),
      'x-signature': createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex'),
    },
    body,
  });
  return { ok: answer.ok, status: answer.status, text: await answer.text() };
}
