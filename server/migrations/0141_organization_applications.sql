create table organization.branch_application (
  branch_id uuid not null,
  application_id uuid not null,
  kind text not null check (kind in ('establish', 'move', 'rename', 'reformat', 'suspend', 'close')),
  subject_branch_id uuid not null,
  subject_unit_id uuid not null,
  subject_name text not null,
  org_path text collate "C" not null,
  base_version int not null,
  change jsonb not null,
  -- [{ field, before, after }] as words a person reads.
  changes jsonb not null,
  effective_on date not null,
  reason text not null,
  state text not null check (state in ('pending', 'approved', 'applied', 'rejected', 'returned', 'withdrawn', 'lapsed')),
  applicant_id uuid not null,
  applicant_name text not null,
  requested_at timestamptz not null,
  ended_at timestamptz,
  approval_id uuid,
  primary key (branch_id, application_id)
);
comment on table organization.branch_application is 'placement: branch; changes of branches asked for; branch_id of a new branch''s is the unit above it';
-- One change of a branch at a time: what is judged must be what is carried out.
create unique index branch_application_running on organization.branch_application (branch_id, subject_branch_id)
  where state in ('pending', 'approved');
create index branch_application_newest on organization.branch_application (requested_at desc, application_id desc);
