import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { RemoteTicket } from './appointment.remote.domain.ts';

const columns = `r.branch_id as "branchId", r.business_date as "businessDate", r.id, r.code, r.customer_id as "customerId",
  r.masked_name as "maskedName", r.masked_phone as "maskedPhone", r.language, r.rule, r.hold_minutes as "holdMinutes",
  r.near_ahead as "nearAhead", r.taken_at as "takenAt"`;

/** The customer's claim to hold one number from afar. */
export interface Claim {
  readonly id: string;
  readonly branchId: string;
  readonly businessDate: string;
  readonly claimedAt: number;
}

export function readClaim(reader: Reader, customerId: string): Promise<Claim | null> {
  return reader.row(
    statement<Claim>(
      `select id, branch_id as "branchId", business_date as "businessDate", claimed_at as "claimedAt"
       from appointment.remote_claim where customer_id = $1`,
      [customerId],
    ),
  );
}

/** Puts a claim in the place of the one that was seen (null = none); false when another was faster. Of a customer, so no branch's transaction. */
export async function putClaim(
  reader: Reader,
  customerId: string,
  seen: Claim | null,
  claim: Claim,
): Promise<boolean> {
  const values = [
    customerId,
    claim.id,
    claim.branchId,
    claim.businessDate,
    new Date(claim.claimedAt),
    seen?.id ?? null,
  ];
  const put = await reader.rows(
    statement(
      `insert into appointment.remote_claim as c (customer_id, id, branch_id, business_date, claimed_at)
       values ($1, $2, $3, $4, $5)
       on conflict (customer_id) do update set id = excluded.id, branch_id = excluded.branch_id,
         business_date = excluded.business_date, claimed_at = excluded.claimed_at
       where c.id = $6::uuid returning 1`,
      values,
    ),
  );
  return put.length > 0;
}

export async function insertRemote(tx: Tx, remote: RemoteTicket): Promise<void> {
  await tx.rows(
    statement(
      `insert into appointment.remote_ticket (branch_id, business_date, id, code, customer_id, masked_name, masked_phone, language,
         rule, hold_minutes, near_ahead, taken_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (branch_id, id, business_date) do nothing`,
      [
        remote.branchId,
        remote.businessDate,
        remote.id,
        remote.code,
        remote.customerId,
        remote.maskedName,
        remote.maskedPhone,
        remote.language,
        remote.rule,
        remote.holdMinutes,
        remote.nearAhead,
        new Date(remote.takenAt),
      ],
    ),
  );
}

export function findRemote(
  reader: Reader,
  branchId: string,
  date: string,
  id: string,
): Promise<RemoteTicket | null> {
  return reader.row(
    statement<RemoteTicket>(
      `select ${columns} from appointment.remote_ticket r where r.branch_id = $1 and r.business_date = $2 and r.id = $3`,
      [branchId, date, id],
    ),
  );
}

/** The ticket issued for it. */
export function ticketOfRemote(
  reader: Reader,
  branchId: string,
  date: string,
  id: string,
): Promise<{ id: string; number: string; state: string; endedAt: number | null } | null> {
  return reader.row(
    statement<{ id: string; number: string; state: string; endedAt: number | null }>(
      `select id, number, state, ended_at as "endedAt" from queue.v_ticket
       where branch_id = $1 and business_date = $2 and booking_id = $3`,
      [branchId, date, id],
    ),
  );
}

export function remoteByCode(
  reader: Reader,
  branchId: string,
  date: string,
  code: string,
): Promise<RemoteTicket | null> {
  return reader.row(
    statement<RemoteTicket>(
      `select ${columns} from appointment.remote_ticket r where r.branch_id = $1 and r.business_date = $2 and r.code = $3`,
      [branchId, date, code],
    ),
  );
}

export function remoteOfTicket(
  reader: Reader,
  branchId: string,
  date: string,
  ticketId: string,
): Promise<RemoteTicket | null> {
  return reader.row(
    statement<RemoteTicket>(
      `select ${columns} from appointment.remote_ticket r
       where r.branch_id = $1 and r.business_date = $2 and r.id = (select t.booking_id from queue.v_ticket t
         where t.branch_id = $1 and t.business_date = $2 and t.id = $3)`,
      [branchId, date, ticketId],
    ),
  );
}

/** Numbers of people who are not here yet. */
export async function countAbsent(reader: Reader, branchId: string, date: string): Promise<number> {
  const row = await reader.row(
    statement<{ absent: number }>(
      `select count(*)::int as absent from queue.v_ticket
       where branch_id = $1 and business_date = $2 and state = 'absent' and ended_at is null`,
      [branchId, date],
    ),
  );
  return row?.absent ?? 0;
}
