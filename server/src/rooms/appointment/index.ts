import { appointmentRetained } from './appointment.retention.domain.ts';
import { appointmentSubject } from './appointment.subject.store.ts';
import { createSmsGateway } from '../../platform/messages/sms-gateway.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import { createAttendance } from './appointment.attendance.service.ts';
import { appointmentReactions } from './appointment.events.ts';
import { appointmentFeeds } from './appointment.feeds.ts';
import { createDemoInbox } from './appointment.inbox.store.ts';
import { createMessages, messageDeadline } from './appointment.message.service.ts';
import { appointmentRoutes } from './appointment.routes.ts';
import { createAppointmentService } from './appointment.service.ts';
import type { AppointmentService, AppointmentUses } from './appointment.service.ts';
import { createFollowBranch } from './use-cases/follow-branch.ts';
import { createArrivals } from './use-cases/prepare-booking.ts';
import { createRules } from './use-cases/set-rules.ts';

export type { AppointmentService, AppointmentUses } from './appointment.service.ts';

export interface AppointmentRoom extends RoomParts {
  readonly service: AppointmentService;
  readonly arrivals: ReturnType<typeof createArrivals>;
  readonly rules: ReturnType<typeof createRules>;
}

/** Slots, bookings and their check-in. */
export function createAppointment(platform: Platform, uses: AppointmentUses): AppointmentRoom {
  const { config, db } = platform;
  const inbox = config.demo === null ? null : createDemoInbox(db, uses.crypto, uses.wall);
  const gateway = config.smsGateway === null ? null : createSmsGateway(config.smsGateway, uses.wall);
  const sms = uses.sms ?? gateway ?? inbox;
  const messages = createMessages(platform, uses, sms);
  const service = createAppointmentService(platform, uses, { messages, sms, inbox });
  const arrivals = createArrivals(platform, uses);
  const rules = createRules(platform, uses);
  const parts = {
    service,
    arrivals,
    messages,
    rules,
    attendance: createAttendance(platform, uses, messages),
    followBranch: createFollowBranch(platform, uses, messages),
  };
  return {
    service,
    arrivals,
    rules,
    routes: appointmentRoutes(parts),
    subject: appointmentSubject(db),
    retained: appointmentRetained,
    reactions: appointmentReactions(parts),
    feeds: appointmentFeeds(uses.directory),
    deadlines: { 'appointment.miss': service.miss, [messageDeadline]: messages.due },
  };
}
