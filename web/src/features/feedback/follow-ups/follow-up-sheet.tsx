import { feedbackEndpoints, type FollowUp } from '@huiting/contracts/feedback';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Face, type FaceLevel } from '../../../ui/faces.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { followUpsQuery } from './follow-ups.queries.ts';
import { followUpsText } from './follow-ups.text.ts';
import styles from './follow-ups.module.css';

const levels: readonly FaceLevel[] = [5, 4, 3, 2, 1];

interface FollowUpSheetProps {
  readonly followUp: FollowUp;
  readonly blocked: string | null;
  /** To the customer's file, where the number is shown to those who may see it. */
  readonly onCustomer: (customerId: string) => void;
  readonly onClose: () => void;
}

/** A call and what came of it. */
export function FollowUpSheet({ followUp, blocked, onCustomer, onClose }: FollowUpSheetProps) {
  const t = useText(followUpsText);
  const named = useNamed();
  const format = useFormat();
  const show = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [contact, setContact] = useState<'reached' | 'missed'>('reached');
  const [level, setLevel] = useState<FaceLevel | null>(null);
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const reached = contact === 'reached';
  const bad = reached && level !== null && level <= 2;
  const { customer, attempts, state } = followUp;

  async function save() {
    setAsked(true);
    if (note.trim() === '' || (reached && level === null)) return;
    const answer = await run(feedbackEndpoints.recordFollowUp, {
      branchId: followUp.branchId,
      followUpId: followUp.id,
      reached,
      satisfaction: reached ? level : null,
      note: note.trim(),
    });
    await queries.invalidateQueries({ queryKey: followUpsQuery(followUp.branchId).queryKey });
    if (!answer) return;
    show({ words: t(answer.followUp.openedCase ? 'savedBad' : 'saved') });
    onClose();
  }
  return (
    <Sheet
      open
      side="side"
      width={540}
      onClose={onClose}
      title={t('title', { name: customer.maskedName })}
      actions={
        state !== 'due' ? undefined : blocked ? (
          <p className={styles.blocked}>{blocked}</p>
        ) : (
          <Button
            kind={bad ? 'danger' : 'primary'}
            size="action"
            block
            busy={busy !== null}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
        )
      }
    >
      <div className={styles.sheet}>
        <p className={styles.facts}>
          {t('served', {
            service: named(followUp.serviceName),
            staff: followUp.staffName,
            time: format.stamp(followUp.servedAt),
          })}
          <Button kind="link" iconEnd="chevronRight" onClick={() => onCustomer(customer.id)}>
            {t('customer')}
          </Button>
        </p>
        {attempts.length > 0 && (
          <section className={styles.attempts} aria-label={t('attempts')}>
            <h3>{t('attempts')}</h3>
            <ul>
              {attempts.map((attempt) => (
                <li key={attempt.at}>
                  <span className="num">{format.stamp(attempt.at)}</span>
                  <span>
                    {attempt.by} · {t(attempt.reached ? 'reached' : 'notReached')}
                    <br />
                    {attempt.note}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {state === 'due' && (
          <>
            <Segmented<'reached' | 'missed'>
              label={t('contact')}
              value={contact}
              onChange={setContact}
              options={[
                { value: 'reached', label: t('reached') },
                { value: 'missed', label: t('notReached') },
              ]}
            />
            {reached && (
              <div className={styles.faces} role="radiogroup" aria-label={t('satisfaction')}>
                {levels.map((one) => (
                  <button
                    key={one}
                    type="button"
                    role="radio"
                    aria-checked={one === level}
                    data-dim={(level !== null && one !== level) || undefined}
                    onClick={() => setLevel(one)}
                  >
                    <Face level={one} size={44} />
                    <span>{t(`level.${one}`)}</span>
                  </button>
                ))}
              </div>
            )}
            {reached && asked && level === null && (
              <p className={styles.blocked} role="alert">
                {t('needLevel')}
              </p>
            )}
            <TextAreaField
              label={t('note')}
              placeholder={t(reached ? 'noteReached' : 'noteMissed')}
              hint={bad ? t('badHint') : !reached && followUp.attemptsLeft === 1 ? t('lastHint') : undefined}
              error={asked && note.trim() === '' ? t('needWords') : null}
              rows={3}
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </>
        )}
      </div>
    </Sheet>
  );
}
