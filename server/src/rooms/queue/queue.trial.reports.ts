import type { RecordedVisit } from '@huiting/queueing/what-if';
import type { Reader } from '../../platform/database/query.ts';
import { statement } from '../../platform/database/query.ts';

/** Days back that may be tried; older ones lie in partitions that may be gone. */
const days = 90;

export async function listRecordedDays(
  db: Reader,
  branchId: string,
  today: string,
): Promise<{ date: string; tickets: number }[]> {
  return db.rows(
    statement<{ date: string; tickets: number }>(
      `select business_date as date, count(*)::int as tickets from queue.ticket
       where branch_id = $1 and business_date >= $2::date - ${days} and business_date < $2
       group by business_date order by business_date desc`,
      [branchId, today],
    ),
  );
}

interface VisitRow {
  issued_at: number;
  tier: string | null;
  timing: 'early' | 'onTime' | 'late' | null;
  special: boolean;
  language: string;
  channel: string;
  strategy_version: number;
  /** Of each service in order: minutes called and served at windows; null when it never took place. */
  services: { serviceCode: string; minutes: number | null }[];
  waited_minutes: number;
  outcome: RecordedVisit['outcome'];
}

/** The customers of a day: who they were, what they wanted, how long it took, how it ended. */
export async function readVisits(db: Reader, branchId: string, date: string): Promise<VisitRow[]> {
  return db.rows(
    statement<VisitRow>(
      `with busy as (
         select request_id, sum(extract(epoch from ended_at - started_at)) / 60.0 as minutes
         from queue.service_period where branch_id = $1 and business_date = $2 and state in ('called', 'serving')
         group by request_id
       ), served as (
         select r.ticket_id,
           jsonb_agg(jsonb_build_object('serviceCode', r.service_code,
             'minutes', case when r.outcome = 'completed' then round(coalesce(b.minutes, 0), 3) end) order by r.sequence)
             filter (where r.sequence = 1 or r.outcome = 'completed') as services,
           min(r.called_at) as called_at, bool_or(r.outcome = 'completed') as is_served,
           bool_or(r.called_at is not null) as is_called
         from queue.service_request r left join busy b on b.request_id = r.id
         where r.branch_id = $1 and r.business_date = $2 group by r.ticket_id
       )
       select t.issued_at, t.tier, t.timing, t.elder or t.disabled as special, t.language, t.channel, t.strategy_version,
         s.services, greatest(0, extract(epoch from coalesce(s.called_at, t.ended_at) - t.issued_at) / 60.0)::float8 as waited_minutes,
         case when s.is_served then 'served' when s.is_called then 'noShow' else 'left' end as outcome
       from queue.ticket t join served s on s.ticket_id = t.id
       where t.branch_id = $1 and t.business_date = $2 and t.ended_at is not null
       order by t.issued_at`,
      [branchId, date],
    ),
  );
}

/** When which window was signed in and not paused. */
export async function readOpenSpans(
  db: Reader,
  branchId: string,
  date: string,
): Promise<{ window_id: string; started_at: number; ended_at: number }[]> {
  return db.rows(
    statement<{ window_id: string; started_at: number; ended_at: number }>(
      `select s.window_id, p.started_at, p.ended_at
       from queue.window_period p join queue.window_session s
         on s.branch_id = p.branch_id and s.business_date = p.business_date and s.id = p.session_id
       where p.branch_id = $1 and p.business_date = $2 and p.state = 'open' and p.ended_at > p.started_at
       order by s.window_id, p.started_at`,
      [branchId, date],
    ),
  );
}

/** Median minutes a window let pass between one customer and the next although somebody waited: people need a breath. */
export async function readTurnover(db: Reader, branchId: string, date: string): Promise<number> {
  const row = await db.row(
    statement<{ minutes: number | null }>(
      `select percentile_cont(0.5) within group (order by gap)::float8 as minutes from (
         select extract(epoch from called_at - lag(ended_at) over w) / 60.0 as gap, opened_at, lag(ended_at) over w as free_at
         from queue.service_request where branch_id = $1 and business_date = $2 and window_id is not null and called_at is not null
         window w as (partition by window_id order by called_at)
       ) g where gap between 0 and 5 and opened_at <= free_at`,
      [branchId, date],
    ),
  );
  return row?.minutes ?? 0;
}
