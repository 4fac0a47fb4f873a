import http from 'node:http';
import { createWallTime } from './wall-time.ts';

/**
 * The watchers of the `fanout` bench, in a process of their own so that the load does not wait for them: each opens a live
 * stream, subscribes to one branch, and notes number and instant of every change. Messages are not parsed beyond that.
 */
export interface Watch {
  readonly key: string;
  readonly topic: string;
  readonly cookie: string;
  readonly after: number;
}
export interface Seen {
  readonly key: string;
  readonly numbers: Float64Array;
  /** Instant of receipt, ms since the epoch with fractions. */
  readonly at: Float64Array;
}
export type ToClients =
  | { readonly kind: 'connect'; readonly address: string; readonly watches: readonly Watch[] }
  | { readonly kind: 'collect' };
export type FromClients =
  | { readonly kind: 'connected' }
  | { readonly kind: 'collected'; readonly seen: readonly Seen[]; readonly bytesPerChange: number }
  | { readonly kind: 'failed'; readonly message: string };

const connectAtOnce = 50;
const changePrefix = 'data: {"kind":"delta"';
const wallTime = createWallTime();

class Watcher {
  readonly key: string;
  readonly numbers: number[] = [];
  readonly at: number[] = [];
  bytes = 0;
  #rest = '';
  #hello: (streamId: string) => void;
  constructor(key: string, hello: (streamId: string) => void) {
    this.key = key;
    this.#hello = hello;
  }

  read(chunk: string): void {
    const received = wallTime();
    const text = this.#rest + chunk;
    let from = 0;
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n', from)) {
      if (text.startsWith(changePrefix, from)) this.#note(text, from, end, received);
      else if (text.startsWith('data: {"kind":"hello"', from)) {
        this.#hello((JSON.parse(text.slice(from + 6, end)) as { streamId: string }).streamId);
      }
      from = end + 2;
    }
    this.#rest = text.slice(from);
  }

  #note(text: string, from: number, end: number, received: number): void {
    const at = text.indexOf('"number":', from) + '"number":'.length;
    this.numbers.push(Number.parseInt(text.slice(at, at + 16), 10));
    this.at.push(received);
    this.bytes += end - from;
  }
}

const watchers: Watcher[] = [];

async function connect(address: string, watches: readonly Watch[]): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connectAtOnce });
  const left = [...watches];
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await open(address, next, agent);
  };
  await Promise.all(Array.from({ length: connectAtOnce }, work));
  agent.destroy();
}

async function open(address: string, watch: Watch, agent: http.Agent): Promise<void> {
  const streamId = await new Promise<string>((resolve, reject) => {
    const watcher = new Watcher(watch.key, resolve);
    watchers.push(watcher);
    const request = http.get(
      `${address}/api/live`,
      { agent: false, headers: { cookie: watch.cookie } },
      (response) => {
        // One byte a character: sizes stay bytes, and what is read of a message is ASCII.
        response.setEncoding('latin1');
        response.on('data', (chunk: string) => watcher.read(chunk));
        response.on('error', () => undefined);
      },
    );
    request.on('error', reject);
  });
  const body = JSON.stringify({ topic: watch.topic, key: watch.key, after: watch.after });
  await new Promise<void>((resolve, reject) => {
    const request = http.request(
      `${address}/api/live/${streamId}/subscriptions`,
      {
        method: 'POST',
        agent,
        headers: {
          cookie: watch.cookie,
          'x-surface': watch.cookie.slice(3, watch.cookie.indexOf('=')),
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        const { statusCode } = response;
        response.on('end', () =>
          statusCode === 200 ? resolve() : reject(new Error(`a subscription was refused: ${statusCode}`)),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const tell = (message: FromClients): void => void process.send!(message);

process.on('message', (message: ToClients) => {
  if (message.kind === 'connect') {
    connect(message.address, message.watches).then(
      () => tell({ kind: 'connected' }),
      (error: Error) => tell({ kind: 'failed', message: error.message }),
    );
    return;
  }
  const changes = watchers.reduce((sum, { numbers }) => sum + numbers.length, 0);
  const bytes = watchers.reduce((sum, watcher) => sum + watcher.bytes, 0);
  tell({
    kind: 'collected',
    seen: watchers.map(({ key, numbers, at }) => ({
      key,
      numbers: Float64Array.from(numbers),
      at: Float64Array.from(at),
    })),
    bytesPerChange: changes === 0 ? 0 : Math.round(bytes / changes),
  });
});
// Without its parent it has nobody to watch for.
process.on('disconnect', () => process.exit(0));
