import type {
  ContactPlan,
  CustomerContact,
  PlanState,
  Relationship,
} from '@huiting/contracts/customer/relationships';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { RelationshipRow } from './customer.relationship.domain.ts';

interface Row {
  customerId: string;
  ownerStaffId: string;
  planOn: string | null;
  planPurpose: ContactPlan['purpose'] | null;
  planNote: string | null;
  lastAt: number | null;
  lastChannel: NonNullable<Relationship['lastContact']>['channel'] | null;
  lastResult: NonNullable<Relationship['lastContact']>['result'] | null;
  version: number;
  handingOver: boolean;
}

const columns = `r.customer_id as "customerId", r.owner_staff_id as "ownerStaffId", r.plan_on as "planOn", r.plan_purpose as "planPurpose",
  r.plan_note_sealed as "planNote", r.last_at as "lastAt", r.last_channel as "lastChannel", r.last_result as "lastResult", r.version,
  exists (select 1 from customer.handover_item i where i.branch_id = r.branch_id and i.customer_id = r.customer_id
    and i.state = 'pending') as "handingOver"`;
/** What is planned for a day, against today ($2 of both statements below). */
const stateOfPlan = `case when plan_on is null then 'none' when plan_on < $2 then 'overdue' when plan_on = $2 then 'today' else 'ahead' end`;

/** Far behind every planned day: who has no plan comes last. */
const noDay = '9999-12-31';

export function createRelationshipStore(crypto: FieldCrypto) {
  const toRow = (row: Row): RelationshipRow => ({
    customerId: row.customerId,
    ownerStaffId: row.ownerStaffId,
    plan:
      row.planOn === null
        ? null
        : {
            on: row.planOn,
            purpose: row.planPurpose!,
            note: row.planNote === null ? '' : crypto.open(row.planNote),
          },
    lastContact:
      row.lastAt === null ? null : { at: row.lastAt, channel: row.lastChannel!, result: row.lastResult! },
    handingOver: row.handingOver,
    version: row.version,
  });

  return {
    /** By the day planned, then by customer; `after` is the place of the last one on the page before. */
    async list(
      reader: Reader,
      branchId: string,
      filter: {
        today: string;
        ownerStaffId: string | null;
        due: PlanState | null;
        after: { on: string; customerId: string } | null;
        limit: number;
      },
    ): Promise<RelationshipRow[]> {
      const rows = await reader.rows(
        statement<Row>(
          `select ${columns} from customer.relationship r
           where r.branch_id = $1 and ($3::uuid is null or r.owner_staff_id = $3) and ($4::text is null or ${stateOfPlan} = $4)
             and ($5::date is null or (coalesce(r.plan_on, '${noDay}'), r.customer_id) > ($5, $6::uuid))
           order by coalesce(r.plan_on, '${noDay}'), r.customer_id limit $7`,
          [
            branchId,
            filter.today,
            filter.ownerStaffId,
            filter.due,
            filter.after?.on ?? null,
            filter.after?.customerId ?? null,
            filter.limit,
          ],
        ),
      );
      return rows.map(toRow);
    },

    async counts(
      reader: Reader,
      branchId: string,
      today: string,
    ): Promise<{ ownerStaffId: string; all: number; overdue: number; today: number; none: number }[]> {
      return reader.rows(
        statement(
          `select owner_staff_id as "ownerStaffId", count(*)::int as all, count(*) filter (where plan_on < $2)::int as overdue,
             count(*) filter (where plan_on = $2)::int as today, count(*) filter (where plan_on is null)::int as none
           from customer.relationship where branch_id = $1 group by 1`,
          [branchId, today],
        ),
      );
    },

    async find(
      reader: Reader,
      branchId: string,
      customerId: string,
      how: 'look' | 'lock' = 'look',
    ): Promise<RelationshipRow | null> {
      const row = await reader.row(
        statement<Row>(
          `select ${columns} from customer.relationship r where r.branch_id = $1 and r.customer_id = $2
           ${how === 'lock' ? 'for update of r' : ''}`,
          [branchId, customerId],
        ),
      );
      return row === null ? null : toRow(row);
    },

    async savePlan(
      reader: Reader,
      branchId: string,
      customerId: string,
      plan: ContactPlan | null,
      last: Relationship['lastContact'],
    ): Promise<void> {
      await reader.rows(
        statement(
          `update customer.relationship set plan_on = $3, plan_purpose = $4, plan_note_sealed = $5, last_at = coalesce($6, last_at),
             last_channel = coalesce($7, last_channel), last_result = coalesce($8, last_result), version = version + 1
           where branch_id = $1 and customer_id = $2`,
          [
            branchId,
            customerId,
            plan?.on ?? null,
            plan?.purpose ?? null,
            plan === null || plan.note === '' ? null : crypto.seal(plan.note),
            last === null ? null : new Date(last.at),
            last?.channel ?? null,
            last?.result ?? null,
          ],
        ),
      );
    },

    async addContact(
      reader: Reader,
      branchId: string,
      contact: CustomerContact & { readonly customerId: string; readonly staffId: string },
    ): Promise<void> {
      await reader.rows(
        statement(
          `insert into customer.contact (branch_id, customer_id, contact_id, at, staff_id, staff_name, channel, result, purpose, note_sealed)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            branchId,
            contact.customerId,
            contact.id,
            new Date(contact.at),
            contact.staffId,
            contact.staffName,
            contact.channel,
            contact.result,
            contact.purpose,
            crypto.seal(contact.note),
          ],
        ),
      );
    },

    async listContacts(reader: Reader, branchId: string, customerId: string): Promise<CustomerContact[]> {
      const rows = await reader.rows(
        statement<CustomerContact>(
          `select contact_id as id, at, staff_name as "staffName", channel, result, purpose, note_sealed as note
           from customer.contact where branch_id = $1 and customer_id = $2 order by at desc, contact_id desc limit 100`,
          [branchId, customerId],
        ),
      );
      return rows.map((row) => ({ ...row, note: crypto.open(row.note) }));
    },
  };
}
