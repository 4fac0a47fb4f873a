alter table staff.post_holding
  -- What was told of its tenure: near its limit, over it.
  add column tenure_told text check (tenure_told in ('near', 'over'));

create table staff.rotation (
  branch_id uuid not null,
  rotation_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  holding_id uuid not null,
  post text not null,
  org_unit_id uuid not null,
  org_unit_name text not null,
  org_path text collate "C" not null,
  -- { post, orgUnitId, orgUnitName }; null = a duty is only given up.
  destination jsonb,
  successor_id uuid not null,
  successor_name text not null,
  planned_on date not null,
  reason text not null,
  state text not null check (state in ('pending', 'approved', 'done', 'rejected', 'returned', 'withdrawn', 'lapsed')),
  overdue boolean not null default false,
  -- { at, note } of each side.
  outgoing jsonb,
  incoming jsonb,
  applicant_id uuid not null,
  applicant_name text not null,
  requested_at timestamptz not null,
  ended_at timestamptz,
  approval_id uuid,
  primary key (branch_id, rotation_id)
);
comment on table staff.rotation is 'placement: branch; key posts changing hands: plan, approval, handover; kept where the holder belongs';
create unique index rotation_running on staff.rotation (branch_id, holding_id) where state in ('pending', 'approved');

create table staff.leave_draw (
  draw_id uuid primary key,
  org_unit_id uuid not null references organization.org_unit (id),
  drawn_at timestamptz not null,
  drawn_by text not null,
  reason text not null,
  seed text not null,
  -- Staff numbers.
  candidates text[] not null,
  drawn text[] not null
);
comment on table staff.leave_draw is 'placement: reference; draws for mandatory leave, with all that is needed to draw again';

create table staff.mandatory_leave (
  leave_id uuid primary key,
  draw_id uuid not null references staff.leave_draw (draw_id),
  staff_id uuid not null references staff.staff_member (id),
  from_date date not null,
  -- Last day.
  until_date date not null check (until_date >= from_date),
  state text not null check (state in ('drawn', 'ready', 'running', 'ended', 'closed', 'cancelled')),
  substitute_id uuid references staff.staff_member (id),
  -- { result, findings, by, at }
  checked jsonb
);
comment on table staff.mandatory_leave is 'placement: reference; unannounced leave of holders of key posts; small: a few people a month';
create index mandatory_leave_staff on staff.mandatory_leave (staff_id, from_date);
