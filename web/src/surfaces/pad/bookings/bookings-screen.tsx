import { appointmentEndpoints, type Booking } from '@huiting/contracts/appointment';
import { useQuery } from '@tanstack/react-query';
import { appointmentText } from '../../../features/appointment/appointment.text.ts';
import { useBranch } from '../../../features/hall/index.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Count, Tag, type TagKind } from '../../../ui/tag.tsx';
import { usePadSheets } from '../pad-sheets.tsx';
import { padText } from '../pad.text.ts';
import page from '../room-page.module.css';
import styles from './bookings-screen.module.css';
import { dayBookingsQuery } from './bookings.queries.ts';

const tagOf: Record<Booking['state'], TagKind> = {
  booked: 'info',
  checkedIn: 'ok',
  cancelled: 'idle',
  noShow: 'warn',
};

/** Who has booked for today. */
export function BookingsScreen() {
  const t = useText(padText);
  const a = useText(appointmentText);
  const format = useFormat();
  const named = useNamed();
  const branch = useBranch();
  const now = useBusinessNow(10_000);
  const { open, blocked } = usePadSheets();
  const query = useQuery(dayBookingsQuery(branch.id, null));
  const may = {
    book: useMay(appointmentEndpoints.bookForCustomer),
    checkIn: useMay(appointmentEndpoints.checkIn),
  };
  const bookings = (query.data?.bookings ?? []).toSorted((one, other) => one.start - other.start);
  return (
    <main className={page.page}>
      <div className={page.bar}>
        <h2>{t('bookings')}</h2>
        <Count value={bookings.filter((booking) => booking.state !== 'cancelled').length} />
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
      {query.isPending && <ListSkeleton rows={6} height={60} />}
      {query.error && !query.data && (
        <ErrorPanel error={query.error} title={t('bookingsFailed')} onRetry={() => void query.refetch()} />
      )}
      {query.data && bookings.length === 0 && <EmptyState icon="calendar" words={t('bookingsNone')} />}
      {bookings.length > 0 && (
        <div className={page.card}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('bookings.time')}</th>
                <th>{t('bookings.customer')}</th>
                <th>{t('bookings.service')}</th>
                <th>{t('bookings.code')}</th>
                <th>{t('bookings.ticket')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {bookings.map((booking) => (
                <tr key={booking.id} data-past={booking.end < now || undefined} data-state={booking.state}>
                  <td className="num num-medium">{format.clockRange(booking.start, booking.end)}</td>
                  <td>
                    {booking.maskedName}{' '}
                    <span className={`num num-medium ${styles.phone}`}>{booking.maskedPhone}</span>
                  </td>
                  <td>
                    {named(booking.serviceName)}
                    <small>
                      {[t(`channel.${booking.channel}`), booking.note].filter(Boolean).join(' · ')}
                    </small>
                  </td>
                  <td className="num num-medium">{booking.code}</td>
                  <td className="ticket-number">{booking.ticketNumber ?? '—'}</td>
                  <td>
                    <Tag kind={tagOf[booking.state]}>{a(`state.${booking.state}`)}</Tag>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>
  );
}
