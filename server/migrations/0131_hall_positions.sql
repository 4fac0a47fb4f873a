-- How many a branch wants in the hall and at windows, where it differs from the product's defaults.
create table hall.staffing_plan (
  branch_id uuid not null,
  tier text not null check (tier in ('light', 'normal', 'busy')),
  lobby_managers int not null check (lobby_managers >= 1),
  reserves int not null check (reserves >= 0),
  windows int not null check (windows >= 0),
  primary key (branch_id, tier)
);
comment on table hall.staffing_plan is 'placement: branch; people wanted at each load';

-- Who is meant to be where on a day. A day without rows follows the last one arranged, else the posts of the register.
create table hall.position (
  branch_id uuid not null,
  business_date date not null,
  staff_id uuid not null,
  kind text not null check (kind in ('lobbyManager', 'reserve', 'window')),
  -- Order among lobby managers, and among reserves.
  rank int not null,
  primary key (branch_id, business_date, staff_id)
);
comment on table hall.position is 'placement: branch; positions of a day: lobby managers, reserves in order, windows';

-- Who answered for the hall from when to when.
create table hall.duty_period (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  kind text not null check (kind in ('lobbyManager', 'reserve')),
  how text not null check (how in ('opening', 'took', 'calledUp')),
  from_at timestamptz not null,
  until_at timestamptz,
  check (until_at >= from_at),
  primary key (branch_id, id)
);
comment on table hall.duty_period is 'placement: branch; who answered for the hall, as a timeline';
create index duty_period_day on hall.duty_period (branch_id, business_date, from_at);
create unique index duty_period_open on hall.duty_period (branch_id, staff_id) where until_at is null;

-- A reserve called into the hall.
create table hall.call_up (
  branch_id uuid not null,
  business_date date not null,
  id uuid not null,
  -- The first call-up of a round; whoever was asked in it is not asked again.
  round_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  cause text not null check (cause in ('lobbyManagerBusy', 'unanswered', 'congested', 'manual')),
  called_at timestamptz not null,
  answer_due_at timestamptz not null,
  state text not null check (state in ('called', 'accepted', 'declined', 'unanswered', 'cancelled')),
  answered_at timestamptz,
  check ((state = 'called') = (answered_at is null)),
  primary key (branch_id, id)
);
comment on table hall.call_up is 'placement: branch; reserves called into the hall, and what they answered';
create index call_up_day on hall.call_up (branch_id, business_date, called_at);
-- One at a time: the next is asked when this one has answered.
create unique index call_up_pending on hall.call_up (branch_id) where state = 'called';
