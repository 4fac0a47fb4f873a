import type {
  ContactPlan,
  CustomerContact,
  Handover,
  HandoverState,
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

const handoverColumns = `h.handover_id as id, h.from_staff_id as "fromStaffId", h.from_name as "fromName", h.to_staff_id as "toStaffId",
  h.to_name as "toName", h.reason, h.asked_by as "askedBy", h.asked_at as "askedAt", h.ended_at as "endedAt", h.state, h.customers,
  h.left_behind as "leftBehind", h.approval_id as "approvalId"`;

/** Customers of one owner that may be handed over: those named, or all. */
export async function ownedBy(
  reader: Reader,
  branchId: string,
  owner: string,
  among: readonly string[] | null,
): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ id: string }>(
      `select customer_id as id from customer.relationship
       where branch_id = $1 and owner_staff_id = $2 and ($3::uuid[] is null or customer_id = any ($3)) order by 1 for update`,
      [branchId, owner, among],
    ),
  );
  return rows.map(({ id }) => id);
}

/** False when one of the customers is being handed over already. */
export async function insertHandover(
  reader: Reader,
  branchId: string,
  handover: Handover,
  customerIds: readonly string[],
): Promise<boolean> {
  await reader.rows(
    statement(
      `insert into customer.handover (branch_id, handover_id, from_staff_id, from_name, to_staff_id, to_name, reason, asked_by, asked_at,
         state, customers) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        branchId,
        handover.id,
        handover.fromStaffId,
        handover.fromName,
        handover.toStaffId,
        handover.toName,
        handover.reason,
        handover.askedBy,
        new Date(handover.askedAt),
        handover.state,
        handover.customers,
      ],
    ),
  );
  const taken = await reader.rows(
    statement(
      `insert into customer.handover_item (branch_id, handover_id, customer_id, state)
       select $1, $2, unnest($3::uuid[]), 'pending' on conflict do nothing returning 1`,
      [branchId, handover.id, customerIds],
    ),
  );
  return taken.length === customerIds.length;
}

export async function readHandover(
  reader: Reader,
  branchId: string,
  id: string,
): Promise<{ handover: Handover; customerIds: string[] } | null> {
  const row = await reader.row(
    statement<Handover & { customerIds: string[] }>(
      `select ${handoverColumns}, array(select i.customer_id from customer.handover_item i
         where i.branch_id = h.branch_id and i.handover_id = h.handover_id order by 1) as "customerIds"
       from customer.handover h where h.branch_id = $1 and h.handover_id = $2 for update of h`,
      [branchId, id],
    ),
  );
  if (row === null) return null;
  const { customerIds, ...handover } = row;
  return { handover, customerIds };
}

/** Ends a hand-over; agreed to, its customers change hands, but for those who have another owner by now. Gives the ones who moved. */
export async function endHandover(
  reader: Reader,
  branchId: string,
  handover: Handover,
  state: HandoverState,
  at: number,
): Promise<string[]> {
  const moved =
    state !== 'done'
      ? []
      : await reader.rows(
          statement<{ id: string }>(
            `update customer.relationship r set owner_staff_id = $4, version = version + 1
             from customer.handover_item i
             where i.branch_id = $1 and i.handover_id = $2 and i.state = 'pending' and r.branch_id = $1
               and r.customer_id = i.customer_id and r.owner_staff_id = $3 returning r.customer_id as id`,
            [branchId, handover.id, handover.fromStaffId, handover.toStaffId],
          ),
        );
  const ids = moved.map(({ id }) => id);
  await reader.rows(
    statement(
      `update customer.handover_item set state = case when customer_id = any ($3::uuid[]) then 'moved' else 'left' end
       where branch_id = $1 and handover_id = $2 and state = 'pending'`,
      [branchId, handover.id, ids],
    ),
  );
  await reader.rows(
    statement(
      'update customer.handover set state = $3, ended_at = $4, left_behind = $5 where branch_id = $1 and handover_id = $2',
      [branchId, handover.id, state, new Date(at), state === 'done' ? handover.customers - ids.length : 0],
    ),
  );
  return ids;
}

export async function setHandoverApproval(
  reader: Reader,
  branchId: string,
  id: string,
  approvalId: string,
): Promise<void> {
  await reader.rows(
    statement('update customer.handover set approval_id = $3 where branch_id = $1 and handover_id = $2', [
      branchId,
      id,
      approvalId,
    ]),
  );
}

/** Newest first, at most 100: those of a customer, those somebody is a side of, or all. */
export async function listHandovers(
  reader: Reader,
  branchId: string,
  filter: { readonly side: string | null; readonly customerId: string | null },
): Promise<Handover[]> {
  return reader.rows(
    statement<Handover>(
      `select ${handoverColumns} from customer.handover h
       where h.branch_id = $1 and ($2::uuid is null or $2 in (h.from_staff_id, h.to_staff_id))
         and ($3::uuid is null or exists (select 1 from customer.handover_item i
           where i.branch_id = h.branch_id and i.handover_id = h.handover_id and i.customer_id = $3))
       order by h.asked_at desc, h.handover_id desc limit 100`,
      [branchId, filter.side, filter.customerId],
    ),
  );
}
