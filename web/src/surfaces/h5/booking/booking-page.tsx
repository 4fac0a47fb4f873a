import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { appointmentKeys, bookingQuery } from '../../../features/appointment/appointment.queries.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
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
import { bookingText } from './booking.text.ts';

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
  const [asking, setAsking] = useState(false);
  const booking = query.data;

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
          if (code !== 'appointment.wrong_state') return false;
          toast({ words: t('stateChanged'), kind: 'warn' });
          void query.refetch();
          return true;
        },
      },
    );
    setAsking(false);
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
          <Button size="action" block onClick={() => setAsking(true)}>
            {t('cancel')}
          </Button>
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
        open={asking}
        onClose={() => setAsking(false)}
        title={t('cancelTitle')}
        side="bottom"
        actions={
          <>
            <Button size="action" block onClick={() => setAsking(false)}>
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
    </PhonePage>
  );
}
