import { createHmac } from 'node:crypto';

export interface TextMessage {
  /** Whoever sends it may drop a second one of the same id. */
  readonly id: string;
  /** In clear, normalised: it is sent and never kept. */
  readonly phone: string;
  readonly text: string;
  /** Business instant. */
  readonly at: number;
}

/** Port to whoever sends text messages. It resolves when the message has been handed over. */
export interface SmsPort {
  send(message: TextMessage): Promise<void>;
}

/** Why a message was not handed over: a code to keep and show. What the gateway answered may hold the phone, so it is not told. */
export class SmsRefused extends Error {
  readonly problem: string;
  constructor(problem: string) {
    super(problem);
    this.problem = problem;
  }
}

const patienceMs = 5_000;

/**
 * Hands messages to a gateway over HTTP: POST of `{ id, phone, text }` with `Idempotency-Key`, `X-Huiting-Timestamp`
 * (seconds) and `X-Huiting-Signature: v1=<HMAC-SHA256 of "timestamp.body", hex>`. Any 2xx answer is "handed over".
 */
export function createSmsGateway(
  gateway: { readonly url: string; readonly secret: string },
  wall: () => number,
): SmsPort {
  return {
    send: async ({ id, phone, text }) => {
      const body = JSON.stringify({ id, phone, text });
      const timestamp = String(Math.floor(wall() / 1_000));
      const signature = createHmac('sha256', gateway.secret).update(`${timestamp}.${body}`).digest('hex');
      let status: number;
      try {
        const answer = await fetch(gateway.url, {
          method: 'POST',
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(patienceMs),
          headers: {
            'content-type': 'application/json',
            'idempotency-key': id,
            'x-huiting-timestamp': timestamp,
            'x-huiting-signature': `v1=${signature}`,
          },
        });
        ({ status } = answer);
        await answer.body?.cancel();
      } catch (error) {
        throw new SmsRefused((error as Error).name === 'TimeoutError' ? 'timedOut' : 'unreachable');
      }
      if (status < 200 || status > 299) throw new SmsRefused(`status${status}`);
    },
  };
}
