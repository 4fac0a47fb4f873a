import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { createCallPlayer, type CallPlayer, type PlayerState } from './call-player.tsx';

const storageKey = 'huiting.callVolume';
const defaultVolume = 0.8;

export interface CallSound {
  readonly player: CallPlayer | null;
  readonly state: PlayerState;
  /** 0…1, remembered on this screen. */
  readonly volume: number;
  readonly setVolume: (volume: number) => void;
  readonly unlock: () => void;
}

/** The sound of one display, from mounting to leaving. */
export function useCallPlayer(): CallSound {
  const [volume, remember] = useState(readVolume);
  const [player, setPlayer] = useState<CallPlayer | null>(null);
  useEffect(() => {
    const made = createCallPlayer(readVolume());
    setPlayer(made);
    return () => {
      made.close();
      setPlayer(null);
    };
  }, []);
  const state = useSyncExternalStore(
    useCallback((changed: () => void) => player?.subscribe(changed) ?? (() => {}), [player]),
    () => player?.state() ?? 'loading',
  );
  const setVolume = useCallback(
    (next: number) => {
      remember(next);
      localStorage.setItem(storageKey, String(next));
      player?.setVolume(next);
    },
    [player],
  );
  const unlock = useCallback(() => void player?.unlock(), [player]);
  return { player, state, volume, setVolume, unlock };
}

function readVolume(): number {
  const kept = Number.parseFloat(localStorage.getItem(storageKey) ?? '');
  return kept >= 0 && kept <= 1 ? kept : defaultVolume;
}
