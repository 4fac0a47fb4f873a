import type { ReactNode } from 'react';
import styles from './panel.module.css';
import { Count } from './tag.tsx';

interface PanelProps {
  readonly title?: ReactNode;
  readonly count?: number;
  readonly countKind?: 'calm' | 'danger' | 'brand';
  /** Small grey words after the title: unit, scope. */
  readonly hint?: ReactNode;
  /** At the right end of the title row. */
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  /** Content scrolls inside, title and foot stay. */
  readonly scroll?: boolean;
  readonly foot?: ReactNode;
  /** No inner padding, for tables and lists with rows to the edge. */
  readonly flush?: boolean;
}

/** White card: the one raised level of every surface. */
export function Panel({
  title,
  count,
  countKind,
  hint,
  extra,
  children,
  scroll = false,
  foot,
  flush = false,
}: PanelProps) {
  return (
    <section className={styles.panel} data-scroll={scroll || undefined} data-flush={flush || undefined}>
      {title !== undefined && (
        <header className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          {count !== undefined && <Count value={count} {...(countKind ? { kind: countKind } : {})} />}
          {hint && <span className={styles.hint}>{hint}</span>}
          {extra && <div className={styles.extra}>{extra}</div>}
        </header>
      )}
      <div className={styles.body}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </section>
  );
}
