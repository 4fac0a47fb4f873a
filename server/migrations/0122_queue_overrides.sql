-- Evidence of fairness: every call out of the strategy's order and every ticket put to the head of its line, with who and why.
create table queue.override (
  branch_id uuid not null,
  business_date date not null,
  -- Of the event that tells it.
  id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('calledByName', 'prioritised')),
  ticket_id uuid not null,
  ticket_number text not null,
  service_type_id uuid not null,
  class_code text not null,
  waited_seconds int not null,
  window_label text,
  staff_name text,
  reason text not null,
  -- Whom the strategy would have called.
  passed_over text,
  primary key (branch_id, business_date, id)
) partition by range (business_date);
comment on table queue.override is 'placement: branch; calls out of order and tickets moved to the head, with their reasons';
insert into platform.partitioned_table (name, by, fillfactor) values ('queue.override', 'business_date', 100);
