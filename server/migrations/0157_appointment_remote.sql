-- Numbers taken from afar (AP-08), beside the queue's tickets: what they were taken under, and what they are checked in by.
create table appointment.remote_ticket (
  branch_id uuid not null,
  business_date date not null,
  -- The queue's ticket names it as what it was issued for.
  id uuid not null,
  code text not null,
  customer_id uuid not null,
  masked_name text not null,
  masked_phone text not null,
  language text not null,
  rule text not null check (rule in ('distance', 'time')),
  hold_minutes int not null,
  near_ahead int not null,
  taken_at timestamptz not null,
  primary key (branch_id, id, business_date)
) partition by range (business_date);
comment on table appointment.remote_ticket is 'placement: branch; numbers taken from afar: rule, code, masked holder';
create unique index remote_ticket_code on appointment.remote_ticket (branch_id, business_date, code);
insert into platform.partitioned_table (name, by, fillfactor) values ('appointment.remote_ticket', 'business_date', 100);
select platform.ensure_month(to_date(suffix, 'YYYYMM'))
from (select distinct right(inhrelid::regclass::text, 6) as suffix from pg_inherits
  where inhparent = 'appointment.booking'::regclass) months;

-- The one number a customer may hold from afar, over all branches: the newest they took.
create table appointment.remote_claim (
  customer_id uuid primary key,
  id uuid not null,
  branch_id uuid not null,
  business_date date not null,
  claimed_at timestamptz not null
);
comment on table appointment.remote_claim is 'placement: customer; the newest number a customer took from afar';
