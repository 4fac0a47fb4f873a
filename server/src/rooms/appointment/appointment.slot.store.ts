import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Booking, Slot } from './appointment.domain.ts';

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
