import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './marquee.module.css';

interface MarqueeProps {
  /** At the fixed left end, for example 通知. */
  readonly lead?: ReactNode;
  readonly items: readonly string[];
  /** Pixels per second. */
  readonly speed?: number;
}

/** Notices only. Stands still when everything fits or motion is not wanted. */
export function Marquee({ lead, items, speed = 70 }: MarqueeProps) {
  const lane = useRef<HTMLDivElement>(null);
  const run = useRef<HTMLDivElement>(null);
  const [seconds, setSeconds] = useState<number | null>(null);
  useLayoutEffect(() => {
    const measure = () => {
      if (!lane.current || !run.current) return;
      const width = run.current.scrollWidth;
      setSeconds(width > lane.current.clientWidth ? width / speed : null);
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (lane.current) observer.observe(lane.current);
    return () => observer.disconnect();
  }, [items, speed]);
  const line = items.map((item, at) => (
    <span key={item} className={styles.item}>
      {at > 0 && <span className={styles.sep}>◆</span>}
      {item}
    </span>
  ));
  return (
    <div className={styles.marquee}>
      {lead && <div className={styles.lead}>{lead}</div>}
      <div className={styles.lane} ref={lane}>
        <div
          className={styles.track}
          style={seconds === null ? undefined : { animationDuration: `${seconds}s` }}
          data-rolling={seconds !== null || undefined}
        >
          <div ref={run} className={styles.run}>
            {line}
          </div>
          {seconds !== null && (
            <div className={styles.run} aria-hidden>
              <span className={styles.sep}>◆</span>
              {line}
              <span className={styles.sep}>◆</span>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
