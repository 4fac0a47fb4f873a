import { organizationEndpoints } from '@huiting/contracts/organization';
import type { BranchPlace, OrgTreeUnit } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { BranchMap } from '../../../features/organization/components/branch-map.tsx';
import { mapText } from '../../../features/organization/organization.map.text.ts';
import { call } from '../../../lib/api.ts';
import { useText } from '../../../lib/i18n.ts';
import { useWide } from '../../../ui/antd/detail-drawer.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Guarded } from '../guarded.tsx';
import { useOverview } from '../shell/overview.tsx';
import styles from './branch-map-route.module.css';
import { readBranchSearch } from './branches.search.ts';

/** `/branch-map/:id?org=`: the map, with the branch that is looked at beside it. */
export function BranchMapRoute() {
  return (
    <Guarded permission="hall.overview">
      <BranchMapPage />
    </Guarded>
  );
}

const noUnits: readonly OrgTreeUnit[] = [];

function BranchMapPage() {
  const t = useText(mapText);
  const go = useNavigate();
  const { branchId = null } = useParams({ strict: false }) as { readonly branchId?: string };
  const search = readBranchSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const query = useQuery({
    queryKey: ['organization', 'places'],
    queryFn: ({ signal }) => call(organizationEndpoints.listPlaces, {}, { signal }),
    staleTime: 60_000,
  });
  const { overview, units = noUnits } = useOverview();
  const [chosen, setChosen] = useState<readonly BranchPlace[] | null>(null);
  const congested = useMemo(() => new Set(overview?.data?.congested), [overview?.data?.congested]);
  const all = query.data?.places;
  const under = units.find(({ id }) => id === search.org)?.path ?? '';
  const places = useMemo(() => (all ?? []).filter(({ path }) => path.startsWith(under)), [all, under]);
  const regions = useMemo(() => units.filter(({ level }) => level !== 'outlet'), [units]);
  const hot = places.filter(({ path }) => congested.has(path));
  const open = (id: string) => void go({ to: `/branch-map/${id}`, search: search as never });
  // Docked, the drawer takes the room of the names.
  const docked = useWide() && branchId !== null;

  return (
    <div className={styles.page}>
      <div className={styles.main}>
        <header className={styles.head}>
          <div>
            <h1>{t('title')}</h1>
            <p>{t('hint')}</p>
          </div>
          <SelectField
            label={t('unit')}
            value={search.org ?? ''}
            onChange={(event) => {
              setChosen(null);
              const { org: _, ...rest } = search;
              const org = event.target.value;
              void go({
                to: branchId === null ? '/branch-map' : `/branch-map/${branchId}`,
                search: (org === '' ? rest : { ...rest, org }) as never,
                replace: true,
              });
            }}
          >
            <option value="">{t('all')}</option>
            {regions
              .filter(({ parentId }) => parentId !== null)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </SelectField>
        </header>
        <div className={styles.split} data-docked={docked || undefined}>
          <Panel>
            {all === undefined ? (
              query.error ? (
                <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
              ) : (
                <ListSkeleton rows={8} height={48} />
              )
            ) : places.length === 0 ? (
              <EmptyState icon="pin" words={t('none')} />
            ) : (
              <BranchMap
                places={places}
                units={regions}
                congested={congested}
                selectedId={branchId}
                onOpen={open}
                onMany={setChosen}
              />
            )}
          </Panel>
          {!docked && (
            <Panel scroll title={t(chosen === null ? 'hot' : 'here')} count={(chosen ?? hot).length}>
              <Names places={chosen ?? hot} empty={t('noneHot')} onOpen={open} />
            </Panel>
          )}
        </div>
      </div>
      <Outlet />
    </div>
  );
}

const listed = 40;

interface NamesProps {
  readonly places: readonly BranchPlace[];
  readonly empty: string;
  readonly onOpen: (branchId: string) => void;
}
function Names({ places, empty, onOpen }: NamesProps) {
  const t = useText(mapText);
  if (places.length === 0) return <p className={styles.none}>{empty}</p>;
  return (
    <ul className={styles.names}>
      {places.slice(0, listed).map(({ id, name, code }) => (
        <li key={id}>
          <button type="button" onClick={() => onOpen(id)}>
            <span className="truncate">{name}</span>
            <span className="num num-medium">{code}</span>
          </button>
        </li>
      ))}
      {places.length > listed && <li>{t('more', { count: places.length - listed })}</li>}
    </ul>
  );
}
