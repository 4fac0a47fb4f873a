import { Id } from '@huiting/contracts/core/fields';
import type { LiveMessage } from '@huiting/contracts/core/live';
import type { ServerResponse } from 'node:http';
import type { Actor } from '../context.ts';
import type { OutboxEvent } from '../events/outbox.ts';
import type { Tail } from '../events/tail.ts';
import { AppError } from '../errors.ts';
import { newId, newToken } from '../ids.ts';
import type { Log } from '../log.ts';
import { createChannels, encode } from './channels.ts';
import type { Stream, Subscription } from './channels.ts';
import type { Feed } from './projection.ts';

export interface Hub {
  open(response: ServerResponse): string;
  subscribe(
    streamId: string,
    actor: Actor,
    request: { topic: string; key: string; after: number | null },
  ): Promise<string>;
  unsubscribe(streamId: string, subscriptionId: string): void;
  /** Ends subscriptions of sessions that ended or whose rights changed. */
  recheck(
    sessionIds: ReadonlySet<string>,
    actorOf: (sessionId: string) => Promise<Actor | null>,
  ): Promise<void>;
  onEvent(event: OutboxEvent): void;
  /** Something its gauges are computed from has changed without an event of its own. */
  renew(branchId: string): void;
  /** Clients whose snapshot this event makes void fetch it anew. Called once what they will read is up to date. */
  reload(event: Pick<OutboxEvent, 'branchId' | 'type'>): void;
  beat(message: () => LiveMessage): void;
  counts(): { streams: number; subscriptions: number };
  close(): void;
}

/** A client this far behind is dropped: it reconnects and replays. */
const backlogBytes = 1_000_000;
const partingMs = 500;
/** More than all tabs of a browser watch; each costs memory here, also for the bearer of a mere link. */
const subscriptionsPerStream = 200;

export function createHub(deps: { feeds: readonly Feed[]; tail: Tail; log: Log; wall?: () => number }): Hub {
  const wall = deps.wall ?? Date.now;
  const feeds = new Map(deps.feeds.map((f) => [f.topic.name, f]));
  const streams = new Map<string, Stream>();
  const channels = createChannels({ log: deps.log, wall, write });

  function write(stream: Stream, buffer: Buffer): void {
    if (stream.response.writableLength > backlogBytes) {
      drop(stream);
      return;
    }
    stream.response.write(buffer);
  }

  function drop(stream: Stream): void {
    streams.delete(stream.id);
    for (const subscription of stream.subscriptions.values()) channels.leave(subscription);
    stream.response.destroy();
  }

  /** An event a topic cannot read says nothing on it; the other topics hear it all the same. */
  function project(f: Feed, event: OutboxEvent): ReturnType<Feed['project']> {
    try {
      return f.project(event);
    } catch (error) {
      const { branchId, number, type } = event;
      deps.log.error(
        { topic: f.topic.name, branchId, number, type, err: (error as Error).message },
        'an event was not told',
      );
      return null;
    }
  }

  function tell(subscription: Subscription, message: LiveMessage): void {
    write(subscription.stream, encode(message));
  }

  return {
    open: (response) => {
      const stream: Stream = { id: newToken(), response, subscriptions: new Map() };
      streams.set(stream.id, stream);
      response.on('close', () => drop(stream));
      response.on('error', () => drop(stream));
      write(stream, encode({ kind: 'hello', streamId: stream.id, at: wall() }));
      return stream.id;
    },

    subscribe: async (streamId, actor, { topic, key, after }) => {
      const stream = streams.get(streamId);
      const f = feeds.get(topic);
      if (stream === undefined || f === undefined) throw new AppError('platform.not_found');
      // Every key but a link's token is an id; anything else would only make the database complain.
      if (f.topic.key !== 'link' && !Id.safeParse(key).success) throw new AppError('platform.not_found');
      if (stream.subscriptions.size >= subscriptionsPerStream)
        throw new AppError('platform.too_many_requests');
      const admitted = await f.admit(actor, key);
      if (admitted === null) throw new AppError('platform.not_found');
      const subscription: Subscription = {
        id: newId(),
        stream,
        feed: f,
        key,
        sessionId: actor.sessionId,
        actor,
        sent: after ?? Number.MAX_SAFE_INTEGER,
        pending: [],
      };
      const channel = channels.join(subscription, admitted.branchIds);
      try {
        await catchUp(subscription, admitted.branchIds, after);
      } catch (error) {
        // Refused, so nobody would ever read what goes on being kept for it.
        channels.leave(subscription);
        throw error;
      }
      channels.showGauge(channel, subscription);
      return subscription.id;
    },

    unsubscribe: (streamId, subscriptionId) => {
      const subscription = streams.get(streamId)?.subscriptions.get(subscriptionId);
      if (subscription !== undefined) channels.leave(subscription);
    },

    recheck: async (sessionIds, actorOf) => {
      for (const stream of streams.values()) {
        for (const subscription of stream.subscriptions.values()) {
          if (subscription.sessionId === null || !sessionIds.has(subscription.sessionId)) continue;
          // Who cannot be looked up has no right for now: the client asks again when the database is back.
          const actor = await actorOf(subscription.sessionId).catch(() => null);
          const still = actor !== null && (await admitted(subscription, actor));
          if (still) {
            subscription.actor = actor;
            continue;
          }
          tell(subscription, { kind: 'revoked', topic: subscription.feed.topic.name, key: subscription.key });
          channels.leave(subscription);
        }
      }
    },

    onEvent: (event) => {
      for (const channel of channels.ofBranch(event.branchId)) {
        if (channel.feed.gauge !== null) channel.dirty = true;
        const change = project(channel.feed, event);
        if (change === null || change.key !== channel.key) continue;
        const buffer = encodeDelta(channel.feed, channel.key, event.number, change.data);
        for (const member of channel.members) {
          if (member.pending !== null) member.pending.push({ number: event.number, buffer });
          else {
            member.sent = event.number;
            write(member.stream, buffer);
          }
        }
      }
    },

    renew: (branchId) => {
      for (const channel of channels.ofBranch(branchId))
        if (channel.feed.gauge !== null) channel.dirty = true;
    },

    reload: ({ branchId, type }) => {
      for (const channel of channels.ofBranch(branchId)) {
        if (!channel.feed.reloads.has(type)) continue;
        const { topic } = channel.feed;
        const buffer = encode({ kind: 'reload', topic: topic.name, key: channel.key });
        for (const member of channel.members) write(member.stream, buffer);
      }
    },

    beat: (message) => {
      const buffer = encode(message());
      for (const stream of streams.values()) write(stream, buffer);
    },

    counts: () => ({
      streams: streams.size,
      subscriptions: channels.countMembers(),
    }),

    close: () => {
      channels.close();
      for (const { response } of streams.values()) {
        response.end();
        // A client that does not read would keep the listener from closing.
        setTimeout(() => response.destroy(), partingMs).unref();
      }
      streams.clear();
    },
  };

  /** Sends what happened after the client's snapshot, then what came meanwhile; asks for a reload when too much is missing. */
  async function catchUp(
    subscription: Subscription,
    branchIds: readonly string[],
    after: number | null,
  ): Promise<void> {
    const branchId = branchIds[0];
    const hasDeltas = after !== null && branchId !== undefined && branchIds.length === 1;
    if (hasDeltas) {
      const missed = await deps.tail.since(branchId, after);
      if (missed === null) {
        tell(subscription, { kind: 'reload', topic: subscription.feed.topic.name, key: subscription.key });
        subscription.sent = deps.tail.lastOf(branchId);
      } else {
        for (const event of missed) {
          const change = project(subscription.feed, event);
          if (change === null || change.key !== subscription.key) continue;
          write(
            subscription.stream,
            encodeDelta(subscription.feed, subscription.key, event.number, change.data),
          );
          subscription.sent = event.number;
        }
      }
    } else {
      subscription.sent = 0;
    }
    for (const { number, buffer } of subscription.pending ?? []) {
      if (number <= subscription.sent) continue;
      write(subscription.stream, buffer);
      subscription.sent = number;
    }
    subscription.pending = null;
  }
}

/** A refusal thrown or returned means the same: the right has ended. */
async function admitted(subscription: Subscription, actor: Actor): Promise<boolean> {
  try {
    return (await subscription.feed.admit(actor, subscription.key)) !== null;
  } catch {
    return false;
  }
}

function encodeDelta(f: Feed, key: string, number: number, data: unknown): Buffer {
  return encode({ kind: 'delta', topic: f.topic.name, key, number, data });
}
