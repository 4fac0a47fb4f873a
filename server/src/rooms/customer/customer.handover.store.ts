import type { HandoverState } from '@huiting/contracts/customer/relationships';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { KeptHandover } from './customer.relationship.domain.ts';

const handoverColumns = `h.handover_id as id, h.from_staff_id as "fromStaffId", h.from_name as "fromName", h.to_staff_id as "toStaffId",
  h.to_name as "toName", h.reason, h.asked_by as "askedBy", h.asked_at as "askedAt", h.ended_at as "endedAt", h.state, h.customers,
  h.left_behind as "leftBehind", h.approval_id as "approvalId", h.from_branch_id as "fromBranchId", h.to_branch_id as "toBranchId"`;

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

/** False when one of the customers is being handed over already, or when it is here already. */
export async function insertHandover(
  reader: Reader,
  branchId: string,
  handover: KeptHandover,
  customerIds: readonly string[],
): Promise<boolean> {
  const made = await reader.rows(
    statement(
      `insert into customer.handover (branch_id, handover_id, from_staff_id, from_name, to_staff_id, to_name, reason, asked_by, asked_at,
         state, customers, from_branch_id, to_branch_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict do nothing returning 1`,
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
        handover.fromBranchId,
        handover.toBranchId,
      ],
    ),
  );
  if (made.length === 0) return false;
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
): Promise<{ handover: KeptHandover; customerIds: string[] } | null> {
  const row = await reader.row(
    statement<KeptHandover & { customerIds: string[] }>(
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

/** What became of a hand-over and of each of its customers. */
async function closeRows(
  reader: Reader,
  branchId: string,
  handover: KeptHandover,
  state: HandoverState,
  at: number,
  ids: readonly string[],
): Promise<void> {
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
}

/** Ends a hand-over; agreed to, its customers change hands, but for those who have another owner by now. Gives the ones who moved. */
export async function endHandover(
  reader: Reader,
  branchId: string,
  handover: KeptHandover,
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
  await closeRows(reader, branchId, handover, state, at, ids);
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
): Promise<KeptHandover[]> {
  return reader.rows(
    statement<KeptHandover>(
      `select ${handoverColumns} from customer.handover h
       where h.branch_id = $1 and ($2::uuid is null or $2 in (h.from_staff_id, h.to_staff_id))
         and ($3::uuid is null or exists (select 1 from customer.handover_item i
           where i.branch_id = h.branch_id and i.handover_id = h.handover_id and i.customer_id = $3))
       order by h.asked_at desc, h.handover_id desc limit 100`,
      [branchId, filter.side, filter.customerId],
    ),
  );
}

/** The giving branch's manager agrees: the other branch is asked. False when that is so already. */
export async function offerHandover(reader: Reader, branchId: string, id: string): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `update customer.handover set state = 'accepting' where branch_id = $1 and handover_id = $2 and state = 'pending' returning 1`,
      [branchId, id],
    ),
  );
  return rows.length > 0;
}

/**
 * Lets the customers go to another branch: their relationships end here and stay written down with the hand-over, so that the
 * other branch can be given them also after a crash. Those who have another owner by now stay.
 */
export async function releaseHandover(
  reader: Reader,
  branchId: string,
  handover: KeptHandover,
  at: number,
): Promise<void> {
  const gone = await reader.rows(
    statement<{ id: string }>(
      `with gone as (
         delete from customer.relationship r using customer.handover_item i
         where i.branch_id = $1 and i.handover_id = $2 and i.state = 'pending' and r.branch_id = $1
           and r.customer_id = i.customer_id and r.owner_staff_id = $3
         returning r.*)
       update customer.handover_item i set taken = to_jsonb(g) from gone g
       where i.branch_id = $1 and i.handover_id = $2 and i.customer_id = g.customer_id returning i.customer_id as id`,
      [branchId, handover.id, handover.fromStaffId],
    ),
  );
  await closeRows(
    reader,
    branchId,
    handover,
    'done',
    at,
    gone.map(({ id }) => id),
  );
}

/** A relationship as the branch that gave it wrote it down, with its contacts; words stay sealed. */
export interface Released {
  readonly customerId: string;
  readonly relationship: unknown;
  readonly contacts: unknown;
}

/** Contacts that go along, per customer; older ones stay with the branch that made them. */
const contactsAlong = 100;

export function readReleased(reader: Reader, branchId: string, id: string): Promise<Released[]> {
  return reader.rows(
    statement<Released>(
      `select i.customer_id as "customerId", i.taken as relationship,
         coalesce((select jsonb_agg(to_jsonb(c)) from (select * from customer.contact c
           where c.branch_id = i.branch_id and c.customer_id = i.customer_id order by c.at desc limit ${contactsAlong}) c), '[]') as contacts
       from customer.handover_item i where i.branch_id = $1 and i.handover_id = $2 and i.state = 'moved' order by 1`,
      [branchId, id],
    ),
  );
}

/** Takes them over: plan, last contact and log of contacts as they were, with a new owner at this branch. */
export async function takeIn(
  reader: Reader,
  branchId: string,
  handover: KeptHandover,
  released: readonly Released[],
  at: number,
): Promise<void> {
  const relationships = JSON.stringify(released.map(({ relationship }) => relationship));
  const contacts = JSON.stringify(released.flatMap((one) => one.contacts));
  await reader.rows(
    statement(
      `insert into customer.relationship (branch_id, customer_id, owner_staff_id, plan_on, plan_purpose, plan_note_sealed, last_at,
         last_channel, last_result, version)
       select $1, t.customer_id, $3, t.plan_on, t.plan_purpose, t.plan_note_sealed, t.last_at, t.last_channel, t.last_result, t.version + 1
       from jsonb_populate_recordset(null::customer.relationship, $2::jsonb) t
       on conflict (branch_id, customer_id) do update set owner_staff_id = excluded.owner_staff_id, version = relationship.version + 1`,
      [branchId, relationships, handover.toStaffId],
    ),
  );
  await reader.rows(
    statement(
      `insert into customer.contact (branch_id, customer_id, contact_id, at, staff_id, staff_name, channel, result, purpose, note_sealed)
       select $1, t.customer_id, t.contact_id, t.at, t.staff_id, t.staff_name, t.channel, t.result, t.purpose, t.note_sealed
       from jsonb_populate_recordset(null::customer.contact, $2::jsonb) t on conflict do nothing`,
      [branchId, contacts],
    ),
  );
  await closeRows(
    reader,
    branchId,
    handover,
    'done',
    at,
    released.map(({ customerId }) => customerId),
  );
}

/** Both ends have it: what was written down to cross is no longer needed. */
export async function forgetReleased(reader: Reader, branchId: string, id: string): Promise<void> {
  await reader.rows(
    statement(
      'update customer.handover_item set taken = null where branch_id = $1 and handover_id = $2 and taken is not null',
      [branchId, id],
    ),
  );
}
