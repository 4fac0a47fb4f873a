-- Instants cross the wire as milliseconds since the epoch; these two keep SQL readable.
create function platform.at(ms bigint) returns timestamptz
  language sql immutable strict parallel safe
  as $$ select timestamptz 'epoch' + ms * interval '1 millisecond' $$;
create function platform.ms(t timestamptz) returns bigint
  language sql immutable strict parallel safe
  as $$ select (extract(epoch from t) * 1000)::bigint $$;

-- One row per branch: the number of its last event. Taken as the last write of a transaction, so number order is commit order.
create table platform.event_counter (
  branch_id uuid primary key,
  last bigint not null
) with (fillfactor = 50);
comment on table platform.event_counter is 'placement: branch; last event number of each branch';

create table platform.event (
  branch_id uuid not null,
  number bigint not null,
  at timestamptz not null,
  id uuid not null,
  type text not null,
  actor_id text,
  trace_id text not null,
  payload jsonb not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (branch_id, number, at)
) partition by range (at);
comment on table platform.event is 'placement: branch; what happened, in order per branch; partitioned by month of business time';

-- Months are made as business time reaches them (platform.ensure_month); nothing is ever written elsewhere.
create table platform.partitioned_table (
  name text primary key,
  by text not null check (by in ('at', 'business_date')),
  -- Room left on each page for rows that change (heap-only updates); 100 for append-only tables.
  fillfactor int not null default 100
);
comment on table platform.partitioned_table is 'placement: reference; tables that grow with time and get one partition a month';
insert into platform.partitioned_table (name, by) values ('platform.event', 'at');

-- Makes the month partitions of every listed table. A month runs from UTC midnight to UTC midnight.
create function platform.ensure_month(month date) returns void language plpgsql as $$
declare
  t record;
  child text;
  first date := date_trunc('month', month)::date;
begin
  for t in select name, by as range_of, fillfactor from platform.partitioned_table order by name loop
    child := t.name || '_' || to_char(first, 'YYYYMM');
    if to_regclass(child) is null then
      perform pg_advisory_xact_lock(7201998003);
      -- PL/pgSQL reserves BY, so a field of that name cannot be reached.
      if t.range_of = 'at' then
        execute format('create table if not exists %s partition of %s for values from (%L) to (%L)',
          child, t.name, first || ' 00:00+00', (first + interval '1 month')::date || ' 00:00+00');
      else
        execute format('create table if not exists %s partition of %s for values from (%L) to (%L)',
          child, t.name, first, (first + interval '1 month')::date);
      end if;
      execute format('alter table %s set (fillfactor = %s)', child, t.fillfactor);
    end if;
  end loop;
end $$;

-- The answer a command gave, so that the same key gives it again. Kept 48 hours of wall time.
create table platform.command_answer (
  branch_id uuid not null,
  actor_id text not null,
  endpoint text not null,
  key text not null,
  body_hash text not null,
  answer json not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (branch_id, actor_id, endpoint, key)
);
comment on table platform.command_answer is 'placement: branch; idempotency keys with the masked answer, kept 48 h; head-office commands use their org unit''s id';
create index command_answer_recorded on platform.command_answer using brin (recorded_at);

-- Business deadlines. Fired in due order before any command of a later instant.
create table platform.timer (
  branch_id uuid not null,
  kind text not null,
  ref text not null,
  due_at timestamptz not null,
  payload jsonb not null default '{}',
  tries int not null default 0,
  primary key (branch_id, kind, ref)
) with (fillfactor = 70);
comment on table platform.timer is 'placement: branch; business deadlines';
create index timer_due on platform.timer (branch_id, due_at);
create index timer_due_all on platform.timer (due_at);

-- How far each consumer of events has come, per branch; moved in the transaction of its effect.
create table platform.consumer_cursor (
  consumer text not null,
  branch_id uuid not null,
  number bigint not null,
  primary key (branch_id, consumer)
) with (fillfactor = 50);
comment on table platform.consumer_cursor is 'placement: branch; last event each consumer has handled, per branch';

create table platform.parked_event (
  branch_id uuid not null,
  consumer text not null,
  number bigint not null,
  type text not null,
  error text not null,
  parked_at timestamptz not null default clock_timestamp(),
  primary key (branch_id, consumer, number)
);
comment on table platform.parked_event is 'placement: branch; events a consumer could not handle in eight tries';

-- One row: how business time runs.
create table platform.clock (
  singleton boolean primary key default true check (singleton),
  mode text not null check (mode in ('real', 'simulated', 'driven')),
  anchor_wall timestamptz not null,
  anchor_business timestamptz not null,
  rate double precision not null check (rate between 0 and 60),
  beat_wall timestamptz not null,
  beat_business timestamptz not null
);
comment on table platform.clock is 'placement: local; anchor of the business clock, and the last beat of a living server';

-- Last trip of a transaction: timers, the answer, and the events with the branch's next numbers. Returns the last number given.
create function platform.finish(
  p_branch uuid, p_actor text, p_trace text, p_at timestamptz,
  p_endpoint text, p_key text, p_hash text, p_answer json,
  p_set_timers jsonb, p_clear_timers jsonb, p_events jsonb
) returns bigint language plpgsql as $$
declare
  v_count int := case when p_events is null then 0 else jsonb_array_length(p_events) end;
  v_last bigint;
begin
  if p_clear_timers is not null then
    delete from platform.timer t using jsonb_to_recordset(p_clear_timers) as c(kind text, ref text)
      where t.branch_id = p_branch and t.kind = c.kind and t.ref = c.ref;
  end if;
  if p_set_timers is not null then
    insert into platform.timer (branch_id, kind, ref, due_at, payload)
      select p_branch, s.kind, s.ref, platform.at(s.due), coalesce(s.payload, '{}')
      from jsonb_to_recordset(p_set_timers) as s(kind text, ref text, due bigint, payload jsonb)
      on conflict (branch_id, kind, ref) do update set due_at = excluded.due_at, payload = excluded.payload, tries = 0;
  end if;
  if p_key is not null then
    insert into platform.command_answer (branch_id, actor_id, endpoint, key, body_hash, answer)
      values (p_branch, p_actor, p_endpoint, p_key, p_hash, p_answer);
  end if;
  if v_count = 0 then
    return null;
  end if;
  insert into platform.event_counter as c (branch_id, last) values (p_branch, v_count)
    on conflict (branch_id) do update set last = c.last + v_count
    returning last into v_last;
  insert into platform.event (branch_id, number, at, id, type, actor_id, trace_id, payload)
    select p_branch, v_last - v_count + e.position, p_at, (e.value->>'id')::uuid, e.value->>'type', p_actor, p_trace, e.value->'payload'
    from jsonb_array_elements(p_events) with ordinality as e(value, position);
  return v_last;
end $$;
