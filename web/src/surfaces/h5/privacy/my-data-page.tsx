import type { Consent } from '@huiting/contracts/customer/consent';
import {
  CorrectionField,
  privacyEndpoints,
  RequestKind,
  type PrivacyRequest,
} from '@huiting/contracts/privacy';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { mineQuery } from '../../../features/privacy/privacy.queries.ts';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ChoiceChips, SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { hasCode } from '../../../lib/problem.ts';
import { PhoneNote } from '../frame/phone-note.tsx';
import { PhonePage } from '../frame/phone-page.tsx';
import { myDataText } from './my-data.text.ts';
import styles from './my-data.module.css';

/** What I agreed to, what I asked for, and what I may ask for. */
export function MyDataRoute() {
  const t = useText(myDataText);
  const { token } = useParams({ strict: false }) as { readonly token: string };
  const go = useNavigate();
  const query = useQuery(mineQuery(token));
  const again = () => void go({ to: '/privacy' });
  const changed = () => void query.refetch();
  return (
    <PhonePage title={t('title')} onBack={() => void go({ to: '/' })}>
      {query.isPending && <ListSkeleton rows={4} height={80} />}
      {hasCode(query.error, 'privacy.link_ended') ? (
        <PhoneNote
          icon="clock"
          title={t('expired')}
          action={
            <Button kind="primary" onClick={again}>
              {t('again')}
            </Button>
          }
        />
      ) : (
        query.error && <ErrorPanel error={query.error} onRetry={changed} />
      )}
      {query.data && !query.error && (
        <>
          <section className={styles.card}>
            <h2>{t('hello', { name: query.data.maskedName })}</h2>
            <h3>{t('consents')}</h3>
            {query.data.consents.map((consent) => (
              <ConsentItem key={consent.purpose} token={token} consent={consent} onChanged={changed} />
            ))}
          </section>
          <section className={styles.card}>
            <h3>{t('requests')}</h3>
            {query.data.requests.length === 0 && <p className={styles.quiet}>{t('none')}</p>}
            {query.data.requests.map((request) => (
              <RequestItem key={request.id} token={token} request={request} onChanged={changed} />
            ))}
          </section>
          <NewRequest token={token} onFiled={changed} />
        </>
      )}
    </PhonePage>
  );
}

interface Part {
  readonly token: string;
  readonly onChanged: () => void;
}

function ConsentItem({ token, consent, onChanged }: Part & { readonly consent: Consent }) {
  const t = useText(myDataText);
  const named = useNamed();
  const toast = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [plate, setPlate] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { purpose, state, text } = consent;
  async function set(given: boolean) {
    const answer = await run(
      privacyEndpoints.setMyConsent,
      {
        token,
        purpose,
        given,
        textVersion: given ? text.version : null,
        plate: given && purpose === 'plate' ? plate.trim() : null,
      },
      {
        onProblem: ({ code }) => {
          if (code === 'customer.bad_identifier') setProblem(t('plateBad'));
          else if (code === 'customer.plate_taken') setProblem(t('plateTaken'));
          else return false;
          return true;
        },
      },
    );
    if (!answer) return;
    toast({ words: t(given ? 'agreed' : 'withdrawn') });
    setPlate('');
    onChanged();
  }
  const mayTakeBack = state === 'given' || state === 'outdated';
  return (
    <div className={styles.item}>
      <div className={styles.line}>
        <strong>{named(text.title)}</strong>
        <Tag kind={state === 'given' ? 'ok' : state === 'outdated' ? 'warn' : 'idle'}>
          {t(`state.${state}`)}
        </Tag>
      </div>
      <p className={styles.quiet}>{named(text.body)}</p>
      {purpose === 'plate' && state !== 'given' && (
        <TextField
          label={t('plate')}
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
        {mayTakeBack && (
          <Button busy={busy !== null} onClick={() => void set(false)}>
            {t('withdraw')}
          </Button>
        )}
        {state !== 'given' &&
          (purpose !== 'face' ? (
            <Button
              kind="tint"
              busy={busy !== null}
              disabled={purpose === 'plate' && plate.trim() === ''}
              onClick={() => void set(true)}
            >
              {t(purpose === 'plate' ? 'agreePlate' : 'agree')}
            </Button>
          ) : (
            <span className={styles.quiet}>{t('atBranch')}</span>
          ))}
      </div>
    </div>
  );
}

/** Puts text into a file of the phone's. */
function keep(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function RequestItem({ token, request, onChanged }: Part & { readonly request: PrivacyRequest }) {
  const t = useText(myDataText);
  const tell = useProblemToast();
  const { run, busy } = useCommand(tell);
  const isOpen = request.state === 'filed' || request.state === 'working';
  async function fetchCopy(form: 'json' | 'readable') {
    try {
      const copy = await call(privacyEndpoints.getMyPackage, { token, requestId: request.id });
      if (form === 'json') keep('my-data.json', 'application/json', copy.json);
      else keep('my-data.txt', 'text/plain;charset=utf-8', copy.readable);
    } catch (error) {
      tell(error);
    }
  }
  return (
    <div className={styles.item}>
      <div className={styles.line}>
        <strong>{t(`kind.${request.kind}`)}</strong>
        <Tag kind={request.state === 'done' ? 'ok' : isOpen ? 'info' : 'idle'}>
          {t(`request.${request.state}`)}
        </Tag>
      </div>
      <span className={styles.quiet}>{request.answer ?? t('due', { day: request.dueOn })}</span>
      <div className={styles.acts}>
        {isOpen && request.parts.length === 0 && (
          <Button
            busy={busy !== null}
            onClick={() =>
              void run(privacyEndpoints.withdrawMine, { token, requestId: request.id }).then(onChanged)
            }
          >
            {t('takeBack')}
          </Button>
        )}
        {request.hasPackage && (
          <>
            <Button icon="download" onClick={() => void fetchCopy('json')}>
              {t('copyJson')}
            </Button>
            <Button icon="download" onClick={() => void fetchCopy('readable')}>
              {t('copyText')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function NewRequest({ token, onFiled }: { readonly token: string; readonly onFiled: () => void }) {
  const t = useText(myDataText);
  const toast = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [kind, setKind] = useState<RequestKind>('access');
  const [words, setWords] = useState('');
  const [field, setField] = useState<CorrectionField | 'other'>('phone');
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const isOfField = kind === 'correct' && field !== 'other';
  async function file() {
    if (isOfField && value.trim() === '') return setProblem(t('valueBad'));
    if (kind === 'correct' && !isOfField && words.trim() === '') return setProblem(t('wordsNeeded'));
    const answer = await run(
      privacyEndpoints.fileMine,
      { token, kind, words, correction: isOfField ? { field, value } : null },
      {
        onProblem: ({ code }) => {
          if (code !== 'customer.bad_identifier') return false;
          setProblem(t('valueBad'));
          return true;
        },
      },
    );
    if (!answer) return;
    toast({ words: t('filed') });
    setWords('');
    setValue('');
    onFiled();
  }
  return (
    <section className={styles.card}>
      <h3>{t('newRequest')}</h3>
      <ChoiceChips
        single
        label={t('newRequest')}
        options={RequestKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        chosen={[kind]}
        onChange={([next]) => next !== undefined && setKind(next)}
      />
      {kind === 'correct' && (
        <SelectField
          label={t('field')}
          value={field}
          onChange={(event) => {
            setField(event.target.value as CorrectionField | 'other');
            setProblem(null);
          }}
        >
          {[...CorrectionField.options, 'other' as const].map((one) => (
            <option key={one} value={one}>
              {t(`field.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      {isOfField && (
        <TextField
          label={t('value')}
          hint={t('correctHint')}
          error={problem}
          maxLength={60}
          autoComplete="off"
          value={value}
          onChange={(event) => {
            setValue(event.target.value);
            setProblem(null);
          }}
        />
      )}
      {kind === 'correct' && !isOfField && (
        <TextAreaField
          label={t('words')}
          error={problem}
          maxLength={500}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setProblem(null);
          }}
        />
      )}
      {kind === 'delete' && <p className={styles.quiet}>{t('deleteHint')}</p>}
      <Button kind="primary" busy={busy !== null} onClick={() => void file()}>
        {t('file')}
      </Button>
    </section>
  );
}
