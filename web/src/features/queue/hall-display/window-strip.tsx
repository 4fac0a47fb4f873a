import type { DisplayWindow } from '@huiting/contracts/queue';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { isNumbered } from '../display/display.label.domain.ts';
import { hallText } from './hall-display.text.ts';
import styles from './window-strip.module.css';

type Look = 'called' | 'serving' | 'free' | 'paused' | 'closed';

function lookOf(window: DisplayWindow): Look {
  if (window.ticketState === 'called') return 'called';
  if (window.ticketState === 'serving') return 'serving';
  if (window.state === 'paused') return 'paused';
  return window.state === 'closed' ? 'closed' : 'free';
}

/** All windows of the hall with words; the one that calls stands out. */
export function WindowStrip({
  windows,
  calledWindowId,
}: {
  readonly windows: readonly DisplayWindow[];
  readonly calledWindowId: string | null;
}) {
  const t = useText(hallText);
  const columns = windows.length > 8 ? Math.ceil(windows.length / 2) : Math.max(windows.length, 1);
  const words: Record<Look, string> = {
    called: t('called'),
    serving: t('serving'),
    free: t('free'),
    paused: t('paused'),
    closed: t('windowClosed'),
  };
  return (
    <ul
      className={styles.strip}
      data-dense={columns > 6 || undefined}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {windows.map((window) => {
        const look = lookOf(window);
        return (
          <li key={window.id} data-look={look} data-now={window.id === calledWindowId || undefined}>
            <span
              className={isNumbered(window.label) ? `num ${styles.label}` : styles.label}
              data-room={isNumbered(window.label) ? undefined : true}
            >
              {window.label}
            </span>
            <b className="num">{window.ticketNumber ?? '—'}</b>
            <span className={styles.words}>
              {look === 'called' && <Icon name="megaphoneSolid" />}
              {look === 'paused' && <Icon name="pauseSolid" />}
              {words[look]}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
