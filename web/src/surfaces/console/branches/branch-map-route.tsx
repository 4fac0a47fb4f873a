import { organizationEndpoints } from '@huiting/contracts/organization';
import type { BranchPlace } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { BranchMap } from '../../../features/organization/components/branch-map.tsx';
import { mapText } from '../../../features/organization/organization.map.text.ts';
import { call } from '../../../lib/api.ts';
import { useText } from '../../../lib/i18n.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Guarded } from '../guarded.tsx';
import { useOverview } from '../shell/overview.tsx';
import styles from './branch-map-route.module.css';

export function BranchMapRoute() {
  return (
    <Guarded permission="hall.overview">
      <BranchMapPage />
    </Guarded>
  );
}

function BranchMapPage() {
  const t = useText(mapText);
  const query = useQuery({
    queryKey: ['organization', 'places'],
    queryFn: ({ signal }) => call(organizationEndpoints.listPlaces, {}, { signal }),
    staleTime: 60_000,
  });
  const { overview, units = [] } = useOverview();
  const [under, setUnder] = useState('');
  const [chosen, setChosen] = useState<readonly BranchPlace[] | null>(null);
  const congested = useMemo(() => new Set(overview?.data?.congested), [overview?.data?.congested]);
  const all = query.data?.places;
  const places = useMemo(() => (all ?? []).filter(({ path }) => path.startsWith(under)), [all, under]);
  const regions = units.filter(({ level }) => level !== 'outlet');
  const hot = places.filter(({ path }) => congested.has(path));
  return (
    <ListPage
      plain
      title={t('title')}
      hint={t('hint')}
      action={
        <SelectField
          label={t('unit')}
          value={under}
          onChange={(event) => {
            setUnder(event.target.value);
            setChosen(null);
          }}
        >
          <option value="">{t('all')}</option>
          {regions.map(({ id, name, path }) => (
            <option key={id} value={path}>
              {name}
            </option>
          ))}
        </SelectField>
      }
    >
      <div className={styles.split}>
        <Panel>
          {all === undefined ? (
            query.error ? (
              <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
            ) : (
              <ListSkeleton rows={8} height={48} />
            )
          ) : places.length === 0 ? (
            <EmptyState words={t('none')} />
          ) : (
            <BranchMap places={places} congested={congested} onOpen={setChosen} />
          )}
        </Panel>
        <Panel title={t(chosen === null ? 'hot' : 'here')} count={(chosen ?? hot).length} hint={t('pick')}>
          <Names places={chosen ?? hot} empty={t('noneHot')} />
        </Panel>
      </div>
    </ListPage>
  );
}

const listed = 40;

function Names({ places, empty }: { readonly places: readonly BranchPlace[]; readonly empty: string }) {
  const t = useText(mapText);
  if (places.length === 0) return <p className={styles.none}>{empty}</p>;
  return (
    <ul className={styles.names}>
      {places.slice(0, listed).map(({ id, name, code }) => (
        <li key={id}>
          <Link to="/branches/$branchId" params={{ branchId: id }} search={{}}>
            {name}
          </Link>
          <span className="num">{code}</span>
        </li>
      ))}
      {places.length > listed && <li>{t('more', { count: places.length - listed })}</li>}
    </ul>
  );
}
