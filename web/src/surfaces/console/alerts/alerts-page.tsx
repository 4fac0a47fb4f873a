import { AlertState, Severity, workflowEndpoints, type Alert } from '@huiting/contracts/workflow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { BranchSelect } from '../../../features/organization/components/branch-select.tsx';
import { inOrder, workflowText } from '../../../features/workflow/index.ts';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { LiveMark } from '../shell/live-mark.tsx';
import { useOverview } from '../shell/overview.tsx';
import { AlertActs } from './alert-acts.tsx';
import styles from './alerts-page.module.css';
import { alertLimit, scopeAlertsKey, scopeAlertsQuery, type AlertSearch } from './alerts.queries.ts';
import { consoleAlertsText } from './alerts.text.ts';

const severityKinds: Record<Alert['severity'], TagKind> = { urgent: 'danger', warning: 'warn', info: 'info' };
const stateKinds: Record<Alert['state'], TagKind> = { open: 'warn', claimed: 'info', resolved: 'ok' };

interface AlertsPageProps {
  readonly search: AlertSearch;
  readonly onSearch: (search: AlertSearch) => void;
  readonly onHall: (branchId: string) => void;
}

/** Alerts of all branches in scope: what needs a person first. */
export function AlertsPage({ search, onSearch, onHall }: AlertsPageProps) {
  const t = useText(consoleAlertsText);
  const w = useText(workflowText);
  const named = useNamed();
  const format = useFormat();
  const now = useBusinessNow(1_000);
  const me = useMe();
  const queries = useQueryClient();
  const { overview, root } = useOverview();
  const figures = overview?.data;
  const counts = `${figures?.openAlerts}.${figures?.urgentAlerts}`;
  const query = useQuery(scopeAlertsQuery(search, counts));
  const all = query.data?.alerts;
  const shown =
    all &&
    inOrder(
      all.filter(
        (alert) =>
          (search.branch === undefined || alert.branchId === search.branch) &&
          (search.state !== undefined || alert.state !== 'resolved'),
      ),
    );
  const change = (next: { readonly [K in keyof AlertSearch]?: AlertSearch[K] | undefined }) => {
    const { state, severity, branch } = { ...search, ...next };
    onSearch({
      ...(state ? { state } : {}),
      ...(severity ? { severity } : {}),
      ...(branch ? { branch } : {}),
    });
  };
  const filtered = Object.keys(search).length > 0;
  const bulk = {
    nameOf: (alert: Alert) => `${named(alert.title)} · ${alert.branchName}`,
    acts: [
      {
        name: w('claim'),
        kind: 'primary' as const,
        fits: (alert: Alert) => alert.state === 'open',
        act: async ({ branchId, id }: Alert) => {
          await call(workflowEndpoints.claimAlert, { branchId, alertId: id });
          await queries.invalidateQueries({ queryKey: scopeAlertsKey });
        },
      },
    ],
  };
  return (
    <ListPage
      title={t('title')}
      hint={figures && t('summary', { scope: root?.name ?? '', count: figures.openAlerts })}
    >
      <QueryTable<Alert>
        rows={shown}
        rowKey={(alert) => alert.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={filtered}
        onClearFilters={() => onSearch({})}
        emptyWords={t('none')}
        rowState={(alert) => (alert.state === 'resolved' ? 'idle' : undefined)}
        filters={
          <>
            <Select<Alert['state'] | 'all' | ''>
              value={search.state ?? ''}
              aria-label={t('stateColumn')}
              className={styles.select ?? ''}
              onChange={(value) => change({ state: value === '' ? undefined : value })}
              options={(['', ...AlertState.options, 'all'] as const).map((value) => ({
                value,
                label: t('state', {
                  state: value === '' ? t('undone') : value === 'all' ? t('all') : w(`state.${value}`),
                }),
              }))}
            />
            <Select<Alert['severity'] | ''>
              value={search.severity ?? ''}
              aria-label={t('level')}
              className={styles.select ?? ''}
              onChange={(value) => change({ severity: value === '' ? undefined : value })}
              options={(['', ...Severity.options] as const).map((value) => ({
                value,
                label: t('severity', { severity: value === '' ? t('all') : w(`severity.${value}`) }),
              }))}
            />
            {figures && figures.branches > 1 && (
              <BranchSelect
                value={search.branch ?? null}
                label={t('where')}
                any={t('branch', { branch: t('all') })}
                word={(branch) => t('branch', { branch })}
                className={styles.branch}
                onChange={(branch) => change({ branch: branch ?? undefined })}
              />
            )}
          </>
        }
        toolbar={
          <>
            <b>{t('count', { count: shown?.length ?? 0 })}</b>
            <LiveMark />
            {all && all.length >= alertLimit && <span>{t('limited', { count: alertLimit })}</span>}
          </>
        }
        {...(me.permissions.includes('alert.handle') ? { bulk } : {})}
        columns={[
          {
            title: t('level'),
            width: 84,
            render: (_, alert) => (
              <Tag kind={severityKinds[alert.severity]} bordered>
                {w(`severity.${alert.severity}`)}
              </Tag>
            ),
          },
          {
            title: t('what'),
            render: (_, alert) => (
              <span className={styles.what}>
                <strong>{named(alert.title)}</strong>
                <span>{named(alert.body)}</span>
                {alert.repeats > 1 && <em>{w('repeats', { count: alert.repeats })}</em>}
              </span>
            ),
          },
          {
            title: t('where'),
            render: (_, alert) => (
              <Button kind="link" onClick={() => onHall(alert.branchId)}>
                {alert.branchName}
              </Button>
            ),
          },
          {
            title: t('stateColumn'),
            render: (_, alert) => (
              <span className={styles.state}>
                <Tag kind={stateKinds[alert.state]}>{w(`state.${alert.state}`)}</Tag>
                {alert.escalated && alert.state !== 'resolved' && <Tag kind="danger">{w('escalated')}</Tag>}
              </span>
            ),
          },
          {
            title: t('raised'),
            render: (_, alert) => <span className="num num-medium">{format.stamp(alert.raisedAt)}</span>,
          },
          {
            title: t('age'),
            align: 'right',
            render: (_, alert) => (
              <span className="num num-medium">
                {format.timer((alert.resolvedAt ?? now) - alert.raisedAt)}
              </span>
            ),
          },
          {
            title: t('who'),
            render: (_, alert) =>
              alert.state === 'resolved'
                ? (alert.resolution ?? '—')
                : (alert.claimedBy?.name ??
                  (alert.escalatesAt !== null && !alert.escalated
                    ? w('escalatesAt', { time: format.clock(alert.escalatesAt) })
                    : '—')),
          },
          { title: t('act'), width: 110, render: (_, alert) => <AlertActs alert={alert} /> },
        ]}
      />
    </ListPage>
  );
}
