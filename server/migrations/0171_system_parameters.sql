create table system.parameter_value (
  name text not null,
  org_unit_id uuid not null references organization.org_unit (id),
  version int not null,
  -- Null = taken back: what is decided above counts again.
  value int,
  effective_from timestamptz not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  reason text not null,
  primary key (name, org_unit_id, version)
);
comment on table system.parameter_value is 'placement: reference; every decision about a parameter at a unit; the newest one in effect counts';
