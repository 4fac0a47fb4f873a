-- What a hall's screens show and say beside the queue itself (DS-05, DS-07).

create table queue.notice (
  id uuid primary key,
  -- Shown at every branch at or below this unit.
  org_unit_id uuid not null,
  kind text not null check (kind in ('notice', 'rates')),
  -- The words of a notice; the title of a table of rates.
  text_zh text not null check (text_zh <> ''),
  text_en text not null,
  -- [{ name: { zh, en }, value }] of a table of rates.
  rates jsonb not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  sort int not null,
  version int not null,
  changed_by text not null,
  changed_at timestamptz not null
);
comment on table queue.notice is 'placement: reference; notices and rates with their days, per org unit';
create index notice_unit on queue.notice (org_unit_id);

create table queue.display_setting (
  branch_id uuid primary key,
  -- Languages a call is spoken in, in this order; a ticket taken in English is called in English first.
  spoken text[] not null,
  -- Languages the hall display turns between.
  shown text[] not null,
  version int not null
);
comment on table queue.display_setting is 'placement: branch; languages of a hall''s voice and screens';
