create schema privacy;

-- PV-03: what customers ask for of their own data. Kept at their home branch, or at head office.
create table privacy.request (
  branch_id uuid not null,
  request_id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('access', 'correct', 'delete', 'export')),
  state text not null check (state in ('filed', 'working', 'done', 'refused', 'withdrawn')),
  -- What is to be corrected may tell of the person.
  words_sealed text not null,
  masked_name text not null,
  channel text not null check (channel in ('branch', 'h5')),
  -- How the bank knew who asks: a code to the phone, or a person across the counter.
  identity text not null check (identity in ('phoneCode', 'inPerson')),
  filed_at timestamptz not null,
  due_on date not null,
  handled_by text,
  handled_by_name text,
  ended_at timestamptz,
  refusal text,
  answer text,
  -- What is handed over, sealed; thrown away by retention.
  package_sealed text,
  primary key (branch_id, request_id)
);
comment on table privacy.request is 'placement: branch; requests of customers about their own data';
create index request_open_of_all on privacy.request (due_on) where state in ('filed', 'working');
create index request_of_customer on privacy.request (branch_id, customer_id);

-- Which rooms have forgotten their part.
create table privacy.request_part (
  branch_id uuid not null,
  request_id uuid not null,
  room text not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  row_count int,
  primary key (branch_id, request_id, room)
);
comment on table privacy.request_part is 'placement: branch; rooms asked to forget a customer, and their answers';

-- A customer who proved their phone, for half an hour of wall time.
create table privacy.visit (
  branch_id uuid not null,
  visit_id uuid not null,
  customer_id uuid not null,
  link_hash text not null,
  expires_at timestamptz not null,
  primary key (branch_id, visit_id)
);
comment on table privacy.visit is 'placement: branch; pages of their own data that customers have open; expires_at is wall time';

-- PV-04.
create table privacy.retention_rule (
  kind text not null,
  version int not null check (version > 0),
  -- Null: kept for ever, by decision.
  days int check (days > 0),
  note text not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (kind, version)
);
comment on table privacy.retention_rule is 'placement: reference; how long kinds of rows are kept; never changed, only followed';

create table privacy.hold (
  hold_id uuid primary key,
  -- Null: everything.
  kind text,
  reason text not null,
  placed_by text not null,
  placed_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lift_reason text
);
comment on table privacy.hold is 'placement: reference; legal holds: what must not be destroyed, whatever its rule says';

create table privacy.retention_run (
  run_id uuid primary key,
  dry_run boolean not null,
  at timestamptz not null,
  run_by text not null,
  lines jsonb not null,
  -- SHA-256 of the lines, and the house's seal over it.
  hash text not null,
  signature text not null
);
comment on table privacy.retention_run is 'placement: reference; certificates of what was destroyed, and of what would be';
