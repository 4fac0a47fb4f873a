import http from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWallTime } from './wall-time.ts';

/**
 * The floor under `fanout`: a bare Node server that writes messages of the same size to the same streams at the same rate.
 * No command, no database, no permission: what Node and the machine alone need to reach every client.
 */
export interface Told {
  readonly key: string;
  readonly number: number;
  readonly at: number;
}
export type ToFloor = {
  readonly keys: readonly string[];
  readonly seconds: number;
  readonly perSecond: number;
  readonly bytes: number;
};
export type FromFloor =
  | { readonly kind: 'ready'; readonly address: string }
  | { readonly kind: 'done'; readonly told: readonly Told[] };

const wallTime = createWallTime();
const streams = new Map<string, ServerResponse>();
const channels = new Map<string, ServerResponse[]>();

const server = http.createServer((request, response) => {
  if (request.method === 'GET') {
    const streamId = String(streams.size);
    streams.set(streamId, response);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.socket?.setNoDelay(true);
    response.write(`data: {"kind":"hello","streamId":"${streamId}"}\n\n`);
    return;
  }
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const { key } = JSON.parse(body) as { key: string };
    const members = channels.get(key) ?? [];
    members.push(streams.get(request.url!.split('/')[3]!)!);
    channels.set(key, members);
    response.end('{}');
  });
});

const tell = (message: FromFloor): void => void process.send!(message);
server.listen(0, '127.0.0.1', () => {
  tell({ kind: 'ready', address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

process.on('message', ({ keys, seconds, perSecond, bytes }: ToFloor) => {
  const told: Told[] = [];
  const numbers = new Map<string, number>();
  const started = performance.now();
  const tick = setInterval(() => {
    const elapsed = (performance.now() - started) / 1000;
    while (told.length < Math.min(elapsed, seconds) * perSecond) {
      const key = keys[told.length % keys.length]!;
      const number = (numbers.get(key) ?? 0) + 1;
      numbers.set(key, number);
      told.push({ key, number, at: wallTime() });
      const head = `data: {"kind":"delta","key":"${key}","number":${number},"data":"`;
      const buffer = Buffer.from(`${head}${'x'.repeat(Math.max(0, bytes - head.length - 2))}"}\n\n`);
      for (const response of channels.get(key) ?? []) response.write(buffer);
    }
    if (elapsed < seconds) return;
    clearInterval(tick);
    tell({ kind: 'done', told });
  }, 1);
});
process.on('disconnect', () => process.exit(0));
