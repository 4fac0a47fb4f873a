import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { PastService } from './customer.domain.ts';

/** What is remembered of a customer's visits to all branches: days they were recognised or served on, and the last services. It asks every branch's rows, through an index on the customer. */
export async function readVisits(
  reader: Reader,
  customerId: string,
  range: { from: string; to: string },
): Promise<{ visits: number; recent: PastService[] }> {
  const values = [customerId, range.from, range.to];
  const [counted, recent] = await Promise.all([
    reader.row(
      statement<{ visits: number }>(
        `select count(*) as visits from (
           select branch_id, business_date from customer.arrival where customer_id = $1 and business_date between $2 and $3
           union select branch_id, business_date from customer.visit_service where customer_id = $1 and business_date between $2 and $3) v`,
        values,
      ),
    ),
    reader.rows(
      statement<PastService>(
        `select at, branch_id as "branchId", service_name as "serviceName", wait_seconds as "waitSeconds", level
         from customer.visit_service where customer_id = $1 and business_date between $2 and $3 order by at desc limit 5`,
        values,
      ),
    ),
  ]);
  return { visits: counted?.visits ?? 0, recent };
}
