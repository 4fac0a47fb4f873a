import type { SatisfactionBy } from '@huiting/contracts/feedback';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Sums } from './feedback.satisfaction.domain.ts';

/** Over `q`, a rating request, and `c`, its case if there is one. */
const sums = `count(*)::int as asked, count(q.level)::int as rated, count(*) filter (where q.level >= 4)::int as good,
  count(*) filter (where q.level <= 2)::int as bad,
  array[count(*) filter (where q.level = 1)::int, count(*) filter (where q.level = 2)::int, count(*) filter (where q.level = 3)::int,
    count(*) filter (where q.level = 4)::int, count(*) filter (where q.level = 5)::int] as levels,
  count(c.id)::int as cases,
  count(*) filter (where coalesce(c.confirm_asked_at, c.closed_at) is not null and not c.overdue)::int as "solvedInTime",
  count(*) filter (where c.outcome = 'confirmed')::int as confirmed,
  count(c.claimed_at)::int as claimed,
  coalesce(sum(extract(epoch from c.claimed_at - c.opened_at)), 0)::float8 as "claimSeconds",
  count(coalesce(c.confirm_asked_at, c.closed_at))::int as solved,
  coalesce(sum(extract(epoch from coalesce(c.confirm_asked_at, c.closed_at) - c.opened_at)), 0)::float8 as "solveSeconds"`;
const rated = `feedback.rating_request q
  left join feedback.bad_rating c on c.branch_id = q.branch_id and c.business_date = q.business_date and c.id = q.id`;

/** Sums by business date. */
export function readByDay(
  reader: Reader,
  branchIds: readonly string[],
  from: string,
  until: string,
): Promise<(Sums & { date: string })[]> {
  return reader.rows(
    statement(
      `select q.business_date::text as date, ${sums} from ${rated}
       where q.branch_id = any ($1) and q.business_date between $2 and $3 group by q.business_date`,
      [branchIds, from, until],
    ),
  );
}

export interface KeyedSums extends Sums {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly branchId: string;
}

/** One row per branch, teller, or kind of business; a rating of several services under one number counts for each of them. */
export function readByKey(
  reader: Reader,
  by: SatisfactionBy,
  branchIds: readonly string[],
  from: string,
  until: string,
): Promise<KeyedSums[]> {
  const scope = `where q.branch_id = any ($1) and q.business_date between $2 and $3`;
  const text = {
    branch: `select q.branch_id::text as key, '' as zh, '' as en, q.branch_id as "branchId", ${sums} from ${rated} ${scope}
       group by q.branch_id order by asked desc, key limit 500`,
    teller: `select q.staff_id::text as key, max(q.staff_name) as zh, max(q.staff_name) as en, q.branch_id as "branchId", ${sums}
       from ${rated} ${scope} group by q.staff_id, q.branch_id order by asked desc, key limit 500`,
    service: `select s.code as key, max(s.name_zh) as zh, max(s.name_en) as en, (array_agg(q.branch_id))[1] as "branchId", ${sums}
       from ${rated} cross join lateral unnest(q.service_type_ids) u(id)
       join queue.v_service_type s on s.branch_id = q.branch_id and s.id = u.id
       ${scope} group by s.code order by asked desc, key limit 500`,
  }[by];
  return reader.rows(statement<KeyedSums>(text, [branchIds, from, until]));
}
