import {
  ContactChannel,
  ContactPurpose,
  ContactResult,
  relationshipEndpoints,
  type ContactPlan,
  type Relationship,
} from '@huiting/contracts/customer/relationships';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ChoiceChips, SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { HandoverLines, LastContact, PlanTag } from './care-parts.tsx';
import { careFileQuery, careKeys } from './care.queries.ts';
import { careText } from './care.text.ts';
import styles from './care.module.css';

interface CareFileProps {
  readonly branchId: string;
  readonly customerId: string;
  /** Why nothing may be done now; null = all is well. */
  readonly blocked: string | null;
}

/** One customer: plan, log of contacts, hand-overs; masked as everywhere. */
export function CareFile({ branchId, customerId, blocked }: CareFileProps) {
  const t = useText(careText);
  const format = useFormat();
  const me = useMe();
  const query = useQuery(careFileQuery(branchId, customerId));
  if (query.isPending) return <ListSkeleton rows={6} />;
  if (query.error)
    return <ErrorPanel error={query.error} title={t('fileFailed')} onRetry={() => void query.refetch()} />;
  const { relationship, contacts, handovers } = query.data;
  return (
    <div className={styles.file}>
      <p className={styles.head}>
        <strong>{relationship.customer.maskedName}</strong>
        <PlanTag relationship={relationship} />
        <span className={styles.quiet}>
          {t('owner')} {relationship.ownerName}
        </span>
      </p>
      <p className={styles.quiet}>
        {t('last')} <LastContact relationship={relationship} />
      </p>
      {blocked === null ? (
        <>
          <PlanForm key={`plan ${relationship.version}`} branchId={branchId} relationship={relationship} />
          {/* A log says who spoke with the customer: a person of the register. */}
          {me.staff && (
            <LogForm key={`log ${relationship.version}`} branchId={branchId} relationship={relationship} />
          )}
        </>
      ) : (
        <p role="alert">{blocked}</p>
      )}
      <section className={styles.part}>
        <h3>{t('contacts')}</h3>
        {contacts.length === 0 && <p className={styles.quiet}>{t('never')}</p>}
        <ul className={styles.lines}>
          {contacts.map((one) => (
            <li key={one.id}>
              <p className={styles.head}>
                <strong>
                  {t(`channel.${one.channel}`)} · {t(`result.${one.result}`)}
                </strong>
                <span className={styles.quiet}>
                  {t(`purpose.${one.purpose}`)} · {one.staffName} · {format.stamp(one.at)}
                </span>
              </p>
              {one.note && <p>{one.note}</p>}
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.part}>
        <h3>{t('handovers')}</h3>
        <HandoverLines handovers={handovers} />
      </section>
    </div>
  );
}

interface FormProps {
  readonly branchId: string;
  readonly relationship: Relationship;
}

function useCareCommand(branchId: string) {
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  return { ...command, renew: () => queries.invalidateQueries({ queryKey: careKeys.all(branchId) }) };
}

function PlanFields({
  plan,
  onPlan,
  error,
}: {
  readonly plan: ContactPlan;
  readonly onPlan: (plan: ContactPlan) => void;
  readonly error: string | null;
}) {
  const t = useText(careText);
  return (
    <div className={styles.fields}>
      <TextField
        type="date"
        label={t('day')}
        error={error}
        value={plan.on}
        onChange={(event) => onPlan({ ...plan, on: event.target.value })}
      />
      <SelectField
        label={t('purpose')}
        value={plan.purpose}
        onChange={(event) => onPlan({ ...plan, purpose: event.target.value as ContactPurpose })}
      >
        {ContactPurpose.options.map((value) => (
          <option key={value} value={value}>
            {t(`purpose.${value}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('note')}
        maxLength={200}
        autoComplete="off"
        value={plan.note}
        onChange={(event) => onPlan({ ...plan, note: event.target.value })}
      />
    </div>
  );
}

const emptyPlan: ContactPlan = { on: '', purpose: 'care', note: '' };

function PlanForm({ branchId, relationship }: FormProps) {
  const t = useText(careText);
  const show = useToast();
  const { run, busy, renew } = useCareCommand(branchId);
  const [plan, setPlan] = useState(relationship.plan ?? emptyPlan);
  const [missing, setMissing] = useState(false);
  async function save(next: ContactPlan | null) {
    if (next !== null && next.on === '') {
      setMissing(true);
      return;
    }
    const answer = await run(relationshipEndpoints.planContact, {
      branchId,
      customerId: relationship.customer.id,
      version: relationship.version,
      plan: next,
    });
    if (!answer) return;
    show({ words: t('planSaved') });
    await renew();
  }
  return (
    <section className={styles.part}>
      <h3>{t('plan')}</h3>
      <PlanFields plan={plan} onPlan={setPlan} error={missing && plan.on === '' ? t('needDay') : null} />
      <span className={styles.acts}>
        <Button kind="tint" busy={busy !== null} onClick={() => void save(plan)}>
          {t('planSave')}
        </Button>
        {relationship.plan && (
          <Button disabled={busy !== null} onClick={() => void save(null)}>
            {t('planClear')}
          </Button>
        )}
      </span>
    </section>
  );
}

function LogForm({ branchId, relationship }: FormProps) {
  const t = useText(careText);
  const show = useToast();
  const { run, busy, renew } = useCareCommand(branchId);
  const [channel, setChannel] = useState<ContactChannel | null>(null);
  const [result, setResult] = useState<ContactResult | null>(null);
  const [note, setNote] = useState('');
  const [plansNext, setPlansNext] = useState(false);
  const [next, setNext] = useState(emptyPlan);
  const [missing, setMissing] = useState(false);
  async function save() {
    if (channel === null || result === null || (plansNext && next.on === '')) {
      setMissing(true);
      return;
    }
    const answer = await run(relationshipEndpoints.logContact, {
      branchId,
      customerId: relationship.customer.id,
      channel,
      result,
      purpose: relationship.plan?.purpose ?? 'care',
      note: note.trim(),
      next: plansNext ? next : null,
    });
    if (!answer) return;
    show({ words: t('logSaved') });
    await renew();
  }
  return (
    <section className={styles.part}>
      <h3>{t('log')}</h3>
      <ChoiceChips
        single
        label={t('channel')}
        options={ContactChannel.options.map((value) => ({ value, label: t(`channel.${value}`) }))}
        chosen={channel === null ? [] : [channel]}
        onChange={([chosen]) => setChannel(chosen ?? null)}
      />
      <ChoiceChips
        single
        label={t('result')}
        options={ContactResult.options.map((value) => ({ value, label: t(`result.${value}`) }))}
        chosen={result === null ? [] : [result]}
        onChange={([chosen]) => setResult(chosen ?? null)}
      />
      <TextAreaField
        label={t('what')}
        rows={2}
        maxLength={500}
        error={missing && (channel === null || result === null) ? t('needResult') : null}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <label className={styles.check}>
        <input type="checkbox" checked={plansNext} onChange={(event) => setPlansNext(event.target.checked)} />
        {t('planNext')}
      </label>
      {plansNext && (
        <PlanFields plan={next} onPlan={setNext} error={missing && next.on === '' ? t('needDay') : null} />
      )}
      <span className={styles.acts}>
        <Button kind="primary" busy={busy !== null} onClick={() => void save()}>
          {t('logSave')}
        </Button>
      </span>
    </section>
  );
}
