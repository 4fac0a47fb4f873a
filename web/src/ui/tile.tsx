import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './tile.module.css';

interface TileProps {
  readonly icon: IconName;
  readonly title: string;
  readonly note?: ReactNode;
  /** Facts under the hairline: people and minutes before the tap. */
  readonly foot?: ReactNode;
  readonly kind?: 'plain' | 'primary';
  /** Why it cannot be used now; the tile stays readable. Empty when the note says it already. */
  readonly closed?: string;
  readonly onPress: () => void;
}

/** A large touch tile of the kiosk: what, how many, how long. */
export function Tile({ icon, title, note, foot, kind = 'plain', closed, onPress }: TileProps) {
  return (
    <button
      type="button"
      className={styles.tile}
      data-kind={kind}
      data-closed={closed !== undefined || undefined}
      disabled={closed !== undefined}
      onClick={onPress}
    >
      <span className={styles.head}>
        <span className={styles.icon}>
          <Icon name={icon} size="1.9em" />
        </span>
        <span className={styles.words}>
          <span className={styles.title}>{title}</span>
          {note && <span className={styles.note}>{note}</span>}
        </span>
      </span>
      {(closed || foot) && <span className={styles.foot}>{closed || foot}</span>}
    </button>
  );
}
