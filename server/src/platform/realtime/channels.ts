import type { LiveMessage } from '@huiting/contracts/core/live';
import type { ServerResponse } from 'node:http';
import type { Actor } from '../context.ts';
import type { Log } from '../log.ts';
import type { Feed } from './projection.ts';

/** A browser's one connection. Tabs of several surfaces may subscribe on it, each under its own session. */
export interface Stream {
  readonly id: string;
  readonly response: ServerResponse;
  readonly subscriptions: Map<string, Subscription>;
}

export interface Subscription {
  readonly id: string;
  readonly stream: Stream;
  readonly feed: Feed;
  readonly key: string;
  readonly sessionId: string | null;
  actor: Actor;
  /** Number of the last delta sent; deltas up to it are not sent again. */
  sent: number;
  /** Deltas that came while what was missed is being read. */
  pending: { number: number; buffer: Buffer }[] | null;
}

/** All subscriptions of one topic and key: they get the same bytes. */
export interface Channel {
  readonly feed: Feed;
  readonly key: string;
  readonly branchIds: ReadonlySet<string>;
  readonly members: Set<Subscription>;
  gauge: Buffer | null;
  computing: boolean;
  dirty: boolean;
  computedAt: number;
}

/** Who watches what, and the newest figures of each channel. */
export interface Channels {
  /** Makes the channel when this is its first member. */
  join(subscription: Subscription, branchIds: readonly string[]): Channel;
  leave(subscription: Subscription): void;
  /** Channels a branch's events concern. */
  ofBranch(branchId: string): Iterable<Channel>;
  /** Shows a new member the figures as last computed, or has them computed. */
  showGauge(channel: Channel, member: Subscription): void;
  countMembers(): number;
  close(): void;
}

/** Figures are renewed this often though nothing happens: waits grow with time alone. */
const gaugeRefreshMs = 15_000;
const sweepMs = 50;

export function createChannels(deps: {
  log: Log;
  wall: () => number;
  write: (stream: Stream, buffer: Buffer) => void;
}): Channels {
  const { wall, write } = deps;
  const channels = new Map<string, Channel>();
  const byBranch = new Map<string, Set<Channel>>();
  const nameOf = ({ feed, key }: Subscription): string => `${feed.topic.name} ${key}`;

  function open({ feed, key }: Subscription, branchIds: readonly string[]): Channel {
    const channel: Channel = {
      feed,
      key,
      branchIds: new Set(branchIds),
      members: new Set(),
      gauge: null,
      computing: false,
      dirty: false,
      computedAt: 0,
    };
    for (const branchId of branchIds) {
      const set = byBranch.get(branchId) ?? new Set();
      byBranch.set(branchId, set.add(channel));
    }
    return channel;
  }

  async function computeGauge(channel: Channel): Promise<void> {
    const { topic, gauge } = channel.feed;
    if (channel.computing || gauge === null) return;
    channel.computing = true;
    channel.dirty = false;
    try {
      const data = await gauge.compute(channel.key);
      if (data === null) return;
      channel.computedAt = wall();
      channel.gauge = encode({ kind: 'gauge', topic: topic.name, key: channel.key, data });
      for (const member of channel.members) if (member.pending === null) write(member.stream, channel.gauge);
    } catch (error) {
      deps.log.debug({ topic: topic.name, err: (error as Error).message }, 'gauge not computed');
    } finally {
      channel.computing = false;
    }
  }

  const sweep = setInterval(() => {
    const now = wall();
    for (const channel of channels.values()) {
      const every = channel.feed.gauge?.everyMs;
      if (every === undefined || channel.members.size === 0) continue;
      const age = now - channel.computedAt;
      if ((channel.dirty && age >= every) || age >= gaugeRefreshMs) void computeGauge(channel);
    }
  }, sweepMs);
  sweep.unref();

  return {
    join: (subscription, branchIds) => {
      const name = nameOf(subscription);
      const channel = channels.get(name) ?? open(subscription, branchIds);
      channels.set(name, channel);
      channel.members.add(subscription);
      subscription.stream.subscriptions.set(subscription.id, subscription);
      return channel;
    },
    leave: (subscription) => {
      subscription.stream.subscriptions.delete(subscription.id);
      const name = nameOf(subscription);
      const channel = channels.get(name);
      if (channel === undefined) return;
      channel.members.delete(subscription);
      if (channel.members.size > 0) return;
      channels.delete(name);
      for (const branchId of channel.branchIds) byBranch.get(branchId)?.delete(channel);
    },
    ofBranch: (branchId) => byBranch.get(branchId) ?? [],
    showGauge: (channel, { stream }) => {
      if (channel.gauge !== null) write(stream, channel.gauge);
      else void computeGauge(channel);
    },
    countMembers: () => [...channels.values()].reduce((sum, channel) => sum + channel.members.size, 0),
    close: () => clearInterval(sweep),
  };
}

/** One buffer a message, however many read it. */
export function encode(message: LiveMessage): Buffer {
  return Buffer.from(`data: ${JSON.stringify(message)}\n\n`);
}
