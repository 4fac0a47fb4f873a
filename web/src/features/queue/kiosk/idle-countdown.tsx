import { useEffect, useRef, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { CountdownRing } from '../../../ui/countdown-ring.tsx';
import styles from './idle-countdown.module.css';
import { kioskText } from './kiosk.text.ts';

/** The last seconds are counted on the screen. */
const countedSeconds = 10;

interface IdleCountdownProps {
  readonly seconds: number;
  readonly onReset: () => void;
}

/** Goes back to the first screen after so long without a touch; the last seconds are counted at the foot. */
export function IdleCountdown({ seconds, onReset }: IdleCountdownProps) {
  const t = useText(kioskText);
  const left = useIdleSeconds(seconds, onReset);
  if (left === null) return null;
  return (
    <div className={styles.countdown} role="status">
      <CountdownRing left={left} of={countedSeconds} size={64} />
      {t('backIn', { seconds: left })}
    </div>
  );
}

/** The seconds left once they are counted, else null. */
function useIdleSeconds(seconds: number, onReset: () => void): number | null {
  const [left, setLeft] = useState<number | null>(null);
  const reset = useRef(onReset);
  useEffect(() => {
    reset.current = onReset;
  });
  useEffect(() => {
    setLeft(null);
    let last = Date.now();
    const touched = () => {
      last = Date.now();
      setLeft(null);
    };
    const timer = setInterval(() => {
      const rest = Math.ceil(seconds - (Date.now() - last) / 1000);
      setLeft(rest <= countedSeconds ? Math.max(0, rest) : null);
      if (rest > 0) return;
      last = Date.now();
      reset.current();
    }, 250);
    window.addEventListener('pointerdown', touched, { passive: true });
    window.addEventListener('keydown', touched, { passive: true });
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, [seconds]);
  return left;
}
