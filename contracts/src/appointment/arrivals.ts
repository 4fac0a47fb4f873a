import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { BusinessDate, Id, Instant, Words } from '../core/fields.ts';
import { Booking } from './model.ts';

/** What the relationship manager wants known before the customer comes: papers, products, the room. Staff only. */
export const Preparation = z.object({ words: z.string(), by: z.string(), at: Instant });
export type Preparation = z.output<typeof Preparation>;

/** How the customer's last text message about a booking went; null = none was due. */
export const MessageState = z.enum(['pending', 'sent', 'failed']);

/** A booking as staff of the branch see it. */
export const StaffBooking = Booking.extend({
  preparation: Preparation.nullable(),
  message: MessageState.nullable(),
});
export type StaffBooking = z.output<typeof StaffBooking>;

export const arrivalEndpoints = {
  listBookings: endpoint({
    id: 'appointment.listBookings',
    method: 'GET',
    path: '/branches/:branchId/bookings',
    summary: 'Bookings of a day, with what was prepared for each',
    input: z.object({ branchId: Id, date: BusinessDate.optional() }),
    output: z.object({
      /** Event number this is true at: subscribe after it. */
      number: z.number().int(),
      businessDate: BusinessDate,
      bookings: z.array(StaffBooking),
    }),
    access: 'appointment.view',
  }),
  prepareBooking: endpoint({
    id: 'appointment.prepareBooking',
    method: 'PUT',
    path: '/branches/:branchId/bookings/:bookingId/preparation',
    summary: 'Note what to have ready when this customer comes; empty takes the note back',
    input: z.object({ branchId: Id, bookingId: Id, date: BusinessDate, words: Words(300) }),
    output: z.object({ booking: StaffBooking }),
    errors: ['appointment.not_found', 'appointment.wrong_state'],
    access: 'appointment.prepare',
  }),
  getPreparation: endpoint({
    id: 'appointment.getPreparation',
    method: 'GET',
    path: '/branches/:branchId/tickets/:ticketId/preparation',
    summary: 'What was prepared for the customer with this ticket, for whoever serves them',
    input: z.object({ branchId: Id, ticketId: Id }),
    output: z.object({
      preparation: Preparation.nullable(),
      /** What the customer wrote when booking. */
      note: z.string().nullable(),
      start: Instant.nullable(),
    }),
    access: 'queue.view',
  }),
};
