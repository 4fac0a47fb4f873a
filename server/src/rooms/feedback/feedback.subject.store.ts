import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { SubjectPart } from '../../platform/personal-data.ts';

/** Ratings stay, as figures of those who served; whose they were is forgotten. */
export function feedbackSubject(db: Reader): SubjectPart {
  return {
    name: { zh: '评价', en: 'Ratings' },
    collect: (customerId) =>
      db.rows<Record<string, unknown>>(
        statement(
          `select 'rating' as part, business_date as "businessDate", level, channel, platform.ms(rated_at) as "ratedAt"
           from feedback.rating_request where customer_id = $1 order by asked_at`,
          [customerId],
        ),
      ),
    forget: async (customerId) => {
      const rows = await db.rows(
        statement(
          `update feedback.rating_request set customer_id = null, masked_name = null where customer_id = $1 returning 1`,
          [customerId],
        ),
      );
      // Nobody can be called any more; what was said in calls made stays as a figure.
      const calls = await db.rows(
        statement(
          `with due as (delete from feedback.follow_up where customer_id = $1 and ended_at is null returning 1),
             made as (update feedback.follow_up set customer_id = null, masked_name = '—', attempts = '[]'
               where customer_id = $1 and ended_at is not null returning 1)
           select 1 from due union all select 1 from made`,
          [customerId],
        ),
      );
      return rows.length + calls.length;
    },
  };
}
