import { queueEndpoints, type Board, type TicketCard } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { useCommand } from '../../../lib/command.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { serviceOf } from '../queue.desk.domain.ts';
import { useTakeAnswer } from '../queue.live.ts';
import { oneStopQuery } from './one-stop.queries.ts';
import { oneStopText } from './one-stop.text.ts';
import styles from './one-stop.module.css';

interface OneStopListProps {
  readonly board: Board;
  readonly ticket: TicketCard;
  /** The window that serves it, for whoever may go on to the next business; null = to look at. */
  readonly windowId: string | null;
}

/** What this customer finishes at one window, in order; absent for everybody else. */
export function OneStopList({ board, ticket, windowId }: OneStopListProps) {
  const t = useText(oneStopText);
  const named = useNamed();
  const show = useToast();
  const take = useTakeAnswer(board.branchId);
  const { run, busy } = useCommand(useProblemToast());
  const plan = useQuery(oneStopQuery(board.branchId, ticket.id, ticket.since)).data?.oneStop;
  if (!plan) return null;
  const nameOf = (id: string) => {
    const service = serviceOf(board, id);
    return service ? named(service.name) : '';
  };
  const ahead = plan.serviceTypeIds.filter((id) => !ticket.services.includes(id));
  const next = ahead[0];
  const stateOf = (id: string) =>
    ahead.includes(id) ? 'ahead' : id === ticket.serviceTypeId && ticket.endedAt === null ? 'now' : 'done';
  async function goOn() {
    if (next === undefined || windowId === null) return;
    const answer = await run(queueEndpoints.addService, {
      branchId: board.branchId,
      windowId,
      ticketId: ticket.id,
      serviceTypeId: next,
    });
    if (!answer) return;
    take(answer);
    show({ words: t('nextDone', { service: nameOf(next) }), kind: 'info' });
  }
  return (
    <section className={styles.plan} aria-label={t('list')}>
      <h3>
        {t('list')}
        <span>
          {t('markedBy', { by: plan.by, why: plan.words || t(`reason.${plan.reason}`) })}
          {plan.joinedNumbers.length > 0 && ` · ${t('joined', { numbers: plan.joinedNumbers.join('、') })}`}
        </span>
      </h3>
      <ol>
        {plan.serviceTypeIds.map((id) => {
          const state = stateOf(id);
          return (
            <li key={id}>
              {nameOf(id)}
              <Tag kind={state === 'done' ? 'ok' : state === 'now' ? 'info' : 'idle'}>{t(state)}</Tag>
            </li>
          );
        })}
      </ol>
      {windowId !== null && next !== undefined && ticket.state === 'serving' && (
        <Button kind="tint" icon="arrowRight" busy={busy !== null} onClick={() => void goOn()}>
          {t('next', { service: nameOf(next) })}
        </Button>
      )}
    </section>
  );
}
