import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { openStateOf } from '../../../features/organization/organization.open-state.domain.ts';
import { openBranchesQuery } from '../../../features/organization/organization.queries.ts';
import { organizationText } from '../../../features/organization/organization.text.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { forgetLink, useKeptLinks } from '../frame/kept-links.ts';
import { PhonePage } from '../frame/phone-page.tsx';
import { h5Text } from '../h5.text.ts';
import styles from './branch-list.module.css';

interface BranchListProps {
  readonly onChoose: (branchId: string) => void;
  readonly onOpen: (path: string) => void;
}

/** Start of a booking: which branch, open or not, and until when. */
export function BranchList({ onChoose, onOpen }: BranchListProps) {
  const t = useText(h5Text);
  const o = useText(organizationText);
  const format = useFormat();
  const now = useBusinessNow(30_000);
  const [search, setSearch] = useState('');
  const query = useQuery(openBranchesQuery(useDeferredValue(search.trim())));
  const branches = query.data?.branches;
  return (
    <PhonePage
      title={query.data?.bankName ?? ''}
      hero={
        <div className={styles.hero}>
          <h2>{t('homeTitle')}</h2>
          <p>{t('homeHint')}</p>
        </div>
      }
    >
      <div className={styles.search}>
        <Icon name="search" size="1.25em" />
        <input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          maxLength={60}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <KeptLinks onOpen={onOpen} />
      <div className={styles.title}>
        <h2>{t('branches')}</h2>
        {branches && <span>{t('branchesCount', { count: branches.length })}</span>}
      </div>
      {query.isPending && <ListSkeleton rows={6} height={92} />}
      {query.error && !branches && (
        <ErrorPanel
          error={query.error}
          title={t('branchesFailed')}
          since={query.errorUpdatedAt}
          onRetry={() => void query.refetch()}
        />
      )}
      {branches?.length === 0 && (
        <EmptyState
          icon="store"
          words={t('noBranches')}
          action={<Button onClick={() => setSearch('')}>{t('clearSearch')}</Button>}
        />
      )}
      <ul className={styles.list}>
        {branches?.map((branch) => {
          const state = openStateOf(branch.today, now);
          const words =
            state === 'closedToday' && branch.today.holiday !== null
              ? o('open.holiday', { name: branch.today.holiday })
              : o(`open.${state}`, { time: format.clock(branch.today.opensAt) });
          return (
            <li key={branch.id}>
              <button type="button" className={styles.branch} onClick={() => onChoose(branch.id)}>
                <span className={styles.line}>
                  <strong>{branch.name}</strong>
                  <Tag
                    kind={state === 'open' ? 'ok' : 'idle'}
                    icon={state === 'open' ? 'checkSolid' : 'clockSolid'}
                  >
                    {words}
                  </Tag>
                </span>
                <span className={styles.address}>{branch.address}</span>
                <span className={styles.line}>
                  <span className={styles.hours}>
                    <Icon name="clock" />
                    {branch.today.hours === null
                      ? o('open.closedToday')
                      : t('todayHours', { hours: `${branch.today.hours.open}–${branch.today.hours.close}` })}
                    <span>{branch.city}</span>
                  </span>
                  <span className={styles.go}>
                    {t('book')}
                    <Icon name="chevronRight" />
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <Button kind="link" icon="shield" onClick={() => onOpen('/h5/privacy')}>
        {t('myData')}
      </Button>
    </PhonePage>
  );
}

function KeptLinks({ onOpen }: Pick<BranchListProps, 'onOpen'>) {
  const t = useText(h5Text);
  const format = useFormat();
  const links = useKeptLinks();
  if (links.length === 0) return null;
  return (
    <ul className={styles.kept}>
      {links.map((link) => (
        <li key={link.path}>
          <button type="button" className={styles.keptLink} onClick={() => onOpen(link.path)}>
            <Icon name={link.kind === 'ticket' ? 'ticket' : 'calendar'} size="1.35em" />
            {link.kind === 'ticket'
              ? t('keptTicket', { number: link.label })
              : t('keptBooking', {
                  time: link.start === null ? '' : `${format.day(link.start)} ${format.clock(link.start)}`,
                })}
            <Icon name="chevronRight" />
          </button>
          <button
            type="button"
            className={styles.forget}
            aria-label={t('forget')}
            onClick={() => forgetLink(link.path)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
