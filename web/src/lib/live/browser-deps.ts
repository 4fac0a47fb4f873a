import { deviceHeaders } from '../device-proof.ts';
import type { ConnectionDeps } from './connection.ts';

const answerTimeoutMs = 8_000;

/** The connection's outside in a page or a shared worker. */
export const browserDeps: ConnectionDeps = {
  openStream(url, on) {
    const source = new EventSource(url);
    source.onmessage = (event: MessageEvent<string>) => on.message(event.data);
    source.onerror = () => on.error();
    return { close: () => source.close() };
  },
  async request(method, url, surface, body) {
    try {
      const response = await fetch(url, {
        method,
        credentials: 'same-origin',
        headers: {
          'X-Surface': surface,
          ...(await deviceHeaders(surface)),
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(answerTimeoutMs),
      });
      const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
      return { status: response.status, body: isJson ? ((await response.json()) as unknown) : null };
    } catch {
      return { status: 0, body: null };
    }
  },
  wallNow: Date.now,
  random: Math.random,
};
