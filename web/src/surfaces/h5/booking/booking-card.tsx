import type { HeldBooking } from '../../../features/appointment/appointment.queries.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { appointmentText } from '../../../features/appointment/appointment.text.ts';
import styles from './booking-card.module.css';
import { bookingText } from './booking.text.ts';

const stateLooks = {
  booked: { kind: 'info', icon: 'calendarSolid' },
  checkedIn: { kind: 'ok', icon: 'checkSolid' },
  cancelled: { kind: 'idle', icon: 'closeSolid' },
  noShow: { kind: 'idle', icon: 'clockSolid' },
} as const;

/** The booking as a slip: what one shows at the kiosk above the perforation, the facts below it. */
export function BookingCard({ booking, made }: { readonly booking: HeldBooking; readonly made: boolean }) {
  const t = useText(bookingText);
  const a = useText(appointmentText);
  const named = useNamed();
  const format = useFormat();
  const now = useBusinessNow(10_000);
  const look = stateLooks[booking.state];
  const checkIn = now < booking.checkInFrom ? 'from' : now <= booking.checkInUntil ? 'open' : 'over';
  return (
    <>
      {booking.state === 'booked' && made && (
        <p className={styles.made} role="status">
          <Icon name="checkSolid" size="1.7em" />
          <span>
            <strong>{t('made')}</strong>
            {t('madeHint')}
          </span>
        </p>
      )}
      {booking.state === 'booked' && booking.disturbed !== null && (
        <p className={styles.disturbed} role="status">
          <Icon name="warnSolid" size="1.7em" />
          <span>
            <strong>{t(`disturbed.${booking.disturbed}`)}</strong>
            {t('disturbedHint')}
          </span>
        </p>
      )}
      <article className={styles.slip}>
        <section className={styles.top} data-state={booking.state}>
          <Tag kind={look.kind} icon={look.icon}>
            {a(`state.${booking.state}`)}
          </Tag>
          {booking.state === 'booked' ? (
            <>
              <span className={styles.label}>{t('codeLabel')}</span>
              <span className={`num ${styles.code}`}>{inFours(booking.code)}</span>
              <QrCode text={booking.code} size={184} label={t('qrLabel')} />
              <span className={styles.window} data-state={checkIn}>
                <Icon name={checkIn === 'open' ? 'checkSolid' : 'clockSolid'} />
                {checkIn === 'open'
                  ? t('checkInOpen')
                  : checkIn === 'from'
                    ? t('checkInFrom', {
                        time:
                          booking.businessDate === format.businessDate(now)
                            ? format.clock(booking.checkInFrom)
                            : `${format.day(booking.checkInFrom)} ${format.clock(booking.checkInFrom)}`,
                      })
                    : t('checkInOver')}
              </span>
              <p className={styles.how}>{t('checkInHow')}</p>
            </>
          ) : (
            <>
              <h2>
                {booking.state === 'checkedIn'
                  ? t('checkedIn', { number: booking.ticketNumber ?? '' })
                  : t(booking.state === 'cancelled' ? 'cancelled' : 'missed')}
              </h2>
              <p className={styles.how}>
                {booking.state === 'checkedIn'
                  ? t('checkedInHint', { time: format.clock(booking.checkedInAt) })
                  : t(booking.state === 'cancelled' ? 'cancelledHint' : 'missedHint')}
              </p>
            </>
          )}
        </section>
        <dl className={styles.facts}>
          <Fact name={t('time')}>
            <strong>
              {format.day(booking.start)}{' '}
              <span className="num">{format.clockRange(booking.start, booking.end)}</span>
            </strong>
          </Fact>
          <Fact name={t('service')}>{named(booking.serviceName)}</Fact>
          <Fact name={t('branch')}>
            {booking.branchName}
            <small>{booking.address}</small>
          </Fact>
          {booking.state === 'booked' && (
            <Fact name={t('checkInWindow')}>
              <span className="num">{format.clockRange(booking.checkInFrom, booking.checkInUntil)}</span>
            </Fact>
          )}
          <Fact name={t('name')}>
            {booking.maskedName} <span className="num num-medium">{booking.maskedPhone}</span>
          </Fact>
          {booking.note !== null && <Fact name={t('note')}>{booking.note}</Fact>}
        </dl>
      </article>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Read aloud and typed in two groups. */
function inFours(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? code;
}
