import { z } from 'zod';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant } from '../core/fields.ts';
import type { Named } from '../core/fields.ts';
import { topic } from '../core/topic.ts';
import { Booking } from './model.ts';

/** What a text message to a customer is about. */
export const MessageKind = z.enum([
  'dayBefore',
  'hoursBefore',
  'moved',
  'disturbed',
  'restored',
  'barred',
  'near',
]);
export type MessageKind = z.output<typeof MessageKind>;
const messageWords: Record<MessageKind, z.output<typeof Named>> = {
  dayBefore: { zh: '预约提醒（前一天）', en: 'reminder, the day before' },
  hoursBefore: { zh: '预约提醒（当天）', en: 'reminder, same day' },
  moved: { zh: '改约确认', en: 'booking moved' },
  disturbed: { zh: '网点停业改约通知', en: 'branch closed, offer to move' },
  restored: { zh: '预约恢复通知', en: 'booking stands again' },
  barred: { zh: '暂停在线预约通知', en: 'barred from booking online' },
  near: { zh: '即将叫号提醒', en: 'turn is near' },
};

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
  /** To another time; the old place is free again. */
  moved: event({
    type: 'booking.moved',
    room: 'appointment',
    payload: z.object({ from: Booking, booking: Booking }),
  }),
  /** The branch will be closed then, or (with `disturbed` null) open after all. */
  disturbed: event({
    type: 'booking.disturbed',
    room: 'appointment',
    payload: z.object({ booking: Booking }),
  }),
  /** Staff have noted what to have ready. The note itself is not told. */
  prepared: event({
    type: 'booking.prepared',
    room: 'appointment',
    payload: z.object({ bookingId: Id, businessDate: BusinessDate }),
  }),
  /** A text message to a customer is to be sent now: off the branch's own way, since a gateway may be slow. */
  messageDue: event({
    type: 'customerMessage.due',
    room: 'appointment',
    payload: z.object({
      messageId: Id,
      businessDate: BusinessDate,
      /** Which try it is, from 0: of several processes that hear it, one may make it. */
      attempt: z.number().int(),
    }),
  }),
  messageFailed: event({
    type: 'customerMessage.failed',
    room: 'appointment',
    payload: z.object({
      messageId: Id,
      /** Booking or ticket it was about. */
      about: Id,
      kind: MessageKind,
      maskedName: z.string(),
      maskedPhone: z.string(),
      start: Instant.nullable(),
    }),
    notify: {
      kind: 'appointment.message',
      severity: 'warning',
      dedupeKey: (p) => `customerMessage:${p.about}`,
      audience: { permission: 'appointment.manage' },
      title: (p) => ({
        zh: `短信没有送达 · ${p.maskedName}`,
        en: `Message not delivered · ${p.maskedName}`,
      }),
      body: (p) => ({
        zh: `${messageWords[p.kind].zh} · ${p.maskedPhone} · 请电话联系客户`,
        en: `${messageWords[p.kind].en} · ${p.maskedPhone} · please phone the customer`,
      }),
      subject: (p) => ({ kind: 'booking', id: p.about }),
      escalateAfterMinutes: null,
    },
  }),
};

export const appointmentTopics = {
  /** Bookings as they change, of any day; preparation is fetched. */
  bookings: topic({
    name: 'appointment.bookings',
    key: 'branch',
    access: 'appointment.view',
    delta: z.object({ bookings: z.array(Booking) }),
    gauge: z.object({}),
  }),
};
