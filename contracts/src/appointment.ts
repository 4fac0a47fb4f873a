import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { event } from './core/event.ts';
import { BusinessDate, Id, Instant, Named, Words } from './core/fields.ts';
import { IssuedTicket } from './queue.ts';

export const appointmentErrors = errors({
  'appointment.slot_full': {
    status: 409,
    zh: '这个时段已约满，请选择其他时段',
    en: 'This slot is full; choose another',
  },
  'appointment.slot_closed': { status: 409, zh: '这个时段不能预约', en: 'This slot cannot be booked' },
  'appointment.already_booked': {
    status: 409,
    zh: '您当天已有预约',
    en: 'You already have a booking that day',
  },
  'appointment.phone_not_proved': {
    status: 400,
    zh: '验证码不正确或已过期',
    en: 'The one-time code is wrong or has expired',
  },
  'appointment.bad_phone': { status: 400, zh: '手机号格式不正确', en: 'The phone number is malformed' },
  'appointment.not_found': { status: 404, zh: '没有找到预约', en: 'Booking not found' },
  'appointment.wrong_state': {
    status: 409,
    zh: '预约状态不允许此操作',
    en: "The booking's state does not allow this",
  },
  'appointment.too_early': { status: 409, zh: '还没到签到时间', en: 'It is too early to check in' },
  'appointment.wrong_branch': {
    status: 409,
    zh: '预约的不是这个网点',
    en: 'The booking is for another branch',
  },
});

export const BookingState = z.enum(['booked', 'checkedIn', 'cancelled', 'noShow']);
export const Slot = z.object({
  start: Instant,
  end: Instant,
  capacity: z.number().int(),
  left: z.number().int(),
});
export const Booking = z.object({
  id: Id,
  branchId: Id,
  code: z.string(),
  state: BookingState,
  serviceTypeId: Id,
  serviceName: Named,
  start: Instant,
  end: Instant,
  businessDate: BusinessDate,
  maskedName: z.string(),
  maskedPhone: z.string(),
  channel: z.enum(['h5', 'pad', 'api']),
  note: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  checkedInAt: Instant.nullable(),
});
export type Booking = z.output<typeof Booking>;
/** What the customer holds: the code to type or show as QR, and the link. */
export const BookingForCustomer = Booking.extend({
  branchName: z.string(),
  address: z.string(),
  /** `/h5/b/<token>` */
  path: z.string(),
  /** `/h5/t/<token>` once checked in. */
  progressPath: z.string().nullable(),
  checkInFrom: Instant,
  checkInUntil: Instant,
});

export const appointmentEvents = {
  booked: event({ type: 'booking.made', room: 'appointment', payload: z.object({ booking: Booking }) }),
  checkedIn: event({
    type: 'booking.checkedIn',
    room: 'appointment',
    payload: z.object({ booking: Booking, ticketId: Id }),
  }),
  cancelled: event({
    type: 'booking.cancelled',
    room: 'appointment',
    payload: z.object({ booking: Booking }),
  }),
  missed: event({ type: 'booking.missed', room: 'appointment', payload: z.object({ booking: Booking }) }),
};

const token = z.string().min(20).max(80);
export const appointmentEndpoints = {
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
    errors: ['appointment.not_found', 'appointment.wrong_state'],
    access: { kind: 'link' },
  }),
  listBookings: endpoint({
    id: 'appointment.listBookings',
    method: 'GET',
    path: '/branches/:branchId/bookings',
    summary: 'Bookings of a day',
    input: z.object({ branchId: Id, date: BusinessDate.optional() }),
    output: z.object({ bookings: z.array(Booking) }),
    access: 'appointment.view',
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
/** Check-in opens `early` before the slot and ends `late` after its start; up to `grace` after it counts as on time. */
export const appointmentDefaults = {
  earlyMinutes: 30,
  graceMinutes: 5,
  lateMinutes: 15,
  slotMinutes: 30,
  daysAhead: 14,
} as const;
