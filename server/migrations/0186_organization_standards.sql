-- What a branch of each format has (version 0 is shipped with the program), and where things stand in each branch.
create table organization.format_standard (
  format text not null check (format in ('flagship', 'full', 'light', 'community', 'featured')),
  version int not null check (version > 0),
  document jsonb not null,
  reason text not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (format, version)
);
comment on table organization.format_standard is 'placement: reference; standards of branch formats by version';

create table organization.floor_plan (
  branch_id uuid not null,
  version int not null check (version > 0),
  document jsonb not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (branch_id, version)
);
comment on table organization.floor_plan is 'placement: branch; where zones, windows and devices stand, by version';
