import { workflowEndpoints, type Alert } from '@huiting/contracts/workflow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
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
export function SecurityScreen() {
  const t = useText(securityText);
  const named = useNamed();
  const format = useFormat();
  const query = useQuery(securityAlertsQuery(100));
  const mayManage = usePermission('access.manage');
  const [closing, setClosing] = useState<Alert | null>(null);
  return (
    <ListPage title={t('title')} hint={t('hint')}>
      <EmergencyPanel />
      {mayManage && <KeysPanel />}
      <RulesPanel mayChange={mayManage} />
      <QueryTable<Alert>
        rows={query.data?.alerts}
        rowKey={(alert) => alert.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => undefined}
        emptyWords={t('none')}
        rowState={(alert) => (alert.state === 'resolved' ? 'idle' : undefined)}
        columns={[
          {
            title: t('when'),
            render: (_, alert) => <span className="num">{format.stamp(alert.raisedAt)}</span>,
          },
          {
            title: t('what'),
            render: (_, alert) => (
              <div className={styles.what}>
                <strong>{named(alert.title)}</strong>
                <span>{alert.resolution ?? named(alert.body)}</span>
              </div>
            ),
          },
          { title: t('where'), dataIndex: 'branchName' },
          {
            title: t('state'),
            render: (_, alert) => (
              <Tag kind={stateKinds[alert.state]}>
                {t(`state.${alert.state}`)}
                {alert.repeats > 1 && ` · ${t('repeats', { count: alert.repeats })}`}
              </Tag>
            ),
          },
          {
            title: t('resolve'),
            render: (_, alert) =>
              alert.state !== 'resolved' && (
                <Button size="small" onClick={() => setClosing(alert)}>
                  {t('resolve')}
                </Button>
              ),
          },
        ]}
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
