import { AssistReason, hallEndpoints } from '@huiting/contracts/hall';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { isUnended, useAssistCalls, useTakeCall } from './assist.live.ts';
import { assistText } from './assist.text.ts';
import styles from './call-hall.module.css';

interface CallHallProps {
  readonly branchId: string;
  readonly windowId: string;
  readonly disabled: boolean;
}

/** At a window: calls the hall, then tells who comes, or since when nobody does. */
export function CallHall({ branchId, windowId, disabled }: CallHallProps) {
  const t = useText(assistText);
  const format = useFormat();
  const now = useBusinessNow(1000);
  const show = useToast();
  const take = useTakeCall(branchId);
  const { run, busy } = useCommand(useProblemToast());
  const [asking, setAsking] = useState(false);
  const calls = useAssistCalls(branchId).data?.calls ?? [];
  const mine = calls.find((one) => one.source === 'window' && one.windowId === windowId && isUnended(one));

  async function callHall(reason: AssistReason) {
    const answer = await run(hallEndpoints.callAssist, { branchId, windowId, reason });
    if (!answer) return;
    setAsking(false);
    take(answer);
    show({ words: t('calledToast'), kind: 'info' });
  }
  async function takeBack(callId: string) {
    const answer = await run(hallEndpoints.cancelAssist, { branchId, callId });
    if (!answer) return;
    take(answer);
    show({ words: t('takenBack'), kind: 'info' });
  }
  if (mine)
    return (
      <span className={styles.state} role="status">
        {mine.acceptedBy ? (
          <Tag kind="ok">{t('coming', { name: mine.acceptedBy.name })}</Tag>
        ) : (
          <Tag kind={mine.escalated ? 'danger' : 'warn'}>
            {mine.escalated ? t('escalated') : t('waiting', { time: format.timer(now - mine.calledAt) })}
          </Tag>
        )}
        <Button kind="quiet" disabled={disabled} busy={busy !== null} onClick={() => void takeBack(mine.id)}>
          {t('takeBack')}
        </Button>
      </span>
    );
  return (
    <>
      <Button size="action" icon="headset" disabled={disabled} onClick={() => setAsking(true)}>
        {t('callHall')}
      </Button>
      {asking && (
        <Sheet open width={560} title={t('callTitle')} onClose={() => setAsking(false)}>
          <p className={styles.hint}>{t('callHint')}</p>
          <div className={styles.reasons}>
            {AssistReason.options.map((reason) => (
              <Button
                key={reason}
                size="action"
                disabled={busy !== null}
                onClick={() => void callHall(reason)}
              >
                {t(`reason.${reason}`)}
              </Button>
            ))}
          </div>
        </Sheet>
      )}
    </>
  );
}
