-- Rounds through the hall: environment and devices.
create table hall.patrol_round (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  round int not null check (round > 0),
  at timestamptz not null,
  staff_id uuid not null,
  staff_name text not null,
  -- [{ item, words }]
  findings jsonb not null,
  primary key (branch_id, business_date, id),
  unique (branch_id, business_date, round)
);
comment on table hall.patrol_round is 'placement: branch; rounds through the hall with what was found';

create table hall.incident (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  words text not null,
  handling text not null,
  staff_id uuid not null,
  staff_name text not null,
  primary key (branch_id, business_date, id)
);
comment on table hall.incident is 'placement: branch; unforeseen events in the hall';

-- A lobby manager's log of a day.
create table hall.worklog (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  state text not null check (state in ('draft', 'submitted', 'returned', 'archived')),
  notes jsonb not null,
  -- Frozen when submitted; null = counted when read.
  figures jsonb,
  submitted_at timestamptz,
  reviewer_id uuid,
  reviewer_name text,
  reviewed_at timestamptz,
  review_words text,
  version int not null,
  check ((state in ('submitted', 'archived')) <= (figures is not null and submitted_at is not null)),
  check ((reviewer_id is null) = (reviewed_at is null)),
  check (state <> 'archived' or reviewer_id is not null),
  primary key (branch_id, id),
  unique (branch_id, business_date, staff_id)
);
comment on table hall.worklog is 'placement: branch; lobby managers'' logs: draft, submitted, returned, archived';

-- What is archived stays as it is, whoever asks.
create function hall.keep_archived() returns trigger language plpgsql as $$
begin
  if old.state = 'archived' then
    raise exception 'worklog % is archived', old.id using errcode = '23514';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_archived before update or delete on hall.worklog for each row execute function hall.keep_archived();
