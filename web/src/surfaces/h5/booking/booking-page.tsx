import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { appointmentKeys, bookingQuery } from '../../../features/appointment/appointment.queries.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { forgetLink, keepLink } from '../frame/kept-links.ts';
import { PhoneNote } from '../frame/phone-note.tsx';
import { PhonePage } from '../frame/phone-page.tsx';
import { h5Text } from '../h5.text.ts';
import { BookingCard } from './booking-card.tsx';
import styles from './booking-card.module.css';
import { bookingText } from './booking.text.ts';

const MoveSheet = lazy(() => import('./move-sheet.tsx'));

interface BookingPageProps {
  readonly token: string;
  /** Just made on this phone. */
  readonly made: boolean;
  readonly onHome: () => void;
  readonly onOpen: (path: string) => void;
}

/** The holder's page of a booking: code to check in with, state, cancel; leads on to the ticket. */
export function BookingPage({ token, made, onHome, onOpen }: BookingPageProps) {
  const t = useText(bookingText);
  const h = useText(h5Text);
  const queries = useQueryClient();
  const toast = useToast();
  const command = useCommand(useProblemToast());
  const query = useQuery(bookingQuery(token));
  const [asking, setAsking] = useState<'cancel' | 'move' | null>(null);
  const format = useFormat();
  const now = useBusinessNow(10_000);
  const booking = query.data;
  const mayMove = booking !== undefined && now <= booking.changeUntil;
  const mayCancel = booking !== undefined && now <= booking.cancelUntil;

  useEffect(() => {
    if (!booking) return;
    if (booking.state === 'booked')
      keepLink({ kind: 'booking', path: booking.path, label: '', start: booking.start });
    else forgetLink(booking.path);
  }, [booking]);

  async function cancel() {
    const answer = await command.run(
      appointmentEndpoints.cancelByLink,
      { token },
      {
        onProblem: ({ code }) => {
          if (code !== 'appointment.wrong_state' && code !== 'appointment.too_late_to_change') return false;
          toast({ words: t('stateChanged'), kind: 'warn' });
          void query.refetch();
          return true;
        },
      },
    );
    setAsking(null);
    if (answer) queries.setQueryData(appointmentKeys.booking(token), answer);
  }

  if (hasCode(query.error, 'appointment.not_found', 'platform.bad_input') && !booking) {
    return (
      <PhonePage title={t('title')} onBack={onHome}>
        <PhoneNote
          icon="unlink"
          title={h('linkInvalid')}
          action={
            <Button kind="primary" onClick={onHome}>
              {h('toHome')}
            </Button>
          }
        >
          <p>{h('linkInvalidBooking')}</p>
        </PhoneNote>
      </PhonePage>
    );
  }
  const stamp = (instant: number) =>
    format.businessDate(instant) === format.businessDate(now)
      ? format.clock(instant)
      : `${format.day(instant)} ${format.clock(instant)}`;
  const againButton = (
    <Button kind="primary" size="action" block onClick={onHome}>
      {t('again')}
    </Button>
  );
  return (
    <PhonePage
      title={t('title')}
      onBack={onHome}
      foot={
        booking?.state === 'booked' ? (
          <div className={styles.acts}>
            <p className={styles.until}>
              {booking.disturbed !== null
                ? null
                : mayMove
                  ? t('changeUntil', { time: stamp(booking.changeUntil) })
                  : t(mayCancel ? 'changeOver' : 'allOver')}
            </p>
            <div className={styles.pair}>
              {mayCancel && (
                <Button size="action" block onClick={() => setAsking('cancel')}>
                  {t('cancel')}
                </Button>
              )}
              {mayMove && (
                <Button
                  kind={booking.disturbed === null ? 'tint' : 'primary'}
                  size="action"
                  block
                  onClick={() => setAsking('move')}
                >
                  {t('move')}
                </Button>
              )}
            </div>
          </div>
        ) : booking?.state === 'checkedIn' && booking.progressPath !== null ? (
          <Button kind="primary" size="action" block onClick={() => onOpen(booking.progressPath ?? '')}>
            {t('toTicket')}
          </Button>
        ) : booking ? (
          againButton
        ) : undefined
      }
    >
      {!booking && !query.error && <ListSkeleton rows={3} height={180} />}
      {!booking && query.error && (
        <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
      )}
      {booking && <BookingCard booking={booking} made={made} />}
      <Sheet
        open={asking === 'cancel'}
        onClose={() => setAsking(null)}
        title={t('cancelTitle')}
        side="bottom"
        actions={
          <>
            <Button size="action" block onClick={() => setAsking(null)}>
              {t('keep')}
            </Button>
            <Button
              kind="danger"
              size="action"
              block
              busy={command.busy !== null}
              onClick={() => void cancel()}
            >
              {t('cancel')}
            </Button>
          </>
        }
      >
        {t('cancelHint')}
      </Sheet>
      {asking === 'move' && booking && (
        <Suspense fallback={null}>
          <MoveSheet
            token={token}
            booking={booking}
            onClose={() => setAsking(null)}
            onMoved={(next) => {
              setAsking(null);
              forgetLink(booking.path);
              toast({ words: t('moved', { time: `${format.day(next.start)} ${format.clock(next.start)}` }) });
              onOpen(next.path);
            }}
          />
        </Suspense>
      )}
    </PhonePage>
  );
}
