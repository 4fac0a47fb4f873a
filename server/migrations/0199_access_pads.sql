-- PADs that were registered: known by the key of their browser, for a branch and, when it is said, for a group of its people.
create table access.pad (
  id uuid primary key,
  branch_id uuid not null,
  name text not null,
  -- Any one of these roles; empty = whatever their role.
  group_roles text[] not null default '{}',
  -- Only people of the branch itself.
  group_of_branch boolean not null default false,
  -- And these, whatever else is said.
  group_users uuid[] not null default '{}',
  code_hash text unique,
  code_expires_at timestamptz,
  -- sha-256 of the browser's public key, as in access.session; null until it is registered.
  device_key text,
  enrolled_at timestamptz,
  revoked_at timestamptz,
  version int not null default 1
);
comment on table access.pad is 'placement: reference; PADs by the key of their browser, and who may sign in on them; wall clock';
create index pad_of_branch on access.pad (branch_id);
create index pad_by_key on access.pad (device_key) where device_key is not null;

-- Where a session was opened from, as the network tells it: for its owner and for administrators of logins.
alter table access.session add column address text not null default '';
