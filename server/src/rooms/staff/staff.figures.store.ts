import type { WorkFigures } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** What is counted of a person's work. Rooms to come announce facts of their own; each is one line in `staff.figures.events.ts`. */
export type Metric =
  | 'served'
  | 'rating'
  | 'badRating'
  | 'error'
  | 'violation'
  | 'exam'
  | 'award'
  | 'sale'
  | 'risk';

/** Adds one fact to a person's month at the branch of the transaction. `total`: seconds, points, as the metric says. */
export async function addFigure(
  reader: Reader,
  fact: {
    readonly branchId: string;
    readonly staff: { readonly id: string } | { readonly number: string };
    /** `2026-11`. */
    readonly month: string;
    readonly metric: Metric;
    readonly total: number;
  },
): Promise<void> {
  const { staff } = fact;
  await reader.rows(
    statement(
      `insert into staff.performance as p (branch_id, staff_id, month, metric, count, total)
       select $1, s.id, $3, $4, 1, $5 from staff.staff_member s where s.id = $2::uuid or s.number = $6
       on conflict (branch_id, staff_id, month, metric) do update set count = p.count + 1, total = p.total + excluded.total`,
      [
        fact.branchId,
        'id' in staff ? staff.id : null,
        `${fact.month}-01`,
        fact.metric,
        Math.round(fact.total),
        'number' in staff ? staff.number : null,
      ],
      'staff-add-figure',
    ),
  );
}

/** Figures of a whole past at once, as a generator or an import knows them. */
export async function loadFigures(
  target: Reader,
  rows: readonly {
    readonly branchId: string;
    readonly staffId: string;
    readonly month: string;
    readonly metric: Metric;
    readonly count: number;
    readonly total: number;
  }[],
): Promise<void> {
  await target.rows(
    statement(
      `insert into staff.performance as p (branch_id, staff_id, month, metric, count, total)
       select "branchId", "staffId", (month || '-01')::date, metric, count, total
       from jsonb_to_recordset($1) as f("branchId" uuid, "staffId" uuid, month text, metric text, count bigint, total bigint)
       on conflict (branch_id, staff_id, month, metric) do update set count = p.count + excluded.count, total = p.total + excluded.total`,
      [JSON.stringify(rows)],
    ),
  );
}

export interface MonthFigures extends WorkFigures {
  readonly staffId: string;
  readonly month: string;
}

const measured = `sum(p.count) filter (where p.metric = 'served') as served, sum(p.total) filter (where p.metric = 'served') as seconds,
  sum(p.count) filter (where p.metric = 'rating') as ratings, sum(p.total) filter (where p.metric = 'rating') as points,
  sum(p.count) filter (where p.metric = 'badRating') as bad`;
const figures = `coalesce(f.served, 0)::int as served, round(f.seconds / nullif(f.served, 0))::int as "averageSeconds",
  coalesce(f.ratings, 0)::int as ratings, (f.points / nullif(f.ratings, 0))::float8 as rating, coalesce(f.bad, 0)::int as "badRatings"`;

/** Month by month, over every branch the people worked at. */
export async function listMonths(
  reader: Reader,
  staffIds: readonly string[],
  fromMonth: string,
  untilMonth: string,
): Promise<MonthFigures[]> {
  return reader.rows(
    statement<MonthFigures>(
      `select f.staff_id as "staffId", to_char(f.month, 'YYYY-MM') as month, ${figures}
       from (select p.staff_id, p.month, ${measured} from staff.performance p
         where p.staff_id = any ($1::uuid[]) and p.month between $2::date and $3::date group by 1, 2) f order by 2, 1`,
      [staffIds, `${fromMonth}-01`, `${untilMonth}-01`],
    ),
  );
}

/** Over all the months together. */
export async function sumMonths(
  reader: Reader,
  staffIds: readonly string[],
  fromMonth: string,
  untilMonth: string,
): Promise<Map<string, WorkFigures>> {
  const rows = await reader.rows(
    statement<WorkFigures & { staffId: string }>(
      `select f.staff_id as "staffId", ${figures} from (select p.staff_id, ${measured} from staff.performance p
         where p.staff_id = any ($1::uuid[]) and p.month between $2::date and $3::date group by 1) f`,
      [staffIds, `${fromMonth}-01`, `${untilMonth}-01`],
    ),
  );
  return new Map(rows.map(({ staffId, ...one }) => [staffId, one]));
}

/** What else was told: count and sum by person and metric. Nothing = no room told anything. */
export async function listOtherMetrics(
  reader: Reader,
  staffIds: readonly string[],
  fromMonth: string,
  untilMonth: string,
): Promise<{ staffId: string; metric: Metric; count: number; total: number }[]> {
  return reader.rows(
    statement<{ staffId: string; metric: Metric; count: number; total: number }>(
      `select staff_id as "staffId", metric, sum(count)::int as count, sum(total)::float8 as total from staff.performance
       where staff_id = any ($1::uuid[]) and month between $2::date and $3::date
         and metric not in ('served', 'rating', 'badRating') group by 1, 2`,
      [staffIds, `${fromMonth}-01`, `${untilMonth}-01`],
    ),
  );
}
