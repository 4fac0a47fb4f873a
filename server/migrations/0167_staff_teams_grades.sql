create table staff.performance (
  branch_id uuid not null,
  staff_id uuid not null,
  -- The first of the month.
  month date not null,
  metric text not null,
  count bigint not null,
  total bigint not null,
  primary key (branch_id, staff_id, month, metric)
);
comment on table staff.performance is 'placement: branch; what events of all rooms tell of a person''s work, by month and where it was done; 12 rows a year and metric';

create table staff.team (
  team_id uuid primary key,
  org_unit_id uuid not null references organization.org_unit (id),
  name text not null,
  closed_on date,
  version int not null default 1
);
comment on table staff.team is 'placement: reference; teams across posts';

create table staff.team_membership (
  team_id uuid not null references staff.team (team_id),
  membership_id uuid not null,
  staff_id uuid not null references staff.staff_member (id),
  role text not null check (role in ('member', 'leader')),
  since date not null,
  -- First day it is over.
  until date,
  check (until is null or until >= since),
  primary key (team_id, membership_id)
);
comment on table staff.team_membership is 'placement: reference; who was of a team, and who led it, from when until when';
create index team_membership_staff on staff.team_membership (staff_id);

create table staff.grade_rules (
  version int primary key,
  rules jsonb not null,
  reason text not null,
  published_by text not null,
  published_at timestamptz not null
);
comment on table staff.grade_rules is 'placement: reference; rules grades are suggested by; none = as shipped';

create table staff.appraisal (
  branch_id uuid not null,
  appraisal_id uuid not null,
  org_unit_id uuid not null,
  org_path text collate "C" not null,
  name text not null,
  from_month date not null,
  until_month date not null,
  rules_version int not null,
  state text not null check (state in ('draft', 'pending', 'published', 'rejected', 'returned', 'withdrawn')),
  opened_by text not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  approval_id uuid,
  primary key (branch_id, appraisal_id)
);
comment on table staff.appraisal is 'placement: branch; grade appraisals; branch_id is the unit they are of';
create unique index appraisal_running on staff.appraisal (branch_id) where state in ('draft', 'pending');

create table staff.appraisal_item (
  branch_id uuid not null,
  appraisal_id uuid not null,
  staff_id uuid not null,
  present text,
  score numeric not null,
  lines jsonb not null,
  suggested text not null,
  grade text not null,
  reviewed_by text,
  review_reason text,
  version int not null default 1,
  primary key (branch_id, appraisal_id, staff_id),
  foreign key (branch_id, appraisal_id) references staff.appraisal (branch_id, appraisal_id)
);
comment on table staff.appraisal_item is 'placement: branch; suggested and reviewed grade of each person in an appraisal, with the computation';

create table staff.staff_grade (
  staff_id uuid not null references staff.staff_member (id),
  since date not null,
  grade text not null,
  appraisal_id uuid,
  primary key (staff_id, since)
);
comment on table staff.staff_grade is 'placement: reference; grades of people from a day on';
