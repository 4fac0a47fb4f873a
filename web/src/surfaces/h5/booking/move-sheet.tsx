import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  appointmentKeys,
  slotsQuery,
  type HeldBooking,
} from '../../../features/appointment/appointment.queries.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { TimeStep } from '../book/time-step.tsx';
import { bookText } from '../book/book.text.ts';
import { bookingText } from './booking.text.ts';
import styles from './booking-card.module.css';

interface MoveSheetProps {
  readonly token: string;
  readonly booking: HeldBooking;
  readonly onClose: () => void;
  readonly onMoved: (booking: HeldBooking) => void;
}

/** Another day or half hour for the same business; the old place is given back with the same touch. */
export default function MoveSheet({ token, booking, onClose, onMoved }: MoveSheetProps) {
  const t = useText(bookingText);
  const b = useText(bookText);
  const format = useFormat();
  const now = useBusinessNow(60_000);
  const queries = useQueryClient();
  const [date, setDate] = useState(booking.start > now ? booking.businessDate : format.businessDate(now));
  const [start, setStart] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const command = useCommand(useProblemToast());
  const slots = useQuery(slotsQuery(booking.branchId, date, booking.serviceTypeId));

  async function move() {
    if (start === null) return;
    const answer = await command.run(
      appointmentEndpoints.moveByLink,
      { token, start },
      {
        onProblem: ({ code, title }) => {
          setProblem(
            code === 'appointment.slot_full'
              ? b('taken')
              : code === 'appointment.slot_closed'
                ? b('closedSlot')
                : title,
          );
          setStart(null);
          void queries.invalidateQueries({ queryKey: appointmentKeys.slots(booking.branchId) });
          return true;
        },
      },
    );
    if (answer) onMoved(answer);
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('moveTitle')}
      side="bottom"
      actions={
        <>
          <Button
            kind="primary"
            size="action"
            block
            disabled={start === null}
            busy={command.busy !== null}
            onClick={() => void move()}
          >
            {start === null
              ? t('moveChoose')
              : t('moveTo', { time: `${format.day(start)} ${format.clock(start)}` })}
          </Button>
          <Button size="action" block onClick={onClose}>
            {t('keepTime')}
          </Button>
        </>
      }
    >
      <div className={styles.move}>
        <p>{t('moveNow', { time: `${format.day(booking.start)} ${format.clock(booking.start)}` })}</p>
        {problem !== null && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        {slots.error && !slots.data ? (
          <ErrorPanel error={slots.error} title={b('slotsFailed')} onRetry={() => void slots.refetch()} />
        ) : (
          <TimeStep
            days={slots.data?.days ?? []}
            date={date}
            value={start}
            slots={
              slots.data === undefined || slots.isPlaceholderData
                ? null
                : slots.data.slots.filter((slot) => slot.start !== booking.start)
            }
            onDate={(next) => {
              setDate(next);
              setStart(null);
            }}
            onSlot={(next) => {
              setStart(next);
              setProblem(null);
            }}
          />
        )}
      </div>
    </Sheet>
  );
}
