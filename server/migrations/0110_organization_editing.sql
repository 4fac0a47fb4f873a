-- Hours by line and kind of day, noon, contacts, history and stages with dates. Only additions: an older server keeps running beside it.

alter table organization.branch
  add column holiday_open text, add column holiday_close text,
  add column noon_from text, add column noon_until text,
  add column corporate_weekday_open text, add column corporate_weekday_close text,
  add column corporate_weekend_open text, add column corporate_weekend_close text,
  -- Rises with each change of its calendar; the record's own version is not touched by it.
  add column calendar_version int not null default 1,
  add check ((holiday_open is null) = (holiday_close is null)),
  add check ((noon_from is null) = (noon_until is null)),
  add check ((corporate_weekday_open is null) = (corporate_weekday_close is null)),
  add check ((corporate_weekend_open is null) = (corporate_weekend_close is null));
update organization.branch set
  corporate_weekday_open = weekday_open, corporate_weekday_close = weekday_close,
  corporate_weekend_open = weekend_open, corporate_weekend_close = weekend_close;

alter table organization.branch_calendar_override
  add column noon_from text, add column noon_until text,
  add column corporate_open text, add column corporate_close text,
  add column version int not null default 1,
  add check ((noon_from is null) = (noon_until is null)),
  add check ((corporate_open is null) = (corporate_close is null));
update organization.branch_calendar_override set corporate_open = open, corporate_close = close;

-- A window that is taken away stays known while somebody still sits there; its number is free at once.
alter table organization.service_window add column removed boolean not null default false;
alter table organization.service_window drop constraint service_window_branch_id_number_key;
create unique index service_window_number on organization.service_window (branch_id, number) where not removed;

create table organization.branch_contact (
  branch_id uuid not null references organization.branch (id),
  position int not null,
  role text not null check (role in ('manager', 'duty', 'operations', 'security', 'maintenance', 'other')),
  -- Of people at work (C1), never of customers.
  name text not null,
  phone text not null,
  primary key (branch_id, position)
);
comment on table organization.branch_contact is 'placement: reference; whom to call at a branch';

create table organization.branch_milestone (
  branch_id uuid not null references organization.branch (id),
  id uuid not null,
  stage text not null check (stage in ('planning', 'opening', 'operating', 'renovating', 'suspended', 'closed')),
  starts_on date not null,
  -- Still to come: begins by itself at the first minute of its day.
  planned boolean not null,
  note text not null,
  document_no text not null,
  actor_name text not null,
  recorded_at timestamptz not null,
  primary key (branch_id, id)
);
comment on table organization.branch_milestone is 'placement: reference; stages a branch went through, and those planned';

create table organization.branch_revision (
  branch_id uuid not null,
  id uuid not null,
  version int,
  what text not null check (what in ('record', 'layout', 'stage', 'calendar', 'contacts')),
  at timestamptz not null,
  actor_name text not null,
  reason text not null,
  -- [{ field, before, after }] as words a person reads; no names or numbers of people.
  changes jsonb not null,
  primary key (branch_id, id)
);
comment on table organization.branch_revision is 'placement: branch; who changed what of a branch';
