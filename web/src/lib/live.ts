import { sessionEndpoints } from '@huiting/contracts/access/session';
import type { DeltaOf, GaugeOf, Topic } from '@huiting/contracts/core/topic';
import {
  useQuery,
  useQueryClient,
  type QueryClient,
  type QueryKey,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { call } from './api.ts';
import { liveClient } from './live/live-client.ts';
import { applyDelta, applyMissed, forgetRecent, keepRecent } from './live/snapshot.ts';
import { surfaceId } from './surface.ts';
import { useWallNow } from './ticker.ts';

const staleAfterMs = 10_000;
const offlineAfterMs = 60_000;
const refetchPauseMs = 3_000;

export type ConnectionState = 'connecting' | 'connected' | 'stale' | 'offline';

/** For `<ConnectionPill {...useConnection()} />`: how fresh the screen is. */
export function useConnection(): { readonly state: ConnectionState; readonly lastAt: number | null } {
  const status = useSyncExternalStore(liveClient.subscribe, liveClient.status);
  const now = useWallNow(1000);
  const [began] = useState(() => Date.now());
  const age = now - (status.lastMessageAt ?? began);
  const state: ConnectionState =
    age >= offlineAfterMs
      ? 'offline'
      : age >= staleAfterMs
        ? 'stale'
        : status.lastMessageAt === null
          ? 'connecting'
          : 'connected';
  return {
    state: state === 'stale' && status.lastMessageAt === null ? 'offline' : state,
    lastAt: liveClient.lastBusinessAt(),
  };
}

interface LiveQuery<S> {
  readonly queryKey: QueryKey;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<S>;
}

/** How a snapshot and its topic belong together; a feature declares one per live thing (`queue.live.ts`). */
export interface LiveSource<S extends { readonly number: number }, T extends Topic> {
  readonly topic: T;
  readonly key: string;
  readonly query: LiveQuery<S>;
  /** Puts a change into the snapshot, without touching the old one; the number is kept by the caller. */
  readonly reduce: (snapshot: S, delta: DeltaOf<T>) => S;
  /** Puts newer figures in. */
  readonly gauge?: (snapshot: S, gauge: GaugeOf<T>) => S;
}

interface WatchOptions<T extends Topic> {
  /** Each change once, for sounds and flashes; not called for what the first snapshot held. */
  readonly onDelta?: (delta: DeltaOf<T>) => void;
  /** The server ended the right to watch. */
  readonly onRevoked?: (status: number) => void;
  readonly enabled?: boolean;
}

/**
 * A snapshot that stays true: fetched once, then patched by its topic. Several components may use the same source.
 * A gap or a long sleep fetches it again.
 */
export function useLiveSnapshot<S extends { readonly number: number }, T extends Topic>(
  source: LiveSource<S, T>,
  options: WatchOptions<T> = {},
): UseQueryResult<S> {
  const queries = useQueryClient();
  const enabled = options.enabled ?? true;
  const feedName = `${source.topic.name}\n${source.key}`;
  const latest = useRef({ source, options });
  useEffect(() => {
    latest.current = { source, options };
  });
  const result = useQuery<S>({
    queryKey: source.query.queryKey,
    // deltas that arrive while a fetch is on its way must not be lost by its older answer
    queryFn: async (context) => applyMissed(feedName, await source.query.queryFn(context), source.reduce),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });
  const [round, setRound] = useState(0);
  const loaded = result.data !== undefined;
  const keyText = JSON.stringify(source.query.queryKey);

  useEffect(() => {
    if (!enabled || !loaded) return;
    const { queryKey } = latest.current.source.query;
    const snapshot = queries.getQueryData<S>(queryKey);
    if (!snapshot) return;
    let over = false;
    const stop = liveClient.watch(
      {
        surface: surfaceId(),
        topic: latest.current.source.topic.name,
        key: latest.current.source.key,
        after: snapshot.number,
      },
      (event) => {
        const { source: now, options: wishes } = latest.current;
        switch (event.kind) {
          case 'delta': {
            const delta = event.data as DeltaOf<T>;
            keepRecent(feedName, event.number, delta);
            queries.setQueryData<S>(
              queryKey,
              (old) => old && applyDelta(old, event.number, delta, now.reduce),
            );
            wishes.onDelta?.(delta);
            break;
          }
          case 'gauge':
            queries.setQueryData<S>(queryKey, (old) =>
              old && now.gauge ? now.gauge(old, event.data as GaugeOf<T>) : old,
            );
            break;
          case 'reload':
            forgetRecent(feedName);
            void refetchUntilDone(queries, queryKey, () => over).then(
              () => over || setRound((before) => before + 1),
            );
            break;
          case 'revoked':
            // A page that only watches would not find out that its session has ended: to whom nobody is, nothing is there (404).
            // Ask who is signed in; the gate follows the 401.
            call(sessionEndpoints.getMe, {}).catch(() => undefined);
            wishes.onRevoked?.(event.status);
            break;
        }
      },
    );
    return () => {
      over = true;
      stop();
    };
  }, [queries, enabled, loaded, feedName, keyText, round]);

  return result;
}

async function refetchUntilDone(
  queries: QueryClient,
  queryKey: QueryKey,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await queries.refetchQueries({ queryKey, exact: true });
    if (queries.getQueryState(queryKey)?.status === 'success' && !queries.getQueryState(queryKey)?.error)
      return;
    await new Promise((resolve) => setTimeout(resolve, refetchPauseMs));
  }
}

interface GaugeSource<S, T extends Topic> {
  readonly topic: T;
  readonly key: string;
  readonly query: LiveQuery<S>;
  readonly gauge: (snapshot: S, gauge: GaugeOf<T>) => S;
}

/** Figures that stay fresh: only the newest counts, so there is nothing to replay. */
export function useLiveGauge<S, T extends Topic>(
  source: GaugeSource<S, T>,
  options: Omit<WatchOptions<T>, 'onDelta'> = {},
): UseQueryResult<S> {
  const queries = useQueryClient();
  const enabled = options.enabled ?? true;
  const latest = useRef({ source, options });
  useEffect(() => {
    latest.current = { source, options };
  });
  const result = useQuery<S>({
    ...source.query,
    queryFn: (context) => source.query.queryFn(context),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });
  const loaded = result.data !== undefined;
  const keyText = JSON.stringify(source.query.queryKey);
  const topicName = source.topic.name;
  const topicKey = source.key;

  useEffect(() => {
    if (!enabled || !loaded) return;
    const { queryKey } = latest.current.source.query;
    let stop = () => {};
    const begin = () => {
      stop = liveClient.watch(
        { surface: surfaceId(), topic: topicName, key: topicKey, after: null },
        (event) => {
          if (event.kind === 'gauge') {
            queries.setQueryData<S>(
              queryKey,
              (old) => old && latest.current.source.gauge(old, event.data as GaugeOf<T>),
            );
          } else if (event.kind === 'reload') begin();
          else if (event.kind === 'revoked') latest.current.options.onRevoked?.(event.status);
        },
      );
    };
    begin();
    return () => stop();
  }, [queries, enabled, loaded, keyText, topicName, topicKey]);

  return result;
}
