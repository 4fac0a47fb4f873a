import { AlertState, workflowEndpoints, type Alert } from '@huiting/contracts/workflow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable, type ListColumns } from '../../../ui/antd/query-table.tsx';
import { RowDrawer } from '../../../ui/antd/row-drawer.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { securityAlertsQuery, securityKeys } from '../access.security.queries.ts';
import { securityText } from '../access.security.text.ts';
import { EmergencyPanel } from '../components/emergency-panel.tsx';
import { KeysPanel } from '../components/keys-panel.tsx';
import { RulesPanel } from '../components/rules-panel.tsx';
import styles from './security-screen.module.css';

const stateKinds: Record<Alert['state'], TagKind> = { open: 'danger', claimed: 'info', resolved: 'ok' };

/** What may be an attack, and the account for emergencies. */
export function SecurityScreen({ address: { words, change } }: { readonly address: ListAddress }) {
  const state = oneOf(AlertState.options, words['state']);
  const t = useText(securityText);
  const named = useNamed();
  const format = useFormat();
  const query = useQuery(securityAlertsQuery(100));
  const mayManage = usePermission('access.manage');
  const [closing, setClosing] = useState<Alert | null>(null);
  const columns: ListColumns<Alert> = [
    {
      key: 'when',
      title: t('when'),
      render: (_, alert) => <span className="num">{format.stamp(alert.raisedAt)}</span>,
    },
    {
      key: 'what',
      title: t('what'),
      render: (_, alert) => (
        <div className={styles.what}>
          <strong>{named(alert.title)}</strong>
          <span>{alert.resolution ?? named(alert.body)}</span>
        </div>
      ),
    },
    { key: 'where', title: t('where'), dataIndex: 'branchName' },
    {
      key: 'state',
      title: t('state'),
      render: (_, alert) => (
        <Tag kind={stateKinds[alert.state]}>
          {t(`state.${alert.state}`)}
          {alert.repeats > 1 && ` · ${t('repeats', { count: alert.repeats })}`}
        </Tag>
      ),
    },
    {
      key: 'acts',
      title: '',
      render: (_, alert) =>
        alert.state !== 'resolved' && (
          <Button
            size="small"
            onClick={(event) => {
              event.stopPropagation();
              setClosing(alert);
            }}
          >
            {t('resolve')}
          </Button>
        ),
    },
  ];
  const opened = query.data?.alerts.find(({ id }) => id === words['alert']);
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      drawer={
        words['alert'] && (
          <RowDrawer
            columns={columns}
            row={opened}
            title={opened && named(opened.title)}
            subtitle={opened?.branchName}
            foot={
              opened &&
              opened.state !== 'resolved' && (
                <Button onClick={() => setClosing(opened)}>{t('resolve')}</Button>
              )
            }
            onClose={() => change({ alert: null })}
          />
        )
      }
    >
      <EmergencyPanel />
      {mayManage && <KeysPanel />}
      <RulesPanel mayChange={mayManage} />
      <QueryTable<Alert>
        rows={query.data?.alerts.filter((alert) => state === undefined || alert.state === state)}
        rowKey={(alert) => alert.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        list="security"
        filtered={state !== undefined}
        onClearFilters={() => change({ state: null, q: null })}
        selectedKey={words['alert'] ?? null}
        onOpen={(alert) => change({ alert: alert.id })}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (alert) => [named(alert.title), named(alert.body), alert.branchName],
        }}
        filters={
          <ChoiceFilter
            label={t('state')}
            value={state}
            options={AlertState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
            onChange={(next) => change({ state: next })}
          />
        }
        emptyWords={t('none')}
        rowState={(alert) => (alert.state === 'resolved' ? 'idle' : undefined)}
        columns={columns}
      />
      {closing && <Closing alert={closing} onClose={() => setClosing(null)} />}
    </ListPage>
  );
}

function Closing({ alert, onClose }: { readonly alert: Alert; readonly onClose: () => void }) {
  const t = useText(securityText);
  const named = useNamed();
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [found, setFound] = useState('');
  async function close() {
    const answer = await run(workflowEndpoints.resolveSecurityAlert, {
      branchId: alert.branchId,
      alertId: alert.id,
      resolution: found,
    });
    if (answer === null) return;
    toast({ words: t('done') });
    void queries.invalidateQueries({ queryKey: securityKeys.alerts });
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('resolveTitle', { title: named(alert.title) })}
      actions={
        <>
          <Button
            kind="primary"
            disabled={found.trim() === ''}
            busy={busy !== null}
            onClick={() => void close()}
          >
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <TextField
        label={t('found')}
        maxLength={300}
        value={found}
        data-autofocus
        onChange={(event) => setFound(event.target.value)}
      />
    </Sheet>
  );
}
