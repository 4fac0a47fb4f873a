import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { createSpritePlayer, type PlayerState, type SpritePlayer } from '../../../lib/sprite-player.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import styles from './call-sound.module.css';
import spriteUrl from './calls.ogg?url';
import { voiceText } from './voice.text.ts';

const storageKey = 'huiting.callVolume';
const defaultVolume = 0.8;

export interface CallSound {
  readonly player: SpritePlayer | null;
  readonly state: PlayerState;
  /** 0…1, remembered on this screen. */
  readonly volume: number;
  readonly setVolume: (volume: number) => void;
  readonly unlock: () => void;
}

/** The sound of one display, from mounting to leaving. */
export function useCallSound(): CallSound {
  const [volume, remember] = useState(readVolume);
  const [player, setPlayer] = useState<SpritePlayer | null>(null);
  useEffect(() => {
    const made = createSpritePlayer(spriteUrl, readVolume());
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

/** A speaker in the head: asks for the touch that browsers want before sound, shows when sound is missing, opens the volume. */
export function SoundControl({ sound }: { readonly sound: CallSound }) {
  const t = useText(voiceText);
  const [open, setOpen] = useState(false);
  const silent = sound.volume === 0;
  const { state, unlock } = sound;
  useEffect(() => {
    if (state !== 'locked') return;
    // any touch or key will do
    window.addEventListener('pointerdown', unlock);
    window.addEventListener('keydown', unlock);
    return () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
    };
  }, [state, unlock]);
  if (state === 'locked') {
    return (
      <button type="button" className={styles.locked} onClick={unlock}>
        <Icon name="volume" size={34} />
        {t('soundLocked')}
      </button>
    );
  }
  return (
    <div className={styles.control}>
      <button
        type="button"
        className={styles.button}
        data-state={sound.state}
        aria-expanded={open}
        aria-label={t('volume')}
        onClick={() => setOpen(!open)}
      >
        <Icon name="volume" size={34} />
        {(silent || sound.state === 'failed') && <span className={styles.slash} />}
      </button>
      {open && (
        <div className={styles.panel}>
          <label>
            <span>
              {t('volume')} <b className="num">{Math.round(sound.volume * 100)}</b>
            </span>
            <input
              type="range"
              min={0}
              max={100}
              step={5}
              value={Math.round(sound.volume * 100)}
              onChange={(event) => sound.setVolume(Number(event.target.value) / 100)}
            />
          </label>
          {sound.state === 'failed' && <p>{t('soundFailed')}</p>}
        </div>
      )}
    </div>
  );
}
