create schema access;

create table access.user_account (
  id uuid primary key,
  username text not null unique check (username = lower(username)),
  name text not null,
  -- argon2id; null = cannot sign in with a password.
  password_hash text,
  org_unit_id uuid not null references organization.org_unit (id),
  -- What the staff register says of the person, kept here so that an actor is resolved without asking a later room.
  branch_id uuid references organization.branch (id),
  staff_id uuid,
  staff_number text,
  post text,
  frozen boolean not null default false,
  -- Wall time at which grants, freezing or place last changed; every process follows it.
  changed_at timestamptz,
  check ((staff_id is null) = (staff_number is null) and (staff_id is null) = (post is null))
);
comment on table access.user_account is 'placement: reference; logins';
create index user_account_changed on access.user_account (changed_at) where changed_at is not null;
create index user_account_org_unit on access.user_account (org_unit_id);

create table access.role_grant (
  user_id uuid not null references access.user_account (id),
  role text not null,
  org_unit_id uuid not null references organization.org_unit (id),
  granted_at timestamptz not null,
  primary key (user_id, role, org_unit_id)
);
comment on table access.role_grant is 'placement: reference; a role at a place of the org tree';
-- System, security and audit administrators exclude each other, whoever writes here.
create unique index role_grant_one_admin on access.role_grant (user_id) where role in ('systemAdmin', 'securityAdmin', 'auditAdmin');

create table access.terminal (
  id uuid primary key,
  branch_id uuid not null references organization.branch (id),
  kind text not null check (kind in ('kiosk', 'hallDisplay', 'windowDisplay', 'evaluator')),
  name text not null,
  window_id uuid references organization.service_window (id),
  -- sha-256 of the one-time code; gone once used.
  code_hash text unique,
  code_expires_at timestamptz,
  enrolled_at timestamptz,
  revoked_at timestamptz,
  changed_at timestamptz,
  check ((window_id is not null) = (kind in ('windowDisplay', 'evaluator')))
);
comment on table access.terminal is 'placement: reference; enrolled kiosks, displays and evaluators';
create index terminal_branch on access.terminal (branch_id);
create index terminal_changed on access.terminal (changed_at) where changed_at is not null;

-- Wall clock throughout.
create table access.session (
  id uuid primary key,
  -- sha-256 of the cookie's token.
  token_hash text not null unique,
  user_id uuid,
  terminal_id uuid,
  surface text not null,
  idle_ms int,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('signedOut', 'replaced', 'idle', 'revoked')),
  check ((user_id is null) <> (terminal_id is null)),
  check ((ended_at is null) = (ended_why is null))
);
comment on table access.session is 'placement: local; sessions of users and terminals';
create index session_of_user on access.session (user_id) where ended_at is null;
create index session_of_terminal on access.session (terminal_id);
create index session_ended on access.session (ended_at) where ended_at is not null;
create index session_idle on access.session (last_seen_at) where ended_at is null and idle_ms is not null;

create table access.sign_in_failure (
  -- `user:` or `address:` and a sha-256: a name typed by mistake may be a password.
  key text primary key,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
comment on table access.sign_in_failure is 'placement: local; failed sign-ins counted by login and by address, wall clock';

create view access.v_user_login as select id as user_id, username from access.user_account;
