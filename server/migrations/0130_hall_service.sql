-- Help asked of the hall from a window, a kiosk or a device.
create table hall.assist_call (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  source text not null check (source in ('window', 'kiosk', 'device')),
  -- Window, terminal or device that calls: one unended call each.
  place_id uuid not null,
  place text not null,
  reason text not null,
  ticket_number text,
  caller_id uuid not null,
  caller_name text,
  called_at timestamptz not null,
  accept_due_at timestamptz not null,
  escalated boolean not null default false,
  state text not null check (state in ('open', 'accepted', 'done', 'cancelled')),
  accepted_by uuid,
  accepted_by_name text,
  accepted_at timestamptz,
  ended_at timestamptz,
  outcome text,
  check ((accepted_by is null) = (accepted_at is null)),
  check ((state in ('done', 'cancelled')) = (ended_at is not null)),
  check ((state = 'done') = (outcome is not null)),
  primary key (branch_id, id, business_date)
) partition by range (business_date);
comment on table hall.assist_call is 'placement: branch; calls for help from windows, kiosks and devices, with who came and when';
create unique index assist_call_unended on hall.assist_call (branch_id, business_date, place_id) where ended_at is null;
create index assist_call_day on hall.assist_call (branch_id, business_date, called_at);

-- One customer received in the hall, from greeting to farewell.
create table hall.service_flow (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  ticket_id uuid,
  ticket_number text,
  masked_name text,
  service_type_id uuid,
  service_name jsonb,
  started_at timestamptz not null,
  -- [{ step, at }], in the order they were done.
  ticks jsonb not null,
  ended_at timestamptz,
  check ((ticket_id is null) = (ticket_number is null)),
  primary key (branch_id, id, business_date)
) partition by range (business_date);
comment on table hall.service_flow is 'placement: branch; service in the hall: greet, ask, divert, guide, follow, farewell';
create unique index service_flow_unended on hall.service_flow (branch_id, business_date, ticket_id)
  where ended_at is null and ticket_id is not null;
create index service_flow_day on hall.service_flow (branch_id, business_date, started_at);

-- A business moved to another channel, or why it was not.
create table hall.diversion (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  at timestamptz not null,
  source text not null check (source in ('lobby', 'kiosk')),
  flow_id uuid,
  ticket_id uuid,
  ticket_number text,
  service_type_id uuid,
  service_name jsonb,
  channel text,
  result text not null check (result in ('guided', 'completed', 'returned', 'declined', 'notMovable')),
  reason text,
  staff_id uuid,
  staff_name text,
  settled_at timestamptz,
  check ((result = 'guided') = (settled_at is null)),
  check (result not in ('guided', 'completed', 'returned') or channel is not null),
  check (reason is not null or result in ('guided', 'completed')),
  primary key (branch_id, id, business_date)
) partition by range (business_date);
comment on table hall.diversion is 'placement: branch; diversions with channel, result, or the reason why a business could not be moved';
create index diversion_day on hall.diversion (branch_id, business_date, at);
create index diversion_ticket on hall.diversion (branch_id, ticket_id) where ticket_id is not null;

insert into platform.partitioned_table (name, by) values
  ('hall.assist_call', 'business_date'), ('hall.service_flow', 'business_date'), ('hall.diversion', 'business_date');
