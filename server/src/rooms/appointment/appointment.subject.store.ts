import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { SubjectPart } from '../../platform/personal-data.ts';

/** Bookings stay, as the branch's figures; whose they were is forgotten, and messages to them go. */
export function appointmentSubject(db: Reader): SubjectPart {
  return {
    name: { zh: '预约', en: 'Bookings' },
    collect: (customerId) =>
      db.rows<Record<string, unknown>>(
        statement(
          `select 'booking' as part, business_date as "businessDate", state, channel, platform.ms(start_at) as "startAt", note
           from appointment.booking where customer_id = $1 order by start_at`,
          [customerId],
        ),
      ),
    forget: async (customerId) => {
      const messages = await db.rows(
        statement('delete from appointment.message where customer_id = $1 returning 1', [customerId]),
      );
      const missed = await db.rows(
        statement('delete from appointment.no_show where customer_id = $1 returning 1', [customerId]),
      );
      // An id of nobody for each row: nothing joins them any more.
      const bookings = await db.rows(
        statement(
          `update appointment.booking set customer_id = gen_random_uuid(), masked_name = '—', masked_phone = '—', note = null
           where customer_id = $1 returning 1`,
          [customerId],
        ),
      );
      return messages.length + missed.length + bookings.length;
    },
  };
}
