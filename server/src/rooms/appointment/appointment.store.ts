import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Booking } from './appointment.domain.ts';

type BookingRow = Omit<Booking, 'movedTo' | 'preparation'> & {
  movedToDate: string | null;
  movedToId: string | null;
  preparedWords: string | null;
  preparedBy: string | null;
  preparedAt: number | null;
};

const columns = `branch_id as "branchId", business_date as "businessDate", id, code, link_hash as "linkHash", state,
  service_type_id as "serviceTypeId", start_at as start, end_at as "end", customer_id as "customerId", masked_name as "maskedName",
  masked_phone as "maskedPhone", channel, note, booked_at as "bookedAt", check_in_began_at as "checkInBeganAt", timing,
  checked_in_at as "checkedInAt", ticket_id as "ticketId", ticket_number as "ticketNumber", language, disturbed, moved_to_date as "movedToDate",
  moved_to_id as "movedToId", prepared_words as "preparedWords", prepared_by as "preparedBy", prepared_at as "preparedAt"`;

function toBooking(row: BookingRow): Booking {
  const { movedToDate, movedToId, preparedWords, preparedBy, preparedAt, ...same } = row;
  return {
    ...same,
    movedTo: movedToId === null ? null : { businessDate: movedToDate!, id: movedToId },
    preparation: preparedWords === null ? null : { words: preparedWords, by: preparedBy!, at: preparedAt! },
  };
}

async function one(reader: Reader, sql: string, values: unknown[]): Promise<Booking | null> {
  const row = await reader.row(statement<BookingRow>(sql, values));
  return row === null ? null : toBooking(row);
}

async function many(reader: Reader, sql: string, values: unknown[]): Promise<Booking[]> {
  return (await reader.rows(statement<BookingRow>(sql, values))).map(toBooking);
}

const at = (instant: number | null | undefined): Date | null => (instant == null ? null : new Date(instant));

/** False when the person has a booking at the branch that day. */
export async function insertBooking(tx: Tx, booking: Booking): Promise<boolean> {
  const made = await tx.rows(
    statement(
      `insert into appointment.booking (branch_id, business_date, id, code, link_hash, state, service_type_id, start_at, end_at,
         customer_id, masked_name, masked_phone, channel, note, booked_at, language, prepared_words, prepared_by, prepared_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
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
        booking.language,
        booking.preparation?.words ?? null,
        booking.preparation?.by ?? null,
        at(booking.preparation?.at),
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
  return one(
    reader,
    `select ${columns} from appointment.booking where branch_id = $1 and business_date = $2 and id = $3`,
    [branchId, date, id],
  );
}

export function lockBooking(tx: Tx, date: string, id: string): Promise<Booking | null> {
  return one(
    tx,
    `select ${columns} from appointment.booking where branch_id = $1 and business_date = $2 and id = $3 for update`,
    [tx.branchId, date, id],
  );
}

/** By its code: today's first, then the nearest day to come, then the past. */
export function lockByCode(tx: Tx, code: string, today: string): Promise<Booking | null> {
  return one(
    tx,
    `select ${columns} from appointment.booking
     where branch_id = $1 and business_date between $3::date - 31 and $3::date + 31 and code = $2
     order by business_date < $3::date, abs(business_date - $3::date) limit 1 for update`,
    [tx.branchId, code, today],
  );
}

export async function saveBooking(tx: Tx, booking: Booking): Promise<void> {
  await tx.rows(
    statement(
      `update appointment.booking set state = $4, check_in_began_at = $5, timing = $6, checked_in_at = $7, ticket_id = $8, ticket_number = $9,
         disturbed = $10, moved_to_date = $11, moved_to_id = $12, prepared_words = $13, prepared_by = $14, prepared_at = $15
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
        booking.disturbed,
        booking.movedTo?.businessDate ?? null,
        booking.movedTo?.id ?? null,
        booking.preparation?.words ?? null,
        booking.preparation?.by ?? null,
        at(booking.preparation?.at),
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
  return many(
    reader,
    `select ${columns} from appointment.booking where branch_id = $1 and business_date = $2 order by start_at, booked_at, id`,
    [branchId, date],
  );
}

/** Bookings still to come, locked in a steady order. */
export function lockComing(tx: Tx, from: { date: string; until: string; now: number }): Promise<Booking[]> {
  return many(
    tx,
    `select ${columns} from appointment.booking
     where branch_id = $1 and business_date between $2 and $3 and state = 'booked' and end_at > $4
     order by business_date, id for update`,
    [tx.branchId, from.date, from.until, new Date(from.now)],
  );
}

/** The booking a ticket of that day was issued for. */
export function bookingOfTicket(
  reader: Reader,
  branchId: string,
  date: string,
  ticketId: string,
): Promise<Booking | null> {
  return one(
    reader,
    `select ${columns} from appointment.booking where branch_id = $1 and business_date = $2 and id =
       (select t.booking_id from queue.v_ticket t where t.branch_id = $1 and t.business_date = $2 and t.id = $3)`,
    [branchId, date, ticketId],
  );
}

/** The branch's last event: what is read after it is at least true at. */
export async function eventNumber(reader: Reader, branchId: string): Promise<number> {
  const row = await reader.row(
    statement<{ last: number }>('select last from platform.event_counter where branch_id = $1', [branchId]),
  );
  return row?.last ?? 0;
}
