import { PulseView } from '@huiting/contracts/hall';
import { lazy, Suspense, type ReactNode } from 'react';
import { OrgTree } from '../../../features/organization/components/org-tree.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useWide } from '../../../ui/antd/detail-drawer.tsx';
import { ListViews } from '../shell/list-views.tsx';
import { useOverview } from '../shell/overview.tsx';
import { BranchFilters } from './branch-filters.tsx';
import { BranchTable } from './branch-table.tsx';
import styles from './branches-page.module.css';
import { usePulses } from './branches.queries.ts';
import { changeSearch, type BranchSearch } from './branches.search.ts';
import { branchesText } from './branches.text.ts';
import { ViewTabs } from './view-tabs.tsx';

/** Sheets with forms: not part of the first load. */
const BranchActs = lazy(() =>
  import('./branch-acts.tsx').then(({ BranchActs: acts }) => ({ default: acts })),
);

interface BranchesPageProps {
  readonly search: BranchSearch;
  readonly onSearch: (search: BranchSearch) => void;
  readonly selectedId: string | null;
  readonly onOpen: (branchId: string) => void;
  /** Docked beside the list, or over it on narrow screens. */
  readonly drawer: ReactNode;
}

/** Every branch in scope, alive: tree, views, filters, list, and beside it the one that is looked at. */
export function BranchesPage({ search, onSearch, selectedId, onOpen, drawer }: BranchesPageProps) {
  const t = useText(branchesText);
  const { overview, units, truncated, root } = useOverview();
  const query = usePulses(search);
  const list = query.data;
  const unit = units?.find((one) => one.id === search.org) ?? null;
  const view = search.view ?? 'all';
  const congested = overview?.data?.congested;
  const change = (next: Parameters<typeof changeSearch>[1]) => onSearch(changeSearch(search, next));
  const filtered =
    view !== 'all' || search.q !== undefined || search.format !== undefined || search.stage !== undefined;
  const wide = useWide();
  // below the docking width the drawer lies over the list and takes nothing from it
  const docked = wide && selectedId !== null;
  const closed = list === undefined ? 0 : list.scope.branches - list.scope.open;
  const columns = docked ? 'few' : wide ? 'all' : 'most';

  return (
    <div className={styles.page}>
      <div className={styles.list}>
        <header className={styles.head}>
          <div>
            <h1>{t('title')}</h1>
            {list && (
              <p>
                {t('summary', {
                  scope: (unit ?? root)?.name ?? '',
                  count: list.scope.branches,
                  open: list.scope.open,
                })}
                {closed > 0 && ` · ${t('summaryClosed', { count: closed })}`}
              </p>
            )}
          </div>
          <ListViews />
          <Suspense fallback={null}>
            <BranchActs />
          </Suspense>
        </header>
        <ViewTabs
          value={view}
          onChange={(next) => change({ view: next })}
          views={PulseView.options.map((name) => ({
            name,
            label: t(`view.${name}`),
            count: list?.views[name] ?? null,
          }))}
        />
        <BranchFilters search={search} onChange={change} />
        <div className={styles.columns}>
          {units && units.length > 1 && (
            <OrgTree
              units={units}
              value={unit?.id ?? root?.id ?? null}
              onChange={(id) => change({ org: id === root?.id ? undefined : id })}
              narrow={docked || !wide}
              truncated={truncated}
              alarmsUnder={(path) => congested?.filter((one) => one.startsWith(path)).length ?? 0}
            />
          )}
          <div className={styles.table} data-room={columns}>
            <BranchTable
              list={list}
              error={query.error}
              onRetry={() => void query.refetch()}
              search={search}
              onSearch={change}
              filtered={filtered}
              onClear={() => onSearch({})}
              selectedId={selectedId}
              onOpen={onOpen}
              room={columns}
            />
            {list && list.suspended.length > 0 && (
              <p className={styles.frozen}>{t('frozen', { names: list.suspended.join('、') })}</p>
            )}
          </div>
        </div>
      </div>
      {drawer}
    </div>
  );
}
