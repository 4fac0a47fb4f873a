-- Envelope encryption: the keys that seal fields rest wrapped by the master key, which is not in the database. Wall clock.
create table platform.data_key (
  -- From 1001 on; smaller versions are keys of the key file itself.
  version int primary key check (version > 1000),
  algorithm text not null check (algorithm in ('aes-256-gcm', 'sm4-ctr-hmac-sm3')),
  wrapped text not null,
  -- Which master key wrapped it.
  master text not null,
  -- Nothing is sealed with it before: until then every process has come to know it.
  usable_from timestamptz not null,
  made_at timestamptz not null
);
comment on table platform.data_key is 'placement: reference; keys of sealed fields, wrapped by the master key; wall clock';

create table platform.reseal_run (
  id uuid primary key,
  version int not null,
  started_at timestamptz not null,
  started_by_name text not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  total bigint not null,
  done bigint not null default 0
);
comment on table platform.reseal_run is 'placement: local; walks that seal old values under the present key, with their progress; wall clock';
create index reseal_run_newest on platform.reseal_run (started_at desc);

-- Sealed values are known by their column's name: whatever ends in _sealed is sealed anew after a rotation.
alter table access.second_factor rename column secret to secret_sealed;
alter table access.emergency_account rename column first_half to first_half_sealed;
