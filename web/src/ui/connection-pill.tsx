import { useFormat } from '../lib/format-context.tsx';
import { useText } from '../lib/i18n.ts';
import styles from './connection-pill.module.css';
import { Icon } from './icons/icon.tsx';
import { uiText } from './ui.text.ts';

export type ConnectionState = 'connecting' | 'connected' | 'stale' | 'offline';

interface ConnectionPillProps {
  readonly state: ConnectionState;
  /** Business instant of the last message; values on the screen are as old as this. */
  readonly lastAt: number | null;
  /** On the brand gradient (h5's head). */
  readonly onBrand?: boolean;
}

/** Connected → (10 s) data as of … → (60 s) offline. Presentation only; `LiveConnectionPill` feeds it. */
export function ConnectionPill({ state, lastAt, onBrand = false }: ConnectionPillProps) {
  const t = useText(uiText);
  const format = useFormat();
  const time = format.clock(lastAt);
  const words = {
    connecting: t('connecting'),
    connected: `${t('connected')} · ${t('justUpdated')}`,
    stale: t('stale', { time }),
    offline: lastAt === null ? t('offline') : t('offlineSince', { time }),
  }[state];
  return (
    <span
      className={styles.pill}
      data-state={state}
      data-on-brand={onBrand || undefined}
      role="status"
      aria-live="polite"
    >
      {state === 'connected' && onBrand ? (
        <span className={styles.dot} />
      ) : (
        <Icon
          name={state === 'offline' ? 'unlink' : state === 'stale' ? 'clockSolid' : 'wifi'}
          size="1.15em"
        />
      )}
      {words}
    </span>
  );
}
