import { z } from 'zod';
import { BusinessDate, Id, Instant, Named } from '../core/fields.ts';

export const BookingState = z.enum(['booked', 'checkedIn', 'cancelled', 'noShow']);
export const Slot = z.object({
  start: Instant,
  end: Instant,
  capacity: z.number().int(),
  left: z.number().int(),
});
/** Why a booking that was made cannot take place: the branch has closed that day or hour, or is shut altogether. */
export const Disturbance = z.enum(['closed', 'suspended']);
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
  /** Null to whoever may not see contacts, and in live messages. */
  maskedPhone: z.string().nullable(),
  channel: z.enum(['h5', 'pad', 'api']),
  note: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  checkedInAt: Instant.nullable(),
  /** The branch will be closed then: the customer has been offered to move. */
  disturbed: Disturbance.nullable(),
});
export type Booking = z.output<typeof Booking>;

/** What the customer holds: the code to type or show as QR, and the link. */
export const BookingForCustomer = Booking.extend({
  branchName: z.string(),
  address: z.string(),
  /** `/h5/b/<token>`. Of a booking that was moved: the page of the one it became. */
  path: z.string(),
  /** `/h5/t/<token>` once checked in. */
  progressPath: z.string().nullable(),
  checkInFrom: Instant,
  checkInUntil: Instant,
  /** Until when it may be moved to another time, and given up; past = no more. */
  changeUntil: Instant,
  cancelUntil: Instant,
});

/** Check-in opens `early` before the slot and ends `late` after its start; up to `grace` after it counts as on time. */
export const appointmentDefaults = {
  earlyMinutes: 30,
  graceMinutes: 5,
  lateMinutes: 15,
  slotMinutes: 30,
  daysAhead: 14,
} as const;
