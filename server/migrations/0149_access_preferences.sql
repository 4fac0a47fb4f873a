create table access.preference (
  -- A user, or a terminal.
  principal_id uuid not null,
  name text not null,
  value jsonb not null,
  primary key (principal_id, name)
);
comment on table access.preference is 'placement: reference; how people like their screens';
