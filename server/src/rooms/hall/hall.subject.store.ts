import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { SubjectPart } from '../../platform/personal-data.ts';

/** Receptions stay, as the work of those who received; whom they received is forgotten. */
export function hallSubject(db: Reader): SubjectPart {
  return {
    name: { zh: '大堂接待', en: 'Receptions in the hall' },
    collect: (customerId) =>
      db.rows<Record<string, unknown>>(
        statement(
          `select 'reception' as part, business_date as "businessDate", ticket_number as "ticketNumber", platform.ms(started_at) as "startedAt"
           from hall.service_flow where customer_id = $1 order by started_at`,
          [customerId],
        ),
      ),
    forget: async (customerId) => {
      const rows = await db.rows(
        statement(
          `update hall.service_flow set customer_id = null, masked_name = null where customer_id = $1 returning 1`,
          [customerId],
        ),
      );
      return rows.length;
    },
  };
}
