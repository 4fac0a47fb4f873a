import { useMemo, type ReactNode } from 'react';
import { OrgTree } from '../../../features/organization/components/org-tree.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useWide } from '../../../ui/antd/detail-drawer.tsx';
import { useOverview } from '../shell/overview.tsx';
import { BranchFilters } from './branch-filters.tsx';
import { BranchTable } from './branch-table.tsx';
import styles from './branches-page.module.css';
import {
  branchViews,
  changeSearch,
  inOrder,
  isInView,
  matchesFilters,
  type BranchSearch,
} from './branches.search.ts';
import { branchesText } from './branches.text.ts';
import { ViewTabs } from './view-tabs.tsx';

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
  const { pulses: query, units, root } = useOverview();
  const all = query?.data?.branches;
  const unit = units?.find((one) => one.id === search.org) ?? null;
  const matching = useMemo(
    () => all?.filter((pulse) => matchesFilters(pulse, search, unit)),
    [all, search, unit],
  );
  const view = search.view ?? 'all';
  const shown = useMemo(
    () =>
      matching &&
      inOrder(
        matching.filter((pulse) => isInView(pulse, view)),
        search,
      ),
    [matching, view, search],
  );
  const inScope = all?.filter((pulse) => unit === null || pulse.path.startsWith(unit.path)) ?? [];
  const open = inScope.filter((pulse) => pulse.open).length;
  const closed = inScope.length - open;
  const suspended = shown?.filter((pulse) => pulse.stage === 'suspended') ?? [];
  const change = (next: Parameters<typeof changeSearch>[1]) => onSearch(changeSearch(search, next));
  const filtered =
    view !== 'all' || search.q !== undefined || search.format !== undefined || search.stage !== undefined;
  const wide = useWide();
  // below the docking width the drawer lies over the list and takes nothing from it
  const docked = wide && selectedId !== null;
  const columns = docked ? 'few' : wide ? 'all' : 'most';

  return (
    <div className={styles.page}>
      <div className={styles.list}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          {all && (
            <p>
              {t('summary', { scope: (unit ?? root)?.name ?? '', count: inScope.length, open })}
              {closed > 0 && ` · ${t('summaryClosed', { count: closed })}`}
            </p>
          )}
        </header>
        <ViewTabs
          value={view}
          onChange={(next) => change({ view: next })}
          views={branchViews.map((name) => ({
            name,
            label: t(`view.${name}`),
            count: matching?.filter((pulse) => isInView(pulse, name)).length ?? null,
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
              countUnder={(path) => all?.filter((pulse) => pulse.path.startsWith(path)).length ?? null}
              alarmsUnder={(path) =>
                all?.filter((pulse) => pulse.state === 'congested' && pulse.path.startsWith(path)).length ?? 0
              }
            />
          )}
          <div className={styles.table} data-columns={columns}>
            <BranchTable
              pulses={shown}
              error={query?.error}
              onRetry={() => void query?.refetch()}
              search={search}
              onSearch={change}
              filtered={filtered}
              onClear={() => onSearch({})}
              selectedId={selectedId}
              onOpen={onOpen}
              columns={columns}
            />
            {suspended.length > 0 && (
              <p className={styles.frozen}>
                {t('frozen', { names: suspended.map((pulse) => pulse.name).join('、') })}
              </p>
            )}
          </div>
        </div>
      </div>
      {drawer}
    </div>
  );
}
