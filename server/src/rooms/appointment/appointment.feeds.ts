import { appointmentEvents, appointmentTopics } from '@huiting/contracts/appointment';
import type { Booking } from '@huiting/contracts/appointment';
import type { EventType, PayloadOf } from '@huiting/contracts/core/event';
import { AppError } from '../../platform/errors.ts';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import { permits } from '../../platform/permits.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Feed } from '../../platform/realtime/projection.ts';
import type { BranchDirectory } from '../organization/index.ts';

const is = <E extends EventType>(
  event: OutboxEvent,
  type: E,
): event is OutboxEvent & { payload: PayloadOf<E> } => event.type === type.type;

const changes = [
  appointmentEvents.booked,
  appointmentEvents.checkedIn,
  appointmentEvents.cancelled,
  appointmentEvents.missed,
  appointmentEvents.disturbed,
] as const;

/** A message is one for all its readers, and not all of them may see contacts. */
const told = (key: string, bookings: readonly Booking[]) => ({
  key,
  data: { bookings: bookings.map((booking) => ({ ...booking, maskedPhone: null })) },
});

/** Bookings as they change. A note of preparation is for staff alone, so it is fetched anew, not told. */
export function appointmentFeeds(directory: BranchDirectory): Feed[] {
  return [
    feed({
      topic: appointmentTopics.bookings,
      admit: async (actor, key) => {
        await directory.all();
        const branch = directory.known(key);
        if (branch === null) return null;
        if (!permits(actor, 'appointment.view', branch.path))
          throw new AppError('platform.forbidden', { permission: 'appointment.view' });
        return { branchIds: [branch.id] };
      },
      project: (event) => {
        if (is(event, appointmentEvents.moved))
          return told(event.branchId, [event.payload.from, event.payload.booking]);
        for (const type of changes) if (is(event, type)) return told(event.branchId, [event.payload.booking]);
        return null;
      },
      reloads: [appointmentEvents.prepared, appointmentEvents.messageFailed],
    }),
  ];
}
