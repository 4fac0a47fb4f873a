import type { VoiceCall } from '@huiting/contracts/queue';
import { callKey } from '../display/display.live.ts';
import {
  announce,
  fastestSpokenRate,
  latestStartMs,
  type Announcement,
} from './voice.announcement.domain.ts';

/** Above the spoken speed calls come in crowds: chimes closer than this are left out. */
const chimeGapMs = 3_000;

/** Decides, at every tick, which announcement begins now. Each call is considered once. */
export function createDueCalls() {
  const done = new Set<string>();
  let lastChimeAt = Number.NEGATIVE_INFINITY;

  return {
    /** `now` is business time, `wall` the machine's; the rate turns one into the other. */
    take(calls: readonly VoiceCall[], now: number, wall: number, rate: number): Announcement | null {
      let found: Announcement | null = null;
      for (const call of calls) {
        const key = callKey(call);
        if (call.startsAt > now || done.has(key)) continue;
        done.add(key);
        const perWall = Math.max(rate, 1);
        if (now - call.startsAt > latestStartMs * perWall) continue;
        if (rate > fastestSpokenRate) {
          if (wall - lastChimeAt < chimeGapMs) continue;
          lastChimeAt = wall;
        }
        found = announce(call, (call.endsAt - now) / perWall / 1000, rate);
      }
      forgetGone(calls);
      return found;
    },
  };

  function forgetGone(calls: readonly VoiceCall[]): void {
    if (done.size < 100) return;
    const held = new Set(calls.map(callKey));
    for (const key of done) if (!held.has(key)) done.delete(key);
  }
}
