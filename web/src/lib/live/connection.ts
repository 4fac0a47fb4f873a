import type { ClockReading, LiveMessage, SubscribeRequest } from '@huiting/contracts/core/live';
import { createFeed, type Feed } from './feed.ts';
import type { ConnectionStatus, FeedEvent, Join } from './wire.ts';

/** What the connection needs from the outside; tests give their own. */
export interface ConnectionDeps {
  openStream(url: string, on: { message(data: string): void; error(): void }): { close(): void };
  /** Gives status 0 when the server was not reached. */
  request(
    method: 'POST' | 'DELETE',
    url: string,
    surface: string,
    body?: SubscribeRequest,
  ): Promise<{ status: number; body: unknown }>;
  wallNow(): number;
  /** 0…1, spreads reconnects of many screens. */
  random(): number;
}

export interface ConnectionListeners {
  status(status: ConnectionStatus): void;
  clock(reading: ClockReading, serverWall: number): void;
}

export interface Connection {
  join(join: Join, deliver: (event: FeedEvent) => void): void;
  leave(memberId: string): void;
  status(): ConnectionStatus;
  /** The newest clock reading, for a page that comes later. */
  clock(): { readonly reading: ClockReading; readonly serverWall: number } | null;
  close(): void;
}

type Subscription = { status: 'idle' | 'asking' | 'active'; id: string | null; refusals: number };

const url = '/api/live';
const reconnectPausesMs = [300, 1_000, 2_000, 4_000, 5_000] as const;
/** The server beats every 5 s; three missed beats mean that the line is dead although it looks open. */
const silenceMs = 16_000;
const askAgainMs = 1_500;
/** A screen that changes or a page that reloads should not cost a new subscription. */
const lingerMs = 5_000;

/** One stream for a browser; every subscription on it is asked for under its own surface's cookie. */
export function createConnection(deps: ConnectionDeps, listeners: ConnectionListeners): Connection {
  const feeds = new Map<string, Feed>();
  const subscriptions = new Map<string, Subscription>();
  const feedOfMember = new Map<string, Feed>();
  let stream: { close(): void } | null = null;
  let streamId: string | null = null;
  let failures = 0;
  let lastMessageAt: number | null = null;
  let openedAt = 0;
  let heard: { reading: ClockReading; serverWall: number } | null = null;
  let reconnectTimer: ReturnType<typeof setTimeout> | null = null;
  let closed = false;

  const watchdog = setInterval(() => {
    if (stream && deps.wallNow() - Math.max(openedAt, lastMessageAt ?? 0) > silenceMs) fail();
  }, 2_000);

  const feedName = (topic: string, key: string) => `${topic}\n${key}`;
  const subscriptionName = (feed: Feed, surface: string) => `${feedName(feed.topic, feed.key)}\n${surface}`;
  const status = (): ConnectionStatus => ({ open: streamId !== null, lastMessageAt });

  function open(): void {
    if (stream || closed || reconnectTimer) return;
    const opened = deps.openStream(url, {
      message: (data) => stream === opened && hear(data),
      error: () => stream === opened && fail(),
    });
    stream = opened;
    openedAt = deps.wallNow();
  }

  function fail(): void {
    stream?.close();
    stream = null;
    streamId = null;
    for (const subscription of subscriptions.values())
      Object.assign(subscription, { status: 'idle', id: null });
    listeners.status(status());
    if (closed || feeds.size === 0) return;
    const pause = reconnectPausesMs[Math.min(failures, reconnectPausesMs.length - 1)] ?? 5_000;
    failures += 1;
    reconnectTimer = setTimeout(
      () => {
        reconnectTimer = null;
        open();
      },
      pause * (0.7 + 0.6 * deps.random()),
    );
  }

  function hear(data: string): void {
    const message = JSON.parse(data) as LiveMessage;
    lastMessageAt = deps.wallNow();
    switch (message.kind) {
      case 'hello':
        streamId = message.streamId;
        failures = 0;
        for (const feed of feeds.values()) void askForAll(feed);
        break;
      case 'beat':
        heard = { reading: message.clock, serverWall: message.at };
        listeners.clock(message.clock, message.at);
        break;
      case 'delta':
        feeds.get(feedName(message.topic, message.key))?.delta(message.number, message.data);
        break;
      case 'gauge':
        feeds.get(feedName(message.topic, message.key))?.gauge(message.data);
        break;
      case 'reload':
        forgetMembers(feeds.get(feedName(message.topic, message.key)), (feed) => feed.reload());
        break;
      case 'revoked': {
        // the message does not say whose right ended: ask again for each surface, the server knows
        const feed = feeds.get(feedName(message.topic, message.key));
        if (feed) {
          for (const surface of surfacesOf(feed)) subscriptions.delete(subscriptionName(feed, surface));
          void askForAll(feed);
        }
        break;
      }
    }
    listeners.status(status());
  }

  function surfacesOf(feed: Feed): readonly string[] {
    return [...new Set(feed.members().map((member) => member.surface))];
  }

  function forgetMembers(feed: Feed | undefined, act: (feed: Feed) => void): void {
    if (!feed) return;
    for (const member of feed.members()) feedOfMember.delete(member.id);
    act(feed);
    lingerThenDrop(feed);
  }

  /** One surface after the other, so that the second asks only for what the first has not heard. */
  async function askForAll(feed: Feed): Promise<void> {
    for (const surface of surfacesOf(feed)) await ask(feed, surface);
  }

  async function ask(feed: Feed, surface: string): Promise<void> {
    const name = subscriptionName(feed, surface);
    const known = subscriptions.get(name);
    if (known?.status === 'active') {
      feed.admit(surface);
      return;
    }
    if (streamId === null || known?.status === 'asking') return;
    const subscription: Subscription = { status: 'asking', id: null, refusals: known?.refusals ?? 0 };
    subscriptions.set(name, subscription);
    const askedOn = streamId;
    const after = feed.resumeAfter();
    feed.beginAt(after);
    const answer = await deps.request('POST', `${url}/${askedOn}/subscriptions`, surface, {
      topic: feed.topic,
      key: feed.key,
      after,
    });
    // meanwhile the stream was replaced: its hello asks again
    if (askedOn !== streamId || subscriptions.get(name) !== subscription) return;
    if (answer.status >= 200 && answer.status < 300) {
      subscription.status = 'active';
      subscription.id = (answer.body as { subscriptionId: string }).subscriptionId;
      subscription.refusals = 0;
      feed.admit(surface);
      return;
    }
    subscription.status = 'idle';
    subscription.refusals += 1;
    const isFinal = answer.status === 400 || answer.status === 401 || answer.status === 403;
    // 404 may also mean that the server has just lost this stream; it says so twice before we believe it
    if (isFinal || (answer.status === 404 && subscription.refusals > 1)) {
      subscriptions.delete(name);
      for (const member of feed.members()) if (member.surface === surface) feedOfMember.delete(member.id);
      feed.refuse(surface, answer.status);
      lingerThenDrop(feed);
      return;
    }
    setTimeout(() => void ask(feed, surface), askAgainMs * (0.7 + 0.6 * deps.random()));
  }

  function lingerThenDrop(feed: Feed): void {
    setTimeout(() => {
      for (const [name, subscription] of subscriptions) {
        const surface = name.split('\n')[2] ?? '';
        if (name !== subscriptionName(feed, surface) || feed.has(surface)) continue;
        subscriptions.delete(name);
        if (subscription.id && streamId)
          void deps.request('DELETE', `${url}/${streamId}/subscriptions/${subscription.id}`, surface);
      }
      if (feed.members().length > 0) return;
      if (feeds.get(feedName(feed.topic, feed.key)) === feed) feeds.delete(feedName(feed.topic, feed.key));
      if (feeds.size === 0) {
        stream?.close();
        stream = null;
        streamId = null;
        lastMessageAt = null;
        if (!closed) listeners.status(status());
      }
    }, lingerMs);
  }

  return {
    join({ memberId, surface, topic, key, after }, deliver) {
      const name = feedName(topic, key);
      let feed = feeds.get(name);
      if (!feed) feeds.set(name, (feed = createFeed(topic, key)));
      feedOfMember.set(memberId, feed);
      feed.add({
        id: memberId,
        surface,
        after,
        deliver: (event) => {
          if (event.kind === 'reload' || event.kind === 'revoked') feedOfMember.delete(memberId);
          deliver(event);
        },
      });
      open();
      void ask(feed, surface);
    },
    leave(memberId) {
      const feed = feedOfMember.get(memberId);
      if (!feed) return;
      feedOfMember.delete(memberId);
      feed.remove(memberId);
      lingerThenDrop(feed);
    },
    status,
    clock: () => heard,
    close() {
      closed = true;
      clearInterval(watchdog);
      if (reconnectTimer) clearTimeout(reconnectTimer);
      stream?.close();
      stream = null;
      streamId = null;
    },
  };
}
