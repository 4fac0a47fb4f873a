import type { Board, TicketCard } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LimitBar } from '../../../ui/limit-bar.tsx';
import { Count, Tag } from '../../../ui/tag.tsx';
import { serviceOf, waitOf, type Lane as LaneData } from '../queue.desk.domain.ts';
import { queueText } from '../queue.text.ts';
import styles from './lane.module.css';
import { TicketTags, WaitDigits } from './ticket-tags.tsx';

interface LaneProps {
  readonly board: Board;
  readonly lane: LaneData;
  readonly onOpen: (ticket: TicketCard) => void;
}

/** One column of the hall: who waits for these businesses, who was set aside, how long a ticket taken now would wait. */
export function Lane({ board, lane, onOpen }: LaneProps) {
  const t = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const now = useBusinessNow(5000);
  const main = lane.services[0];
  const average = lane.figures.length === 1 ? (lane.figures[0]?.averageWaitSeconds ?? null) : null;
  const windows = lane.openWindows.map((window) => window.label);
  const mixed = lane.services.length > 1;
  return (
    <section className={styles.lane} aria-label={main ? named(main.name) : lane.prefix}>
      <header className={styles.head}>
        <h2>
          <span className="truncate">{main ? named(main.name) : lane.prefix}</span>
          <Count value={lane.waiting.length} />
        </h2>
        <p className="truncate">
          {[
            average === null ? null : t('average', { wait: format.wait(average * 1000) }),
            windows.length > 0 ? format.windowNames(windows) : t('noWindow'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      <ol className={styles.list}>
        {lane.waiting.length === 0 && lane.aside.length === 0 && (
          <li>
            <EmptyState compact words={t('waitingNone')} />
          </li>
        )}
        {lane.waiting.map((ticket) => (
          <li key={ticket.id}>
            <QueueCard board={board} ticket={ticket} now={now} onOpen={onOpen} />
          </li>
        ))}
        {lane.aside.map((ticket) => (
          <li key={ticket.id}>
            <AsideCard ticket={ticket} now={now} onOpen={onOpen} />
          </li>
        ))}
      </ol>
      <footer className={styles.foot}>
        {(mixed ? lane.figures.slice(0, 1) : lane.figures).map((figure) => (
          <p key={figure.serviceTypeId}>
            {figure.closed ? (
              <span>{t(`closed.${figure.closed}`)}</span>
            ) : 'noWindow' in figure.expected ? (
              <span>{t('noWindow')}</span>
            ) : (
              <>
                <span>{t('ifNow')}</span>
                <span className="num">
                  {format.interval(
                    Math.round(figure.expected.lowSeconds / 60),
                    Math.round(figure.expected.highSeconds / 60),
                  )}
                  <small> {t('minutesUnit')}</small>
                </span>
              </>
            )}
          </p>
        ))}
      </footer>
    </section>
  );
}

interface CardProps {
  readonly ticket: TicketCard;
  readonly now: number;
  readonly onOpen: (ticket: TicketCard) => void;
}

/** A waiting ticket: 70 % of the limit is amber, over it vermilion, told by outline, word and bar. */
function QueueCard({ board, ticket, now, onOpen }: CardProps & { readonly board: Board }) {
  const t = useText(queueText);
  const named = useNamed();
  const service = serviceOf(board, ticket.serviceTypeId);
  const wait = waitOf(ticket, service, now);
  return (
    <button type="button" className={styles.card} data-state={wait.state} onClick={() => onOpen(ticket)}>
      <span className={styles.top}>
        <span className="ticket-number">{ticket.number}</span>
        <WaitDigits wait={wait} />
      </span>
      <span className={styles.who}>
        <span>{ticket.customer?.maskedName ?? t('noName')}</span>
        <span className="truncate">{service ? named(service.name) : ''}</span>
      </span>
      <span className={styles.tags}>
        <TicketTags ticket={ticket} wait={wait} />
      </span>
      {wait.limitMs !== null && <LimitBar used={wait.waitedMs} limit={wait.limitMs} />}
    </button>
  );
}

const asideIcons = { parked: 'pauseSolid', skipped: 'banSolid', absent: 'clockSolid' } as const;

function AsideCard({ ticket, now, onOpen }: CardProps) {
  const t = useText(queueText);
  const leftMinutes =
    ticket.restorableUntil === null ? 0 : Math.ceil((ticket.restorableUntil - now) / 60_000);
  return (
    <button type="button" className={styles.aside} onClick={() => onOpen(ticket)}>
      <span className="ticket-number">{ticket.number}</span>
      <Tag kind="idle" icon={asideIcons[ticket.state as keyof typeof asideIcons]}>
        {t(`state.${ticket.state}`)}
      </Tag>
      {ticket.state !== 'parked' && leftMinutes > 0 && <small>{t('left', { minutes: leftMinutes })}</small>}
    </button>
  );
}
