import { alertRuleEndpoints } from '@huiting/contracts/workflow/alert-rules';
import type { AlertRuleVersion } from '@huiting/contracts/workflow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { alertRulesText } from '../workflow.alert-rules.text.ts';
import styles from './alert-rules-screen.module.css';

const rulesKey = ['workflow', 'alertRules'] as const;

/** Who hears of an alert nobody takes, when it is quiet, and what is counted instead of told again. */
export function AlertRulesScreen({ address: { words, change } }: { readonly address: ListAddress }) {
  const t = useText(alertRulesText);
  const format = useFormat();
  const query = useQuery({
    queryKey: rulesKey,
    queryFn: ({ signal }) => call(alertRuleEndpoints.listAlertRules, {}, { signal }),
  });
  const editing = query.data?.rules.find(({ kind }) => kind === words['kind']);
  const minutes = (value: number | undefined) =>
    value === undefined ? '—' : <span className="num">{t('minutes', { minutes: value })}</span>;
  return (
    <ListPage title={t('title')} hint={t('hint')}>
      <QueryTable<AlertRuleVersion>
        rows={query.data?.rules}
        rowKey={({ kind }) => kind}
        error={query.error}
        onRetry={() => void query.refetch()}
        list="alert-rules"
        selectedKey={words['kind'] ?? null}
        onOpen={({ kind }) => change({ kind })}
        find={{ words: words['q'], onWords: (q) => change({ q }), of: ({ kind }) => [kind] }}
        columns={[
          { key: 'kind', title: t('kind'), render: (_, rule) => <strong>{rule.kind}</strong> },
          { key: 'manager', title: t('manager'), render: (_, rule) => minutes(rule.levelMinutes[0]) },
          { key: 'region', title: t('region'), render: (_, rule) => minutes(rule.levelMinutes[1]) },
          {
            key: 'quiet',
            title: t('quiet'),
            render: (_, rule) =>
              rule.quiet === null ? (
                '—'
              ) : (
                <span className="num">{`${rule.quiet.from}–${rule.quiet.until}`}</span>
              ),
          },
          {
            key: 'merge',
            title: t('merge'),
            render: (_, rule) => minutes(rule.mergeMinutes === 0 ? undefined : rule.mergeMinutes),
          },
          {
            key: 'version',
            title: t('version'),
            render: (_, rule) =>
              rule.publishedAt === null
                ? t('shipped')
                : `${rule.version} · ${rule.publishedBy ?? ''} ${format.stamp(rule.publishedAt)}`,
          },
        ]}
      />
      {editing && <RuleSheet key={editing.kind} rule={editing} onClose={() => change({ kind: null })} />}
    </ListPage>
  );
}

function RuleSheet({ rule, onClose }: { readonly rule: AlertRuleVersion; readonly onClose: () => void }) {
  const t = useText(alertRulesText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [words, setWords] = useState({
    manager: String(rule.levelMinutes[0] ?? ''),
    region: String(rule.levelMinutes[1] ?? ''),
    from: rule.quiet?.from ?? '',
    until: rule.quiet?.until ?? '',
    merge: String(rule.mergeMinutes),
    note: '',
  });
  const field = (name: keyof typeof words, type: 'number' | 'time' | 'text', hint?: string) => (
    <TextField
      label={t(name)}
      type={type}
      hint={hint}
      maxLength={200}
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.target.value })}
    />
  );
  async function publish() {
    // The region hears after the manager: without a first level there is no second.
    const levels = words.manager === '' ? [] : [words.manager, words.region].filter((value) => value !== '');
    const answer = await run(alertRuleEndpoints.publishAlertRule, {
      kind: rule.kind,
      basedOn: rule.version,
      rule: {
        levelMinutes: levels.map(Number),
        quiet: words.from === '' || words.until === '' ? null : { from: words.from, until: words.until },
        mergeMinutes: Number(words.merge),
      },
      note: words.note,
    });
    if (!answer) return;
    toast({ words: t('published') });
    void queries.invalidateQueries({ queryKey: rulesKey });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={rule.kind}
      actions={
        <>
          <Button
            kind="primary"
            busy={busy !== null}
            disabled={words.note.trim() === ''}
            onClick={() => void publish()}
          >
            {t('publish')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {field('manager', 'number', t('levelHint'))}
        {field('region', 'number')}
        {field('from', 'time', t('quietHint'))}
        {field('until', 'time')}
        {field('merge', 'number', t('mergeHint'))}
        {field('note', 'text')}
      </div>
    </Sheet>
  );
}
