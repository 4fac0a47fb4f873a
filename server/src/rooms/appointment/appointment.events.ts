import { appointmentEvents } from '@huiting/contracts/appointment';
import { queueEvents } from '@huiting/contracts/queue';
import type { PayloadOf } from '@huiting/contracts/core/event';
import { organizationEvents } from '@huiting/contracts/organization';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { AppointmentParts } from './appointment.routes.ts';

/** Bookings follow the branch's calendar; messages and counts of no-shows are taken off the branch's way. */
export function appointmentReactions({ messages, followBranch, attendance }: AppointmentParts): Reaction[] {
  return [
    reaction({
      name: 'appointment.followBranch',
      to: [
        organizationEvents.stageChanged,
        organizationEvents.calendarChanged,
        organizationEvents.recordChanged,
      ],
      handle: (_ctx, tx, _payload, { at }) => followBranch(tx, at),
    }),
    {
      name: 'appointment.sendMessage',
      types: new Set([appointmentEvents.messageDue.type]),
      wants: () => true,
      deliver: messages.send,
    },
    {
      name: 'appointment.noteNotArrived',
      types: new Set([queueEvents.ticketAbandoned.type]),
      wants: (event) =>
        (event.payload as PayloadOf<typeof queueEvents.ticketAbandoned>).reason === 'notArrived',
      deliver: (ctx, event) =>
        attendance.countNotArrived(
          ctx,
          event,
          (event.payload as PayloadOf<typeof queueEvents.ticketAbandoned>).ticket.id,
        ),
    },
    reaction({
      name: 'appointment.tellNear',
      to: [queueEvents.ticketNear],
      handle: (_ctx, tx, { ticket }, { at, id }) =>
        attendance.tellNear(tx, { ticketId: ticket.id, at, messageId: id }),
    }),
    {
      name: 'appointment.countNoShow',
      types: new Set([appointmentEvents.missed.type]),
      wants: () => true,
      deliver: (ctx, event) =>
        attendance.countMissed(
          ctx,
          event,
          (event.payload as PayloadOf<typeof appointmentEvents.missed>).booking,
        ),
    },
  ];
}
