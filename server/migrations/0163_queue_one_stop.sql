-- QU-14: customers who finish everything at one window, and counters that take whatever comes for a time.
create table queue.one_stop (
  branch_id uuid not null,
  business_date date not null,
  ticket_id uuid not null,
  reason text not null check (reason in ('elder', 'disabled', 'vip', 'lobby')),
  words text not null,
  marked_by text not null,
  marked_at timestamptz not null,
  services uuid[] not null,
  joined_numbers text[] not null default '{}',
  primary key (branch_id, business_date, ticket_id)
) partition by range (business_date);
comment on table queue.one_stop is 'placement: branch; tickets whose customer finishes several businesses at one window; partitioned by month';
insert into platform.partitioned_table (name, by, fillfactor) values ('queue.one_stop', 'business_date', 100);

create table queue.flexible_counter (
  branch_id uuid not null,
  window_id uuid not null,
  opened_at timestamptz not null,
  until timestamptz not null,
  reason text not null,
  opened_by text not null,
  primary key (branch_id, window_id)
);
comment on table queue.flexible_counter is 'placement: branch; elastic windows that take every business, until when';

alter table queue.override drop constraint override_kind_check;
alter table queue.override add constraint override_kind_check check (kind in ('calledByName', 'prioritised', 'oneStop'));
