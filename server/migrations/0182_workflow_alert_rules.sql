-- AL-04: who is told next when nobody takes an alert, and what may wait or need not be told again.
create table workflow.alert_rule (
  kind text not null,
  version int not null check (version > 0),
  -- Minutes until the branch manager and then the regional branch are told, quiet hours, merging (contracts/src/workflow/alert-rules.ts).
  rule jsonb not null,
  note text not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (kind, version)
);
comment on table workflow.alert_rule is 'placement: reference; rules of alerts by kind and version; never changed, only followed';

-- An alert keeps the rule it was raised under.
alter table workflow.alert add column level int not null default 0 check (level >= 0);
alter table workflow.alert add column level_minutes int[] not null default '{}';
alter table workflow.alert add column quiet_until timestamptz;
update workflow.alert set level = 1 where escalated;
