import { accessEndpoints } from '@huiting/contracts/access';
import type { WatchRules } from '@huiting/contracts/access/watch';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { securityText } from '../access.security.text.ts';
import styles from './emergency-panel.module.css';

const rulesQuery = queryOptions({
  queryKey: ['access', 'watchRules'],
  queryFn: ({ signal }) => call(accessEndpoints.getWatchRules, {}, { signal }),
});

const numbers = ['readsFloor', 'readsFactor', 'usualNights'] as const;
const times = ['nightFrom', 'nightUntil'] as const;
type Draft = Record<(typeof numbers)[number] | (typeof times)[number], string>;

const draftOf = (rules: WatchRules): Draft => ({
  readsFloor: String(rules.readsFloor),
  readsFactor: String(rules.readsFactor),
  usualNights: String(rules.usualNights),
  nightFrom: rules.nightFrom,
  nightUntil: rules.nightUntil,
});

/** From which point on reads and working hours are told. */
export function RulesPanel({ mayChange }: { readonly mayChange: boolean }) {
  const t = useText(securityText);
  const toast = useToast();
  const queries = useQueryClient();
  const query = useQuery(rulesQuery);
  const { run, busy } = useCommand(useProblemToast());
  const [draft, setDraft] = useState<Draft | null>(null);
  const kept = query.data;
  if (query.error && !kept) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!kept) return <ListSkeleton rows={2} height={36} />;
  const shown = draft ?? draftOf(kept.rules);
  async function save(version: number) {
    const answer = await run(accessEndpoints.saveWatchRules, {
      version,
      rules: {
        readsFloor: Number(shown.readsFloor),
        readsFactor: Number(shown.readsFactor),
        usualNights: Number(shown.usualNights),
        nightFrom: shown.nightFrom,
        nightUntil: shown.nightUntil,
      },
    });
    if (answer === null) return void query.refetch();
    queries.setQueryData(rulesQuery.queryKey, answer);
    setDraft(null);
    toast({ words: t('rulesSaved') });
  }
  return (
    <Panel title={t('rules')}>
      <div className={styles.body}>
        <p>{t('rulesHint')}</p>
        <div className={styles.fields}>
          {[...numbers, ...times].map((name) => (
            <TextField
              key={name}
              label={t(name)}
              inputMode={name.startsWith('night') ? 'text' : 'decimal'}
              maxLength={6}
              readOnly={!mayChange}
              value={shown[name]}
              onChange={(event) => setDraft({ ...shown, [name]: event.target.value })}
            />
          ))}
        </div>
        {mayChange && (
          <Button disabled={draft === null} busy={busy !== null} onClick={() => void save(kept.version)}>
            {t('rulesSave')}
          </Button>
        )}
      </div>
    </Panel>
  );
}
