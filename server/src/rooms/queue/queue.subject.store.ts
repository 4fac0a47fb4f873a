import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { SubjectPart } from '../../platform/personal-data.ts';

/** Tickets stay, as the branch's figures; whose they were is forgotten. */
export function queueSubject(db: Reader): SubjectPart {
  return {
    name: { zh: '排队与服务', en: 'Tickets and services' },
    collect: (customerId) =>
      db.rows<Record<string, unknown>>(
        statement(
          `select 'ticket' as part, business_date as "businessDate", number, state, channel, platform.ms(issued_at) as "issuedAt"
           from queue.ticket where customer_id = $1 order by issued_at`,
          [customerId],
        ),
      ),
    forget: async (customerId) => {
      const tickets = await db.rows(
        statement(
          `update queue.ticket set customer_id = null, masked_name = null, note = null where customer_id = $1 returning 1`,
          [customerId],
        ),
      );
      const visits = await db.rows(
        statement('update queue.visit set customer_id = null where customer_id = $1 returning 1', [
          customerId,
        ]),
      );
      return tickets.length + visits.length;
    },
  };
}
