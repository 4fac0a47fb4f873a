create schema feedback;

-- One row per completed service: whether the teller likes it or not. Its id is the id of the completed service request,
-- so that the reaction and a customer who is quicker than the reaction make the same row.
create table feedback.rating_request (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  service_type_ids uuid[] not null,
  window_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  staff_number text not null,
  customer_id uuid,
  masked_name text,
  elder boolean not null,
  wait_seconds int not null,
  service_seconds int not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null check (state in ('asked', 'rated', 'timedOut')),
  level smallint check (level between 1 and 5),
  reasons text[] not null default '{}',
  comment text,
  rated_at timestamptz,
  channel text check (channel in ('evaluator', 'link')),
  check ((state = 'rated') = (level is not null and rated_at is not null and channel is not null)),
  primary key (branch_id, id, business_date)
) partition by range (business_date);
comment on table feedback.rating_request is 'placement: branch; the rating asked at each completed service, and what was answered';
-- What changes (state, level) is in no index, so a rating stays a heap-only update.
create index rating_request_day on feedback.rating_request (branch_id, business_date, asked_at);

-- A bad rating being handled. Its id is the rating request's.
create table feedback.bad_rating (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  state text not null check (state in ('open', 'claimed', 'talked', 'closed')),
  opened_at timestamptz not null,
  claim_due_at timestamptz not null,
  close_due_at timestamptz not null,
  overdue boolean not null default false,
  still_in_branch boolean not null,
  presence_told boolean not null default false,
  claimed_by uuid,
  claimed_by_name text,
  claimed_at timestamptz,
  talk text,
  cause text,
  remedy text,
  closed_at timestamptz,
  check ((state = 'open') = (claimed_by is null)),
  check ((state = 'closed') = (closed_at is not null)),
  primary key (branch_id, id, business_date),
  foreign key (branch_id, id, business_date) references feedback.rating_request (branch_id, id, business_date)
) partition by range (business_date);
comment on table feedback.bad_rating is 'placement: branch; bad ratings with their handling: claim, talk, cause, remedy, close';
create index bad_rating_unclosed on feedback.bad_rating (branch_id, opened_at) where closed_at is null;
create index bad_rating_closed on feedback.bad_rating (branch_id, closed_at) where closed_at is not null;

insert into platform.partitioned_table (name, by, fillfactor) values
  ('feedback.rating_request', 'business_date', 70), ('feedback.bad_rating', 'business_date', 70);

create view feedback.v_rating as
  select branch_id, business_date, id, ticket_id, window_id, staff_id, customer_id, state, level, channel, asked_at, rated_at
  from feedback.rating_request;
