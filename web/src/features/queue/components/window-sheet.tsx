import { queueEndpoints, type Board, type WindowCard } from '@huiting/contracts/queue';
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { serviceOf, windowLook } from '../queue.desk.domain.ts';
import { useTakeAnswer } from '../queue.live.ts';
import { queueText } from '../queue.text.ts';
import { ReasonSheet } from './reason-sheet.tsx';
import styles from './ticket-sheet.module.css';

const FlexibleCounter = lazy(() =>
  import('../one-stop/index.ts').then((part) => ({ default: part.FlexibleCounter })),
);

const kinds = ['general', 'cash', 'nonCash', 'vip', 'express', 'corporate', 'flex'] as const;
type Kind = (typeof kinds)[number];

interface WindowSheetProps {
  readonly board: Board;
  readonly window: WindowCard;
  readonly blocked: string | null;
  readonly onTicket: (ticketId: string) => void;
  readonly onClose: () => void;
}

/** One window: who is there, since when, what it takes; an elastic one may be turned to other business. */
export function WindowSheet({ board, window, blocked, onTicket, onClose }: WindowSheetProps) {
  const t = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const now = useBusinessNow(1000);
  const show = useToast();
  const take = useTakeAnswer(board.branchId);
  const { run, busy } = useCommand(useProblemToast());
  const mayChange = useMay(queueEndpoints.changeKind) && window.elastic && blocked === null;
  const [changing, setChanging] = useState(false);
  const [kind, setKind] = useState<Kind>(window.kind);
  const ticket = board.tickets.find((one) => one.id === window.ticketId);
  const look = windowLook(window, ticket && serviceOf(board, ticket.serviceTypeId), now);
  const { session, ticketId } = window;

  async function change(reason: string) {
    const answer = await run(queueEndpoints.changeKind, {
      branchId: board.branchId,
      windowId: window.id,
      kind,
      reason,
    });
    if (!answer) return;
    take(answer);
    setChanging(false);
    show({
      words: t('kindChanged', {
        window: format.windowName(window.label),
        kind: t(`kind.${answer.window.kind}`),
      }),
    });
  }
  if (changing) {
    return (
      <ReasonSheet
        title={t('changeKind')}
        hint={t('kindNow', { kind: t(`kind.${window.kind}`) })}
        quick={['workload', 'wish']}
        confirm={t('confirm')}
        busy={busy !== null}
        blocked={kind === window.kind}
        onConfirm={(reason) => void change(reason)}
        onClose={() => setChanging(false)}
      >
        <Segmented<Kind>
          label={t('changeKind')}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </ReasonSheet>
    );
  }
  return (
    <Sheet
      open
      side="side"
      width={440}
      onClose={onClose}
      title={format.windowName(window.label)}
      actions={
        blocked ? (
          <p className={styles.blocked}>{blocked}</p>
        ) : mayChange ? (
          <>
            <Button icon="swap" onClick={() => setChanging(true)}>
              {t('changeKind')}
            </Button>
            <Suspense fallback={null}>
              <FlexibleCounter branchId={board.branchId} window={window} />
            </Suspense>
          </>
        ) : undefined
      }
    >
      <dl className={styles.facts}>
        <dt>{t('stateNow')}</dt>
        <dd>
          {t(`look.${look}`)}
          {look === 'paused' && session?.pauseReason
            ? ` · ${t(`pause.${session.pauseReason}`)} · ${format.timer(now - session.since)}`
            : ''}
        </dd>
        <dt>{t('ticket')}</dt>
        <dd>
          {ticketId && window.ticketNumber ? (
            <Button kind="link" iconEnd="chevronRight" onClick={() => onTicket(ticketId)}>
              <span className="ticket-number">{window.ticketNumber}</span>{' '}
              {window.ticketSince === null ? '' : format.timer(now - window.ticketSince)}
            </Button>
          ) : (
            '—'
          )}
        </dd>
        <dt>{t('staffAt')}</dt>
        <dd>{session ? `${session.staffName} ${session.staffNumber}` : t('nobody')}</dd>
        {session && (
          <>
            <dt>{t('signedInAt')}</dt>
            <dd>{format.clock(session.signedInAt)}</dd>
          </>
        )}
        <dt>{t('kindOf')}</dt>
        <dd>{t(`kind.${window.kind}`)}</dd>
        <dt>{t('mayTake')}</dt>
        <dd>
          {window.serviceTypeIds
            .map((id) => serviceOf(board, id))
            .filter((one) => one !== undefined)
            .map((one) => named(one.name))
            .join('、')}
        </dd>
      </dl>
    </Sheet>
  );
}
