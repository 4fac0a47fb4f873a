import type { VoiceCall } from '@huiting/contracts/queue';
import { useEffect, useRef, useState } from 'react';
import { businessClock } from '../../../lib/clock.ts';
import type { SpritePlayer } from '../../../lib/sprite-player.ts';
import { clipPlace } from './voice.clips.domain.ts';
import { createDueCalls } from './voice.due.domain.ts';

const tickMs = 150;

interface SpokenCallsProps {
  readonly calls: readonly VoiceCall[];
  readonly player: SpritePlayer | null;
}

/**
 * Speaks each call in the slot the server gave it; shows nothing. A tick instead of timers, because the demo's clock
 * changes its speed.
 */
export function SpokenCalls({ calls, player }: SpokenCallsProps) {
  const [due] = useState(createDueCalls);
  const latest = useRef(calls);
  useEffect(() => {
    latest.current = calls;
  });
  useEffect(() => {
    if (!player) return;
    const timer = setInterval(() => {
      const announcement = due.take(
        latest.current,
        businessClock.now(),
        Date.now(),
        businessClock.reading().rate,
      );
      if (announcement) player.play(announcement.notes.map(({ clip, at }) => ({ at, ...clipPlace(clip) })));
    }, tickMs);
    return () => clearInterval(timer);
  }, [due, player]);
  return null;
}
