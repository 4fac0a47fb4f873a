-- EV-07: calls after a visit, and the rule that says which.

create table feedback.follow_up_rule (
  org_unit_id uuid primary key,
  content jsonb not null,
  version int not null,
  changed_by text not null,
  changed_at timestamptz not null
);
comment on table feedback.follow_up_rule is 'placement: reference; which services are followed up, per org unit';

-- Its id is the completed service request's: one call per service. Names are masked; the number is in the customer's file.
create table feedback.follow_up (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  reason text not null check (reason in ('sampled', 'badRating')),
  state text not null check (state in ('due', 'reached', 'unreached')),
  customer_id uuid not null,
  masked_name text not null,
  ticket_number text not null,
  service_name jsonb not null,
  staff_name text not null,
  served_at timestamptz not null,
  due_at timestamptz not null,
  -- As the rule said when it was made.
  attempt_limit int not null,
  attempts jsonb not null default '[]',
  satisfaction smallint check (satisfaction between 1 and 5),
  opened_case boolean not null default false,
  ended_at timestamptz,
  check ((state = 'due') = (ended_at is null)),
  check ((state = 'reached') = (satisfaction is not null)),
  primary key (branch_id, id, business_date)
) partition by range (business_date);
comment on table feedback.follow_up is 'placement: branch; calls after a visit and what came of them';
create index follow_up_due on feedback.follow_up (branch_id, due_at) where ended_at is null;
create index follow_up_ended on feedback.follow_up (branch_id, ended_at) where ended_at is not null;
insert into platform.partitioned_table (name, by, fillfactor) values ('feedback.follow_up', 'business_date', 80);
select platform.ensure_month(m) from (select distinct to_date(right(c.relname, 6), 'YYYYMM') as m
  from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'feedback.rating_request'::regclass) months;
