import { queueDefaults, queueEndpoints, type Progress } from '@huiting/contracts/queue';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from './ticket-acts.module.css';
import { ticketText } from './ticket.text.ts';

interface TicketActsProps {
  readonly token: string;
  readonly progress: Progress;
  readonly onProgress: (next: Progress) => void;
  readonly onHome: () => void;
}

/** 稍后再来 once, and cancel; what the state does not allow is absent. */
export function TicketActs({ token, progress, onProgress, onHome }: TicketActsProps) {
  const t = useText(ticketText);
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [asking, setAsking] = useState<'postpone' | 'cancel' | null>(null);
  const count = queueDefaults.postponeBy;

  async function act(kind: 'postpone' | 'cancel') {
    const endpoint = kind === 'postpone' ? queueEndpoints.postponeByLink : queueEndpoints.cancelByLink;
    const next = await command.run(
      endpoint,
      { token },
      {
        onProblem: ({ code }) => {
          if (code !== 'queue.ticket_wrong_state' && code !== 'queue.already_postponed') return false;
          toast({
            words: t(code === 'queue.already_postponed' ? 'postponeOnce' : 'stateChanged'),
            kind: 'warn',
          });
          void queries.refetchQueries({ queryKey: ['queue', 'progress', token] });
          return true;
        },
      },
    );
    setAsking(null);
    if (!next) return;
    onProgress(next);
    if (kind === 'postpone') toast({ words: t('postponed') });
  }

  if (progress.state === 'cancelled' || progress.state === 'abandoned') {
    return (
      <Button kind="primary" size="action" block onClick={onHome}>
        {t('bookAgain')}
      </Button>
    );
  }
  const sheetFor = asking === 'postpone' ? 'postpone' : 'cancel';
  return (
    <>
      {progress.state === 'waiting' && (
        <p className={styles.note}>
          <Icon name="clock" size="1.25em" />
          {t('lateIsFine', { minutes: queueDefaults.restoreMinutes })}
        </p>
      )}
      {progress.state === 'called' && (
        <p className={styles.note}>
          <Icon name="bellSolid" size="1.25em" />
          {t('goNow')}
        </p>
      )}
      {(progress.canCancel || progress.canPostpone) && (
        <div className={styles.buttons}>
          {progress.canCancel && (
            <Button size="action" block={!progress.canPostpone} onClick={() => setAsking('cancel')}>
              {t('cancel')}
            </Button>
          )}
          {progress.canPostpone && (
            <Button kind="tint" size="action" block onClick={() => setAsking('postpone')}>
              {t('postpone', { count })}
            </Button>
          )}
        </div>
      )}
      <Sheet
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={t(`${sheetFor}Title`, { count, number: progress.ticketNumber })}
        side="bottom"
        actions={
          <>
            <Button size="action" block onClick={() => setAsking(null)}>
              {t('keep')}
            </Button>
            <Button
              kind={sheetFor === 'cancel' ? 'danger' : 'primary'}
              size="action"
              block
              busy={command.busy !== null}
              onClick={() => void act(sheetFor)}
            >
              {t(`${sheetFor}Do`)}
            </Button>
          </>
        }
      >
        {t(`${sheetFor}Hint`, { count })}
      </Sheet>
    </>
  );
}
