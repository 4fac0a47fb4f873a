import type { WorklogFigures } from '@huiting/contracts/hall';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/**
 * A branch's day as its worklog counts it, from what every room keeps of the day's events. Alerts are those raised between
 * the day's local midnights (`from`, `until`: ms); everything else carries the business date.
 */
export async function readWorklogFigures(
  reader: Reader,
  branchId: string,
  date: string,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<WorklogFigures> {
  const row = await reader.row(
    statement<WorklogFigures>(
      `with t as (select count(*)::int as tickets, count(distinct visit_id)::int as visits, count(*) filter (where elder)::int as elder,
            count(booking_id)::int as booked, count(customer_id)::int as known,
            count(*) filter (where state = 'abandoned')::int as abandoned
          from queue.v_ticket where branch_id = $1 and business_date = $2),
        c as (select count(*)::int as served, round(avg(wait_seconds))::int as "averageWaitSeconds"
          from queue.v_completed_service where branch_id = $1 and business_date = $2),
        f as (select count(*)::int as received, count(*) filter (where ticket_id is null)::int as "walkIns"
          from hall.service_flow where branch_id = $1 and business_date = $2),
        d as (select count(*) filter (where result in ('guided', 'completed', 'returned'))::int as diverted,
            count(*) filter (where result = 'completed')::int as "divertedDone", count(*) filter (where result = 'declined')::int as declined,
            count(*) filter (where result = 'notMovable')::int as "notMovable"
          from hall.diversion where branch_id = $1 and business_date = $2),
        p as (select count(*)::int as patrols, coalesce(sum(jsonb_array_length(findings)), 0)::int as findings
          from hall.patrol_round where branch_id = $1 and business_date = $2),
        r as (select count(level)::int as rated, count(*) filter (where level >= 4)::int as good, count(*) filter (where level <= 2)::int as bad
          from feedback.v_rating where branch_id = $1 and business_date = $2),
        b as (select count(*) filter (where state in ('confirming', 'closed'))::int as "badClosed"
          from feedback.v_bad_rating where branch_id = $1 and business_date = $2),
        a as (select count(*)::int as "assistCalls", count(*) filter (where escalated)::int as "assistEscalated"
          from hall.assist_call where branch_id = $1 and business_date = $2),
        u as (select count(*) filter (where state = 'accepted')::int as "callUps"
          from hall.call_up where branch_id = $1 and business_date = $2),
        w as (select count(*)::int as alerts from workflow.v_alert where branch_id = $1 and raised_at >= $3 and raised_at < $4),
        i as (select count(*)::int as incidents from hall.incident where branch_id = $1 and business_date = $2),
        v as (select count(*)::int as arrivals from customer.v_arrival where branch_id = $1 and business_date = $2)
       select * from t, c, f, d, p, r, b, a, u, w, i, v`,
      [branchId, date, new Date(from), new Date(until)],
    ),
  );
  return row!;
}
