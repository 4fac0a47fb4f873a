import type { FeedEvent } from './wire.ts';

/**
 * One topic and key in this browser, shared by all its watchers. Keeps the deltas received since it began, so that
 * a watcher that comes later with its own snapshot misses nothing and hears nothing twice.
 */
export interface FeedMember {
  readonly id: string;
  readonly surface: string;
  readonly after: number | null;
  deliver(event: FeedEvent): void;
}

interface Seated extends FeedMember {
  /** Number of the last delta it knows. */
  last: number;
}

export interface Feed {
  readonly topic: string;
  readonly key: string;
  /** The server is asked for deltas after this number. Null: nothing was heard and no member has a snapshot number. */
  resumeAfter(): number | null;
  /** First subscription: deltas after this number will be received. */
  beginAt(after: number | null): void;
  add(member: FeedMember): void;
  remove(memberId: string): FeedMember | null;
  /** Waiting members of a surface become hearers once the server has allowed that surface. */
  admit(surface: string): void;
  /** Tells and removes every member of a surface. */
  refuse(surface: string, status: number): void;
  delta(number: number, data: unknown): void;
  gauge(data: unknown): void;
  reload(): void;
  members(): readonly FeedMember[];
  has(surface: string): boolean;
}

/** Deltas kept for watchers that join later; older snapshots are told to reload. */
const keptDeltas = 1_000;

export function createFeed(topic: string, key: string): Feed {
  const waiting = new Map<string, FeedMember>();
  const seated = new Map<string, Seated>();
  let kept: { number: number; data: unknown }[] = [];
  /** Every delta with a number above this has been received. Null = unknown, taken as "since the feed began". */
  let start: number | null = null;
  let last = -1;
  let newestGauge: { readonly data: unknown } | null = null;

  function seat(member: FeedMember): void {
    waiting.delete(member.id);
    if (member.after !== null && start !== null && member.after < start) {
      member.deliver({ kind: 'reload' });
      return;
    }
    const known: Seated = {
      ...member,
      deliver: (event) => member.deliver(event),
      last: member.after ?? last,
    };
    seated.set(member.id, known);
    for (const { number, data } of kept) {
      if (number > known.last) {
        known.last = number;
        known.deliver({ kind: 'delta', number, data });
      }
    }
    if (newestGauge) known.deliver({ kind: 'gauge', data: newestGauge.data });
  }

  return {
    topic,
    key,
    resumeAfter() {
      if (last >= 0) return start === null ? last : Math.max(last, start);
      if (start !== null) return start;
      const snapshots = [...waiting.values()].map((member) => member.after).filter((after) => after !== null);
      return snapshots.length > 0 ? Math.min(...snapshots) : null;
    },
    beginAt(after) {
      start ??= after;
    },
    add(member) {
      waiting.set(member.id, member);
    },
    remove(memberId) {
      const found = waiting.get(memberId) ?? seated.get(memberId) ?? null;
      waiting.delete(memberId);
      seated.delete(memberId);
      return found;
    },
    admit(surface) {
      for (const member of waiting.values()) if (member.surface === surface) seat(member);
    },
    refuse(surface, status) {
      for (const member of [...waiting.values(), ...seated.values()]) {
        if (member.surface !== surface) continue;
        waiting.delete(member.id);
        seated.delete(member.id);
        member.deliver({ kind: 'revoked', status });
      }
    },
    delta(number, data) {
      // two surfaces of one browser may be subscribed to the same thing, and a replay may overlap
      if (number <= last) return;
      last = number;
      kept.push({ number, data });
      if (kept.length > keptDeltas) {
        const dropped = kept.shift();
        if (dropped) start = dropped.number;
      }
      for (const member of seated.values()) {
        if (number <= member.last) continue;
        member.last = number;
        member.deliver({ kind: 'delta', number, data });
      }
    },
    gauge(data) {
      newestGauge = { data };
      for (const member of seated.values()) member.deliver({ kind: 'gauge', data });
    },
    reload() {
      kept = [];
      // a snapshot taken from now on is complete up to its number, and all later deltas will be received
      start = null;
      const all = [...waiting.values(), ...seated.values()];
      waiting.clear();
      seated.clear();
      for (const member of all) member.deliver({ kind: 'reload' });
    },
    members: () => [...waiting.values(), ...seated.values()],
    has: (surface) => [...waiting.values(), ...seated.values()].some((member) => member.surface === surface),
  };
}
