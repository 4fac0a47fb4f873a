create schema organization;

create table organization.org_unit (
  id uuid primary key,
  parent_id uuid references organization.org_unit (id),
  level text not null check (level in ('headOffice', 'regionalBranch', 'subBranch', 'outlet')),
  code text not null unique check (code ~ '^[A-Za-z0-9]{1,20}$'),
  name text not null,
  -- Codes from the root down: `/JH/NJ/320113/`. A unit's scope is every path that starts with its own.
  path text collate "C" not null unique check (path ~ '^/([A-Za-z0-9]+/)+$' and path like '%/' || code || '/'),
  -- Only the root says which bank this is.
  bank_name text check ((bank_name is null) = (parent_id is not null)),
  effective_from date not null,
  effective_until date check (effective_until > effective_from)
);
comment on table organization.org_unit is 'placement: reference; the org tree with scope paths; effective until a day excludes that day';
create index org_unit_parent on organization.org_unit (parent_id);

create table organization.branch (
  id uuid primary key,
  org_unit_id uuid not null unique references organization.org_unit (id),
  code text not null unique,
  name text not null,
  format text not null check (format in ('flagship', 'full', 'light', 'community', 'featured')),
  stage text not null check (stage in ('planning', 'opening', 'operating', 'renovating', 'suspended', 'closed')),
  city text not null,
  address text not null,
  licence_no text not null,
  phone text not null,
  area_square_metres double precision not null check (area_square_metres >= 0),
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  time_zone text not null,
  -- Whose holidays it keeps: national ones with their make-up workdays, or none (a branch abroad lists its own as overrides).
  holidays text not null check (holidays in ('CN', 'none')),
  -- `09:00`, both or none; closing at or before opening means on the next day.
  weekday_open text, weekday_close text,
  weekend_open text, weekend_close text,
  version int not null default 1,
  check ((weekday_open is null) = (weekday_close is null)),
  check ((weekend_open is null) = (weekend_close is null))
);
comment on table organization.branch is 'placement: reference; master record of the places customers visit';

create table organization.zone (
  id uuid primary key,
  branch_id uuid not null references organization.branch (id),
  kind text not null check (kind in ('guidance', 'waiting', 'smartService', 'cashCounter', 'nonCashCounter', 'vip', 'selfService')),
  name text not null,
  position int not null,
  service_codes text[] not null
);
comment on table organization.zone is 'placement: reference; zones of a branch and what business belongs there';
create index zone_branch on organization.zone (branch_id);

create table organization.service_window (
  id uuid primary key,
  branch_id uuid not null references organization.branch (id),
  label text not null,
  number int not null,
  kind text not null check (kind in ('general', 'cash', 'nonCash', 'vip', 'express', 'corporate', 'flex')),
  elastic boolean not null,
  zone_id uuid references organization.zone (id),
  service_codes text[] not null,
  profile_code text not null,
  unique (branch_id, number)
);
comment on table organization.service_window is 'placement: reference; numbered positions of a branch and what each may take';

create table organization.branch_calendar_override (
  branch_id uuid not null references organization.branch (id),
  date date not null,
  name text not null,
  -- Both null = closed that day.
  open text, close text,
  primary key (branch_id, date),
  check ((open is null) = (close is null))
);
comment on table organization.branch_calendar_override is 'placement: reference; days on which a branch differs from the national calendar and its usual hours';

-- What other rooms may read: where a place stands in the tree, for row filters.
create view organization.v_org_unit as
  select id, parent_id, level, code, name, path from organization.org_unit;
create view organization.v_branch as
  select b.id, b.org_unit_id, b.code, b.name, b.time_zone, b.stage, u.path
  from organization.branch b join organization.org_unit u on u.id = b.org_unit_id;
