import type { Booking, StaffBooking } from '@huiting/contracts/appointment';

/** Where an expected customer is: still to come, here, overdue, or not coming any more. */
export type Arrival = 'due' | 'arrived' | 'late' | 'missed' | 'cancelled' | 'disturbed';

export function arrivalOf(booking: Pick<Booking, 'state' | 'start' | 'disturbed'>, now: number): Arrival {
  switch (booking.state) {
    case 'checkedIn':
      return 'arrived';
    case 'cancelled':
      return 'cancelled';
    case 'noShow':
      return 'missed';
    case 'booked':
      if (booking.disturbed !== null) return 'disturbed';
      return now > booking.start ? 'late' : 'due';
  }
}

/** Whoever is overdue first, then who comes next, then who is here, then who will not come; by time within each. */
const rank: Record<Arrival, number> = {
  late: 0,
  disturbed: 1,
  due: 2,
  arrived: 3,
  missed: 4,
  cancelled: 5,
};
export function inOrder(bookings: readonly StaffBooking[], now: number): readonly StaffBooking[] {
  return bookings.toSorted(
    (a, b) =>
      rank[arrivalOf(a, now)] - rank[arrivalOf(b, now)] || a.start - b.start || (a.id < b.id ? -1 : 1),
  );
}

export interface DayBookings {
  readonly number: number;
  readonly businessDate: string;
  readonly bookings: readonly StaffBooking[];
}

/** A change tells neither the note nor the message: what is held stays, until it is fetched anew. */
export function applyBookings(
  snapshot: DayBookings,
  { bookings }: { readonly bookings: readonly Booking[] },
): DayBookings {
  const changed = bookings.filter(({ businessDate }) => businessDate === snapshot.businessDate);
  if (changed.length === 0) return snapshot;
  const held = new Map(snapshot.bookings.map((one) => [one.id, one]));
  for (const booking of changed) {
    const before = held.get(booking.id);
    held.set(booking.id, {
      ...booking,
      preparation: before?.preparation ?? null,
      message: before?.message ?? null,
    });
  }
  return { ...snapshot, bookings: [...held.values()] };
}
