import { dateIn, instantOf } from '../../platform/clock/zone-time.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { BadRatingCase } from './feedback.cases.domain.ts';
import type { RatingRequest } from './feedback.domain.ts';

const numberNow = `coalesce((select c.last from platform.event_counter c where c.branch_id = $1), 0) as number`;

/** What the evaluator of a window should ask now, with the event number it is true at. */
export async function readCurrent(
  reader: Reader,
  branchId: string,
  windowId: string,
  now: number,
): Promise<{ number: number; request: RatingRequest | null }> {
  const row = await reader.row(
    statement<{ number: number; request: RatingRequest | null }>(
      `select ${numberNow},
         (select feedback.request_json(q) from feedback.rating_request q
          where q.branch_id = $1 and q.window_id = $2 and q.state = 'asked' and q.expires_at > $3
            and q.business_date between ($3::timestamptz at time zone 'utc')::date - 1 and ($3::timestamptz at time zone 'utc')::date + 1
          order by q.asked_at desc, q.id desc limit 1) as request`,
      [branchId, windowId, new Date(now)],
    ),
  );
  return row!;
}

/** Mean level of a teller over the last 30 days; null before the first rating. */
export async function readAverageLevel(
  reader: Reader,
  branchId: string,
  staffId: string,
  today: string,
): Promise<number | null> {
  const row = await reader.row(
    statement<{ level: number | null }>(
      `select round(avg(q.level), 1)::float8 as level from feedback.rating_request q
       where q.branch_id = $1 and q.business_date between $3::date - 30 and $3::date and q.staff_id = $2 and q.level is not null`,
      [branchId, staffId, today],
    ),
  );
  return row?.level ?? null;
}

/** A day's ratings, newest first, with the day's counts; of one teller when named. Good = level 4 or 5. */
export async function readRatings(
  reader: Reader,
  branchId: string,
  today: string,
  staffId: string | null,
  limit: number,
): Promise<{ number: number; ratings: RatingRequest[]; asked: number; rated: number; good: number }> {
  const row = await reader.row(
    statement<{ number: number; ratings: RatingRequest[]; asked: number; rated: number; good: number }>(
      `with day as materialized (select q from feedback.rating_request q
         where q.branch_id = $1 and q.business_date = $2 and ($3::uuid is null or q.staff_id = $3))
       select ${numberNow}, count(*) as asked, count((q).level) as rated, count(*) filter (where (q).level >= 4) as good,
         coalesce((select jsonb_agg(feedback.request_json(n.q) order by (n.q).rated_at desc, (n.q).id desc)
           from (select q from day where (q).level is not null order by (q).rated_at desc, (q).id desc limit $4) n), '[]') as ratings
       from day`,
      [branchId, today, staffId, limit],
    ),
  );
  return row!;
}

/** Ratings given at a branch over some days, oldest first. */
export async function readGiven(
  reader: Reader,
  branchId: string,
  from: string,
  until: string,
): Promise<RatingRequest[]> {
  const rows = await reader.rows(
    statement<{ request: RatingRequest }>(
      `select feedback.request_json(q) as request from feedback.rating_request q
       where q.branch_id = $1 and q.business_date between $2 and $3 and q.level is not null order by q.rated_at, q.id`,
      [branchId, from, until],
    ),
  );
  return rows.map(({ request }) => request);
}

/** Cases not closed, oldest first, then those closed since the branch's last midnight, newest first. */
export async function readCases(
  reader: Reader,
  branchId: string,
  timeZone: string,
  now: number,
): Promise<{ number: number; cases: BadRatingCase[] }> {
  const row = await reader.row(
    statement<{ number: number; cases: BadRatingCase[] }>(
      `select ${numberNow}, coalesce((select jsonb_agg(feedback.case_json(c, q)
           order by c.closed_at is not null, case when c.closed_at is null then c.opened_at end, c.closed_at desc, c.id)
         from feedback.bad_rating c
         join feedback.rating_request q on q.branch_id = c.branch_id and q.id = c.id and q.business_date = c.business_date
         where c.branch_id = $1 and (c.closed_at is null or c.closed_at >= $2)), '[]') as cases`,
      [branchId, new Date(instantOf(timeZone, dateIn(timeZone, now), '00:00'))],
    ),
  );
  return row!;
}

/** Who sits at a window now; null when nobody does. */
export function readTeller(
  reader: Reader,
  branchId: string,
  windowId: string,
): Promise<RatingRequest['staff'] | null> {
  return reader.row(
    statement<RatingRequest['staff']>(
      `select staff_id as id, staff_name as name, staff_number as number from queue.v_window_now
       where branch_id = $1 and window_id = $2 and staff_id is not null`,
      [branchId, windowId],
    ),
  );
}
