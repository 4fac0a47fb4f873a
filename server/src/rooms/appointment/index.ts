import type { Platform, RoomParts } from '../../platform/room.ts';
import { appointmentRoutes } from './appointment.routes.ts';
import { createAppointmentService } from './appointment.service.ts';
import type { AppointmentService, AppointmentUses } from './appointment.service.ts';

export type { AppointmentService, AppointmentUses } from './appointment.service.ts';

/** Slots, bookings and their check-in. */
export function createAppointment(
  platform: Platform,
  uses: AppointmentUses,
): RoomParts & { readonly service: AppointmentService } {
  const service = createAppointmentService(platform, uses);
  return { service, routes: appointmentRoutes(service), deadlines: { 'appointment.miss': service.miss } };
}
