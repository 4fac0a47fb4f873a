import type { ClockReading, LiveMessage, SubscribeAnswer } from '@huiting/contracts/core/live';
import type { Caller } from './api.ts';

/** A subscription by topic and key, under somebody's rights. `onReload`: what was missed is unknown, fetch the snapshot again. */
export interface Watch {
  readonly topic: string;
  readonly key: string;
  readonly caller: Caller;
  /** Event number of the snapshot in hand; null = from now on. */
  readonly after: number | null;
  readonly onDelta?: (data: never, number: number) => void;
  readonly onGauge?: (data: never) => void;
  readonly onReload?: () => void;
}

export interface LiveClient {
  /** Adds or replaces the watch of this topic and key; survives reconnections. */
  watch(watch: Watch): Promise<void>;
  /** Connected, and everything watched is watched again. */
  isConnected(): boolean;
  close(): void;
}

export interface LiveClientDeps {
  readonly url: string;
  readonly onClock?: (reading: ClockReading) => void;
  readonly onState?: (connected: boolean) => void;
  readonly onFault?: (error: unknown) => void;
}

const silentForMs = 15_000;
const againAfterMs = [200, 500, 1_000, 2_000, 5_000];

/** One connection for everything watched: opens it, subscribes, and after a break subscribes again behind the last number seen. */
export function createLiveClient(deps: LiveClientDeps): LiveClient {
  const watches = new Map<string, Watch & { seen: number | null }>();
  let streamId: string | null = null;
  let caughtUp = false;
  let failures = 0;
  let closed = false;
  let reading: AbortController | null = null;

  const keyOf = (topic: string, key: string): string => `${topic} ${key}`;

  async function subscribe(watch: Watch & { seen: number | null }): Promise<void> {
    if (streamId === null) return;
    const response = await fetch(`${deps.url}/api/live/${streamId}/subscriptions`, {
      method: 'POST',
      headers: { ...watch.caller.headers(), 'content-type': 'application/json' },
      body: JSON.stringify({ topic: watch.topic, key: watch.key, after: watch.seen }),
      signal: AbortSignal.timeout(10_000),
    });
    const answer = (await response.json()) as SubscribeAnswer | { code: string };
    if (!response.ok)
      throw new Error(
        `subscription to ${watch.topic} refused: ${'code' in answer ? answer.code : response.status}`,
      );
  }

  function take(message: LiveMessage): void {
    switch (message.kind) {
      case 'hello':
        streamId = message.streamId;
        failures = 0;
        Promise.all([...watches.values()].map(subscribe))
          .then(() => {
            caughtUp = true;
            deps.onState?.(true);
          })
          .catch((error: unknown) => lost(error));
        return;
      case 'beat':
        deps.onClock?.(message.clock);
        return;
      case 'delta': {
        const watch = watches.get(keyOf(message.topic, message.key));
        if (watch === undefined) return;
        watch.seen = message.number;
        watch.onDelta?.(message.data as never, message.number);
        return;
      }
      case 'gauge':
        watches.get(keyOf(message.topic, message.key))?.onGauge?.(message.data as never);
        return;
      case 'reload':
        watches.get(keyOf(message.topic, message.key))?.onReload?.();
        return;
      case 'revoked':
        // The session behind it has ended: whoever signs in again watches again.
        lost(new Error(`revoked: ${message.topic}`));
    }
  }

  /** Gives the present connection up; the loop opens another. */
  function lost(error: unknown): void {
    deps.onFault?.(error);
    reading?.abort();
  }

  async function read(): Promise<void> {
    reading = new AbortController();
    const { signal } = reading;
    let silence = setTimeout(() => reading?.abort(), silentForMs);
    try {
      const response = await fetch(`${deps.url}/api/live`, { signal });
      if (!response.ok || response.body === null) throw new Error(`live stream answered ${response.status}`);
      let rest = '';
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        clearTimeout(silence);
        silence = setTimeout(() => reading?.abort(), silentForMs);
        const lines = (rest + chunk).split('\n');
        rest = lines.pop()!;
        for (const line of lines)
          if (line.startsWith('data:')) take(JSON.parse(line.slice(5)) as LiveMessage);
      }
    } finally {
      clearTimeout(silence);
    }
  }

  async function keepReading(): Promise<void> {
    while (!closed) {
      await read().catch((error: unknown) => deps.onFault?.(error));
      if (caughtUp) deps.onState?.(false);
      caughtUp = false;
      streamId = null;
      await new Promise((resolve) =>
        setTimeout(resolve, againAfterMs[Math.min(failures++, againAfterMs.length - 1)]),
      );
    }
  }
  void keepReading();

  return {
    watch: async (watch) => {
      const kept = { ...watch, seen: watch.after };
      watches.set(keyOf(watch.topic, watch.key), kept);
      await subscribe(kept);
    },
    isConnected: () => caughtUp,
    close: () => {
      closed = true;
      reading?.abort();
    },
  };
}
