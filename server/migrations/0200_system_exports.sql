create table system.export (
  export_id uuid primary key,
  kind text not null,
  file_name text not null,
  -- Filters of the list, as its address says them.
  filter jsonb not null,
  -- Rows named one by one; null = all the filters find.
  keys text[],
  locale text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  asked_at timestamptz not null,
  asked_by uuid not null,
  -- [{ permission, path }] of whoever asked, at that moment.
  grants jsonb not null,
  -- Org paths the file holds rows of; fetching it takes the right over all of them.
  scope text[] not null,
  ended_at timestamptz,
  rows_done int not null default 0,
  rows_all int,
  bytes bigint not null default 0,
  -- Code of the refusal that ended it.
  problem text,
  -- Wall clock: until then one process works on it; afterwards any other may begin it anew.
  leased_until timestamptz,
  leases int not null default 0
);
comment on table system.export is 'placement: local; lists asked for as a file, and how far each is';
create index export_of_person on system.export (asked_by, asked_at desc);
create index export_at_work on system.export (asked_at) where state in ('waiting', 'running');

create table system.export_piece (
  export_id uuid not null references system.export on delete cascade,
  number int not null,
  content bytea not null,
  primary key (export_id, number)
);
comment on table system.export_piece is 'placement: local; a file that is given out, piece by piece, for as long as it can be fetched';
