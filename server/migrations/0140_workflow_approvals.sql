create table workflow.approval_definition (
  kind text not null,
  version int not null check (version > 0),
  steps jsonb not null,
  note text not null,
  published_by uuid not null,
  published_by_name text not null,
  published_at timestamptz not null,
  primary key (kind, version)
);
comment on table workflow.approval_definition is 'placement: reference; published steps of each kind of approval; none = as shipped in the contract';

create table workflow.approval (
  branch_id uuid not null,
  approval_id uuid not null,
  kind text not null,
  definition_version int not null,
  -- The steps it began with: a newer definition does not touch it.
  steps jsonb not null,
  subject_kind text not null,
  subject_id text not null,
  subject_version int not null,
  title jsonb not null,
  facts jsonb not null,
  org_unit_id uuid not null,
  org_path text collate "C" not null,
  unit_name text not null,
  applicant_id uuid not null,
  applicant_name text not null,
  requested_at timestamptz not null,
  state text not null check (state in ('pending', 'approved', 'rejected', 'returned', 'withdrawn')),
  step_index int,
  step_since timestamptz,
  due_at timestamptz,
  late boolean not null default false,
  -- Units whose holders of the post may decide now: one, or more after it escalated; empty = nobody holds the post.
  approver_units uuid[] not null default '{}',
  ended_at timestamptz,
  primary key (branch_id, approval_id),
  check ((state = 'pending') = (step_index is not null)),
  check ((state = 'pending') = (ended_at is null))
);
comment on table workflow.approval is 'placement: branch; applications under way and decided; branch_id of head-office matters is their org unit';
-- One running approval per subject: asking twice is one application.
create unique index approval_of_subject on workflow.approval (branch_id, subject_kind, subject_id) where state = 'pending';
create index approval_newest on workflow.approval (requested_at desc, approval_id desc);
create index approval_of_applicant on workflow.approval (applicant_id, requested_at desc);

create table workflow.approval_decision (
  branch_id uuid not null,
  approval_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  step_key text not null,
  verdict text not null check (verdict in ('approve', 'return', 'reject')),
  opinion text not null,
  decided_at timestamptz not null,
  -- One person speaks once in an approval: maker, checker and authoriser are different people.
  primary key (branch_id, approval_id, staff_id),
  foreign key (branch_id, approval_id) references workflow.approval (branch_id, approval_id)
);
comment on table workflow.approval_decision is 'placement: branch; who decided what in an approval';

create table workflow.todo (
  branch_id uuid not null,
  staff_id uuid not null,
  todo_id uuid not null,
  kind text not null,
  title jsonb not null,
  from_name text not null,
  subject_kind text not null,
  subject_id text not null,
  subject_branch_id uuid not null,
  since timestamptz not null,
  due_at timestamptz,
  late boolean not null default false,
  primary key (branch_id, staff_id, todo_id)
);
comment on table workflow.todo is 'placement: branch; what waits for a person, kept at their own org unit; gone when done';
create index todo_of_subject on workflow.todo (subject_id);

create table workflow.message (
  branch_id uuid not null,
  staff_id uuid not null,
  message_id uuid not null,
  kind text not null,
  title jsonb not null,
  body jsonb not null,
  subject_kind text not null,
  subject_id text not null,
  subject_branch_id uuid not null,
  sent_at timestamptz not null,
  read_at timestamptz,
  primary key (branch_id, staff_id, message_id)
);
comment on table workflow.message is 'placement: branch; what a person was told, kept at their own org unit';
create index message_newest on workflow.message (branch_id, staff_id, sent_at desc);
create index message_unread on workflow.message (branch_id, staff_id) where read_at is null;
