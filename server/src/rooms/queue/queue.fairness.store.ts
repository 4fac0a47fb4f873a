import type { QueueOverride } from '@huiting/contracts/queue';
import type { Reader } from '../../platform/database/query.ts';
import { statement } from '../../platform/database/query.ts';

export type NewOverride = Omit<QueueOverride, 'serviceName' | 'businessDate'> & {
  readonly serviceTypeId: string;
  /** The day the clock says; an open business day outranks it. */
  readonly date: string;
};

export async function addOverride(db: Reader, branchId: string, made: NewOverride): Promise<void> {
  await db.rows(
    statement(
      `insert into queue.override (branch_id, business_date, id, at, kind, ticket_id, ticket_number, service_type_id, class_code,
         waited_seconds, window_label, staff_name, reason, passed_over)
       select $1, coalesce((select business_date from queue.branch_queue where branch_id = $1 and day_open), $2::date),
         $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
       on conflict do nothing`,
      [
        branchId,
        made.date,
        made.id,
        new Date(made.at),
        made.kind,
        made.ticketId,
        made.ticketNumber,
        made.serviceTypeId,
        made.classCode,
        made.waitedSeconds,
        made.windowLabel,
        made.staffName,
        made.reason,
        made.passedOver,
      ],
    ),
  );
}

/** Newest first; a screen shows a thousand. */
export async function listOverrides(
  db: Reader,
  branchId: string,
  month: string,
  limit = 1_000,
): Promise<QueueOverride[]> {
  return db.rows(
    statement<QueueOverride>(
      `select o.id, o.business_date as "businessDate", o.at, o.kind, o.ticket_id as "ticketId", o.ticket_number as "ticketNumber",
         jsonb_build_object('zh', coalesce(s.name_zh, ''), 'en', coalesce(s.name_en, '')) as "serviceName",
         o.class_code as "classCode", o.waited_seconds as "waitedSeconds", o.window_label as "windowLabel",
         o.staff_name as "staffName", o.reason, o.passed_over as "passedOver"
       from queue.override o left join queue.service_type s on s.branch_id = o.branch_id and s.id = o.service_type_id
       where o.branch_id = $1 and o.business_date >= $2::date and o.business_date < $2::date + interval '1 month'
       order by o.at desc limit $3`,
      [branchId, `${month}-01`, limit],
    ),
  );
}

export async function countMonth(
  db: Reader,
  branchId: string,
  month: string,
): Promise<{ calls: number; outOfOrder: number; prioritised: number; oneStop: number }> {
  const row = await db.row(
    statement<{ calls: number; outOfOrder: number; prioritised: number; oneStop: number }>(
      `select
         (select count(*)::int from queue.ticket where branch_id = $1 and business_date >= $2::date
            and business_date < $2::date + interval '1 month' and called_at is not null) as calls,
         count(*) filter (where kind = 'calledByName')::int as "outOfOrder",
         count(*) filter (where kind = 'prioritised')::int as prioritised,
         count(*) filter (where kind = 'oneStop')::int as "oneStop"
       from queue.override where branch_id = $1 and business_date >= $2::date and business_date < $2::date + interval '1 month'`,
      [branchId, `${month}-01`],
    ),
  );
  return row!;
}
