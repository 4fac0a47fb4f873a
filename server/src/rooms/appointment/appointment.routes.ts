import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import { presentIssued } from '../queue/index.ts';
import { presentBooking, presentForCustomer } from './appointment.present.ts';
import type { AppointmentService } from './appointment.service.ts';

export function appointmentRoutes(service: AppointmentService): Routes {
  return routes(appointmentEndpoints, {
    listSlots: service.listSlots,
    sendPhoneCode: service.sendPhoneCode,
    bookByPhone: presented(service.bookByPhone, presentForCustomer),
    getByLink: async (ctx, input) => presentForCustomer(await service.getByLink(ctx, input)),
    cancelByLink: presented(service.cancelByLink, presentForCustomer),
    listBookings: async (ctx, input) => {
      const { bookings, services } = await service.listBookings(ctx, input);
      return { bookings: bookings.map((booking) => presentBooking(booking, services)) };
    },
    bookForCustomer: presented(service.bookForCustomer, ({ booking, services }) => ({
      booking: presentBooking(booking, services),
    })),
    checkIn: presented(service.checkIn, ({ issued, timing }) => ({ ...presentIssued(issued), timing })),
    readInbox: service.readInbox,
  });
}
