import type { VoiceCall } from '@huiting/contracts/queue';
import { useEffect, useRef, useState } from 'react';
import { businessClock } from '../../../lib/clock.ts';
import type { CallPlayer } from './call-player.tsx';
import { createDueCalls } from './voice.due.domain.ts';

const tickMs = 150;

/** Speaks each call in the slot the server gave it. A tick instead of timers: the demo's clock changes its speed. */
export function useSpokenCalls(calls: readonly VoiceCall[], player: CallPlayer | null): void {
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
      if (announcement) player.play(announcement);
    }, tickMs);
    return () => clearInterval(timer);
  }, [due, player]);
}
