import assert from 'node:assert/strict';
import http from 'node:http';
import type { LiveMessage, SubscribeAnswer, SubscribeRequest } from '@huiting/contracts/core/live';
import type { Caller } from './bank.ts';
import { headersOf } from './client.ts';
import type { Answer, Client } from './client.ts';

/** One live connection, as a browser's worker holds it. */
export interface Stream {
  readonly id: string;
  /** Everything received, with the wall instant of its arrival. */
  readonly messages: (LiveMessage & { readonly receivedAt: number })[];
  subscribe(caller: Caller, request: SubscribeRequest): Promise<Answer<SubscribeAnswer>>;
  /** The first message, already there or to come, that is meant; fails after a while. */
  expect<K extends LiveMessage['kind']>(
    kind: K,
    meant?: (message: LiveMessage & { kind: K }) => boolean,
  ): Promise<LiveMessage & { kind: K; receivedAt: number }>;
  /** Resolves when the server has ended the connection. */
  readonly ended: Promise<void>;
  /** Stops reading, as a client does whose machine sleeps. */
  pause(): void;
  resume(): void;
  close(): void;
}

const patienceMs = 10_000;

export async function openStream(client: Client): Promise<Stream> {
  const messages: Stream['messages'] = [];
  const watchers = new Set<() => void>();
  let response: http.IncomingMessage | null = null;
  let hasEnded = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    hasEnded = resolve;
  });
  const request = http.get(`${client.address}/api/live`, { agent: false }, (opened) => {
    response = opened;
    opened.setEncoding('utf8');
    let rest = '';
    opened.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop()!;
      for (const part of parts) {
        assert.match(part, /^data: /);
        messages.push({ ...(JSON.parse(part.slice(6)) as LiveMessage), receivedAt: Date.now() });
      }
      for (const watcher of watchers) watcher();
    });
    opened.on('error', () => hasEnded());
    opened.on('close', () => hasEnded());
  });
  request.on('error', () => hasEnded());

  const expect: Stream['expect'] = (kind, meant = () => true) =>
    new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        watchers.delete(look);
        reject(
          new Error(`no such ${kind} came; there came ${JSON.stringify(messages.slice(-5)).slice(0, 2_000)}`),
        );
      }, patienceMs);
      const look = (): void => {
        const found = messages.find((message) => message.kind === kind && meant(message as never));
        if (found === undefined) return;
        watchers.delete(look);
        clearTimeout(patience);
        resolve(found as never);
      };
      watchers.add(look);
      look();
    });

  const hello = await expect('hello');
  return {
    id: hello.streamId,
    messages,
    subscribe: (caller, subscription) =>
      client.raw({
        method: 'POST',
        path: `/api/live/${hello.streamId}/subscriptions`,
        headers: { ...headersOf(caller), 'content-type': 'application/json' },
        body: JSON.stringify(subscription),
      }) as Promise<Answer<SubscribeAnswer>>,
    expect,
    ended,
    pause: () => void response?.pause(),
    resume: () => void response?.resume(),
    close: () => request.destroy(),
  };
}

/** Whether a delta tells of this ticket. */
export function hasTicket(data: unknown, id: string): boolean {
  return (data as { tickets?: { id: string }[] }).tickets?.some((ticket) => ticket.id === id) ?? false;
}
