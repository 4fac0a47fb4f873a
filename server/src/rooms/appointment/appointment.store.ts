import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Booking, Slot } from './appointment.domain.ts';

const columns = `branch_id as "branchId", business_date as "businessDate", id, code, link_hash as "linkHash", state,
  service_type_id as "serviceTypeId", start_at as start, end_at as "end", customer_id as "customerId", masked_name as "maskedName",
  masked_phone as "maskedPhone", channel, note, booked_at as "bookedAt", check_in_began_at as "checkInBeganAt", timing,
  checked_in_at as "checkedInAt", ticket_id as "ticketId", ticket_number as "ticketNumber"`;

/** Takes a place in a slot, in one statement under the slot row's lock; false when it is full. `capacity` ≥ 1. */
export async function takePlace(
  tx: Tx,
  place: { businessDate: string; serviceTypeId: string; start: number; capacity: number },
): Promise<boolean> {
  const taken = await tx.rows(
    statement(
      `insert into appointment.slot as s (branch_id, business_date, service_type_id, start_at, booked) values ($1, $2, $3, $4, 1)
       on conflict (branch_id, business_date, service_type_id, start_at) do update set booked = s.booked + 1 where s.booked < $5
       returning 1`,
      [tx.branchId, place.businessDate, place.serviceTypeId, new Date(place.start), place.capacity],
    ),
  );
  return taken.length > 0;
}

export async function freePlace(tx: Tx, booking: Booking): Promise<void> {
  await tx.rows(
    statement(
      `update appointment.slot set booked = booked - 1
       where branch_id = $1 and business_date = $2 and service_type_id = $3 and start_at = $4 and booked > 0`,
      [tx.branchId, booking.businessDate, booking.serviceTypeId, new Date(booking.start)],
    ),
  );
}

/** False when the person has a booking at the branch that day. */
export async function insertBooking(tx: Tx, booking: Booking): Promise<boolean> {
  const made = await tx.rows(
    statement(
      `insert into appointment.booking (branch_id, business_date, id, code, link_hash, state, service_type_id, start_at, end_at,
         customer_id, masked_name, masked_phone, channel, note, booked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       on conflict (branch_id, business_date, customer_id) where state in ('booked', 'checkedIn') do nothing returning 1`,
      [
        tx.branchId,
        booking.businessDate,
        booking.id,
        booking.code,
        booking.linkHash,
        booking.state,
        booking.serviceTypeId,
        new Date(booking.start),
        new Date(booking.end),
        booking.customerId,
        booking.maskedName,
        booking.maskedPhone,
        booking.channel,
        booking.note,
        new Date(booking.bookedAt),
      ],
    ),
  );
  return made.length > 0;
}

/** By its id on its day. */
export function findBooking(
  reader: Reader,
  branchId: string,
  date: string,
  id: string,
): Promise<Booking | null> {
  return reader.row(
    statement<Booking>(
      `select ${columns} from appointment.booking where branch_id = $1 and business_date = $2 and id = $3`,
      [branchId, date, id],
    ),
  );
}

export function lockBooking(tx: Tx, date: string, id: string): Promise<Booking | null> {
  return tx.row(
    statement<Booking>(
      `select ${columns} from appointment.booking where branch_id = $1 and business_date = $2 and id = $3 for update`,
      [tx.branchId, date, id],
    ),
  );
}

/** By its code: today's first, then the nearest day to come, then the past. */
export function lockByCode(tx: Tx, code: string, today: string): Promise<Booking | null> {
  return tx.row(
    statement<Booking>(
      `select ${columns} from appointment.booking
       where branch_id = $1 and business_date between $3::date - 31 and $3::date + 31 and code = $2
       order by business_date < $3::date, abs(business_date - $3::date) limit 1 for update`,
      [tx.branchId, code, today],
    ),
  );
}

export async function saveBooking(tx: Tx, booking: Booking): Promise<void> {
  const at = (instant: number | null): Date | null => (instant === null ? null : new Date(instant));
  await tx.rows(
    statement(
      `update appointment.booking set state = $4, check_in_began_at = $5, timing = $6, checked_in_at = $7, ticket_id = $8, ticket_number = $9
       where branch_id = $1 and business_date = $2 and id = $3`,
      [
        tx.branchId,
        booking.businessDate,
        booking.id,
        booking.state,
        at(booking.checkInBeganAt),
        booking.timing,
        at(booking.checkedInAt),
        booking.ticketId,
        booking.ticketNumber,
      ],
    ),
  );
}

/** The ticket issued for a booking, if there is one. */
export function ticketOf(
  reader: Reader,
  booking: Booking,
): Promise<{ id: string; number: string; issuedAt: number } | null> {
  return reader.row(
    statement<{ id: string; number: string; issuedAt: number }>(
      `select id, number, issued_at as "issuedAt" from queue.v_ticket where branch_id = $1 and business_date = $2 and booking_id = $3`,
      [booking.branchId, booking.businessDate, booking.id],
    ),
  );
}

export function listBookings(reader: Reader, branchId: string, date: string): Promise<Booking[]> {
  return reader.rows(
    statement<Booking>(
      `select ${columns} from appointment.booking where branch_id = $1 and business_date = $2 order by start_at, booked_at, id`,
      [branchId, date],
    ),
  );
}

/** Places taken on a day, by start. */
export async function readTaken(
  reader: Reader,
  branchId: string,
  date: string,
  serviceTypeId: string,
): Promise<Map<number, number>> {
  const rows = await reader.rows(
    statement<Slot & { booked: number }>(
      'select start_at as start, booked from appointment.slot where branch_id = $1 and business_date = $2 and service_type_id = $3',
      [branchId, date, serviceTypeId],
    ),
  );
  return new Map(rows.map(({ start, booked }) => [start, booked]));
}

/** Capacities a branch has set for a service, by the time of day a half hour starts. */
export async function readRules(
  reader: Reader,
  branchId: string,
  serviceTypeId: string,
): Promise<Map<string, number>> {
  const rows = await reader.rows(
    statement<{ starts: string; capacity: number }>(
      'select starts, capacity from appointment.capacity_rule where branch_id = $1 and service_type_id = $2',
      [branchId, serviceTypeId],
    ),
  );
  return new Map(rows.map(({ starts, capacity }) => [starts, capacity]));
}
