import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { verificationQuery } from '../../../features/access/access.queries.ts';
import { securityAlertsQuery } from '../../../features/access/access.security.queries.ts';
import { healthQuery, importsQuery } from '../../../features/system/system.queries.ts';
import { importText } from '../../../features/system/system.text.ts';
import { useInbox } from '../../../features/workflow/index.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Kpi, KpiStrip } from '../../../ui/kpi.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useOverview } from '../shell/overview.tsx';
import type { CardName } from './home.cards.ts';
import styles from './home-page.module.css';
import { homeText } from './home.text.ts';

function Card({
  name,
  to,
  query,
  children,
}: {
  readonly name: CardName;
  readonly to: string;
  readonly query: { readonly data: unknown; readonly error: unknown; readonly refetch: () => unknown } | null;
  readonly children: ReactNode;
}) {
  const t = useText(homeText);
  return (
    <Panel
      title={t(`card.${name}`)}
      extra={
        <Link to={to} className={styles.look}>
          {t('look')}
        </Link>
      }
    >
      {query?.data !== undefined ? (
        <KpiStrip label={t(`card.${name}`)}>{children}</KpiStrip>
      ) : query?.error ? (
        <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
      ) : (
        <ListSkeleton rows={1} height={64} />
      )}
    </Panel>
  );
}

export function InboxCard() {
  const t = useText(homeText);
  const format = useFormat();
  const query = useInbox();
  const counts = query.data?.counts;
  const late = counts?.late ?? 0;
  return (
    <Card name="inbox" to="/inbox" query={query}>
      <Kpi
        label={t('todos')}
        value={format.integer(counts?.todos)}
        tone={late > 0 ? 'danger' : 'plain'}
        note={late > 0 ? t('late', { count: late }) : t('nothingLate')}
        noteTone={late > 0 ? 'danger' : 'plain'}
      />
      <Kpi label={t('unread')} value={format.integer(counts?.unread)} />
    </Card>
  );
}

export function HallCard() {
  const t = useText(homeText);
  const format = useFormat();
  const { overview } = useOverview();
  const now = overview?.data;
  const congested = now?.congested.length ?? 0;
  const urgent = now?.urgentAlerts ?? 0;
  return (
    <Card name="halls" to="/branches" query={overview}>
      <Kpi
        label={t('open')}
        value={format.integer(now?.open)}
        total={t('of', { count: format.integer(now?.branches) })}
      />
      <Kpi label={t('waiting')} value={format.integer(now?.waiting)} unit={t('people')} />
      <Kpi
        label={t('congested')}
        value={format.integer(congested)}
        tone={congested > 0 ? 'danger' : 'plain'}
        {...(congested === 0 ? { note: t('calm') } : {})}
      />
      <Kpi
        label={t('alerts')}
        value={format.integer(now?.openAlerts)}
        note={urgent > 0 ? t('urgent', { count: urgent }) : t('notUrgent')}
        noteTone={urgent > 0 ? 'danger' : 'plain'}
      />
    </Card>
  );
}

export function ImportsCard() {
  const t = useText(homeText);
  const words = useText(importText);
  const format = useFormat();
  const query = useQuery(importsQuery);
  const last = query.data?.imports[0];
  return (
    <Card name="imports" to="/imports" query={query}>
      <Kpi
        label={t('lastImport')}
        value={last === undefined ? '—' : words(`state.${last.state}`)}
        size={20}
        note={last === undefined ? t('noImport') : last.fileName}
      />
      <Kpi
        label={t('badRows')}
        value={format.integer(last?.rows.bad)}
        tone={(last?.rows.bad ?? 0) > 0 ? 'danger' : 'plain'}
      />
    </Card>
  );
}

export function HealthCard() {
  const t = useText(homeText);
  const format = useFormat();
  const query = useQuery(healthQuery);
  const consumers = query.data?.consumers ?? [];
  const sum = (of: 'behind' | 'parked'): number => consumers.reduce((all, one) => all + one[of], 0);
  return (
    <Card name="health" to="/health" query={query}>
      <Kpi label={t('behind')} value={format.integer(sum('behind'))} />
      <Kpi
        label={t('parked')}
        value={format.integer(sum('parked'))}
        tone={sum('parked') > 0 ? 'danger' : 'plain'}
      />
      <Kpi label={t('p99')} value={format.decimal(query.data?.requests.p99Ms)} unit="ms" />
    </Card>
  );
}

/** How many security alerts are looked through for the figure; more are told as "and more". */
const alertsCounted = 100;

export function SecurityCard() {
  const t = useText(homeText);
  const format = useFormat();
  const query = useQuery(securityAlertsQuery(alertsCounted));
  const open = query.data?.alerts.filter(({ state }) => state !== 'resolved') ?? [];
  const urgent = open.filter(({ severity }) => severity === 'urgent').length;
  return (
    <Card name="security" to="/security" query={query}>
      <Kpi
        label={t('openEvents')}
        value={format.integer(open.length)}
        tone={open.length > 0 ? 'danger' : 'plain'}
        {...(open.length === 0 ? { note: t('noEvents') } : {})}
      />
      <Kpi label={t('urgentEvents')} value={format.integer(urgent)} tone={urgent > 0 ? 'danger' : 'plain'} />
    </Card>
  );
}

export function AuditCard() {
  const t = useText(homeText);
  const format = useFormat();
  const query = useQuery(verificationQuery);
  const last = query.data?.verification ?? null;
  const altered = last?.altered.length ?? 0;
  return (
    <Card name="audit" to="/audit" query={query}>
      <Kpi
        label={t('lastVerified')}
        value={last === null ? '—' : format.stamp(last.endedAt ?? last.startedAt)}
        size={20}
        note={last === null ? t('neverVerified') : t('entriesVerified', { count: last.entriesDone })}
      />
      <Kpi label={t('altered')} value={format.integer(altered)} tone={altered > 0 ? 'danger' : 'plain'} />
    </Card>
  );
}
