import { privacyEndpoints, type RetentionKind, type RetentionRun } from '@huiting/contracts/privacy';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Certificates, PlanSheet } from '../components/retention-runs.tsx';
import { HoldsPanel } from '../components/holds-panel.tsx';
import styles from '../privacy.module.css';
import { privacyKeys, retentionQuery } from '../privacy.queries.ts';
import { privacyText } from '../privacy.text.ts';

/** How long each kind of data is kept; holds; what was destroyed, and by which rule. */
export function RetentionScreen() {
  const t = useText(privacyText);
  const named = useNamed();
  const query = useQuery(retentionQuery);
  const { run, busy } = useCommand(useProblemToast());
  const [changing, setChanging] = useState<RetentionKind | null>(null);
  const [plan, setPlan] = useState<RetentionRun | null>(null);
  async function dryRun() {
    const answer = await run(privacyEndpoints.runRetention, { planHash: null });
    if (answer) setPlan(answer.run);
  }
  return (
    <ListPage
      plain
      title={t('retention')}
      hint={t('retentionHint')}
      action={
        <Button kind="primary" busy={busy !== null} onClick={() => void dryRun()}>
          {t('dryRun')}
        </Button>
      }
    >
      <QueryTable<RetentionKind>
        list="retention"
        rows={query.data?.kinds}
        rowKey={({ kind }) => kind}
        error={query.error}
        onRetry={() => void query.refetch()}
        columns={[
          {
            key: 'kind',
            title: t('kind'),
            render: (_, one) => (
              <>
                <strong>{named(one.name)}</strong>
                <span className={styles.long}>{one.tables.join(' · ')}</span>
              </>
            ),
          },
          {
            key: 'period',
            title: t('period'),
            render: (_, one) =>
              one.isEndless ? (
                t('endless')
              ) : one.days === null ? (
                t('forEver')
              ) : (
                <span className="num">{t('days', { days: one.days })}</span>
              ),
          },
          {
            key: 'least',
            title: t('least'),
            render: (_, one) => <span className="num">{t('days', { days: one.leastDays })}</span>,
          },
          {
            key: 'version',
            title: t('version'),
            render: (_, one) =>
              one.version === 0 ? t('shipped') : <span className="num">{one.version}</span>,
          },
          {
            key: 'acts',
            title: t('act'),
            render: (_, one) =>
              !one.isEndless && (
                <Button kind="link" onClick={() => setChanging(one)}>
                  {t('change')}
                </Button>
              ),
          },
        ]}
      />
      {query.data && (
        <>
          <HoldsPanel holds={query.data.holds} kinds={query.data.kinds} />
          <Certificates runs={query.data.runs} />
          <details className={styles.section}>
            <summary>{t('uncovered', { count: query.data.uncovered.length })}</summary>
            <div className={styles.tables}>
              {query.data.uncovered.map((name) => (
                <div key={name}>{name}</div>
              ))}
            </div>
          </details>
        </>
      )}
      {changing && <RuleSheet kind={changing} onClose={() => setChanging(null)} />}
      {plan && <PlanSheet plan={plan} onClose={() => setPlan(null)} />}
    </ListPage>
  );
}

function RuleSheet({ kind, onClose }: { readonly kind: RetentionKind; readonly onClose: () => void }) {
  const t = useText(privacyText);
  const named = useNamed();
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [days, setDays] = useState(kind.days === null ? '' : String(kind.days));
  const [note, setNote] = useState('');
  async function save() {
    const answer = await run(privacyEndpoints.setRetention, {
      kind: kind.kind,
      basedOn: kind.version,
      days: days === '' ? null : Number(days),
      note,
    });
    if (!answer) return;
    toast({ words: t('saved') });
    void queries.invalidateQueries({ queryKey: privacyKeys.retention });
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('changeTitle', { name: named(kind.name) })}
      actions={
        <>
          <Button
            kind="primary"
            busy={busy !== null}
            disabled={note.trim() === ''}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.stack}>
        <TextField
          label={t('daysLabel')}
          hint={`${t('least')} ${t('days', { days: kind.leastDays })}`}
          type="number"
          min={kind.leastDays}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
        <TextField
          label={t('note')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
