import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './notice-row.module.css';

interface NoticeRowProps {
  readonly tone: 'danger' | 'warn' | 'info' | 'done';
  readonly icon: IconName;
  readonly title: string;
  readonly body: string;
  /** How long it has stood, or when it ended. */
  readonly timer: string | null;
  /** State, people and times, in a list of these rows alone; null in a short list, whose words are cut to a line. */
  readonly meta: ReactNode;
  /** One tap to what it is about; null when there is nothing to open. */
  readonly onOpen: (() => void) | null;
  /** What can be done where it stands. */
  readonly side: ReactNode;
}

/** Something that wants somebody: an alert, a bad rating. */
export function NoticeRow({ tone, icon, title, body, timer, meta, onOpen, side }: NoticeRowProps) {
  const isShort = meta === null;
  const shownTimer = timer !== null && <span className={`num num-medium ${styles.timer}`}>{timer}</span>;
  return (
    <div className={styles.row} data-tone={tone}>
      <button type="button" className={styles.main} disabled={!onOpen} onClick={() => onOpen?.()}>
        <Icon name={icon} size="1.5em" />
        <span className={styles.words}>
          <span className={styles.line}>
            <strong className={isShort ? 'truncate' : undefined}>{title}</strong>
            {!isShort && shownTimer}
          </span>
          <span className={styles.line}>
            <span className={isShort ? 'truncate' : undefined}>{body}</span>
            {isShort && shownTimer}
          </span>
          {!isShort && <span className={styles.meta}>{meta}</span>}
        </span>
      </button>
      <span className={styles.side}>{side}</span>
    </div>
  );
}
