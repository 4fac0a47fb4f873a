import { appointmentEndpoints, type StaffBooking } from '@huiting/contracts/appointment';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { arrivalOf, inOrder, type Arrival } from '../../../features/appointment/arrivals/arrivals.domain.ts';
import { arrivalKeys, useArrivals } from '../../../features/appointment/arrivals/arrivals.live.ts';
import { arrivalsText } from '../../../features/appointment/arrivals/arrivals.text.ts';
import { PrepareSheet } from '../../../features/appointment/arrivals/prepare-sheet.tsx';
import { useBranch } from '../../../features/hall/index.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ChoiceChips } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { usePadSheets } from '../pad-sheets.tsx';
import { padText } from '../pad.text.ts';
import page from '../room-page.module.css';
import styles from './bookings-screen.module.css';

const tagOf: Record<Arrival, TagKind> = {
  due: 'info',
  late: 'warn',
  arrived: 'ok',
  missed: 'idle',
  cancelled: 'idle',
  disturbed: 'danger',
};
const shownAlways: readonly Arrival[] = ['late', 'due', 'arrived'];
const dayMs = 86_400_000;

/** AP-04: who has booked, who is here, who is late, and what to have ready. */
export function BookingsScreen() {
  const t = useText(padText);
  const a = useText(arrivalsText);
  const format = useFormat();
  const branch = useBranch();
  const now = useBusinessNow(10_000);
  const { open, blocked } = usePadSheets();
  const queries = useQueryClient();
  const [day, setDay] = useState<'today' | 'tomorrow'>('today');
  const [only, setOnly] = useState<readonly Arrival[]>([]);
  const [preparing, setPreparing] = useState<StaffBooking | null>(null);
  const query = useArrivals(branch.id, day === 'today' ? null : format.businessDate(now + dayMs));
  const may = {
    book: useMay(appointmentEndpoints.bookForCustomer),
    checkIn: useMay(appointmentEndpoints.checkIn),
    prepare: useMay(appointmentEndpoints.prepareBooking),
  };
  const bookings = query.data?.bookings ?? [];
  const counts = new Map<Arrival, number>();
  for (const booking of bookings) {
    const arrival = arrivalOf(booking, now);
    counts.set(arrival, (counts.get(arrival) ?? 0) + 1);
  }
  const shown = inOrder(bookings, now).filter(
    (booking) => only.length === 0 || only.includes(arrivalOf(booking, now)),
  );
  return (
    <main className={page.page}>
      <div className={page.bar}>
        <h2>{a('title')}</h2>
        <Segmented<'today' | 'tomorrow'>
          label={a('day')}
          value={day}
          onChange={setDay}
          options={[
            { value: 'today', label: a('today') },
            { value: 'tomorrow', label: a('tomorrow') },
          ]}
        />
        <span className={page.end}>
          {may.checkIn && (
            <Button
              icon="qr"
              disabled={blocked !== null}
              title={blocked ?? undefined}
              onClick={() => open({ kind: 'checkIn' })}
            >
              {t('checkIn')}
            </Button>
          )}
          {may.book && (
            <Button
              kind="primary"
              icon="plus"
              disabled={blocked !== null}
              title={blocked ?? undefined}
              onClick={() => open({ kind: 'book' })}
            >
              {t('book')}
            </Button>
          )}
        </span>
      </div>
      {bookings.length > 0 && (
        <ChoiceChips<Arrival>
          label={a('title')}
          chosen={only}
          onChange={setOnly}
          options={(Object.keys(tagOf) as Arrival[])
            .filter((arrival) => shownAlways.includes(arrival) || (counts.get(arrival) ?? 0) > 0)
            .map((arrival) => ({
              value: arrival,
              label: `${a(`arrival.${arrival}`)} ${counts.get(arrival) ?? 0}`,
            }))}
        />
      )}
      {query.isPending && <ListSkeleton rows={6} height={60} />}
      {query.error && !query.data && (
        <ErrorPanel error={query.error} title={t('bookingsFailed')} onRetry={() => void query.refetch()} />
      )}
      {query.data && shown.length === 0 && <EmptyState icon="calendar" words={t('bookingsNone')} />}
      {shown.length > 0 && (
        <ul className={styles.list}>
          {shown.map((booking) => (
            <ArrivalRow
              key={booking.id}
              booking={booking}
              now={now}
              blocked={blocked}
              onPrepare={may.prepare ? () => setPreparing(booking) : null}
            />
          ))}
        </ul>
      )}
      {preparing && (
        <PrepareSheet
          booking={preparing}
          onClose={() => setPreparing(null)}
          onSaved={() => void queries.invalidateQueries({ queryKey: arrivalKeys.day(branch.id) })}
        />
      )}
    </main>
  );
}

interface ArrivalRowProps {
  readonly booking: StaffBooking;
  readonly now: number;
  readonly blocked: string | null;
  readonly onPrepare: (() => void) | null;
}

function ArrivalRow({ booking, now, blocked, onPrepare }: ArrivalRowProps) {
  const t = useText(padText);
  const a = useText(arrivalsText);
  const named = useNamed();
  const format = useFormat();
  const arrival = arrivalOf(booking, now);
  const over = arrival === 'missed' || arrival === 'cancelled';
  const progress = {
    due: () => a('dueIn', { time: format.wait(booking.start - now) }),
    late: () => a('lateBy', { time: format.wait(now - booking.start) }),
    arrived: () => a('arrivedAt', { time: format.clock(booking.checkedInAt) }),
    disturbed: () => a('disturbedHint'),
    missed: () => null,
    cancelled: () => null,
  }[arrival]();
  return (
    <li className={styles.row} data-arrival={arrival}>
      <span className={styles.when}>
        <strong className="num">{format.clock(booking.start)}</strong>
        <Tag kind={tagOf[arrival]}>{a(`arrival.${arrival}`)}</Tag>
      </span>
      <span className={styles.who}>
        <strong>{booking.maskedName}</strong>
        <span className="num num-medium">{booking.maskedPhone}</span>
        <small>
          {[named(booking.serviceName), t(`channel.${booking.channel}`), booking.note]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <span className={styles.state}>
        {booking.ticketNumber !== null && <span className="ticket-number">{booking.ticketNumber}</span>}
        {progress !== null && <span>{progress}</span>}
        <small className="num num-medium">{booking.code}</small>
        {booking.message === 'failed' && <Tag kind="danger">{a('messageFailed')}</Tag>}
        {booking.message === 'pending' && <Tag kind="warn">{a('messagePending')}</Tag>}
      </span>
      <span className={styles.preparation}>
        {booking.preparation && (
          <span>
            {booking.preparation.words}
            <small>
              {a('preparedBy', {
                name: booking.preparation.by,
                time: format.clock(booking.preparation.at),
              })}
            </small>
          </span>
        )}
        {onPrepare && !over && (
          <Button
            size="small"
            icon="edit"
            disabled={blocked !== null}
            title={blocked ?? undefined}
            onClick={onPrepare}
          >
            {a(booking.preparation ? 'prepare' : 'addPreparation')}
          </Button>
        )}
      </span>
    </li>
  );
}
