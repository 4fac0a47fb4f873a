import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import { presentIssued } from '../queue/index.ts';
import type { createAttendance } from './appointment.attendance.service.ts';
import type { MessageService } from './appointment.message.service.ts';
import { presentBooking, presentForCustomer } from './appointment.present.ts';
import type { AppointmentService } from './appointment.service.ts';
import type { createArrivals } from './use-cases/prepare-booking.ts';
import type { createFollowBranch } from './use-cases/follow-branch.ts';
import type { createRules } from './use-cases/set-rules.ts';

export interface AppointmentParts {
  readonly service: AppointmentService;
  readonly arrivals: ReturnType<typeof createArrivals>;
  readonly rules: ReturnType<typeof createRules>;
  readonly messages: MessageService;
  readonly attendance: ReturnType<typeof createAttendance>;
  readonly followBranch: ReturnType<typeof createFollowBranch>;
}

export function appointmentRoutes({ service, arrivals, rules }: AppointmentParts): Routes {
  return routes(appointmentEndpoints, {
    listSlots: service.listSlots,
    sendPhoneCode: service.sendPhoneCode,
    bookByPhone: presented(service.bookByPhone, presentForCustomer),
    getByLink: async (ctx, input) => presentForCustomer(await service.getByLink(ctx, input)),
    cancelByLink: presented(service.cancelByLink, presentForCustomer),
    moveByLink: presented(service.moveByLink, presentForCustomer),
    getRemoteOffer: service.getRemoteOffer,
    takeNumber: presented(service.takeNumber, ({ issued, remote }) => ({
      ...presentIssued(issued),
      code: remote.code,
      rule: remote.rule,
    })),
    getRemotePass: service.getRemotePass,
    listBookings: arrivals.listBookings,
    prepareBooking: arrivals.prepareBooking,
    getPreparation: arrivals.getPreparation,
    getRules: rules.getRules,
    saveRules: rules.saveRules,
    bookForCustomer: presented(service.bookForCustomer, ({ booking, services }) => ({
      booking: presentBooking(booking, services),
    })),
    checkIn: presented(service.checkIn, ({ issued, timing }) => ({ ...presentIssued(issued), timing })),
    readInbox: service.readInbox,
  });
}
