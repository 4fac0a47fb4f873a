create schema workflow;

create table workflow.alert (
  branch_id uuid not null,
  alert_id uuid not null,
  raised_at timestamptz not null,
  kind text not null,
  severity text not null check (severity in ('info', 'warning', 'urgent')),
  state text not null check (state in ('open', 'claimed', 'resolved')),
  dedupe_key text not null,
  title jsonb not null,
  body jsonb not null,
  subject_kind text not null,
  subject_id text not null,
  audience_permission text not null,
  staff_id uuid,
  repeats int not null default 0 check (repeats >= 0),
  claimed_by uuid,
  claimed_by_name text,
  claimed_at timestamptz,
  resolved_at timestamptz,
  resolution text,
  escalates_at timestamptz,
  escalated boolean not null default false,
  primary key (branch_id, alert_id, raised_at)
) partition by range (raised_at);
comment on table workflow.alert is 'placement: branch; alerts with their handling; partitioned by month of business time';
create index alert_newest on workflow.alert (branch_id, raised_at desc);
create index alert_newest_of_all on workflow.alert (raised_at desc);

insert into platform.partitioned_table values ('workflow.alert', 'at');

-- One row while an alert is unresolved. A partitioned table cannot hold "one open alert per key" by itself.
create table workflow.open_alert (
  branch_id uuid not null,
  dedupe_key text not null,
  alert_id uuid not null,
  raised_at timestamptz not null,
  kind text not null,
  severity text not null,
  subject_kind text not null,
  subject_id text not null,
  primary key (branch_id, dedupe_key)
);
comment on table workflow.open_alert is 'placement: branch; the unresolved alert of each dedupe key';
create index open_alert_subject on workflow.open_alert (branch_id, subject_kind, subject_id);
