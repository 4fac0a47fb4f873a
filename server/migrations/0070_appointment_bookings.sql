create schema appointment;

-- Where a branch wants another capacity than the computed one for a half hour of its day. 0 = not bookable then.
create table appointment.capacity_rule (
  branch_id uuid not null,
  service_type_id uuid not null,
  starts text not null check (starts ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  capacity int not null check (capacity >= 0),
  primary key (branch_id, service_type_id, starts)
);
comment on table appointment.capacity_rule is 'placement: branch; bookings a half hour takes, where a branch overrides the default';

-- Made by the first booking. The capacity is not kept here: it is checked, under this row's lock, against the rule of the moment.
create table appointment.slot (
  branch_id uuid not null,
  business_date date not null,
  service_type_id uuid not null,
  start_at timestamptz not null,
  booked int not null check (booked >= 0),
  primary key (branch_id, business_date, service_type_id, start_at)
) partition by range (business_date);
comment on table appointment.slot is 'placement: branch; bookings taken per service and half hour';

create table appointment.booking (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  code text not null,
  link_hash text not null,
  state text not null check (state in ('booked', 'checkedIn', 'cancelled', 'noShow')),
  service_type_id uuid not null,
  start_at timestamptz not null,
  end_at timestamptz not null,
  customer_id uuid not null,
  masked_name text not null,
  masked_phone text not null,
  channel text not null check (channel in ('h5', 'pad', 'api')),
  note text,
  booked_at timestamptz not null,
  -- A check-in spans two transactions: from here until the ticket is known, the booking can be neither cancelled nor missed.
  check_in_began_at timestamptz,
  timing text check (timing in ('early', 'onTime', 'late')),
  checked_in_at timestamptz,
  ticket_id uuid,
  ticket_number text,
  check ((state = 'checkedIn') = (ticket_id is not null and ticket_number is not null and checked_in_at is not null)),
  primary key (branch_id, id, business_date)
) partition by range (business_date);
comment on table appointment.booking is 'placement: branch; who comes when for what: a customer id and a masked snapshot';
create unique index booking_code on appointment.booking (branch_id, business_date, code);
-- One booking per person, branch and day.
create unique index booking_person on appointment.booking (branch_id, business_date, customer_id) where state in ('booked', 'checkedIn');
create index booking_start on appointment.booking (branch_id, business_date, start_at);

insert into platform.partitioned_table (name, by, fillfactor) values
  ('appointment.slot', 'business_date', 70), ('appointment.booking', 'business_date', 70);

create view appointment.v_booking as
  select branch_id, business_date, id, state, service_type_id, start_at, end_at, customer_id, masked_name, channel, booked_at, timing,
    checked_in_at, ticket_id
  from appointment.booking;
