-- Searching a trail of millions: by who, by act, by object, by place, and what was refused; newest first in each.
alter table access.audit_entry
  add column object text not null generated always as (canonical::jsonb ->> 'object') stored;
create index audit_entry_of_actor on access.audit_entry (actor_id, recorded_at desc, id desc);
create index audit_entry_of_name on access.audit_entry (actor_name, recorded_at desc, id desc);
create index audit_entry_of_action on access.audit_entry (action, recorded_at desc, id desc);
create index audit_entry_of_object on access.audit_entry (object, recorded_at desc, id desc);
create index audit_entry_of_branch on access.audit_entry (branch_id, recorded_at desc, id desc);
create index audit_entry_refused on access.audit_entry (recorded_at desc, id desc) where outcome = 'refused';

-- Walks over the chains: how far they have come and what they found. Wall clock.
create table access.audit_verification (
  id uuid primary key,
  started_at timestamptz not null,
  started_by uuid,
  started_by_name text not null,
  paths text[] not null,
  -- The worker renews it; one that stopped renewing it has died.
  seen_at timestamptz not null,
  ended_at timestamptz,
  chains int not null,
  chains_done int not null default 0,
  entries bigint not null,
  entries_done bigint not null default 0,
  unsealed int not null,
  damage jsonb not null default '[]'
);
comment on table access.audit_verification is 'placement: local; walks over the audit chains with their progress and findings; wall clock';
create index audit_verification_newest on access.audit_verification (started_at desc);
