import { consentEndpoints, type Consent } from '@huiting/contracts/customer/consent';
import { customerEndpoints, type CustomerView } from '@huiting/contracts/customer';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { consentText } from '../customer.consent.text.ts';
import { customerViewQuery } from '../customer.queries.ts';
import { customerText } from '../customer.text.ts';
import styles from './consents.module.css';

interface ConsentsProps {
  readonly branchId: string;
  readonly view: CustomerView;
}

/** What the customer agreed to, purpose by purpose; asked for with the text in force, as easily taken back as given. */
export function Consents({ branchId, view }: ConsentsProps) {
  const t = useText(consentText);
  const query = useQuery({
    queryKey: ['customer', 'consents', branchId, view.id],
    queryFn: ({ signal }) =>
      call(consentEndpoints.listConsents, { branchId, customerId: view.id }, { signal }),
  });
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={3} />;
  return (
    <ul className={styles.lines}>
      {query.data.consents.map((consent) => (
        <ConsentLine
          key={consent.purpose}
          branchId={branchId}
          view={view}
          consent={consent}
          onChanged={() => query.refetch()}
        />
      ))}
    </ul>
  );
}

function ConsentLine({
  branchId,
  view,
  consent,
  onChanged,
}: ConsentsProps & { readonly consent: Consent; readonly onChanged: () => Promise<unknown> }) {
  const t = useText(consentText);
  const c = useText(customerText);
  const named = useNamed();
  const format = useFormat();
  const show = useToast();
  const queries = useQueryClient();
  const may = useMay(customerEndpoints.setConsent);
  const { run, busy } = useCommand(useProblemToast());
  const [asking, setAsking] = useState(false);
  const [plate, setPlate] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { purpose, state, text } = consent;

  async function set(given: boolean) {
    const answer = await run(
      customerEndpoints.setConsent,
      {
        branchId,
        customerId: view.id,
        purpose,
        given,
        textVersion: given ? text.version : null,
        plate: given && purpose === 'plate' ? plate.trim() : null,
      },
      {
        onProblem: ({ code, title }) => {
          if (code === 'customer.consent_text_changed') {
            show({ words: t('changed'), kind: 'warn' });
            void onChanged();
            return true;
          }
          if (!given || purpose !== 'plate') return false;
          setProblem(code === 'customer.bad_identifier' ? c('plateBad') : title);
          return true;
        },
      },
    );
    if (!answer) return;
    setAsking(false);
    setPlate('');
    show({ words: t(given ? 'saved' : 'withdrawn') });
    await Promise.all([
      onChanged(),
      queries.invalidateQueries({ queryKey: customerViewQuery(branchId, view.id).queryKey }),
    ]);
  }
  const detail = purpose === 'plate' && state === 'given' ? view.maskedPlate : null;
  return (
    <li>
      <div className={styles.line}>
        <span>{named(text.title)}</span>
        <strong data-state={state}>{[t(`state.${state}`), detail].filter(Boolean).join(' · ')}</strong>
        {may && (state === 'given' || state === 'outdated') && (
          <Button kind="link" disabled={busy !== null} onClick={() => void set(false)}>
            {t('withdraw')}
          </Button>
        )}
        {may && state !== 'given' && !asking && purpose !== 'face' && (
          <Button kind="link" onClick={() => setAsking(true)}>
            {t('ask')}
          </Button>
        )}
      </div>
      {consent.at !== null && consent.channel !== null && (
        <small>
          {t('on', {
            when: format.stamp(consent.at),
            channel: t(`channel.${consent.channel}`),
            version: consent.textVersion ?? 0,
          })}
        </small>
      )}
      {purpose === 'face' && state !== 'given' && <small>{t('atFaceService')}</small>}
      {asking && (
        <div className={styles.form}>
          <small>{t('showText')}</small>
          <p className={styles.text}>{named(text.body)}</p>
          {purpose === 'plate' && (
            <TextField
              label={c('plate')}
              error={problem}
              maxLength={12}
              autoComplete="off"
              value={plate}
              onChange={(event) => {
                setPlate(event.target.value);
                setProblem(null);
              }}
            />
          )}
          <div className={styles.acts}>
            <Button kind="tint" busy={busy !== null} onClick={() => void set(true)}>
              {t('agreed')}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t('cancel')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
