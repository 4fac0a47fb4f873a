import { useEffect, useRef, useState } from 'react';
import { useText } from '../lib/i18n.ts';
import styles from './countdown-ring.module.css';
import { uiText } from './ui.text.ts';

/**
 * Whole seconds left of a wall-time countdown; calls `onDone` once at 0, begins anew when `restart` changes.
 * Null seconds hold it.
 */
export function useCountdown(seconds: number | null, onDone: () => void, restart: unknown = null): number {
  const [left, setLeft] = useState(seconds ?? 0);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    if (seconds === null) return;
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(now);
      if (now === 0) {
        clearInterval(timer);
        done.current();
      }
    }, 200);
    return () => clearInterval(timer);
  }, [seconds, restart]);
  return left;
}

interface CountdownRingProps {
  readonly left: number;
  readonly of: number;
  readonly size?: number;
}

/** A ring that empties, with the seconds inside. */
export function CountdownRing({ left, of, size = 52 }: CountdownRingProps) {
  const t = useText(uiText);
  const radius = 44;
  const length = 2 * Math.PI * radius;
  return (
    <span
      className={styles.ring}
      style={{ width: size, height: size, fontSize: size * 0.44 }}
      role="timer"
      aria-label={t('secondsLeft', { seconds: left })}
    >
      <svg viewBox="0 0 100 100" aria-hidden>
        <circle className={styles.track} cx="50" cy="50" r={radius} />
        <circle
          className={styles.left}
          cx="50"
          cy="50"
          r={radius}
          strokeDasharray={length}
          strokeDashoffset={length * (1 - Math.min(1, of > 0 ? left / of : 0))}
        />
      </svg>
      <span className="num">{left}</span>
    </span>
  );
}
