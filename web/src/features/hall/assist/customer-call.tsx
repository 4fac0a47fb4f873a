import { hallEndpoints, type AssistCall, type AssistReason } from '@huiting/contracts/hall';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { ApiProblem } from '../../../lib/problem.ts';
import { useMe } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { isUnended, useAssistCalls, useTakeCall } from './assist.live.ts';
import { assistText } from './assist.text.ts';
import styles from './customer-call.module.css';

/** The unended call of this terminal: of the window it stands at, or of the kiosk by its name. */
export function useCallHere(branchId: string, windowId: string | null): AssistCall | null {
  const { terminalName } = useMe();
  const calls = useAssistCalls(branchId).data?.calls ?? [];
  const isHere = (one: AssistCall) =>
    one.source !== 'window' && (windowId === null ? one.place === terminalName : one.windowId === windowId);
  return calls.find((one) => isHere(one) && isUnended(one)) ?? null;
}

/** In a word, for a button: called, on the way, there. */
export function useCallState(call: AssistCall | null): string | null {
  const t = useText(assistText);
  if (call === null) return null;
  if (call.acceptedBy === null) return t('calledShort');
  return t(call.arrivedAt === null ? 'comingShort' : 'hereShort', { name: call.acceptedBy.name });
}

interface CustomerCallProps {
  readonly branchId: string;
  /** Window of the evaluator; null = a kiosk. */
  readonly windowId: string | null;
  readonly reason: AssistReason;
}

/** At a kiosk or an evaluator: one large button that brings somebody here, and who is on the way. */
export function CustomerCall({ branchId, windowId, reason }: CustomerCallProps) {
  const t = useText(assistText);
  const format = useFormat();
  const now = useBusinessNow(1000);
  const take = useTakeCall(branchId);
  const here = useCallHere(branchId, windowId);
  const [failed, setFailed] = useState<'kioskFailed' | 'kioskOften' | null>(null);
  const { run, busy } = useCommand((error) =>
    setFailed(
      error instanceof ApiProblem && error.code === 'hall.called_often' ? 'kioskOften' : 'kioskFailed',
    ),
  );
  const at = windowId === null ? 'kiosk' : 'window';

  async function callHall() {
    setFailed(null);
    const answer = await run(hallEndpoints.callAssist, { branchId, windowId: null, reason });
    if (answer) take(answer);
  }
  async function takeBack(callId: string) {
    setFailed(null);
    const answer = await run(hallEndpoints.cancelAssist, { branchId, callId });
    if (answer) take(answer);
  }
  if (here)
    return (
      <section
        className={styles.state}
        data-at={at}
        data-coming={here.acceptedBy !== null || undefined}
        role="status"
      >
        <Icon name={here.acceptedBy ? 'checkSolid' : 'bellSolid'} size={at === 'kiosk' ? 72 : 56} />
        <span>
          <strong>
            {here.acceptedBy === null
              ? t(at === 'kiosk' ? 'kioskWaiting' : 'windowWaiting')
              : t(here.arrivedAt === null ? 'kioskComing' : 'kioskArrived', {
                  name: here.acceptedBy.name,
                })}
          </strong>
          <small className="num">{t('kioskSince', { time: format.timer(now - here.calledAt) })}</small>
        </span>
        {at === 'window' && here.arrivedAt === null && (
          <Button busy={busy !== null} onClick={() => void takeBack(here.id)}>
            {t('takeBack')}
          </Button>
        )}
      </section>
    );
  return (
    <section className={styles.call} data-at={at}>
      <Button
        kind="primary"
        size="action"
        icon="headset"
        block
        busy={busy !== null}
        onClick={() => void callHall()}
      >
        {t('kioskCall')}
      </Button>
      <p role={failed ? 'alert' : undefined}>
        {t(failed ?? (at === 'kiosk' ? 'kioskCallHint' : 'windowCallHint'))}
      </p>
    </section>
  );
}
