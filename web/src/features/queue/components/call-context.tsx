import { queueEndpoints, type Board, type TicketCard } from '@huiting/contracts/queue';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { adviceText } from '../advice/advice.text.ts';
import { serviceOf } from '../queue.desk.domain.ts';
import { queueText } from '../queue.text.ts';
import styles from './call-context.module.css';

/** Few customers have something open: fetched when the first one has. */
const TodoList = lazy(() =>
  import('../../customer/todos/index.ts').then((part) => ({ default: part.TodoList })),
);

interface CallContextProps {
  readonly board: Board;
  readonly ticket: TicketCard;
}

/** Why this one, where they have been today, what was advised: two or three short lines. Absent while nothing is known. */
export function CallContextLines({ board, ticket }: CallContextProps) {
  const t = useText(queueText);
  const a = useText(adviceText);
  const named = useNamed();
  const format = useFormat();
  const { branchId } = board;
  const queries = useQueryClient();
  // Another call is another reason.
  const queryKey = ['queue', 'context', branchId, ticket.id, ticket.calledAt] as const;
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(queueEndpoints.getContext, { branchId, ticketId: ticket.id }, { signal }),
    staleTime: Infinity,
  });
  if (!query.data) return null;
  const { why, className, diversion, earlier, todos } = query.data;
  const context = query.data;
  const lines = (
    <dl className={styles.context}>
      <div>
        <dt>{t('whyCalled')}</dt>
        <dd>
          {named(className)}
          {why &&
            ` · ${t(`why.${why.kind}`, {
              minutes: Math.floor(why.overMinutes ?? 0),
              credit: format.decimal(why.credit),
              place: why.place ?? 0,
              words: why.words ?? '',
            })}`}
        </dd>
      </div>
      {diversion && (
        <div>
          <dt>{t('advised')}</dt>
          <dd>
            {t('advisedTo', {
              place: a(`place.${diversion.place}`),
              time: format.clock(diversion.acceptedAt),
            })}
          </dd>
        </div>
      )}
      {earlier.length > 0 && (
        <div>
          <dt>{t('earlierToday')}</dt>
          <dd>
            {earlier
              .map((one) => {
                const service = serviceOf(board, one.serviceTypeId);
                return `${service ? named(service.name) : ''} ${t(`outcome.${one.outcome}`)} ${format.clock(one.endedAt)}`;
              })
              .join('；')}
          </dd>
        </div>
      )}
    </dl>
  );
  if (todos.length === 0 || ticket.customer === null) return lines;
  return (
    <>
      {lines}
      <Suspense fallback={null}>
        <TodoList
          branchId={branchId}
          customerId={ticket.customer.id}
          todos={todos}
          onSettled={(left) => queries.setQueryData(queryKey, { ...context, todos: [...left] })}
        />
      </Suspense>
    </>
  );
}
