import { AssistOutcome, hallEndpoints, type AssistCall } from '@huiting/contracts/hall';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useMe } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { isUnended, useTakeCall } from './assist.live.ts';
import { assistText } from './assist.text.ts';
import styles from './assist-row.module.css';

interface AssistRowProps {
  readonly call: AssistCall;
  /** Why nothing may be done now; null = all is well. */
  readonly blocked: string | null;
}

/** A call for help: where, what for, since when; taken and ended where it stands. */
export function AssistRow({ call, blocked }: AssistRowProps) {
  const t = useText(assistText);
  const format = useFormat();
  const me = useMe();
  const now = useBusinessNow(1000);
  const show = useToast();
  const take = useTakeCall(call.branchId);
  const mayHelp = useMay(hallEndpoints.acceptAssist);
  const { run, busy } = useCommand(useProblemToast());
  const [ending, setEnding] = useState(false);
  const on = { branchId: call.branchId, callId: call.id };
  const place = format.windowName(call.place);
  const ofCustomer = call.source === 'device' && call.windowId !== null;
  const unended = isUnended(call);
  const mine = call.acceptedBy !== null && call.acceptedBy.staffId === me.staff?.id;
  const offer = call.state === 'open' && call.offer !== null && !call.offer.over ? call.offer : null;
  const offeredMe = offer !== null && offer.staffId === me.staff?.id;
  const late = call.escalated || (call.state === 'open' && now >= call.acceptDueAt);

  async function pass() {
    const answer = await run(hallEndpoints.passAssist, on);
    if (!answer) return;
    take(answer);
    show({ words: t('passed'), kind: 'info' });
  }
  async function arrive() {
    const answer = await run(hallEndpoints.arriveAssist, on);
    if (answer) take(answer);
  }
  async function accept() {
    const answer = await run(hallEndpoints.acceptAssist, on);
    if (!answer) return;
    take(answer);
    show({ words: t('accepted', { place }) });
  }
  async function finish(outcome: AssistOutcome) {
    const answer = await run(hallEndpoints.finishAssist, { ...on, outcome });
    if (!answer) return;
    setEnding(false);
    take(answer);
  }
  const progress =
    call.state === 'open'
      ? late
        ? t('escalated')
        : offer
          ? offeredMe
            ? t('offeredYou')
            : t('offeredTo', { name: offer.name })
          : null
      : [
          call.acceptedBy === null
            ? t('unanswered')
            : t('answeredIn', { time: format.timer(call.acceptedBy.at - call.calledAt) }),
          call.arrivedAt === null
            ? null
            : t('arrivedIn', { time: format.timer(call.arrivedAt - call.calledAt) }),
          call.state === 'cancelled'
            ? t('cancelled')
            : call.outcome
              ? t(`outcome.${call.outcome}`)
              : call.acceptedBy && t('with', { name: call.acceptedBy.name }),
        ]
          .filter(Boolean)
          .join(' · ');
  return (
    <div className={styles.row} data-state={unended ? (late ? 'late' : call.state) : 'over'}>
      <Icon name={unended ? 'bellSolid' : 'checkSolid'} size="1.5em" />
      <span className={styles.words}>
        <strong className={unended ? undefined : styles.plain}>
          {place} · {t(`reason.${call.reason}`)}
        </strong>
        <span className={styles.line}>
          <span className="truncate">
            {[call.callerName ?? (ofCustomer ? t('fromCustomer') : null), call.ticketNumber, progress]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className={`num num-medium ${styles.timer}`}>
            {unended ? format.timer(now - call.calledAt) : format.clock(call.calledAt)}
          </span>
        </span>
      </span>
      {mayHelp && offeredMe && (
        <Button
          size="small"
          disabled={blocked !== null || busy !== null}
          title={blocked ?? undefined}
          onClick={() => void pass()}
        >
          {t('pass')}
        </Button>
      )}
      {mayHelp && mine && call.state === 'accepted' && call.arrivedAt === null && (
        <Button size="small" disabled={blocked !== null || busy !== null} onClick={() => void arrive()}>
          {t('arrive')}
        </Button>
      )}
      {mayHelp && call.state === 'open' && (offer === null || offeredMe) && (
        <Button
          size="small"
          kind={late ? 'danger' : 'tint'}
          disabled={blocked !== null}
          title={blocked ?? undefined}
          busy={busy !== null}
          onClick={() => void accept()}
        >
          {t('accept')}
        </Button>
      )}
      {mayHelp && mine && call.state === 'accepted' && (
        <Button size="small" kind="tint" disabled={blocked !== null} onClick={() => setEnding(true)}>
          {t('finish')}
        </Button>
      )}
      {ending && (
        <Sheet open width={460} title={t('finishTitle', { place })} onClose={() => setEnding(false)}>
          <div className={styles.outcomes}>
            {AssistOutcome.options.map((outcome) => (
              <Button
                key={outcome}
                size="action"
                block
                kind={outcome === 'solved' ? 'primary' : 'plain'}
                disabled={busy !== null}
                onClick={() => void finish(outcome)}
              >
                {t(`outcome.${outcome}`)}
              </Button>
            ))}
          </div>
        </Sheet>
      )}
    </div>
  );
}
