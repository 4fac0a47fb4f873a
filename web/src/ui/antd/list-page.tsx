import type { ReactNode } from 'react';
import styles from './list-page.module.css';

interface ListPageProps {
  readonly title: string;
  readonly hint?: ReactNode;
  /** Right of the title: the page's main act. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** Title row, then the list; scrolls as a whole. */
export function ListPage({ title, hint, action, children }: ListPageProps) {
  return (
    // It scrolls: keys must reach it also where nothing inside takes the focus.
    <div className={styles.page} tabIndex={0}>
      <header className={styles.head}>
        <div>
          <h1>{title}</h1>
          {hint && <p>{hint}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

/** Below a list that is read page by page. */
export function ListMore({ children }: { readonly children: ReactNode }) {
  return <footer className={styles.more}>{children}</footer>;
}
