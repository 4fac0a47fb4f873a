import type { Board, TicketCard } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { serviceOf, waitOf } from '../queue.desk.domain.ts';
import { queueText } from '../queue.text.ts';
import styles from './queue-rows.module.css';
import { TicketTags, WaitDigits } from './ticket-tags.tsx';

interface QueueRowsProps {
  readonly board: Board;
  readonly tickets: readonly TicketCard[];
  readonly onPick: (ticket: TicketCard) => void;
  /** Why a row cannot be picked now. */
  readonly pickBlocked: string | null;
}

/** What this window will call, in order; the first is marked. */
export function QueueRows({ board, tickets, onPick, pickBlocked }: QueueRowsProps) {
  const t = useText(queueText);
  const named = useNamed();
  const now = useBusinessNow(5000);
  return (
    <ol className={styles.rows}>
      {tickets.map((ticket, at) => {
        const service = serviceOf(board, ticket.serviceTypeId);
        const wait = waitOf(ticket, service, now);
        return (
          <li key={ticket.id}>
            <button
              type="button"
              className={styles.row}
              data-next={at === 0 || undefined}
              title={pickBlocked ?? undefined}
              onClick={() => onPick(ticket)}
            >
              <span className={`ticket-number ${styles.number}`}>{ticket.number}</span>
              <span className={styles.words}>
                <span className={styles.line}>
                  <span className={styles.name}>{ticket.customer?.maskedName ?? t('noName')}</span>
                  <span className="truncate">{service ? named(service.name) : ''}</span>
                </span>
                <span className={styles.tags}>
                  {at === 0 && <span className={styles.next}>{t('next')}</span>}
                  <TicketTags ticket={ticket} />
                </span>
              </span>
              <span className={styles.wait}>
                <WaitDigits wait={wait} size={20} />
                {wait.state !== 'calm' && (
                  <span className={styles.limit} data-state={wait.state}>
                    {wait.state === 'near'
                      ? t('left', { minutes: wait.leftMinutes })
                      : wait.overMinutes > 0
                        ? t('over', { minutes: wait.overMinutes })
                        : t('overNow')}
                  </span>
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

interface AsideRowsProps {
  readonly board: Board;
  readonly tickets: readonly TicketCard[];
  readonly busy: boolean;
  readonly onRestore: (ticket: TicketCard) => void;
  readonly onCall: (ticket: TicketCard) => void;
  readonly callBlocked: string | null;
}

/** Skipped tickets may come back into the line for a while; parked ones are called by name. */
export function AsideRows({ board, tickets, busy, onRestore, onCall, callBlocked }: AsideRowsProps) {
  const t = useText(queueText);
  const format = useFormat();
  const named = useNamed();
  const now = useBusinessNow(5000);
  return (
    <ul className={styles.rows}>
      {tickets.map((ticket) => {
        const service = serviceOf(board, ticket.serviceTypeId);
        const leftMinutes =
          ticket.restorableUntil === null ? 0 : Math.ceil((ticket.restorableUntil - now) / 60_000);
        const restorable = ticket.state === 'skipped' && leftMinutes > 0;
        return (
          <li key={ticket.id} className={styles.aside}>
            <span className={`ticket-number ${styles.number}`}>{ticket.number}</span>
            <span className={styles.words}>
              <span className={styles.line}>
                <span className={styles.name}>{ticket.customer?.maskedName ?? t('noName')}</span>
                <span className="truncate">{service ? named(service.name) : ''}</span>
              </span>
              <span className={styles.small}>
                {t(`state.${ticket.state}`)} {format.clock(ticket.since)}
                {ticket.state === 'skipped' &&
                  ` · ${restorable ? t('restorable', { minutes: leftMinutes }) : t('restoreOver')}`}
              </span>
            </span>
            {ticket.state === 'skipped' ? (
              <Button size="small" disabled={!restorable || busy} onClick={() => onRestore(ticket)}>
                {t('restore')}
              </Button>
            ) : (
              <Button
                size="small"
                disabled={callBlocked !== null || busy}
                title={callBlocked ?? undefined}
                onClick={() => onCall(ticket)}
              >
                {t('call')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
