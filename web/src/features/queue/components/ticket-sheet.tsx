import { queueEndpoints, type Board, type TicketCard } from '@huiting/contracts/queue';
import { oneStopEndpoints } from '@huiting/contracts/queue/one-stop';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { IdentifierForm } from '../../customer/index.ts';
import { serviceOf, waitOf } from '../queue.desk.domain.ts';
import { useTakeAnswer } from '../queue.live.ts';
import { timelineQuery } from '../queue.queries.ts';
import { queueText } from '../queue.text.ts';
import { ReasonSheet } from './reason-sheet.tsx';
import styles from './ticket-sheet.module.css';
import { TicketTags } from './ticket-tags.tsx';
import { TicketTimeline } from './ticket-timeline.tsx';
import { TransferSheet } from './transfer-sheet.tsx';

/** Few tickets are served in one stop: fetched with the first sheet that is opened. */
const oneStop = () => import('../one-stop/index.ts');
const OneStopList = lazy(() => oneStop().then((part) => ({ default: part.OneStopList })));
const OneStopSheet = lazy(() => oneStop().then((part) => ({ default: part.OneStopSheet })));

interface TicketSheetProps {
  readonly board: Board;
  /** From the live board; the caller closes the sheet when the ticket has left it. */
  readonly ticket: TicketCard;
  /** Why nothing may be done now (offline). */
  readonly blocked: string | null;
  readonly onClose: () => void;
  readonly onCustomer: (customerId: string) => void;
}
type Asking = 'oneStop' | 'prioritise' | 'cancel' | 'abandon' | 'transfer' | 'attach';

/** One ticket: who, since when, what happened, and what the hall may do with it. */
export function TicketSheet({ board, ticket, blocked, onClose, onCustomer }: TicketSheetProps) {
  const t = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const now = useBusinessNow(5000);
  const show = useToast();
  const take = useTakeAnswer(board.branchId);
  const { run, busy } = useCommand(useProblemToast());
  const [asking, setAsking] = useState<Asking | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const timeline = useQuery(timelineQuery(board.branchId, ticket.id, ticket.since));
  const may = {
    prioritise: useMay(queueEndpoints.prioritise) && ticket.state === 'waiting',
    restore: useMay(queueEndpoints.restore) && ticket.state === 'skipped',
    arrive: useMay(queueEndpoints.arrive) && ticket.state === 'absent',
    transfer: useMay(queueEndpoints.transfer) && ticket.state === 'waiting',
    oneStop:
      useMay(oneStopEndpoints.markOneStop) &&
      ['waiting', 'called', 'serving', 'parked'].includes(ticket.state),
    attach: useMay(queueEndpoints.attachCustomer) && ticket.customer === null,
    leave: useMay(queueEndpoints.cancel) && ['absent', 'waiting', 'skipped', 'parked'].includes(ticket.state),
  };
  const { number } = ticket;
  const on = { branchId: board.branchId, ticketId: ticket.id };
  const service = serviceOf(board, ticket.serviceTypeId);
  const wait = waitOf(ticket, service, now);
  const isBusy = busy !== null;

  async function done(answer: Promise<{ readonly ticket: TicketCard } | null>, words: string) {
    const given = await answer;
    if (!given) return;
    setAsking(null);
    take(given);
    show({ words });
  }

  return (
    <>
      <Sheet
        open
        side="side"
        width={480}
        onClose={onClose}
        title={
          <span className={styles.title}>
            <span className="ticket-number">{number}</span>
            <Tag kind={['absent', 'skipped', 'parked'].includes(ticket.state) ? 'idle' : 'info'}>
              {t(`state.${ticket.state}`)}
            </Tag>
          </span>
        }
        actions={
          blocked ? (
            <p className={styles.blocked}>{blocked}</p>
          ) : (
            <>
              {may.prioritise && (
                <Button kind="primary" icon="arrowUp" onClick={() => setAsking('prioritise')}>
                  {t('prioritise')}
                </Button>
              )}
              {may.arrive && (
                <Button
                  kind="primary"
                  icon="check"
                  busy={busy === queueEndpoints.arrive.id}
                  onClick={() => void done(run(queueEndpoints.arrive, on), t('arrived', { number }))}
                >
                  {t('arrive')}
                </Button>
              )}
              {may.restore && (
                <Button
                  kind="primary"
                  icon="undo"
                  busy={busy === queueEndpoints.restore.id}
                  disabled={(ticket.restorableUntil ?? 0) <= now}
                  title={(ticket.restorableUntil ?? 0) <= now ? t('restoreOver') : undefined}
                  onClick={() => void done(run(queueEndpoints.restore, on), t('restored', { number }))}
                >
                  {t('restore')}
                </Button>
              )}
              {may.transfer && (
                <Button icon="swap" onClick={() => setAsking('transfer')}>
                  {t('transfer')}
                </Button>
              )}
              {may.oneStop && (
                <Button icon="apps" onClick={() => setAsking('oneStop')}>
                  {t('oneStop')}
                </Button>
              )}
              {may.attach && (
                <Button icon="idCard" onClick={() => setAsking('attach')}>
                  {t('attach')}
                </Button>
              )}
              {may.leave && (
                <span className={styles.apart}>
                  <Button kind="danger" onClick={() => setAsking('abandon')}>
                    {t('abandon')}
                  </Button>
                  <Button kind="danger" onClick={() => setAsking('cancel')}>
                    {t('cancelTicket')}
                  </Button>
                </span>
              )}
            </>
          )
        }
      >
        <div className={styles.tags}>
          <TicketTags ticket={ticket} {...(ticket.state === 'waiting' ? { wait } : {})} />
        </div>
        <dl className={styles.facts}>
          <dt>{t('customer')}</dt>
          <dd>
            {ticket.customer ? (
              <Button kind="link" iconEnd="chevronRight" onClick={() => onCustomer(ticket.customer!.id)}>
                {ticket.customer.maskedName}
              </Button>
            ) : (
              t('noName')
            )}
          </dd>
          <dt>{t('business')}</dt>
          <dd>
            {ticket.services
              .map((id) => serviceOf(board, id))
              .filter((one) => one !== undefined)
              .map((one) => named(one.name))
              .join(' + ')}
          </dd>
          <dt>{t('waited')}</dt>
          <dd>{format.wait(wait.waitedMs)}</dd>
          <dt>{t('channel')}</dt>
          <dd>
            {t(`channel.${ticket.channel}`)} · {format.clock(ticket.issuedAt)}
          </dd>
          {ticket.note && (
            <>
              <dt>{t('note')}</dt>
              <dd>{ticket.note}</dd>
            </>
          )}
        </dl>
        <Suspense fallback={null}>
          <OneStopList board={board} ticket={ticket} windowId={null} />
        </Suspense>
        <h3 className={styles.heading}>{t('timeline')}</h3>
        {timeline.isPending && <ListSkeleton rows={3} height={36} />}
        {timeline.error && (
          <ErrorPanel
            error={timeline.error}
            title={t('timelineFailed')}
            onRetry={() => void timeline.refetch()}
          />
        )}
        {timeline.data && <TicketTimeline board={board} periods={timeline.data.periods} />}
      </Sheet>

      {asking === 'oneStop' && (
        <Suspense fallback={null}>
          <OneStopSheet board={board} ticket={ticket} onClose={() => setAsking(null)} />
        </Suspense>
      )}
      {asking === 'prioritise' && (
        <ReasonSheet
          title={t('prioritiseTitle', { number })}
          hint={t('prioritiseHint', { number })}
          quick={['elder', 'unwell', 'child', 'disabled', 'booked']}
          confirm={t('prioritise')}
          busy={isBusy}
          onConfirm={(reason) =>
            void done(run(queueEndpoints.prioritise, { ...on, reason }), t('prioritised', { number }))
          }
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'cancel' && (
        <ReasonSheet
          title={t('cancelTitle', { number })}
          hint={t('cancelHint')}
          quick={['wish', 'selfService', 'wrongBusiness']}
          confirm={t('cancelTicket')}
          danger
          busy={isBusy}
          onConfirm={(reason) =>
            void done(run(queueEndpoints.cancel, { ...on, reason }), t('cancelled', { number }))
          }
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'abandon' && (
        <ReasonSheet
          title={t('abandonTitle', { number })}
          hint={t('abandonHint')}
          quick={['leftHall', 'selfService']}
          confirm={t('abandon')}
          danger
          busy={isBusy}
          onConfirm={(reason) =>
            void done(run(queueEndpoints.abandon, { ...on, reason }), t('abandoned', { number }))
          }
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'transfer' && (
        <TransferSheet
          board={board}
          ticket={ticket}
          busy={isBusy}
          onTransfer={(input) => {
            const to = serviceOf(board, input.serviceTypeId);
            void done(
              run(queueEndpoints.transfer, { ...on, ...input }),
              t('transferred', { number, service: to ? named(to.name) : '' }),
            );
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'attach' && (
        <Sheet open title={`${t('attach')} · ${number}`} onClose={() => setAsking(null)}>
          <IdentifierForm
            busy={isBusy}
            problem={unknown}
            onIdentifier={(identifier) => {
              setUnknown(null);
              const answer = run(
                queueEndpoints.attachCustomer,
                { ...on, identifier },
                {
                  onProblem: (problem) => {
                    setUnknown(problem.title);
                    return true;
                  },
                },
              );
              void done(answer, t('attached', { number }));
            }}
          />
        </Sheet>
      )}
    </>
  );
}
