import { createContext, use, type ReactNode } from 'react';
import styles from './list-page.module.css';

interface ListPageProps {
  readonly title: string;
  readonly hint?: ReactNode;
  /** Right of the title: the page's main act. */
  readonly action?: ReactNode;
  /** Nothing to filter, so no views to save. */
  readonly plain?: boolean;
  readonly children: ReactNode;
}

/** What every list page offers beside its title; the surface provides it (saved views). */
export const ListPageTools = createContext<ReactNode>(null);

/** Title row, then the list; scrolls as a whole. */
export function ListPage({ title, hint, action, plain = false, children }: ListPageProps) {
  const tools = use(ListPageTools);
  return (
    // It scrolls: keys must reach it also where nothing inside takes the focus.
    <div className={styles.page} tabIndex={0}>
      <header className={styles.head}>
        <div>
          <h1>{title}</h1>
          {hint && <p>{hint}</p>}
        </div>
        <div className={styles.tools}>
          {!plain && tools}
          {action}
        </div>
      </header>
      {children}
    </div>
  );
}

/** Below a list that is read page by page. */
export function ListMore({ children }: { readonly children: ReactNode }) {
  return <footer className={styles.more}>{children}</footer>;
}
