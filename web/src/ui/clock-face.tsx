import { businessClock, useClockReading, type Clock } from '../lib/clock.ts';
import { useFormat } from '../lib/format-context.tsx';
import { useText } from '../lib/i18n.ts';
import { useBusinessNow } from '../lib/ticker.ts';
import styles from './clock-face.module.css';
import { Icon } from './icons/icon.tsx';
import { uiText } from './ui.text.ts';

interface ClockFaceProps {
  /** Digits' height in px or CSS length. */
  readonly size?: number | string;
  readonly seconds?: boolean;
  /** Second line with the day. */
  readonly day?: boolean;
  readonly clock?: Clock;
}

/** Business time; a simulated clock always says so. */
export function ClockFace({
  size = 32,
  seconds = false,
  day = false,
  clock = businessClock,
}: ClockFaceProps) {
  const format = useFormat();
  const now = useBusinessNow(1000, clock);
  return (
    <div className={styles.face}>
      <div className={styles.row}>
        <SimulatedBadge clock={clock} />
        <time className="num" style={{ fontSize: size }} dateTime={new Date(now).toISOString()}>
          {seconds ? format.clockSeconds(now) : format.clock(now)}
        </time>
      </div>
      {day && <span className={styles.day}>{format.day(now)}</span>}
    </div>
  );
}

export function SimulatedBadge({ clock = businessClock }: { readonly clock?: Clock }) {
  const t = useText(uiText);
  const reading = useClockReading(clock);
  if (reading.mode === 'real') return null;
  const words =
    reading.rate === 0
      ? t('clockPaused')
      : reading.rate === 1
        ? t('simulated')
        : t('simulatedRate', { rate: reading.rate });
  return (
    <span className={styles.badge}>
      <Icon name={reading.rate === 0 ? 'pause' : 'clock'} />
      {words}
    </span>
  );
}
