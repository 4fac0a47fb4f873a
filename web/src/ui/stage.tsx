import { useEffect, useState, type ReactNode } from 'react';
import styles from './stage.module.css';

interface StageProps {
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}

/** A fixed stage scaled to fit its screen (kiosk 1080×1920, display 1920×1080, wall). Letterboxes in the page's colour. */
export function Stage({ width, height, children }: StageProps) {
  const [scale, setScale] = useState(() => fit(width, height));
  useEffect(() => {
    const resize = () => setScale(fit(width, height));
    resize();
    window.addEventListener('resize', resize);
    return () => window.removeEventListener('resize', resize);
  }, [width, height]);
  return (
    <div className={styles.box}>
      <div
        className={styles.stage}
        style={{ width, height, transform: `translate(-50%, -50%) scale(${scale})` }}
      >
        {children}
      </div>
    </div>
  );
}

function fit(width: number, height: number): number {
  return Math.min(window.innerWidth / width, window.innerHeight / height);
}

/** True when the screen is higher than wide. */
export function usePortrait(): boolean {
  const [portrait, setPortrait] = useState(() => window.innerHeight > window.innerWidth);
  useEffect(() => {
    const resize = () => setPortrait(window.innerHeight > window.innerWidth);
    window.addEventListener('resize', resize);
    return () => window.removeEventListener('resize', resize);
  }, []);
  return portrait;
}
