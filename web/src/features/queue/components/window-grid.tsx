import type { Board, WindowCard } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { serviceOf, windowLook, type WindowLook } from '../queue.desk.domain.ts';
import { queueText } from '../queue.text.ts';
import styles from './window-grid.module.css';

interface WindowGridProps {
  readonly board: Board;
  readonly onOpen: (window: WindowCard) => void;
}

/** Every window of the hall: number, state in a word, ticket, who, how long. */
export function WindowGrid({ board, onOpen }: WindowGridProps) {
  const now = useBusinessNow(1000);
  return (
    <ul className={styles.grid} data-many={board.windows.length > 6 || undefined}>
      {board.windows
        .toSorted((a, b) => a.number - b.number)
        .map((window) => (
          <li key={window.id} data-wide={isNamed(window) || undefined}>
            <WindowCell board={board} window={window} now={now} onOpen={onOpen} />
          </li>
        ))}
    </ul>
  );
}

/** `理财室 1` instead of a number: takes two places. */
const isNamed = (window: WindowCard): boolean => !/^\d+$/.test(window.label);

const marks = { over: 'clockSolid', called: 'megaphone' } as const satisfies Partial<
  Record<WindowLook, 'clockSolid' | 'megaphone'>
>;

function WindowCell({
  board,
  window,
  now,
  onOpen,
}: {
  readonly board: Board;
  readonly window: WindowCard;
  readonly now: number;
  readonly onOpen: (window: WindowCard) => void;
}) {
  const t = useText(queueText);
  const format = useFormat();
  const ticket = board.tickets.find((one) => one.id === window.ticketId);
  const look = windowLook(window, ticket && serviceOf(board, ticket.serviceTypeId), now);
  const mark = look === 'over' || look === 'called' ? marks[look] : null;
  const since = look === 'serving' || look === 'over' ? window.ticketSince : null;
  const { session } = window;
  return (
    <button type="button" className={styles.cell} data-look={look} onClick={() => onOpen(window)}>
      <span className={styles.row}>
        <span className={`num ${styles.label}`} data-name={isNamed(window) || undefined}>
          {window.label}
        </span>
        <span className={styles.state}>
          {mark && <Icon name={mark} size="1.05em" />}
          {t(`look.${look}`)}
        </span>
      </span>
      <span className={`ticket-number ${styles.number}`}>{window.ticketNumber ?? '—'}</span>
      <span className={styles.row}>
        <span className="truncate">{session?.staffName ?? t('nobody')}</span>
        <span className={`num num-medium ${styles.time}`}>
          {since !== null
            ? format.timer(now - since)
            : look === 'called'
              ? t('calling')
              : look === 'paused' && session
                ? session.pauseReason
                  ? t(`pause.${session.pauseReason}`)
                  : ''
                : ''}
        </span>
      </span>
    </button>
  );
}
