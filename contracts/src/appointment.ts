import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { BusinessDate, Id, Instant, Named, Words } from './core/fields.ts';
import { arrivalEndpoints } from './appointment/arrivals.ts';
import { Booking, BookingForCustomer, Slot } from './appointment/model.ts';
import { remoteEndpoints } from './appointment/remote.ts';
import { ruleEndpoints } from './appointment/rules.ts';
import { IssuedTicket } from './queue.ts';

export * from './appointment/arrivals.ts';
export * from './appointment/errors.ts';
export * from './appointment/events.ts';
export * from './appointment/model.ts';
export * from './appointment/remote.ts';
export * from './appointment/rules.ts';

const token = z.string().min(20).max(80);
export const appointmentEndpoints = {
  ...arrivalEndpoints,
  ...ruleEndpoints,
  ...remoteEndpoints,
  listSlots: endpoint({
    id: 'appointment.listSlots',
    method: 'GET',
    path: '/public/branches/:branchId/slots',
    summary: 'Services and free slots of a day',
    input: z.object({ branchId: Id, date: BusinessDate, serviceTypeId: Id.optional() }),
    output: z.object({
      services: z.array(
        z.object({ id: Id, code: z.string(), name: Named, description: Named, icon: z.string() }),
      ),
      slots: z.array(Slot),
      days: z.array(z.object({ date: BusinessDate, open: z.boolean() })),
    }),
    access: { kind: 'public' },
  }),
  sendPhoneCode: endpoint({
    id: 'appointment.sendPhoneCode',
    method: 'POST',
    path: '/public/phone-codes',
    summary: 'Send a one-time code to a phone',
    input: z.object({ phone: z.string().min(6).max(20) }),
    output: z.object({ expiresInSeconds: z.number().int() }),
    errors: ['appointment.bad_phone'],
    access: { kind: 'public' },
    idempotent: false,
  }),
  bookByPhone: endpoint({
    id: 'appointment.bookByPhone',
    method: 'POST',
    path: '/public/branches/:branchId/bookings',
    summary: 'Book a slot; the phone is proved by the one-time code',
    input: z.object({
      branchId: Id,
      serviceTypeId: Id,
      start: Instant,
      name: Words(40).pipe(z.string().min(1)),
      phone: z.string().min(6).max(20),
      phoneCode: z.string().min(4).max(8),
      note: Words(100).nullable().default(null),
    }),
    output: BookingForCustomer,
    errors: [
      'appointment.slot_full',
      'appointment.slot_closed',
      'appointment.already_booked',
      'appointment.phone_not_proved',
      'appointment.bad_phone',
      'appointment.barred',
    ],
    access: { kind: 'public' },
  }),
  getByLink: endpoint({
    id: 'appointment.getByLink',
    method: 'GET',
    path: '/b/:token',
    summary: 'My booking',
    input: z.object({ token }),
    output: BookingForCustomer,
    errors: ['appointment.not_found'],
    access: { kind: 'link' },
  }),
  cancelByLink: endpoint({
    id: 'appointment.cancelByLink',
    method: 'POST',
    path: '/b/:token/cancel',
    summary: 'Cancel my booking',
    input: z.object({ token }),
    output: BookingForCustomer,
    errors: ['appointment.not_found', 'appointment.wrong_state', 'appointment.too_late_to_change'],
    access: { kind: 'link' },
  }),
  moveByLink: endpoint({
    id: 'appointment.moveByLink',
    method: 'POST',
    path: '/b/:token/move',
    summary: 'Move my booking to another time; the answer is the new one, under a link of its own',
    input: z.object({ token, start: Instant }),
    output: BookingForCustomer,
    errors: [
      'appointment.not_found',
      'appointment.wrong_state',
      'appointment.too_late_to_change',
      'appointment.slot_full',
      'appointment.slot_closed',
      'appointment.already_booked',
    ],
    access: { kind: 'link' },
  }),
  bookForCustomer: endpoint({
    id: 'appointment.bookForCustomer',
    method: 'POST',
    path: '/branches/:branchId/bookings',
    summary: 'Book for a customer at the PAD',
    input: z.object({
      branchId: Id,
      serviceTypeId: Id,
      start: Instant,
      name: Words(40).pipe(z.string().min(1)),
      phone: z.string().min(6).max(20),
      note: Words(100).nullable().default(null),
    }),
    output: z.object({ booking: Booking }),
    errors: [
      'appointment.slot_full',
      'appointment.slot_closed',
      'appointment.already_booked',
      'appointment.bad_phone',
    ],
    access: 'appointment.manage',
  }),
  checkIn: endpoint({
    id: 'appointment.checkIn',
    method: 'POST',
    path: '/branches/:branchId/check-ins',
    summary: 'Check in by code or scanned QR: the booking becomes a ticket',
    input: z.object({
      branchId: Id,
      code: z.string().min(4).max(120),
      elder: z.boolean().default(false),
      channel: z.enum(['kiosk', 'pad']).default('kiosk'),
    }),
    output: IssuedTicket.extend({ timing: z.enum(['early', 'onTime', 'late']) }),
    errors: [
      'appointment.not_found',
      'appointment.wrong_state',
      'appointment.too_early',
      'appointment.wrong_branch',
      'queue.branch_closed',
      'queue.noon_break',
      'queue.branch_suspended',
      'queue.service_closed',
    ],
    access: 'appointment.checkIn',
  }),
  /** Demo only: what the SMS port would have sent. */
  readInbox: endpoint({
    id: 'appointment.readInbox',
    method: 'GET',
    path: '/demo/inbox',
    summary: 'Demo bank only: messages of the simulated phone',
    input: z.object({ phone: z.string().max(20).optional() }),
    output: z.object({ messages: z.array(z.object({ at: Instant, phone: z.string(), text: z.string() })) }),
    access: { kind: 'public' },
  }),
};
