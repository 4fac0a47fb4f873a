import { appointmentDefaults } from '@huiting/contracts/appointment';
import type { BookingRules, BookingState, Disturbance } from '@huiting/contracts/appointment';
import type { Locale } from '@huiting/contracts/core/fields';
import type { BusinessDayInfo } from '@huiting/contracts/organization';
import type { z } from 'zod';

/** The room's nouns as it decides on them. Instants are ms of business time. */

export type Timing = 'early' | 'onTime' | 'late';

export interface Booking {
  readonly branchId: string;
  readonly businessDate: string;
  readonly id: string;
  readonly code: string;
  readonly linkHash: string;
  readonly state: z.output<typeof BookingState>;
  readonly serviceTypeId: string;
  readonly start: number;
  readonly end: number;
  readonly customerId: string;
  readonly maskedName: string;
  readonly maskedPhone: string;
  readonly channel: 'h5' | 'pad' | 'api';
  readonly note: string | null;
  readonly bookedAt: number;
  /** Set while a ticket is being issued for it, and after. */
  readonly checkInBeganAt: number | null;
  readonly timing: Timing | null;
  readonly checkedInAt: number | null;
  readonly ticketId: string | null;
  readonly ticketNumber: string | null;
  /** Language of the customer's page: messages are written in it. */
  readonly language: z.output<typeof Locale>;
  readonly disturbed: z.output<typeof Disturbance> | null;
  /** The booking this one became. */
  readonly movedTo: { readonly businessDate: string; readonly id: string } | null;
  readonly preparation: { readonly words: string; readonly by: string; readonly at: number } | null;
}

export interface Slot {
  readonly start: number;
  readonly end: number;
}

export type Decided<T, C extends string> =
  | { readonly refusal: C }
  | { readonly refusal: null; readonly value: T };

const minute = 60_000;
const slotMs = appointmentDefaults.slotMinutes * minute;

/** Half hours of a day from opening, whole ones only, outside noon, within the hours of the business when it has its own. */
export function slotsOf(
  day: Pick<BusinessDayInfo, 'opensAt' | 'closesAt' | 'noon'>,
  service: { from: number; until: number } | null,
): Slot[] {
  if (day.opensAt === null || day.closesAt === null) return [];
  const until = Math.min(day.closesAt, service?.until ?? day.closesAt);
  const slots: Slot[] = [];
  for (let start = day.opensAt; start + slotMs <= until; start += slotMs) {
    const end = start + slotMs;
    const atNoon = day.noon !== null && start < day.noon.until && end > day.noon.from;
    if (start >= (service?.from ?? start) && !atNoon) slots.push({ start, end });
  }
  return slots;
}

/** Share of the windows' time that bookings may fill; the rest is for those who just come. */
const bookableShare = 0.5;

/** Bookings a half hour takes unless a rule says otherwise: windows × 30 ÷ standard minutes × share, at least one. */
export function defaultCapacity(windows: number, standardMinutes: number): number {
  if (windows === 0) return 0;
  return Math.max(
    1,
    Math.floor(((windows * appointmentDefaults.slotMinutes) / standardMinutes) * bookableShare),
  );
}

/** Check-in: open from `from`, over at `until`. */
export function checkInWindow(start: number): { from: number; until: number } {
  return {
    from: start - appointmentDefaults.earlyMinutes * minute,
    until: start + appointmentDefaults.lateMinutes * minute,
  };
}

/** Early until the booked time, on time for the grace minutes after it, then late: a late guest queues like everybody else. */
function timingAt(start: number, now: number): Timing {
  if (now < start) return 'early';
  return now <= start + appointmentDefaults.graceMinutes * minute ? 'onTime' : 'late';
}

/** A booking whose guest is here: it may be turned into a ticket, now or (when it was before) once more into the same one. */
export function beginCheckIn(
  booking: Booking,
  now: number,
): Decided<Booking, 'appointment.too_early' | 'appointment.wrong_state'> {
  if (booking.state === 'checkedIn') return { refusal: null, value: booking };
  if (booking.state !== 'booked') return { refusal: 'appointment.wrong_state' };
  // Begun before and not ended: the ticket may exist already, so the first moment counts.
  if (booking.checkInBeganAt !== null) return { refusal: null, value: booking };
  const { from, until } = checkInWindow(booking.start);
  if (now < from) return { refusal: 'appointment.too_early' };
  if (now >= until) return { refusal: 'appointment.wrong_state' };
  return { refusal: null, value: { ...booking, checkInBeganAt: now, timing: timingAt(booking.start, now) } };
}

/** The ticket is there: the booking is kept. */
export function endCheckIn(
  booking: Booking,
  ticket: { id: string; number: string; issuedAt: number },
): Booking {
  return {
    ...booking,
    state: 'checkedIn',
    checkedInAt: ticket.issuedAt,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
  };
}

type Terms = Pick<BookingRules, 'changeUntilMinutes' | 'cancelUntilMinutes'>;

/** Until when a customer may move a booking, and until when give it up. A disturbed one: always, it is the branch's doing. */
export function changeTerms(
  { start, end, disturbed }: Pick<Booking, 'start' | 'end' | 'disturbed'>,
  rules: Terms,
): { changeUntil: number; cancelUntil: number } {
  if (disturbed !== null) return { changeUntil: end, cancelUntil: end };
  return {
    changeUntil: start - rules.changeUntilMinutes * minute,
    cancelUntil: start - rules.cancelUntilMinutes * minute,
  };
}

/** The old booking gives its place up, for nothing or for the one it becomes. */
export function giveUpBooking(
  booking: Booking,
  how: { readonly now: number; readonly rules: Terms; readonly movedTo: Booking['movedTo'] },
): Decided<Booking, 'appointment.wrong_state' | 'appointment.too_late_to_change'> {
  if (booking.state !== 'booked' || booking.checkInBeganAt !== null)
    return { refusal: 'appointment.wrong_state' };
  const { changeUntil, cancelUntil } = changeTerms(booking, how.rules);
  if (how.now > (how.movedTo === null ? cancelUntil : changeUntil))
    return { refusal: 'appointment.too_late_to_change' };
  return { refusal: null, value: { ...booking, state: 'cancelled', movedTo: how.movedTo } };
}

/** How long a check-in may lie between its two transactions before it counts as broken off. */
const checkInPatienceMs = 2 * minute;

/** What the deadline finds: the guest came after all, is just coming, or did not come. */
export function missOrWait(
  booking: Booking,
  ticket: { id: string; number: string; issuedAt: number } | null,
  now: number,
):
  | { readonly verdict: 'ended' | 'missed' | 'fellThrough' | 'cameAfterAll'; readonly booking: Booking }
  | { readonly verdict: 'wait'; readonly until: number } {
  if (booking.state !== 'booked') return { verdict: 'ended', booking };
  if (ticket !== null) return { verdict: 'cameAfterAll', booking: endCheckIn(booking, ticket) };
  const began = booking.checkInBeganAt;
  if (began !== null && now < began + checkInPatienceMs)
    return { verdict: 'wait', until: began + checkInPatienceMs };
  // The branch was closed: nobody could have come.
  if (booking.disturbed !== null)
    return { verdict: 'fellThrough', booking: { ...booking, state: 'cancelled' } };
  return { verdict: 'missed', booking: { ...booking, state: 'noShow', checkInBeganAt: null, timing: null } };
}
