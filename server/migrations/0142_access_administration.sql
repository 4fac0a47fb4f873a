alter table access.user_account
  -- Wall time. A password that an administrator gave out, or that is too old, opens nothing but its own change.
  add column password_set_at timestamptz,
  add column must_change_password boolean not null default false,
  -- Rises with each change of its roles: what was judged must be what is carried out.
  add column grants_version int not null default 1;
update access.user_account set password_set_at = clock_timestamp() where password_hash is not null;

create table access.password_history (
  user_id uuid not null references access.user_account (id),
  replaced_at timestamptz not null,
  password_hash text not null,
  primary key (user_id, replaced_at)
);
comment on table access.password_history is 'placement: reference; the last passwords of a login, which are not taken again; wall clock';

create table access.second_factor (
  user_id uuid primary key references access.user_account (id),
  -- Sealed with the field key.
  secret text not null,
  confirmed_at timestamptz,
  -- The last 30-second step a code was taken of: no code is taken twice.
  last_step bigint not null default 0
);
comment on table access.second_factor is 'placement: reference; secrets of one-time codes (TOTP), sealed; wall clock';

create table access.grant_request (
  branch_id uuid not null,
  request_id uuid not null,
  user_id uuid not null,
  role text not null,
  org_unit_id uuid not null,
  base_version int not null,
  reason text not null,
  state text not null check (state in ('pending', 'granted', 'rejected', 'returned', 'withdrawn', 'lapsed')),
  requested_by_name text not null,
  requested_at timestamptz not null,
  ended_at timestamptz,
  primary key (branch_id, request_id)
);
comment on table access.grant_request is 'placement: branch; privileged roles asked for, granted by a second person; branch_id is where the user belongs';
create unique index grant_request_running on access.grant_request (branch_id, user_id, role, org_unit_id) where state = 'pending';
