import { HallMemory } from '@huiting/queueing/prediction';
import type { WaitScene } from '@huiting/queueing/prediction';
import { rankOf } from './head-starts.ts';
import type { HeadStarts } from './head-starts.ts';

/** One wait of a record, whatever it was for. Instants: ms. */
export interface RecordedWait {
  readonly day: string;
  readonly lineCode: string;
  readonly joinedAt: number;
  /** Called, or gave up: the end of waiting. */
  readonly endedAt: number;
  readonly called: boolean;
  /** The service that followed; null: none recorded. */
  readonly service: { readonly windowId: string; readonly from: number; readonly until: number } | null;
  /** Whether this wait is asked about: called from the queue. */
  readonly isAsked: boolean;
}

export interface AskedScene {
  readonly wait: RecordedWait;
  readonly scene: WaitScene;
}

interface Happening {
  readonly at: number;
  /** At one instant (records know seconds): ends of services, ends of waits, beginnings of services, then who joins. */
  readonly order: number;
  readonly wait: RecordedWait;
  readonly what: 'done' | 'ended' | 'begun' | 'joined' | 'asked';
}

/**
 * Lives a record in order of time and hands on the scene of every question, which knows what happened up to its instant and
 * nothing else: a wait under way has no end yet, a service under way no duration. Questions: at joining, and, with `againAfter`, when so many
 * seconds have been waited.
 */
export function liveScenes(
  waits: readonly RecordedWait[],
  options: {
    readonly headStarts: HeadStarts;
    readonly minuteOfDay: (at: number) => number;
    readonly againAfter?: readonly number[];
  },
  onScene: (asked: AskedScene) => void,
  onEnded: (wait: RecordedWait) => void = () => undefined,
): void {
  const memory = new HallMemory();
  const waiting = new Set<RecordedWait>();
  const serving = new Map<RecordedWait, WaitScene['serving'][number]>();
  for (const { at, wait, what } of happenings(waits, options.againAfter ?? [])) {
    switch (what) {
      case 'done':
        serving.delete(wait);
        memory.noteDone({
          at,
          lineCode: wait.lineCode,
          windowId: wait.service!.windowId,
          serviceMs: wait.service!.until - wait.service!.from,
        });
        break;
      case 'ended':
        waiting.delete(wait);
        if (wait.called) memory.noteCalled({ at, lineCode: wait.lineCode, waitedMs: at - wait.joinedAt });
        else memory.noteLeft(at);
        onEnded(wait);
        break;
      case 'begun':
        serving.set(wait, { windowId: wait.service!.windowId, lineCode: wait.lineCode, since: at });
        break;
      case 'joined':
      case 'asked':
        if (wait.isAsked) onScene({ wait, scene: sceneOf(wait, at) });
        if (what === 'joined') {
          memory.noteJoined(at, wait.lineCode);
          if (wait.endedAt > at) waiting.add(wait);
        }
        break;
    }
  }

  function sceneOf(wait: RecordedWait, now: number): WaitScene {
    const rank = rankOf(wait, options.headStarts);
    const others = [...waiting]
      .filter((other) => other !== wait)
      .map((other) => {
        const its = rankOf(other, options.headStarts);
        return {
          lineCode: other.lineCode,
          joinedAt: other.joinedAt,
          isAhead: its < rank || (its === rank && other.joinedAt <= wait.joinedAt),
        };
      });
    return {
      now,
      minuteOfDay: options.minuteOfDay(now),
      ticket: {
        lineCode: wait.lineCode,
        joinedAt: wait.joinedAt,
      },
      others,
      serving: [...serving.values()],
      memory,
    };
  }
}

function happenings(waits: readonly RecordedWait[], againAfter: readonly number[]): Happening[] {
  const found: Happening[] = [];
  for (const wait of waits) {
    found.push({ at: wait.joinedAt, order: 3, wait, what: 'joined' });
    found.push({ at: wait.endedAt, order: wait.endedAt > wait.joinedAt ? 1 : 4, wait, what: 'ended' });
    if (wait.service !== null && wait.service.until > wait.service.from) {
      found.push({ at: wait.service.from, order: 2, wait, what: 'begun' });
      found.push({ at: wait.service.until, order: 0, wait, what: 'done' });
    }
    if (!wait.isAsked) continue;
    for (const seconds of againAfter)
      if (wait.joinedAt + seconds * 1_000 < wait.endedAt)
        found.push({ at: wait.joinedAt + seconds * 1_000, order: 6, wait, what: 'asked' });
  }
  return found.sort((a, b) => a.at - b.at || a.order - b.order);
}

export function secondsOf({ joinedAt, endedAt }: RecordedWait): number {
  return (endedAt - joinedAt) / 1_000;
}
