create schema staff;

create table staff.staff_member (
  id uuid primary key,
  number text not null unique,
  name text not null,
  post text not null check (post in ('teller', 'lobbyManager', 'reserve', 'relationshipManager', 'wealthManager', 'operationsSupervisor', 'branchManager', 'headOffice')),
  home_branch_id uuid references organization.branch (id),
  org_unit_id uuid not null references organization.org_unit (id),
  user_id uuid unique references access.user_account (id)
);
comment on table staff.staff_member is 'placement: reference; the staff register';
create index staff_member_home on staff.staff_member (home_branch_id);
create index staff_member_org_unit on staff.staff_member (org_unit_id);
