-- Rows are written unsealed inside the transaction of the act; the sealer links them within a second.
-- A chain is the rows of one branch (or org unit, or the house itself) in one month of wall time.
create table access.audit_entry (
  branch_id uuid not null,
  id uuid not null,
  month text collate "C" not null check (month ~ '^\d{4}-\d{2}$'),
  -- The one truth: a JSON object whose exact bytes are hashed. Everything shown is read from it.
  canonical text not null,
  recorded_at timestamptz not null generated always as (to_timestamp((canonical::jsonb ->> 'recordedAt')::double precision / 1000)) stored,
  actor_id text generated always as (canonical::jsonb ->> 'actorId') stored,
  actor_name text not null generated always as (canonical::jsonb ->> 'actorName') stored,
  action text not null generated always as (canonical::jsonb ->> 'action') stored,
  outcome text not null generated always as (canonical::jsonb ->> 'outcome') stored,
  sequence bigint,
  hash text,
  primary key (branch_id, id),
  unique (branch_id, month, sequence),
  check ((sequence is null) = (hash is null))
);
comment on table access.audit_entry is 'placement: branch; the audit trail, append only; branch_id of head-office rows is their org unit, of the house itself all zeros';
create index audit_entry_newest on access.audit_entry (recorded_at desc, id desc);
create index audit_entry_unsealed on access.audit_entry (branch_id, month) where sequence is null;

create table access.audit_chain (
  branch_id uuid not null,
  month text collate "C" not null,
  last_sequence bigint not null,
  last_hash text not null,
  primary key (branch_id, month)
);
comment on table access.audit_chain is 'placement: branch; head of every chain: a missing tail shows';

-- Against accidents and the application's own account; whoever can drop the trigger is met by the hash chain.
create function access.keep_audit_entry() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.sequence is null and new.sequence is not null
     and (new.branch_id, new.id, new.month, new.canonical) = (old.branch_id, old.id, old.month, old.canonical) then
    return new;
  end if;
  raise exception 'audit entries are never changed or removed' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_audit_entry before update or delete on access.audit_entry
  for each row execute function access.keep_audit_entry();
