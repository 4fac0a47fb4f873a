import {
  LegalReason,
  privacyEndpoints,
  RequestKind,
  RequestState,
  type PrivacyRequest,
} from '@huiting/contracts/privacy';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from '../privacy.module.css';
import { privacyKeys, requestsQuery } from '../privacy.queries.ts';
import { privacyText } from '../privacy.text.ts';

const stateKinds: Record<PrivacyRequest['state'], TagKind> = {
  filed: 'warn',
  working: 'info',
  done: 'ok',
  refused: 'danger',
  withdrawn: 'idle',
};

/** What customers ask of their own data, the most urgent first. */
export function RequestsScreen({ address: { words, change } }: { readonly address: ListAddress }) {
  const t = useText(privacyText);
  const format = useFormat();
  const query = useQuery(requestsQuery(null));
  const open = query.data?.items.find(({ id }) => id === words['request']) ?? null;
  const state = oneOf(RequestState.options, words['state']);
  const kind = oneOf(RequestKind.options, words['kind']);
  return (
    <ListPage title={t('requests')} hint={t('requestsHint')}>
      <QueryTable<PrivacyRequest>
        list="data-requests"
        rows={query.data?.items.filter(
          (one) => (state === undefined || one.state === state) && (kind === undefined || one.kind === kind),
        )}
        filtered={state !== undefined || kind !== undefined}
        onClearFilters={() => change({ state: null, kind: null, q: null })}
        selectedKey={words['request'] ?? null}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [one.maskedName, one.branchName, one.handledBy],
        }}
        filters={
          <>
            <ChoiceFilter
              label={t('what')}
              value={kind}
              options={RequestKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={(next) => change({ kind: next })}
            />
            <ChoiceFilter
              label={t('state')}
              value={state}
              options={RequestState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
              onChange={(next) => change({ state: next })}
            />
          </>
        }
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('none')}
        rowState={({ endedAt }) => (endedAt === null ? undefined : 'idle')}
        onOpen={({ id }) => change({ request: id })}
        columns={[
          { key: 'customer', title: t('customer'), render: (_, one) => <strong>{one.maskedName}</strong> },
          { key: 'what', title: t('what'), render: (_, one) => t(`kind.${one.kind}`) },
          { key: 'place', title: t('place'), dataIndex: 'branchName' },
          {
            key: 'filed',
            title: t('filed'),
            render: (_, one) => (
              <>
                <span className="num">{format.stamp(one.filedAt)}</span>{' '}
                <span className={styles.quiet}>{t(`identity.${one.identity}`)}</span>
              </>
            ),
          },
          {
            key: 'due',
            title: t('due'),
            render: (_, one) => (
              <>
                <span className="num">{one.dueOn}</span> {one.late && <Tag kind="danger">{t('late')}</Tag>}
              </>
            ),
          },
          {
            key: 'state',
            title: t('state'),
            render: (_, one) => <Tag kind={stateKinds[one.state]}>{t(`state.${one.state}`)}</Tag>,
          },
          { key: 'handler', title: t('handler'), render: (_, one) => one.handledBy ?? '—' },
        ]}
      />
      {open && <RequestSheet request={open} onClose={() => change({ request: null })} />}
    </ListPage>
  );
}

/** What was asked in clear, when it is asked for: it is in the trail. */
function RequestWords({ request: { branchId, id } }: { readonly request: PrivacyRequest }) {
  const t = useText(privacyText);
  const tell = useProblemToast();
  const [shown, setShown] = useState<{ words: string; value: string | null } | null>(null);
  async function read() {
    try {
      const { words, correction } = await call(privacyEndpoints.readRequest, { branchId, requestId: id });
      setShown({ words, value: correction?.value ?? null });
    } catch (error) {
      tell(error);
    }
  }
  if (shown === null)
    return (
      <div className={styles.acts}>
        <Button kind="link" onClick={() => void read()}>
          {t('readWords')}
        </Button>
      </div>
    );
  return (
    <p>
      {shown.value !== null && <strong className="num">{shown.value} </strong>}
      {shown.words === '' ? <span className={styles.quiet}>{t('noWords')}</span> : shown.words}
    </p>
  );
}

const warnings = {
  access: 'finishCopy',
  export: 'finishCopy',
  correct: 'finishCorrect',
  delete: 'finishDelete',
} as const;

function RequestSheet({
  request,
  onClose,
}: {
  readonly request: PrivacyRequest;
  readonly onClose: () => void;
}) {
  const t = useText(privacyText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [answer, setAnswer] = useState('');
  const [reason, setReason] = useState<LegalReason>('retention');
  const ref = { branchId: request.branchId, requestId: request.id };
  const isErasing = request.parts.length > 0;
  const mayEnd = (request.state === 'filed' || request.state === 'working') && !isErasing;
  const isMissing = request.parts.some(({ answeredAt }) => answeredAt === null);
  const isEmpty = answer.trim() === '';

  async function done(result: unknown) {
    await queries.invalidateQueries({ queryKey: privacyKeys.requests });
    if (result === null) return;
    toast({ words: t('saved') });
    setAnswer('');
  }
  return (
    <Sheet
      open
      width={560}
      onClose={onClose}
      title={`${request.maskedName} · ${t(`kind.${request.kind}`)}`}
      actions={
        <>
          {mayEnd && (
            <Button
              kind={request.kind === 'delete' ? 'danger' : 'primary'}
              disabled={isEmpty}
              busy={busy !== null}
              onClick={() => void run(privacyEndpoints.finishRequest, { ...ref, answer }).then(done)}
            >
              {t('finish')}
            </Button>
          )}
          {mayEnd && (
            <Button
              disabled={isEmpty}
              onClick={() => void run(privacyEndpoints.refuseRequest, { ...ref, reason, answer }).then(done)}
            >
              {t('refuse')}
            </Button>
          )}
          {request.state === 'filed' && (
            <Button onClick={() => void run(privacyEndpoints.takeRequest, ref).then(done)}>
              {t('take')}
            </Button>
          )}
          <Button kind="quiet" onClick={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>
          <Tag kind={stateKinds[request.state]}>{t(`state.${request.state}`)}</Tag> {t('due')}{' '}
          <span className="num">{request.dueOn}</span> · {t(`identity.${request.identity}`)}
        </p>
        {request.correction && (
          <p>
            {t('correction')} {t(`field.${request.correction.field}`)} →{' '}
            <span className="num">{request.correction.masked}</span>
          </p>
        )}
        {(request.kind === 'correct' || mayEnd) && <RequestWords request={request} />}
        {request.refusal && <p>{t(`reason.${request.refusal}`)}</p>}
        {request.answer && <p>{request.answer}</p>}
        {mayEnd && (
          <>
            <p className={styles.quiet}>{t(warnings[request.kind])}</p>
            <TextAreaField
              label={t('answer')}
              maxLength={200}
              value={answer}
              onChange={(event) => setAnswer(event.target.value)}
            />
            <SelectField
              label={t('reason')}
              value={reason}
              onChange={(event) => setReason(event.target.value as LegalReason)}
            >
              {LegalReason.options.map((value) => (
                <option key={value} value={value}>
                  {t(`reason.${value}`)}
                </option>
              ))}
            </SelectField>
          </>
        )}
        {isErasing && (
          <section className={styles.stack}>
            <h3>{t('parts')}</h3>
            <ul className={styles.lines}>
              {request.parts.map(({ room, answeredAt, rows }) => (
                <li key={room}>
                  <strong>{room}</strong>
                  <Tag kind={answeredAt === null ? 'warn' : 'ok'}>
                    {answeredAt === null ? t('part.waiting') : t('part.answered', { rows: rows ?? 0 })}
                  </Tag>
                </li>
              ))}
            </ul>
            {isMissing && request.state === 'working' && (
              <div className={styles.acts}>
                <Button
                  busy={busy !== null}
                  onClick={() => void run(privacyEndpoints.askAgain, ref).then(done)}
                >
                  {t('askAgain')}
                </Button>
              </div>
            )}
          </section>
        )}
      </div>
    </Sheet>
  );
}
