import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { ErrorBoundary } from '../../../ui/error-boundary.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Watermark } from '../../../ui/watermark.tsx';
import { consoleText } from '../console.text.ts';
import { ListPageTools } from '../../../ui/antd/list-page.tsx';
import { ListFiles, type FileAsked } from '../../../ui/antd/query-table.tsx';
import { CommandMenu } from './command-menu.tsx';
import styles from './console-shell.module.css';
import { ListViews } from './list-views.tsx';
import { OverviewProvider } from './overview.tsx';
import { SideMenu } from './side-menu.tsx';
import { TopBar } from './top-bar.tsx';

const ExportMenu = lazy(() =>
  import('../../../features/system/components/export-menu.tsx').then(({ ExportMenu: menu }) => ({
    default: menu,
  })),
);
const fileButton = (asked: FileAsked) => (
  <Suspense fallback={null}>
    <ExportMenu {...asked} />
  </Suspense>
);

/** Top bar 56, menu 208 or 56, one page; the page keeps its own failures. */
export function ConsoleShell() {
  const t = useText(consoleText);
  const me = useMe();
  const [searching, setSearching] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setSearching(true);
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, []);
  return (
    <OverviewProvider>
      <div className={styles.shell}>
        <a className={styles.skip} href="#content">
          {t('skipToContent')}
        </a>
        <TopBar onSearch={() => setSearching(true)} />
        <div className={styles.below}>
          <SideMenu />
          <main id="content" className={styles.content} tabIndex={-1}>
            <ErrorBoundary key={path}>
              <Suspense fallback={<ListSkeleton rows={8} height={36} />}>
                <ListPageTools value={<ListViews />}>
                  <ListFiles value={fileButton}>
                    <Outlet />
                  </ListFiles>
                </ListPageTools>
              </Suspense>
            </ErrorBoundary>
          </main>
        </div>
        <Watermark who={`${me.name} ${me.staff?.number ?? ''}`.trim()} />
        <CommandMenu open={searching} onClose={() => setSearching(false)} />
      </div>
    </OverviewProvider>
  );
}
