import { businessClock } from '../clock.ts';
import { browserDeps } from './browser-deps.ts';
import { createConnection } from './connection.ts';
import type { ConnectionStatus, FeedEvent, FromPage, FromWorker, Join } from './wire.ts';

/** The way to the connection: a shared worker, or the page itself where there is none (some kiosk shells). */
interface Transport {
  send(message: FromPage): void;
}

export interface LiveClient {
  /** Watches a topic; the answer ends the watch. After `reload` or `revoked` the watch has ended by itself. */
  watch(join: Omit<Join, 'memberId'>, hear: (event: FeedEvent) => void): () => void;
  status(): ConnectionStatus;
  /** Business instant of the last message. */
  lastBusinessAt(): number | null;
  subscribe(changed: () => void): () => void;
}

function createLiveClient(connect: (hear: (message: FromWorker) => void) => Transport): LiveClient {
  const watches = new Map<string, { readonly join: Join; readonly hear: (event: FeedEvent) => void }>();
  const listeners = new Set<() => void>();
  let status: ConnectionStatus = { open: false, lastMessageAt: null };
  let lastBusinessAt: number | null = null;
  let transport: Transport | null = null;
  let nextId = 1;
  const pageId = Math.random().toString(36).slice(2);

  function hearTransport(message: FromWorker): void {
    switch (message.kind) {
      case 'event': {
        const watch = watches.get(message.memberId);
        if (!watch) return;
        if (message.event.kind === 'reload' || message.event.kind === 'revoked')
          watches.delete(message.memberId);
        watch.hear(message.event);
        return;
      }
      case 'clock':
        businessClock.set(message.reading, message.serverWall);
        return;
      case 'status':
        if (message.status.lastMessageAt !== status.lastMessageAt) lastBusinessAt = businessClock.now();
        status = message.status;
        for (const changed of listeners) changed();
        return;
      case 'lost': {
        const lost = [...watches.values()];
        watches.clear();
        for (const watch of lost) watch.hear({ kind: 'reload' });
      }
    }
  }

  return {
    watch(wanted, hear) {
      transport ??= connect(hearTransport);
      const join: Join = { ...wanted, memberId: `${pageId}.${nextId++}` };
      watches.set(join.memberId, { join, hear });
      transport.send({ kind: 'join', join });
      return () => {
        if (watches.delete(join.memberId)) transport?.send({ kind: 'leave', memberId: join.memberId });
      };
    },
    status: () => status,
    lastBusinessAt: () => lastBusinessAt,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

function connectInPage(hear: (message: FromWorker) => void): Transport {
  const connection = createConnection(browserDeps, {
    status: (status) => hear({ kind: 'status', status }),
    clock: (reading, serverWall) => hear({ kind: 'clock', reading, serverWall }),
  });
  window.addEventListener('pagehide', () => connection.close());
  return {
    send(message) {
      if (message.kind === 'join') {
        const { memberId } = message.join;
        connection.join(message.join, (event) => hear({ kind: 'event', memberId, event }));
      } else if (message.kind === 'leave') connection.leave(message.memberId);
    },
  };
}

function connectByWorker(hear: (message: FromWorker) => void): Transport {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    type: 'module',
    name: 'huiting-live',
  });
  let fallback: Transport | null = null;
  let answered = false;
  worker.port.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    answered = true;
    if (!fallback) hear(data);
  };
  // the script may be refused or fail to load; whoever waits is asked to come again, by way of the page
  worker.onerror = () => {
    if (answered || fallback) return;
    fallback = connectInPage(hear);
    hear({ kind: 'lost' });
  };
  const send = (message: FromPage) => (fallback ? fallback.send(message) : worker.port.postMessage(message));
  worker.port.start();
  setInterval(() => send({ kind: 'alive' }), 20_000);
  window.addEventListener('pagehide', () => send({ kind: 'bye' }));
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) send({ kind: 'alive' });
  });
  return { send };
}

/** The page's live client. */
export const liveClient: LiveClient = createLiveClient((hear) =>
  typeof SharedWorker === 'undefined' ? connectInPage(hear) : connectByWorker(hear),
);
