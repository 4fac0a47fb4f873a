import { useEffect, useRef, useState } from 'react';

interface IdleReset {
  /** Nothing to return from: no clock runs. */
  readonly active: boolean;
  readonly seconds: number;
  readonly onReset: () => void;
}

/** The last seconds are counted on the screen. */
export const countedSeconds = 10;

/** Returns to the first screen after so long without a touch; gives the seconds left once they are counted, else null. */
export function useIdleReset({ active, seconds, onReset }: IdleReset): number | null {
  const [left, setLeft] = useState<number | null>(null);
  const reset = useRef(onReset);
  useEffect(() => {
    reset.current = onReset;
  });
  useEffect(() => {
    setLeft(null);
    if (!active) return;
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
  }, [active, seconds]);
  return left;
}
