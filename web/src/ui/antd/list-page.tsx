import { createContext, use, type ReactNode } from 'react';
import { useText } from '../../lib/i18n.ts';
import { Button } from '../button.tsx';
import styles from './list-page.module.css';
import { listToolsText } from './list-tools.text.ts';

interface ListPageProps {
  readonly title: string;
  readonly hint?: ReactNode;
  /** Right of the title: the page's main act. */
  readonly action?: ReactNode;
  /** Nothing to filter, so no views to save. */
  readonly plain?: boolean;
  /** Beside the list, or over it where there is no room: what is open has an address of its own. */
  readonly drawer?: ReactNode;
  readonly children: ReactNode;
}

/** What every list page offers beside its title; the surface provides it (saved views). */
export const ListPageTools = createContext<ReactNode>(null);

/** Title row, then the list; scrolls as a whole. */
export function ListPage({ title, hint, action, plain = false, drawer, children }: ListPageProps) {
  const tools = use(ListPageTools);
  const page = (
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
  // Always the same tree: what opens beside the list must not begin it anew.
  if (drawer === undefined) return page;
  return (
    <div className={styles.split}>
      {page}
      {drawer}
    </div>
  );
}

interface ListMoreProps {
  /** Rows here; nothing is said of none. */
  readonly count: number | undefined;
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** Below a list that is read page by page. */
export function ListMore({ count, query }: ListMoreProps) {
  const t = useText(listToolsText);
  if (!count) return null;
  return (
    <footer className={styles.more}>
      {t('shown', { count })}
      {query.hasNextPage ? (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : (
        <span>{t('end')}</span>
      )}
    </footer>
  );
}
