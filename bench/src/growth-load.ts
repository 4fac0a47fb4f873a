import type { World } from './world.ts';

/** What a grown bank's past is made of. */
export interface PastPlan {
  /** Tickets altogether; spread evenly over branches and days. */
  readonly tickets: number;
  readonly ticketsPerDay: number;
  /** The day after the last past day. */
  readonly until: string;
}

export interface LoadedPast {
  readonly tickets: number;
  readonly periods: number;
  readonly days: number;
  readonly seconds: number;
  /** Of the loaded tables with their indexes. */
  readonly gigabytes: number;
}

const tables = ['visit', 'ticket', 'service_request', 'service_period'] as const;

/**
 * Loads past days set-based: each month is written into plain tables, indexed once, and attached as the partition it becomes, so
 * that no index is kept up row by row. Every ticket was called, served and completed: a visit, a ticket, a request, three periods.
 */
export async function loadPast(world: World, plan: PastPlan): Promise<LoadedPast> {
  const started = performance.now();
  const days = Math.round(plan.tickets / (world.branches.length * plan.ticketsPerDay));
  await prepare(world);
  const months = await world.query<{ first: string; from: string; until: string }>(
    `select to_char(m, 'YYYY-MM-DD') as first, to_char(greatest(m, $1::date - $2::int), 'YYYY-MM-DD') as from,
       to_char(least(m + interval '1 month', $1::date), 'YYYY-MM-DD') as until
     from generate_series(date_trunc('month', $1::date - $2::int), $1::date - 1, interval '1 month') m order by m`,
    [plan.until, days],
  );
  for (const month of months) await loadMonth(world, plan, month);
  // What loading leaves to do is part of loading: afterwards nobody vacuums the past, or writes it to disk.
  await world.query('vacuum analyze queue.ticket, queue.service_request, queue.service_period, queue.visit');
  await world.query('checkpoint');
  const [sizes] = await world.query<{ bytes: number; tickets: number; periods: number }>(
    `select (select sum(pg_total_relation_size(i.inhrelid)) from pg_inherits i
         where i.inhparent = any (array['queue.visit', 'queue.ticket', 'queue.service_request', 'queue.service_period']::regclass[]))::float8 as bytes,
       (select count(*) from queue.ticket)::int as tickets, (select count(*) from queue.service_period)::int as periods`,
  );
  return {
    tickets: sizes!.tickets,
    periods: sizes!.periods,
    days,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    gigabytes: Math.round((sizes!.bytes / 1024 ** 3) * 100) / 100,
  };
}

/** Branches with a window and teller each, as the rows name them. */
async function prepare(world: World): Promise<void> {
  await world.query(
    'create table bench_branch (branch_id uuid, service_id uuid, window_id uuid, staff_id uuid)',
  );
  await world.query(
    `insert into bench_branch select * from jsonb_to_recordset($1) as b(branch_id uuid, service_id uuid, window_id uuid, staff_id uuid)`,
    [
      JSON.stringify(
        world.branches.map((branch) => ({
          branch_id: branch.id,
          service_id: branch.services['personal']!.id,
          window_id: branch.seats[0]!.windowId,
          staff_id: branch.seats[0]!.staffId,
        })),
      ),
    ],
  );
  // A time-ordered id, as the product makes them, from what the row is.
  await world.query(
    `create function bench_id(at timestamptz, salt text) returns uuid language sql immutable as $$
       select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(salt), 1, 3) || '8' || substr(md5(salt), 5, 15))::uuid
     $$`,
  );
}

async function loadMonth(
  world: World,
  plan: PastPlan,
  month: { first: string; from: string; until: string },
): Promise<void> {
  const suffix = month.first.slice(0, 7).replace('-', '');
  const last = `(date '${month.first}' + interval '1 month')::date`;
  for (const table of tables) {
    await world.query(
      `create table queue.${table}_${suffix} (like queue.${table} including defaults including constraints)`,
    );
  }
  await world.query(
    `create unlogged table bench_day as
     select b.branch_id, b.service_id, b.window_id, b.staff_id, d::date as date, n,
       t.at as issued_at, t.at + (n % 17) * interval '1 minute' as called_at,
       bench_id(t.at, 't' || b.branch_id || d || n) as ticket_id, bench_id(t.at, 'r' || b.branch_id || d || n) as request_id,
       bench_id(t.at, 'v' || b.branch_id || d || n) as visit_id
     from bench_branch b cross join generate_series($1::date, $2::date - 1, interval '1 day') d
     cross join generate_series(1, $3::int) n
     cross join lateral (select d + interval '1 hour' + n * (interval '8 hours' / $3::int) as at) t`,
    [month.from, month.until, plan.ticketsPerDay],
  );
  await world.query(
    `insert into queue.visit_${suffix} (branch_id, business_date, id, customer_id, opened_by, opened_at)
     select branch_id, date, visit_id, null, 'ticket', issued_at from bench_day`,
  );
  await world.query(
    `insert into queue.ticket_${suffix} (branch_id, business_date, id, visit_id, number, state, service_type_id, service_code, services,
       class_code, strategy_version, channel, language, elder, disabled, issued_at, position, since, called_at, started_at, ended_at,
       window_id, staff_id, calls, postponed, request_id, request_sequence, request_opened_at, request_called_at, request_started_at,
       period_sequence, expected_seconds, link_hash)
     select branch_id, date, ticket_id, visit_id, 'A' || lpad(n::text, 3, '0'), 'completed', service_id, 'personal', array[service_id],
       case n % 8 when 0 then 'elder' else 'ordinary' end, 1, 'kiosk', 'zh-CN', n % 8 = 0, false, issued_at,
       (extract(epoch from issued_at) * 1000000)::bigint, called_at + interval '7 minutes', called_at, called_at + interval '30 seconds',
       called_at + interval '7 minutes', window_id, staff_id, 1, false, request_id, 1, issued_at, called_at,
       called_at + interval '30 seconds', 3, 480, md5(ticket_id::text)
     from bench_day`,
  );
  await world.query(
    `insert into queue.service_request_${suffix} (branch_id, business_date, id, ticket_id, visit_id, sequence, service_type_id,
       service_code, outcome, opened_at, called_at, started_at, ended_at, window_id, staff_id, staff_name, staff_number)
     select branch_id, date, request_id, ticket_id, visit_id, 1, service_id, 'personal', 'completed', issued_at, called_at,
       called_at + interval '30 seconds', called_at + interval '7 minutes', window_id, staff_id, '柜员1', '00001'
     from bench_day`,
  );
  await world.query(
    `insert into queue.service_period_${suffix} (branch_id, business_date, request_id, sequence, ticket_id, service_type_id, state,
       started_at, ended_at, window_id, staff_id)
     select d.branch_id, d.date, d.request_id, p.sequence, d.ticket_id, d.service_id, p.state, d.issued_at + p.from_call * (d.called_at - d.issued_at) + p.since,
       d.called_at + p.until, case when p.sequence > 1 then d.window_id end, case when p.sequence > 1 then d.staff_id end
     from bench_day d cross join (values
       (1, 'waiting', 0, interval '0', interval '0'), (2, 'called', 1, interval '0', interval '30 seconds'),
       (3, 'serving', 1, interval '30 seconds', interval '7 minutes')) p(sequence, state, from_call, since, until)`,
  );
  await world.query('drop table bench_day');
  for (const table of tables) {
    const child = `queue.${table}_${suffix}`;
    // Says beforehand what the attachment would have to look up row by row.
    await world.query(
      `alter table ${child} add constraint ${table}_${suffix}_month check (business_date is not null and business_date >= '${month.first}' and business_date < ${last})`,
    );
    await world.query(
      `do $$ begin execute format('alter table queue.${table} attach partition ${child} for values from (%L) to (%L)', date '${month.first}', ${last}); end $$`,
    );
  }
  // The other tables of a month, which stay empty.
  await world.query('select platform.ensure_month($1)', [month.first]);
}
