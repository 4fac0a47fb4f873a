import type { Arrival } from '@huiting/contracts/customer';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';
import type { Sighting } from './customer.domain.ts';

const arrivalColumns = `arrival_id as id, branch_id as "branchId", at, source, confidence, card as customer, place,
  ticket_number as "ticketNumber"`;

/** Notes an arrival, once per customer, branch and business day. A later sighting only adds its ticket number. */
export async function saveSighting(
  tx: Tx,
  sighting: Sighting,
): Promise<{ arrival: Arrival; outcome: 'arrived' | 'changed' | 'known' }> {
  const id = newId();
  const key = [tx.branchId, sighting.businessDate, sighting.customer.id];
  const saved = await tx.row(
    statement<Arrival>(
      `insert into customer.arrival as a (branch_id, business_date, customer_id, arrival_id, at, source, confidence, place,
         ticket_number, owner_staff_id, card)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (branch_id, business_date, customer_id)
         do update set ticket_number = excluded.ticket_number
         where excluded.ticket_number is not null and a.ticket_number is distinct from excluded.ticket_number
       returning ${arrivalColumns}`,
      [
        ...key,
        id,
        new Date(sighting.at),
        sighting.source,
        sighting.confidence,
        sighting.place,
        sighting.ticketNumber,
        sighting.ownerStaffId,
        JSON.stringify(sighting.customer),
      ],
      'arrival-save',
    ),
  );
  if (saved !== null) return { arrival: saved, outcome: saved.id === id ? 'arrived' : 'changed' };
  const known = await tx.row(
    statement<Arrival>(
      `select ${arrivalColumns} from customer.arrival where branch_id = $1 and business_date = $2 and customer_id = $3`,
      key,
    ),
  );
  return { arrival: known!, outcome: 'known' };
}

/** Arrivals of a day, newest first, and the event number they are true at. */
export async function listArrivals(
  reader: Reader,
  branchId: string,
  businessDate: string,
): Promise<{ number: number; arrivals: Arrival[] }> {
  // The number is read first: what is announced in between comes again as a delta, which does no harm.
  const counter = await reader.row(
    statement<{ last: number }>(
      'select last from platform.event_counter where branch_id = $1',
      [branchId],
      'event-number',
    ),
  );
  const arrivals = await reader.rows(
    statement<Arrival>(
      `select ${arrivalColumns} from customer.arrival where branch_id = $1 and business_date = $2 order by at desc, arrival_id desc`,
      [branchId, businessDate],
    ),
  );
  return { number: counter?.last ?? 0, arrivals };
}

export async function arrivedOn(
  reader: Reader,
  branchId: string,
  businessDate: string,
  customerId: string,
): Promise<boolean> {
  const row = await reader.row(
    statement(
      'select 1 from customer.arrival where branch_id = $1 and business_date = $2 and customer_id = $3',
      [branchId, businessDate, customerId],
    ),
  );
  return row !== null;
}

export async function saveVisitService(
  tx: Tx,
  service: {
    requestId: string;
    customerId: string;
    at: number;
    businessDate: string;
    serviceName: { zh: string; en: string } | null;
    waitSeconds: number;
  },
): Promise<void> {
  await tx.rows(
    statement(
      `insert into customer.visit_service (branch_id, business_date, request_id, customer_id, at, service_name, wait_seconds)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [
        tx.branchId,
        service.businessDate,
        service.requestId,
        service.customerId,
        new Date(service.at),
        service.serviceName === null ? null : JSON.stringify(service.serviceName),
        service.waitSeconds,
      ],
    ),
  );
}

/** A rating may come by link until the next day: the days of the service are searched, not only today's. */
export async function saveLevel(
  tx: Tx,
  rating: { requestId: string; level: number; fromDate: string; toDate: string },
): Promise<void> {
  await tx.rows(
    statement(
      `update customer.visit_service set level = $5
       where branch_id = $1 and business_date between $2 and $3 and request_id = $4`,
      [tx.branchId, rating.fromDate, rating.toDate, rating.requestId, rating.level],
    ),
  );
}
