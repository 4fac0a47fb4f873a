import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { SubjectPart } from '../../platform/personal-data.ts';
import type { CustomerStore } from './customer.store.ts';

/** The customer's file, for the customer; and forgotten. Rows of branches go first, the file itself last: a broken run is begun again. */
export function customerSubject(db: Reader, store: CustomerStore): SubjectPart {
  return {
    name: { zh: '客户资料', en: 'Customer file' },

    collect: async (customerId) => {
      const record = await store.loadRecord(db, customerId);
      if (record === null) return [];
      const { ownerStaffId: _owner, ...own } = record;
      const consents = await db.rows<Record<string, unknown>>(
        statement(
          `select purpose, given, text_version as "textVersion", channel, platform.ms(at) as at
           from customer.consent_act where customer_id = $1 order by act_id`,
          [customerId],
        ),
      );
      const seen = await db.rows<Record<string, unknown>>(
        statement(
          `select field, platform.ms(at) as at from customer.unmasking where customer_id = $1 order by at`,
          [customerId],
        ),
      );
      const arrivals = await db.rows<Record<string, unknown>>(
        statement(
          `select platform.ms(at) as at, source, place from customer.arrival where customer_id = $1 order by at`,
          [customerId],
        ),
      );
      return [
        { part: 'file', ...own },
        ...consents.map((row) => ({ part: 'consent', ...row })),
        ...arrivals.map((row) => ({ part: 'arrival', ...row })),
        ...seen.map((row) => ({ part: 'shownInClear', ...row })),
      ];
    },

    forget: async (customerId) => {
      let rows = 0;
      for (const table of ownTables) {
        const gone = await db.rows(
          statement(`delete from customer.${table} where customer_id = $1 returning 1`, [customerId]),
        );
        rows += gone.length;
      }
      return rows;
    },
  };
}

/** Those that refer to the file before it. What proves a consent goes, too: there is nobody left it could be proved of. */
const ownTables = [
  'unmasking',
  'arrival',
  'visit_service',
  'contact',
  'handover_item',
  'relationship',
  'due_entry',
  'due_settlement',
  'consent_act',
  'consent',
  'customer_identifier',
  'card',
  'signed_service',
  'held_product',
  'customer',
  // Once more: a walk to another index key may have written partners until the file was gone.
  'customer_identifier',
] as const;
