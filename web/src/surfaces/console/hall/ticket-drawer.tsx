import { queueEndpoints, type Board } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { queueText, serviceOf, TicketTags, waitOf } from '../../../features/queue/index.ts';
import { TicketTimeline } from '../../../features/queue/components/ticket-timeline.tsx';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { consoleHallText } from './hall.text.ts';
import styles from './ticket-drawer.module.css';

interface TicketDrawerProps {
  readonly board: Board;
  readonly ticketId: string;
  readonly onClose: () => void;
}

/** One ticket with everything that happened to it, to read. Finished tickets stay readable by their address. */
export function TicketDrawer({ board, ticketId, onClose }: TicketDrawerProps) {
  const t = useText(consoleHallText);
  const q = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const now = useBusinessNow(5_000);
  const live = board.tickets.find((ticket) => ticket.id === ticketId);
  const query = useQuery({
    // a ticket that moved on has another history
    queryKey: ['queue', 'timeline', board.branchId, ticketId, live?.since ?? 'ended'],
    queryFn: ({ signal }) =>
      call(queueEndpoints.getTimeline, { branchId: board.branchId, ticketId }, { signal }),
    placeholderData: (previous) => previous,
  });
  const ticket = live ?? query.data?.ticket;
  const service = ticket && serviceOf(board, ticket.serviceTypeId);
  const wait = ticket && waitOf(ticket, service, now);
  return (
    <Sheet
      open
      side="side"
      width={460}
      onClose={onClose}
      title={
        <span className={styles.title}>
          <span className="ticket-number">{ticket?.number ?? ''}</span>
          {ticket && (
            <Tag kind={ticket.state === 'skipped' || ticket.state === 'parked' ? 'idle' : 'info'}>
              {q(`state.${ticket.state}`)}
            </Tag>
          )}
        </span>
      }
    >
      {query.error && !query.data ? (
        hasCode(query.error, 'queue.ticket_not_found', 'platform.bad_input') ? (
          <EmptyState icon="ticket" words={t('ticketGone')} />
        ) : (
          <ErrorPanel error={query.error} title={q('timelineFailed')} onRetry={() => void query.refetch()} />
        )
      ) : !ticket || !query.data ? (
        <ListSkeleton rows={5} height={44} />
      ) : (
        <>
          <div className={styles.tags}>
            <TicketTags ticket={ticket} {...(wait && live ? { wait } : {})} />
          </div>
          <dl className={styles.facts}>
            <div>
              <dt>{q('customer')}</dt>
              <dd>{ticket.customer?.maskedName ?? q('noName')}</dd>
            </div>
            <div>
              <dt>{q('business')}</dt>
              <dd>{service ? named(service.name) : '—'}</dd>
            </div>
            <div>
              <dt>{q('issuedAt')}</dt>
              <dd>
                <span className="num">{format.clock(ticket.issuedAt)}</span> ·{' '}
                {q(`channel.${ticket.channel}`)}
              </dd>
            </div>
            <div>
              <dt>{q('waited')}</dt>
              <dd>
                {format.wait(wait?.waitedMs)}
                {service && ` · ${t('limit', { minutes: service.waitLimitMinutes })}`}
              </dd>
            </div>
          </dl>
          <h3 className={styles.heading}>{q('timeline')}</h3>
          <TicketTimeline board={board} periods={query.data.periods} />
        </>
      )}
    </Sheet>
  );
}
