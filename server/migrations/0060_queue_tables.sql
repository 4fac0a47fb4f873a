create schema queue;

create table queue.service_type (
  branch_id uuid not null,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  description_zh text not null,
  description_en text not null,
  prefix text not null check (prefix ~ '^[A-Z]$'),
  icon text not null,
  sort int not null,
  wait_limit_minutes int not null check (wait_limit_minutes > 0),
  standard_minutes int not null check (standard_minutes > 0),
  daily_limit int check (daily_limit > 0),
  opens text,
  closes text,
  elder_friendly boolean not null,
  primary key (branch_id, id),
  unique (branch_id, code)
);
comment on table queue.service_type is 'placement: branch; what customers pick, with prefix, hours and limits';

create table queue.strategy (
  branch_id uuid not null,
  version int not null,
  document jsonb not null,
  published_at timestamptz not null,
  primary key (branch_id, version)
);
comment on table queue.strategy is 'placement: branch; queue strategies by version; a ticket keeps the class it was given';

-- The row whose lock makes the branch's queue commands follow one another. Also today's counters, so that figures cost nothing.
create table queue.branch_queue (
  branch_id uuid primary key,
  business_date date,
  day_open boolean not null default false,
  closes_at timestamptz,
  ends_at timestamptz,
  grace_minutes int not null default 60,
  strategy_version int not null,
  last_at timestamptz,
  voice_until timestamptz,
  -- { "prefix": {"A": 27}, "service": {"personal": {"issued", "called", "waitSeconds", "completed"}}, "line": {"personal|ordinary": 3},
  --   "issued", "completed", "abandoned" }
  counters jsonb not null default '{}'
) with (fillfactor = 40);
comment on table queue.branch_queue is 'placement: branch; one lock row per branch with the open business day and its counters';

-- One row per window: who sits there and which ticket is there now.
create table queue.window_now (
  branch_id uuid not null,
  window_id uuid not null,
  kind text not null,
  profile_code text not null,
  session_id uuid,
  staff_id uuid,
  staff_name text,
  staff_number text,
  state text check (state in ('open', 'paused')),
  pause_reason text,
  since timestamptz,
  signed_in_at timestamptz,
  period_sequence int not null default 0,
  ticket_id uuid,
  ticket_number text,
  ticket_state text check (ticket_state in ('called', 'serving')),
  ticket_since timestamptz,
  primary key (branch_id, window_id)
) with (fillfactor = 50);
comment on table queue.window_now is 'placement: branch; the present state of each window';

create table queue.window_session (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  window_id uuid not null,
  staff_id uuid not null,
  signed_in_at timestamptz not null,
  signed_out_at timestamptz,
  primary key (branch_id, business_date, id)
) partition by range (business_date);
comment on table queue.window_session is 'placement: branch; who was at which window from sign-in to sign-out';

create table queue.window_period (
  branch_id uuid not null,
  business_date date not null,
  session_id uuid not null,
  sequence int not null,
  state text not null,
  reason text,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  primary key (branch_id, business_date, session_id, sequence)
) partition by range (business_date);
comment on table queue.window_period is 'placement: branch; open and paused stretches of a window session, written when they end';

create table queue.visit (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  customer_id uuid,
  opened_by text not null check (opened_by in ('ticket', 'checkIn', 'recognition')),
  opened_at timestamptz not null,
  primary key (branch_id, business_date, id)
) partition by range (business_date);
comment on table queue.visit is 'placement: branch; one stay of one customer; its end is that of its last ticket';
create unique index visit_customer on queue.visit (branch_id, business_date, customer_id) where customer_id is not null;

create table queue.ticket (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  visit_id uuid not null,
  number text not null,
  state text not null check (state in ('waiting', 'called', 'serving', 'parked', 'skipped', 'completed', 'abandoned', 'cancelled')),
  service_type_id uuid not null,
  service_code text not null,
  services uuid[] not null,
  class_code text not null,
  strategy_version int not null,
  channel text not null,
  language text not null,
  customer_id uuid,
  masked_name text,
  tier text,
  elder boolean not null,
  disabled boolean not null,
  booking_id uuid,
  booking_start timestamptz,
  timing text,
  issued_at timestamptz not null,
  position bigint not null,
  since timestamptz not null,
  called_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  window_id uuid,
  staff_id uuid,
  calls int not null,
  restorable_until timestamptz,
  postponed boolean not null,
  note text,
  request_id uuid not null,
  request_sequence int not null,
  request_opened_at timestamptz not null,
  request_called_at timestamptz,
  request_started_at timestamptz,
  period_sequence int not null,
  -- The estimate at issue, before it was widened by past errors.
  expected_seconds int,
  link_hash text not null,
  primary key (branch_id, business_date, id),
  unique (branch_id, business_date, number)
) partition by range (business_date);
comment on table queue.ticket is 'placement: branch; a number with its present state; the customer is an id and a masked snapshot';
-- Lives only while the ticket does. State is not in it, so calling and starting stay heap-only updates.
create index ticket_line on queue.ticket (branch_id, business_date, service_code, class_code, position, id) where ended_at is null;
create unique index ticket_booking on queue.ticket (branch_id, business_date, booking_id) where booking_id is not null;

create table queue.service_request (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  ticket_id uuid not null,
  visit_id uuid not null,
  sequence int not null,
  service_type_id uuid not null,
  service_code text not null,
  outcome text not null check (outcome in ('completed', 'transferred', 'abandoned', 'cancelled')),
  opened_at timestamptz not null,
  called_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz not null,
  window_id uuid,
  staff_id uuid,
  staff_name text,
  staff_number text,
  primary key (branch_id, business_date, id)
) partition by range (business_date);
comment on table queue.service_request is 'placement: branch; one business within a visit, written when it ends; the open one is on its ticket';

create index service_request_ticket on queue.service_request (branch_id, business_date, ticket_id);

create table queue.service_period (
  branch_id uuid not null,
  business_date date not null,
  request_id uuid not null,
  sequence int not null,
  ticket_id uuid not null,
  service_type_id uuid not null,
  state text not null check (state in ('waiting', 'called', 'serving', 'parked', 'skipped')),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  window_id uuid,
  staff_id uuid,
  reason text,
  primary key (branch_id, business_date, request_id, sequence)
) partition by range (business_date);
comment on table queue.service_period is 'placement: branch; timed states of a request, written when they end; every duration derives from these';
create index service_period_ticket on queue.service_period (branch_id, business_date, ticket_id);

-- What the wait estimate needs of the past, renewed at each day's end.
create table queue.service_statistic (
  branch_id uuid not null,
  service_code text not null,
  median_service_seconds int not null,
  -- (actual - estimate) / estimate of past waits, ascending, at most 200.
  relative_errors double precision[] not null,
  renewed_at timestamptz not null,
  primary key (branch_id, service_code)
);
comment on table queue.service_statistic is 'placement: branch; median handling time and past errors of the estimate, per service';

insert into platform.partitioned_table (name, by, fillfactor) values
  ('queue.window_session', 'business_date', 90), ('queue.window_period', 'business_date', 100), ('queue.visit', 'business_date', 100),
  ('queue.ticket', 'business_date', 60), ('queue.service_request', 'business_date', 100), ('queue.service_period', 'business_date', 100);

create view queue.v_completed_service as
  select r.branch_id, r.business_date, r.id as request_id, r.ticket_id, t.number as ticket_number, r.service_type_id, r.service_code,
    r.window_id, r.staff_id, r.staff_name, r.staff_number,
    extract(epoch from coalesce(r.called_at, r.started_at) - r.opened_at)::int as wait_seconds,
    extract(epoch from r.ended_at - r.started_at)::int as service_seconds,
    r.started_at, r.ended_at as completed_at, t.customer_id, t.masked_name, t.elder, t.channel
  from queue.service_request r
  join queue.ticket t on t.branch_id = r.branch_id and t.business_date = r.business_date and t.id = r.ticket_id
  where r.outcome = 'completed';

create view queue.v_ticket as
  select branch_id, business_date, id, visit_id, number, state, service_type_id, service_code, class_code, channel, customer_id, masked_name, tier,
    elder, booking_id, issued_at, called_at, started_at, ended_at, window_id, staff_id
  from queue.ticket;
