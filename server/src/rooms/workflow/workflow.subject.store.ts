import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { SubjectPart } from '../../platform/personal-data.ts';

/** Alerts about a customer stay, as work done; their words, which name the customer, go. */
export function workflowSubject(db: Reader): SubjectPart {
  const words = JSON.stringify({ zh: '客户信息已删除', en: 'Erased with the customer' });
  return {
    name: { zh: '提醒', en: 'Alerts' },
    collect: (customerId) =>
      db.rows<Record<string, unknown>>(
        statement(
          `select 'alert' as part, kind, platform.ms(raised_at) as at from workflow.alert
           where subject_kind = 'customer' and subject_id = $1 order by raised_at`,
          [customerId],
        ),
      ),
    forget: async (customerId) => {
      const rows = await db.rows(
        statement(
          `with open as (update workflow.open_alert set subject_id = '', dedupe_key = 'erased:' || alert_id
               where subject_kind = 'customer' and subject_id = $1)
           update workflow.alert set title = $2, body = $2, subject_id = '', dedupe_key = 'erased:' || alert_id
           where subject_kind = 'customer' and subject_id = $1 returning 1`,
          [customerId, words],
        ),
      );
      return rows.length;
    },
  };
}
