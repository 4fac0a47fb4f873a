import { AlertState, Severity, workflowEndpoints, type Alert } from '@huiting/contracts/workflow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BranchSelect } from '../../../features/organization/components/branch-select.tsx';
import { inOrder, workflowText } from '../../../features/workflow/index.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { useMe } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import type { BulkMeans } from '../../../ui/antd/bulk-bar.tsx';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable, type ListColumns } from '../../../ui/antd/query-table.tsx';
import { RowDrawer } from '../../../ui/antd/row-drawer.tsx';
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
  readonly address: ListAddress;
  readonly onHall: (branchId: string) => void;
}

/** Alerts of all branches in scope: what needs a person first. */
export function AlertsPage({ address: { words, change }, onHall }: AlertsPageProps) {
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
  const state = oneOf([...AlertState.options, 'all'] as const, words['state']);
  const severity = oneOf(Severity.options, words['severity']);
  const branch = words['branch'];
  const search: AlertSearch = { ...(state ? { state } : {}), ...(severity ? { severity } : {}) };
  const query = useQuery(scopeAlertsQuery(search, counts));
  const all = query.data?.alerts;
  const shown =
    all &&
    inOrder(
      all.filter(
        (alert) =>
          (branch === undefined || alert.branchId === branch) &&
          (state !== undefined || alert.state !== 'resolved'),
      ),
    );
  const bulk = {
    nameOf: (alert: Alert) => `${named(alert.title)} · ${alert.branchName}`,
    acts: [
      {
        name: w('claim'),
        kind: 'primary' as const,
        fits: (alert: Alert) => alert.state === 'open',
        act: ({ branchId, id }: Alert, { send }: BulkMeans) =>
          send(workflowEndpoints.claimAlert, { branchId, alertId: id }),
        after: () => queries.invalidateQueries({ queryKey: scopeAlertsKey }),
      },
      {
        name: w('resolve'),
        reason: w('resolution'),
        fits: (alert: Alert) => alert.state === 'claimed' && alert.claimedBy?.staffId === me.staff?.id,
        act: ({ branchId, id }: Alert, { send, reason }: BulkMeans) =>
          send(workflowEndpoints.resolveAlert, { branchId, alertId: id, resolution: reason }),
        after: () => queries.invalidateQueries({ queryKey: scopeAlertsKey }),
      },
    ],
  };
  const columns: ListColumns<Alert> = [
    {
      key: 'level',
      title: t('level'),
      width: 84,
      render: (_, alert) => (
        <Tag kind={severityKinds[alert.severity]} bordered>
          {w(`severity.${alert.severity}`)}
        </Tag>
      ),
    },
    {
      key: 'what',
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
      key: 'where',
      title: t('where'),
      render: (_, alert) => (
        <Button kind="link" onClick={() => onHall(alert.branchId)}>
          {alert.branchName}
        </Button>
      ),
    },
    {
      key: 'state',
      title: t('stateColumn'),
      render: (_, alert) => (
        <span className={styles.state}>
          <Tag kind={stateKinds[alert.state]}>{w(`state.${alert.state}`)}</Tag>
          {alert.escalated && alert.state !== 'resolved' && <Tag kind="danger">{w('escalated')}</Tag>}
        </span>
      ),
    },
    {
      key: 'raised',
      title: t('raised'),
      render: (_, alert) => <span className="num num-medium">{format.stamp(alert.raisedAt)}</span>,
    },
    {
      key: 'age',
      title: t('age'),
      align: 'right',
      render: (_, alert) => (
        <span className="num num-medium">{format.timer((alert.resolvedAt ?? now) - alert.raisedAt)}</span>
      ),
    },
    {
      key: 'who',
      title: t('who'),
      render: (_, alert) =>
        alert.state === 'resolved'
          ? (alert.resolution ?? '—')
          : (alert.claimedBy?.name ??
            (alert.escalatesAt !== null && !alert.escalated
              ? w('escalatesAt', { time: format.clock(alert.escalatesAt) })
              : '—')),
    },
    { key: 'acts', title: t('act'), width: 110, render: (_, alert) => <AlertActs alert={alert} /> },
  ];
  const opened = shown?.find(({ id }) => id === words['alert']);
  return (
    <ListPage
      title={t('title')}
      hint={figures && t('summary', { scope: root?.name ?? '', count: figures.openAlerts })}
      drawer={
        words['alert'] && (
          <RowDrawer
            columns={columns}
            row={opened}
            title={opened && named(opened.title)}
            subtitle={opened?.branchName}
            foot={opened && <AlertActs alert={opened} />}
            onClose={() => change({ alert: null })}
          />
        )
      }
    >
      <QueryTable<Alert>
        list="alerts"
        selectedKey={words['alert'] ?? null}
        onOpen={(alert) => change({ alert: alert.id })}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (alert) => [named(alert.title), named(alert.body), alert.branchName, alert.claimedBy?.name],
        }}
        rows={shown}
        rowKey={(alert) => alert.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={state !== undefined || severity !== undefined || branch !== undefined}
        onClearFilters={() => change({ state: null, severity: null, branch: null, q: null })}
        emptyWords={t('none')}
        rowState={(alert) => (alert.state === 'resolved' ? 'idle' : undefined)}
        filters={
          <>
            <ChoiceFilter
              label={t('stateColumn')}
              any={t('state', { state: t('undone') })}
              value={state}
              options={([...AlertState.options, 'all'] as const).map((value) => ({
                value,
                label: t('state', { state: value === 'all' ? t('all') : w(`state.${value}`) }),
              }))}
              onChange={(next) => change({ state: next })}
            />
            <ChoiceFilter
              label={t('level')}
              any={t('severity', { severity: t('all') })}
              value={severity}
              options={Severity.options.map((value) => ({
                value,
                label: t('severity', { severity: w(`severity.${value}`) }),
              }))}
              onChange={(next) => change({ severity: next })}
            />
            {figures && figures.branches > 1 && (
              <BranchSelect
                value={branch ?? null}
                label={t('where')}
                any={t('branch', { branch: t('all') })}
                word={(name) => t('branch', { branch: name })}
                className={styles.branch}
                onChange={(next) => change({ branch: next })}
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
        columns={columns}
      />
    </ListPage>
  );
}
