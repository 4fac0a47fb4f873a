import { feedbackEndpoints, type BadRatingCase } from '@huiting/contracts/feedback';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useMe, usePermission } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { Face } from '../../../ui/faces.tsx';
import { ChoiceChips, TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { isReserved, isSolved, useTakeCase } from '../feedback.handling.live.ts';
import { handlingText } from '../feedback.handling.text.ts';
import styles from './case-sheet.module.css';
import { CaseChain } from './case-chain.tsx';
import { ConfirmForm } from './confirm-form.tsx';
import { DueTag } from './due-tag.tsx';
import { StateTag } from './state-tag.tsx';

const causes = ['waiting', 'explain', 'attitude', 'flow', 'device'] as const;
const remedies = ['apology', 'explain', 'again', 'follow'] as const;
const stepOf = { open: 0, claimed: 1, talked: 2, confirming: 3, closed: 5 } as const;

interface CaseSheetProps {
  readonly badRating: BadRatingCase;
  readonly blocked: string | null;
  readonly onClose: () => void;
  /** Null where there is no customer view. */
  readonly onCustomer: ((customerId: string) => void) | null;
}

/** The road of a bad rating: claim → talk → cause and remedy → closed, each with its limit. */
export function CaseSheet({ badRating, blocked, onClose, onCustomer }: CaseSheetProps) {
  const t = useText(handlingText);
  const named = useNamed();
  const format = useFormat();
  const now = useBusinessNow(1000);
  const me = useMe();
  const show = useToast();
  const take = useTakeCase(badRating.branchId);
  const mayHandle = useMay(feedbackEndpoints.claimCase);
  const mayLead = usePermission('feedback.lead');
  const { run, busy } = useCommand(useProblemToast());
  const { request, customer, state } = badRating;
  const on = { branchId: badRating.branchId, caseId: badRating.id };
  const mine = badRating.claimedBy === null || badRating.claimedBy.staffId === me.staff?.id;
  const at = stepOf[state];
  const level = (request.level ?? 1) as 1 | 2 | 3 | 4 | 5;

  async function put(answer: Promise<{ readonly case: BadRatingCase } | null>, words?: string) {
    const given = await answer;
    if (!given) return;
    take(given);
    if (words) show({ words });
  }
  return (
    <Sheet
      open
      side="side"
      width={540}
      onClose={onClose}
      title={t('title', { window: format.windowName(request.windowLabel), number: request.ticketNumber })}
      actions={
        blocked ? (
          <p className={styles.blocked}>{blocked}</p>
        ) : state === 'open' && mayHandle && (mayLead || !isReserved(badRating)) ? (
          <Button
            kind="primary"
            size="action"
            block
            busy={busy !== null}
            onClick={() =>
              void put(
                run(feedbackEndpoints.claimCase, on),
                t('claimedToast', { number: request.ticketNumber }),
              )
            }
          >
            {t('claim')}
          </Button>
        ) : undefined
      }
    >
      <div className={styles.view}>
        <Steps
          look="column"
          label={t('badRatings')}
          steps={(['step.claim', 'step.talk', 'step.cause', 'step.confirm', 'step.close'] as const).map(
            (key, step) => ({
              title: t(key),
              state: step < at ? ('done' as const) : step === at ? ('now' as const) : ('later' as const),
            }),
          )}
        />
        <div className={styles.tags}>
          <DueTag badRating={badRating} now={now} />
          <StateTag badRating={badRating} />
          {badRating.origin === 'followUp' && (
            <Tag kind="plain" icon="phone">
              {t('fromFollowUp')}
            </Tag>
          )}
          {!isSolved(badRating) && (
            <Tag kind={badRating.stillInBranch ? 'warn' : 'plain'} icon="pin">
              {badRating.stillInBranch ? t('stillHere') : t('hasLeft')}
            </Tag>
          )}
          {badRating.claimedBy && (
            <Tag kind={state === 'closed' ? 'ok' : 'info'}>
              {t(state === 'closed' ? 'closedBy' : 'withOther', { name: badRating.claimedBy.name })}
            </Tag>
          )}
        </div>

        <section className={styles.facts}>
          {request.level !== null && <Face level={level} size={64} />}
          <div>
            <strong>
              {request.level === null ? t('fromFollowUp') : t(`level.${level}`)}
              {request.reasons.length > 0 &&
                ` · ${request.reasons.map((reason) => t(`reason.${reason}`)).join('、')}`}
            </strong>
            {request.comment && <p>“{request.comment}”</p>}
            <p>
              {[
                request.serviceNames.map((name) => named(name)).join(' + '),
                t('teller', { name: request.staffName }),
                t('waited', { wait: format.wait(request.waitSeconds * 1000) }),
                t('served', { wait: format.wait(request.serviceSeconds * 1000) }),
                t('ratedAt', { time: format.clock(request.ratedAt) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {customer && onCustomer === null && <p>{customer.maskedName}</p>}
            {customer && onCustomer !== null && (
              <Button kind="link" iconEnd="chevronRight" onClick={() => onCustomer(customer.id)}>
                {customer.maskedName}
              </Button>
            )}
          </div>
        </section>

        {badRating.talk && (
          <Record title={t('step.talk')}>
            <p>{badRating.talk}</p>
          </Record>
        )}
        {badRating.cause && (
          <Record title={t('causeLabel')}>
            <p>{badRating.cause}</p>
          </Record>
        )}
        {badRating.remedy && (
          <Record title={t('remedyLabel')}>
            <p>{badRating.remedy}</p>
          </Record>
        )}

        <CaseChain badRating={badRating} />

        {mayHandle && mine && !blocked && state === 'claimed' && (
          <TalkForm
            busy={busy !== null}
            still={badRating.stillInBranch}
            onSave={(talk, stillInBranch) =>
              void put(run(feedbackEndpoints.recordTalk, { ...on, talk, stillInBranch }))
            }
          />
        )}
        {mayHandle && mine && !blocked && state === 'talked' && (
          <CloseForm
            busy={busy !== null}
            onSave={(cause, remedy) =>
              void put(
                run(feedbackEndpoints.closeCase, { ...on, cause, remedy }),
                t('closedToast', { number: request.ticketNumber }),
              )
            }
          />
        )}
        {mayHandle && (mine || mayLead) && !blocked && state === 'confirming' && (
          <ConfirmForm
            busy={busy !== null}
            onSave={(accepted, note) =>
              void put(run(feedbackEndpoints.confirmCase, { ...on, accepted, note }), t('confirmedToast'))
            }
          />
        )}
      </div>
    </Sheet>
  );
}

function Record({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.record}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function TalkForm({
  busy,
  still,
  onSave,
}: {
  readonly busy: boolean;
  readonly still: boolean;
  readonly onSave: (talk: string, still: boolean) => void;
}) {
  const t = useText(handlingText);
  const [talk, setTalk] = useState('');
  const [where, setWhere] = useState<'here' | 'left'>(still ? 'here' : 'left');
  const [missing, setMissing] = useState(false);
  return (
    <section className={styles.form}>
      <TextAreaField
        label={t('talkLabel')}
        hint={t('talkHint')}
        error={missing ? t('needWords') : null}
        maxLength={300}
        value={talk}
        onChange={(event) => {
          setTalk(event.target.value);
          setMissing(false);
        }}
      />
      <Segmented<'here' | 'left'>
        label={t('whereNow')}
        value={where}
        onChange={setWhere}
        options={[
          { value: 'here', label: t('inHall') },
          { value: 'left', label: t('left') },
        ]}
      />
      <Button
        kind="primary"
        size="action"
        busy={busy}
        onClick={() => (talk.trim() ? onSave(talk.trim(), where === 'here') : setMissing(true))}
      >
        {t('saveTalk')}
      </Button>
    </section>
  );
}

function CloseForm({
  busy,
  onSave,
}: {
  readonly busy: boolean;
  readonly onSave: (cause: string, remedy: string) => void;
}) {
  const t = useText(handlingText);
  const [cause, setCause] = useState('');
  const [remedy, setRemedy] = useState('');
  const [missing, setMissing] = useState(false);
  const append = (old: string, words: string) =>
    old.includes(words) ? old : [old, words].filter(Boolean).join('；');
  return (
    <section className={styles.form}>
      <ChoiceChips
        label={t('causeLabel')}
        options={causes.map((key) => ({ value: key, label: t(`cause.${key}`) }))}
        chosen={causes.filter((key) => cause.includes(t(`cause.${key}`)))}
        onChange={(chosen) =>
          setCause(
            chosen.reduce((old, key) => append(old, t(`cause.${key}`)), chosen.length === 0 ? '' : cause),
          )
        }
      />
      <TextAreaField
        label={t('causeLabel')}
        error={missing && !cause.trim() ? t('needWords') : null}
        rows={2}
        maxLength={300}
        value={cause}
        onChange={(event) => setCause(event.target.value)}
      />
      <ChoiceChips
        label={t('remedyLabel')}
        options={remedies.map((key) => ({ value: key, label: t(`remedy.${key}`) }))}
        chosen={remedies.filter((key) => remedy.includes(t(`remedy.${key}`)))}
        onChange={(chosen) =>
          setRemedy(
            chosen.reduce((old, key) => append(old, t(`remedy.${key}`)), chosen.length === 0 ? '' : remedy),
          )
        }
      />
      <TextAreaField
        label={t('remedyLabel')}
        hint={t('remedyHint')}
        error={missing && !remedy.trim() ? t('needWords') : null}
        rows={2}
        maxLength={300}
        value={remedy}
        onChange={(event) => setRemedy(event.target.value)}
      />
      <Button
        kind="primary"
        size="action"
        busy={busy}
        onClick={() =>
          cause.trim() && remedy.trim() ? onSave(cause.trim(), remedy.trim()) : setMissing(true)
        }
      >
        {t('close')}
      </Button>
    </section>
  );
}
