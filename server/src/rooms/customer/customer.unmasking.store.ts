import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';

/** All instants are wall time. */
const windowMs = 10 * 60_000;

/** Writes down that a field is shown in clear, unless the person has seen too many lately; false then. */
export async function noteUnmasking(
  reader: Reader,
  shown: { branchId: string; customerId: string; field: string; askedBy: string; askedByName: string },
  limit: number,
  wall: number,
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into customer.unmasking (branch_id, unmasking_id, customer_id, field, asked_by, asked_by_name, at)
       select $1, $2, $3, $4, $5, $6, $7
       where (select count(*) from customer.unmasking where branch_id = $1 and asked_by = $5 and at > $8) < $9
       returning 1`,
      [
        shown.branchId,
        newId(wall),
        shown.customerId,
        shown.field,
        shown.askedBy,
        shown.askedByName,
        new Date(wall),
        new Date(wall - windowMs),
        limit,
      ],
    ),
  );
  return rows.length > 0;
}
