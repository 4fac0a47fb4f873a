import type { Board } from '@huiting/contracts/queue';
import { queueText, serviceOf, windowLook } from '../../../features/queue/index.ts';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Icon, type IconName } from '../../../ui/icons/icon.tsx';
import { branchesText } from './branches.text.ts';
import styles from './window-strip.module.css';

const icons: Partial<Record<ReturnType<typeof windowLook>, IconName>> = {
  over: 'warnSolid',
  paused: 'pauseSolid',
};

/** All windows side by side: what each does, and for whom. */
export function WindowStrip({ board }: { readonly board: Board }) {
  const t = useText(branchesText);
  const q = useText(queueText);
  const now = useBusinessNow(5_000);
  const ticketOf = (id: string | null) => board.tickets.find((ticket) => ticket.id === id);
  return (
    <section aria-label={t('windowStrip')}>
      <ul className={styles.strip}>
        {board.windows.map((window) => {
          const ticket = ticketOf(window.ticketId);
          const look = windowLook(window, ticket && serviceOf(board, ticket.serviceTypeId), now);
          const icon = icons[look];
          return (
            <li
              key={window.id}
              className={styles.window}
              data-look={look}
              data-wide={window.label.length > 2 || undefined}
              title={window.session?.staffName}
            >
              <span className={styles.top}>
                <b className="num">{window.label}</b>
                <span>
                  {icon && <Icon name={icon} />}
                  {q(`look.${look}`)}
                </span>
              </span>
              <span className="ticket-number">{window.ticketNumber ?? '—'}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
