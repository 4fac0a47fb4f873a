create schema if not exists system;

create table system.import (
  import_id uuid primary key,
  kind text not null,
  file_name text not null,
  bytes bigint not null check (bytes > 0),
  state text not null check (state in ('uploading', 'checking', 'checked', 'importing', 'done', 'refused', 'cancelled')),
  started_at timestamptz not null,
  started_by uuid not null,
  started_by_name text not null,
  ended_at timestamptz,
  encoding text,
  header text[] not null default '{}',
  rows_read int not null default 0,
  rows_good int not null default 0,
  rows_bad int not null default 0,
  rows_done int not null default 0,
  rows_created int not null default 0,
  rows_updated int not null default 0,
  rows_unchanged int not null default 0,
  -- Last line that was dealt with; what comes after it is still to do.
  line_done int not null default 0,
  -- { code, line, columns } of a file that was refused as a whole.
  refusal jsonb,
  -- Wall clock: until then one process works on it; afterwards any other may take it over.
  leased_until timestamptz,
  leases int not null default 0
);
comment on table system.import is 'placement: local; files that were imported, and how far each is';
create index import_of_person on system.import (started_by, started_at desc);
create index import_at_work on system.import (started_at) where state in ('checking', 'importing');

create table system.import_piece (
  import_id uuid not null references system.import on delete cascade,
  number int not null,
  content bytea not null,
  primary key (import_id, number)
);
-- Files are compressed, or compress too little to be worth the time.
alter table system.import_piece alter column content set storage external;
comment on table system.import_piece is 'placement: local; pieces of a file until it has been read';

create table system.import_row (
  import_id uuid not null references system.import on delete cascade,
  line int not null,
  cells jsonb not null,
  -- [{ column, code }]; null = good.
  problems jsonb,
  primary key (import_id, line)
);
comment on table system.import_row is 'placement: local; rows of a file: all until it is done, then those with problems';
create index import_row_bad on system.import_row (import_id, line) where problems is not null;
