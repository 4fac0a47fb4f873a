-- Customers move their bookings, branches close, staff prepare, and text messages go out about it.
alter table appointment.booking
  -- The booking it became, at the same branch.
  add column moved_to_date date,
  add column moved_to_id uuid,
  -- The branch will be closed then: it cannot take place, and not coming is no fault.
  add column disturbed text check (disturbed in ('closed', 'suspended')),
  -- Of the customer's page, for messages.
  add column language text not null default 'zh-CN',
  add column prepared_words text,
  add column prepared_by text,
  add column prepared_at timestamptz,
  add check ((moved_to_id is null) = (moved_to_date is null)),
  add check (moved_to_id is null or state = 'cancelled'),
  add check ((prepared_words is null) = (prepared_by is null) and (prepared_words is null) = (prepared_at is null));

-- Text messages to customers: what is to be sent when, and how it went. The words are made when it is sent, the phone is
-- read from the customer's file then; neither is kept.
create table appointment.message (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  -- Booking or ticket it is about, on that business date.
  about uuid not null,
  kind text not null,
  customer_id uuid not null,
  due_at timestamptz not null,
  state text not null check (state in ('pending', 'sent', 'failed', 'dropped')),
  tries int not null,
  -- Why it has not gone out yet, or at all: a code, never an answer's text.
  problem text,
  settled_at timestamptz,
  -- Wall time: until then somebody is handing it over.
  leased_until timestamptz,
  primary key (branch_id, id, business_date)
) partition by range (business_date);
comment on table appointment.message is 'placement: branch; text messages to customers: due, sent, failed';
create index message_about on appointment.message (branch_id, business_date, about);
insert into platform.partitioned_table (name, by, fillfactor) values ('appointment.message', 'business_date', 80);
-- Months that exist already get their part of it.
select platform.ensure_month(to_date(suffix, 'YYYYMM'))
from (select distinct right(inhrelid::regclass::text, 6) as suffix from pg_inherits
  where inhparent = 'appointment.booking'::regclass) months;

-- Bookings and remote numbers somebody did not come for, over all branches; kept a year.
create table appointment.no_show (
  customer_id uuid not null,
  -- Of the booking or ticket.
  id uuid not null,
  branch_id uuid not null,
  kind text not null check (kind in ('booking', 'remoteTicket')),
  at timestamptz not null,
  primary key (customer_id, id)
);
comment on table appointment.no_show is 'placement: customer; bookings and remote numbers nobody came for';

create table appointment.branch_rule (
  branch_id uuid primary key,
  version int not null,
  -- As in the contract's BookingRules.
  rules jsonb not null
);
comment on table appointment.branch_rule is 'placement: branch; how a branch takes bookings and remote numbers, where it departs from the defaults';
