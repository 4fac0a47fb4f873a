import { useEffect, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { CallSound } from '../voice/call-sound.tsx';
import { hallText } from './hall-display.text.ts';
import styles from './sound-control.module.css';

/** A speaker in the head: asks for the touch that browsers want before sound, shows when sound is missing, opens the volume. */
export function SoundControl({ sound }: { readonly sound: CallSound }) {
  const t = useText(hallText);
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
