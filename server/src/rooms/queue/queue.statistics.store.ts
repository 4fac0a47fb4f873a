import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** Days of history the estimate learns from. */
const days = 28;
/** A wait expected to be shorter ends with a walk to the window: its relative error says nothing of longer ones. */
const shortestLearntSeconds = 60;

/** Renews median handling times and past errors of the wait estimate, per service, from the last four weeks. Set-based. */
export async function renewStatistics(
  db: Reader,
  branchId: string,
  businessDate: string,
  now: number,
): Promise<void> {
  await db.rows(
    statement(
      `insert into queue.service_statistic as s (branch_id, service_code, median_service_seconds, relative_errors, renewed_at)
       select $1, service_code, greatest(1, median_seconds), coalesce(errors, '{}'), $3
       from (
         select r.service_code, percentile_cont(0.5) within group (order by extract(epoch from r.ended_at - r.started_at))::int as median_seconds
         from queue.service_request r
         where r.branch_id = $1 and r.business_date > $2::date - ${days} and r.business_date <= $2 and r.outcome = 'completed' and r.started_at is not null
         group by r.service_code
       ) served
       left join lateral (
         select array_agg(e.error order by e.error) as errors from (
           select (extract(epoch from t.called_at - t.issued_at) - t.expected_seconds) / t.expected_seconds as error
           from queue.ticket t
           where t.branch_id = $1 and t.business_date > $2::date - ${days} and t.business_date <= $2 and t.service_code = served.service_code
             and t.called_at is not null and t.expected_seconds >= ${shortestLearntSeconds}
           order by t.business_date desc, t.issued_at desc limit 200
         ) e
       ) past on true
       on conflict (branch_id, service_code) do update set median_service_seconds = excluded.median_service_seconds,
         relative_errors = excluded.relative_errors, renewed_at = excluded.renewed_at`,
      [branchId, businessDate, new Date(now)],
    ),
  );
}
