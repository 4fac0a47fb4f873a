-- QU-13: a branch whose tickets come from a queue machine of another maker.
create table queue.machine_feed (
  branch_id uuid primary key,
  sender text not null,
  connected boolean not null,
  since timestamptz not null,
  -- { "<the machine's code>": "<ours>" } where they differ.
  services jsonb not null default '{}',
  version int not null default 1
);
comment on table queue.machine_feed is 'placement: branch; the queue machine that issues and calls for the branch';

-- The raw log: tickets are made from it, and can be made from it again.
create table queue.machine_event (
  branch_id uuid not null,
  business_date date not null,
  sequence bigint not null,
  kind text not null check (kind in ('issue', 'call', 'recall', 'start', 'finish', 'noShow', 'transfer')),
  at timestamptz not null,
  number text not null,
  service text,
  window_number int,
  received_at timestamptz not null,
  -- Why it changes nothing; null = it took part.
  refused text,
  primary key (branch_id, business_date, sequence)
) partition by range (business_date);
comment on table queue.machine_event is 'placement: branch; events of a queue machine as they came; partitioned by month';
create index machine_event_number on queue.machine_event (branch_id, business_date, number);

create table queue.machine_contradiction (
  branch_id uuid not null,
  business_date date not null,
  sequence bigint not null,
  content_hash text not null,
  at timestamptz not null,
  kept jsonb not null,
  told jsonb not null,
  primary key (branch_id, business_date, sequence, content_hash)
) partition by range (business_date);
comment on table queue.machine_contradiction is 'placement: branch; counts of a queue machine that told two different things; partitioned by month';
insert into platform.partitioned_table (name, by, fillfactor) values
  ('queue.machine_event', 'business_date', 100), ('queue.machine_contradiction', 'business_date', 100);
