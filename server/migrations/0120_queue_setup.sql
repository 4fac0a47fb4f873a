-- How a branch's queue is set up: number ranges, what is offered, where else a business can be done, which window takes what.
alter table queue.service_type
  add column first_number int not null default 1 check (first_number > 0),
  add column last_number int check (last_number >= first_number),
  -- False: no new numbers; whoever waits is still served.
  add column offered boolean not null default true,
  -- { "place", "advice": {zh, en}, "minutes", "machines", "whenWaitOver" }; null = only at a window.
  add column diversion jsonb;

create table queue.window_mapping (
  branch_id uuid not null,
  window_id uuid not null,
  service_codes text[] not null,
  profile_code text not null,
  primary key (branch_id, window_id)
);
comment on table queue.window_mapping is 'placement: branch; what each window takes and by which work profile, where it differs from its master record';

create table queue.setup (
  branch_id uuid not null,
  version int not null check (version >= 0),
  document jsonb not null,
  template_version int,
  reason text not null,
  changed_by text not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (branch_id, version)
);
comment on table queue.setup is 'placement: branch; every setup of the queue; version 0 is what was there before the first change';

-- The branch is the head office's org unit.
create table queue.template (
  branch_id uuid not null,
  version int not null check (version > 0),
  document jsonb not null,
  reason text not null,
  changed_by text not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (branch_id, version)
);
comment on table queue.template is 'placement: branch; head office''s model of a queue by version, under the id of its org unit';
