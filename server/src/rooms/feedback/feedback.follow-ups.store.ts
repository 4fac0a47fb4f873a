import type { FollowUpFigures, FollowUpRule } from '@huiting/contracts/feedback';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { KeptFollowUp } from './feedback.follow-ups.domain.ts';

const columns = `f.id, f.branch_id as "branchId", f.business_date as "businessDate", f.reason, f.state,
  jsonb_build_object('id', coalesce(f.customer_id, f.id), 'maskedName', f.masked_name) as customer, f.ticket_number as "ticketNumber",
  f.service_name as "serviceName", f.staff_name as "staffName", f.served_at as "servedAt", f.due_at as "dueAt",
  f.attempt_limit as "attemptLimit", f.attempts, f.satisfaction, f.opened_case as "openedCase", f.ended_at as "endedAt"`;

/** A new one; a sampled service that was rated badly meanwhile is followed up because of that. False when nothing changed. */
export async function planFollowUp(tx: Tx, made: KeptFollowUp): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      `insert into feedback.follow_up as f (branch_id, business_date, id, reason, state, customer_id, masked_name, ticket_number,
         service_name, staff_name, served_at, due_at, attempt_limit)
       values ($1, $2, $3, $4, 'due', $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (branch_id, id, business_date) do update set reason = excluded.reason
         where f.reason = 'sampled' and excluded.reason = 'badRating'
       returning 1`,
      [
        tx.branchId,
        made.businessDate,
        made.id,
        made.reason,
        made.customer.id,
        made.customer.maskedName,
        made.ticketNumber,
        JSON.stringify(made.serviceName),
        made.staffName,
        new Date(made.servedAt),
        new Date(made.dueAt),
        made.attemptLimit,
      ],
    ),
  );
  return rows.length > 0;
}

export function lockFollowUp(tx: Tx, id: string): Promise<KeptFollowUp | null> {
  return tx.row(
    statement<KeptFollowUp>(
      `select ${columns} from feedback.follow_up f where f.branch_id = $1 and f.id = $2 for update`,
      [tx.branchId, id],
    ),
  );
}

export async function saveFollowUp(tx: Tx, kept: KeptFollowUp): Promise<void> {
  await tx.rows(
    statement(
      `update feedback.follow_up set state = $4, due_at = $5, attempts = $6, satisfaction = $7, opened_case = $8, ended_at = $9
       where branch_id = $1 and id = $2 and business_date = $3`,
      [
        tx.branchId,
        kept.id,
        kept.businessDate,
        kept.state,
        new Date(kept.dueAt),
        JSON.stringify(kept.attempts),
        kept.satisfaction,
        kept.openedCase,
        kept.endedAt === null ? null : new Date(kept.endedAt),
      ],
    ),
  );
}

/** Calls to make, the earliest due first, at most 300; then those ended within the last week, newest first, at most 100. */
export function listFollowUps(reader: Reader, branchId: string, now: number): Promise<KeptFollowUp[]> {
  return reader.rows(
    statement<KeptFollowUp>(
      `(select ${columns} from feedback.follow_up f where f.branch_id = $1 and f.ended_at is null order by f.due_at, f.id limit 300)
       union all
       (select ${columns} from feedback.follow_up f where f.branch_id = $1 and f.ended_at >= $2 order by f.ended_at desc, f.id limit 100)`,
      [branchId, new Date(now - 7 * 86_400_000)],
    ),
  );
}

export async function countFollowUps(
  reader: Reader,
  branchId: string,
  today: string,
  now: number,
): Promise<FollowUpFigures> {
  const row = await reader.row(
    statement<FollowUpFigures>(
      `select count(*)::int as made, count(*) filter (where state = 'due')::int as due,
         count(*) filter (where state = 'due' and due_at <= $3)::int as overdue,
         count(*) filter (where state = 'reached')::int as reached, count(*) filter (where state = 'unreached')::int as unreached,
         count(*) filter (where satisfaction >= 4)::int as good
       from feedback.follow_up where branch_id = $1 and business_date between $2::date - 29 and $2::date`,
      [branchId, today, new Date(now)],
    ),
  );
  return row!;
}

export interface KeptRule {
  readonly orgUnitId: string;
  readonly unitName: string;
  readonly rule: FollowUpRule;
  readonly version: number;
}

/** Rules of these units. */
export function readRules(reader: Reader, unitIds: readonly string[]): Promise<KeptRule[]> {
  return reader.rows(
    statement<KeptRule>(
      `select r.org_unit_id as "orgUnitId", u.name as "unitName", r.content as rule, r.version
       from feedback.follow_up_rule r join organization.v_org_unit u on u.id = r.org_unit_id where r.org_unit_id = any ($1)`,
      [unitIds],
    ),
  );
}

/** False when somebody else was quicker. */
export async function writeRule(
  tx: Tx,
  orgUnitId: string,
  { rule, version }: { rule: FollowUpRule; version: number },
  by: { readonly name: string; readonly at: number },
): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      `insert into feedback.follow_up_rule as r (org_unit_id, content, version, changed_by, changed_at)
       select $1::uuid, $2::jsonb, $3::int + 1, $4, $5::timestamptz where $3 = 0 or exists (select 1 from feedback.follow_up_rule where org_unit_id = $1)
       on conflict (org_unit_id) do update set content = excluded.content, version = excluded.version,
         changed_by = excluded.changed_by, changed_at = excluded.changed_at where r.version = $3
       returning 1`,
      [orgUnitId, JSON.stringify(rule), version, by.name, new Date(by.at)],
    ),
  );
  return rows.length > 0;
}
