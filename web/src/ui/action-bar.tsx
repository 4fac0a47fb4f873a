import type { ReactNode } from 'react';
import styles from './action-bar.module.css';

interface ActionBarProps {
  /** The primary act first, then the others by frequency. */
  readonly children: ReactNode;
  /** Rare or alarming acts, apart at the right. */
  readonly apart?: ReactNode;
  readonly label: string;
  /** Without the white ground and border (teller). */
  readonly bare?: boolean;
}

/** Fixed bar of main acts at the thumb. Put `<Button size="action">` inside. */
export function ActionBar({ children, apart, label, bare = false }: ActionBarProps) {
  return (
    <section className={styles.place} aria-label={label}>
      <div className={styles.bar} data-bare={bare || undefined} role="toolbar" aria-label={label}>
        {children}
        {apart && <div className={styles.apart}>{apart}</div>}
      </div>
    </section>
  );
}
