import type { Board, ServicePeriod } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { serviceOf } from '../queue.desk.domain.ts';
import { queueText } from '../queue.text.ts';
import styles from './ticket-timeline.module.css';

/** What happened to the ticket, each period with its length. */
export function TicketTimeline({
  board,
  periods,
}: {
  readonly board: Board;
  readonly periods: readonly ServicePeriod[];
}) {
  const t = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const now = useBusinessNow(1000);
  return (
    <ol className={styles.timeline}>
      {periods.map((period) => {
        const window = board.windows.find((one) => one.id === period.windowId);
        const service = serviceOf(board, period.serviceTypeId);
        const open = period.endedAt === null;
        return (
          <li
            key={`${period.requestId}${period.startedAt}${period.state}`}
            data-state={period.state}
            data-open={open || undefined}
          >
            <span className={`num num-medium ${styles.time}`}>{format.clock(period.startedAt)}</span>
            <span className={styles.what}>
              <strong>{t(`period.${period.state}`)}</strong>
              <span>
                {[
                  service ? named(service.name) : null,
                  window ? format.windowName(window.label) : null,
                  period.reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className={`num num-medium ${styles.length}`}>
              {format.timer((period.endedAt ?? now) - period.startedAt)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
