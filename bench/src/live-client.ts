import http from 'node:http';
import type { LiveMessage, SubscribeRequest } from '@huiting/contracts/core/live';

/** One live connection: opens the stream, subscribes, hands every message on. */
export interface LiveClient {
  close(): void;
}

export async function openLive(
  address: string,
  cookie: string,
  subscriptions: readonly SubscribeRequest[],
  onMessage: (message: LiveMessage, receivedAt: number) => void,
  agent?: http.Agent,
): Promise<LiveClient> {
  const surface = cookie.slice(3, cookie.indexOf('='));
  let request: http.ClientRequest | undefined;
  const streamId = await new Promise<string>((resolve, reject) => {
    request = http.get(`${address}/api/live`, { headers: { cookie }, agent: false }, (response) => {
      response.setEncoding('utf8');
      let rest = '';
      response.on('data', (chunk: string) => {
        const parts = (rest + chunk).split('\n\n');
        rest = parts.pop()!;
        for (const part of parts) {
          if (!part.startsWith('data: ')) continue;
          const message = JSON.parse(part.slice(6)) as LiveMessage;
          if (message.kind === 'hello') resolve(message.streamId);
          onMessage(message, performance.timeOrigin + performance.now());
        }
      });
      response.on('error', () => undefined);
    });
    request.on('error', reject);
  });
  for (const subscription of subscriptions) {
    await new Promise<void>((resolve, reject) => {
      const body = JSON.stringify(subscription);
      const post = http.request(
        `${address}/api/live/${streamId}/subscriptions`,
        {
          method: 'POST',
          agent,
          headers: {
            cookie,
            'x-surface': surface,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          response.resume();
          response.on('end', () =>
            response.statusCode === 200
              ? resolve()
              : reject(new Error(`subscription refused: ${response.statusCode}`)),
          );
        },
      );
      post.on('error', reject);
      post.end(body);
    });
  }
  return { close: () => request?.destroy() };
}
