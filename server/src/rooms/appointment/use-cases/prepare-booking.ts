import { appointmentEvents } from '@huiting/contracts/appointment';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { fieldScope } from '../../../platform/field-scope.ts';
import { authorize } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import { lastMessages } from '../appointment.message.store.ts';
import { presentStaffBooking } from '../appointment.present.ts';
import type { AppointmentUses } from '../appointment.service.ts';
import {
  bookingOfTicket,
  eventNumber,
  listBookings,
  lockBooking,
  saveBooking,
} from '../appointment.store.ts';

/** AP-04: who is expected, and what to have ready for them. */
export function createArrivals({ db }: Platform, { directory, queue }: AppointmentUses) {
  return {
    listBookings: async (ctx: Ctx, input: { branchId: string; date?: string | undefined }) => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'appointment.view', branch.path);
      const scope = fieldScope(ctx.actor, branch.path);
      const date = input.date ?? directory.dayAt(branch, ctx.now()).date;
      // The number first: what is announced in between comes again as a delta, which does no harm.
      const number = await eventNumber(db, branch.id);
      const [bookings, services, messages] = await Promise.all([
        listBookings(db, branch.id, date),
        queue.serviceTypes(branch.id),
        lastMessages(db, branch.id, date, ctx.now()),
      ]);
      return {
        number,
        businessDate: date,
        bookings: bookings.map((booking) =>
          presentStaffBooking(booking, services, messages.get(booking.id) ?? null, scope),
        ),
      };
    },

    prepareBooking: async (
      ctx: Ctx,
      input: { branchId: string; bookingId: string; date: string; words: string },
    ) => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'appointment.prepare', branch.path);
      const services = await queue.serviceTypes(branch.id);
      const messages = await lastMessages(db, branch.id, input.date, ctx.now());
      return db.transact(ctx, branch.id, async (tx) => {
        const booking =
          (await lockBooking(tx, input.date, input.bookingId)) ?? refuse('appointment.not_found');
        if (booking.state === 'cancelled' || booking.state === 'noShow')
          refuse('appointment.wrong_state', { state: booking.state });
        const { words } = input;
        const preparation = words === '' ? null : { words, by: ctx.actor.name, at: ctx.now() };
        const prepared = { ...booking, preparation };
        await saveBooking(tx, prepared);
        tx.emit(appointmentEvents.prepared, { bookingId: booking.id, businessDate: booking.businessDate });
        const scope = fieldScope(ctx.actor, branch.path);
        const message = messages.get(booking.id) ?? null;
        return { booking: presentStaffBooking(prepared, services, message, scope) };
      });
    },

    getPreparation: async (ctx: Ctx, { branchId, ticketId }: { branchId: string; ticketId: string }) => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'queue.view', branch.path);
      const { date } = directory.dayAt(branch, ctx.now());
      const booking = await bookingOfTicket(db, branch.id, date, ticketId);
      return {
        preparation: booking?.preparation ?? null,
        note: booking?.note ?? null,
        start: booking?.start ?? null,
      };
    },
  };
}
