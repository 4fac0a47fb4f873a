/// <reference lib="webworker" />
import { browserDeps } from './browser-deps.ts';
import { createConnection } from './connection.ts';
import type { FromPage, FromWorker } from './wire.ts';

/** The browser's one live connection, whatever tabs are open: browsers allow six connections per host. */
declare const self: SharedWorkerGlobalScope;

interface Page {
  readonly members: Set<string>;
  lastHeardAt: number;
}
/** Background tabs wake their timers once a minute; three silent minutes mean that the tab is gone. */
const silentPageMs = 180_000;

const pages = new Map<MessagePort, Page>();
const tell = (port: MessagePort, message: FromWorker) => port.postMessage(message);

const connection = createConnection(browserDeps, {
  status: (status) => pages.forEach((_, port) => tell(port, { kind: 'status', status })),
  clock: (reading, serverWall) =>
    pages.forEach((_, port) => tell(port, { kind: 'clock', reading, serverWall })),
});

function forget(port: MessagePort): void {
  pages.get(port)?.members.forEach((memberId) => connection.leave(memberId));
  pages.delete(port);
}

setInterval(() => {
  for (const [port, page] of pages) if (Date.now() - page.lastHeardAt > silentPageMs) forget(port);
}, 30_000);

self.onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  pages.set(port, { members: new Set(), lastHeardAt: Date.now() });
  port.onmessage = ({ data }: MessageEvent<FromPage>) => {
    const page = pages.get(port);
    if (!page) {
      if (data.kind === 'bye') return;
      pages.set(port, { members: new Set(), lastHeardAt: Date.now() });
      tell(port, { kind: 'lost' });
      return;
    }
    page.lastHeardAt = Date.now();
    switch (data.kind) {
      case 'join':
        page.members.add(data.join.memberId);
        connection.join(data.join, (feedEvent) => {
          if (feedEvent.kind === 'reload' || feedEvent.kind === 'revoked')
            page.members.delete(data.join.memberId);
          tell(port, { kind: 'event', memberId: data.join.memberId, event: feedEvent });
        });
        break;
      case 'leave':
        page.members.delete(data.memberId);
        connection.leave(data.memberId);
        break;
      case 'alive':
        break;
      case 'bye':
        forget(port);
        break;
    }
  };
  tell(port, { kind: 'status', status: connection.status() });
  const clock = connection.clock();
  if (clock) tell(port, { kind: 'clock', ...clock });
};
