-- A published strategy says who made it, why, from when it holds, and carries the test cases it passed.
alter table queue.strategy
  add column tests jsonb not null default '[]',
  add column reason text not null default '',
  add column published_by text not null default 'system',
  add column published_by_name text not null default '系统',
  add column effective text not null default 'now' check (effective in ('now', 'nextDay')),
  -- First business day it holds for; null for what was installed.
  add column effective_from date,
  add column based_on int;

create table queue.strategy_draft (
  branch_id uuid primary key,
  revision int not null,
  based_on int not null,
  document jsonb not null,
  tests jsonb not null,
  changed_by text not null,
  changed_by_name text not null,
  changed_at timestamptz not null
);
comment on table queue.strategy_draft is 'placement: branch; the strategy somebody is editing; one per branch, not in force';
