-- CU-07: who looks after whom at a branch, and what is planned. What was said stands sealed.
create table customer.relationship (
  branch_id uuid not null,
  customer_id uuid not null,
  owner_staff_id uuid not null,
  plan_on date,
  plan_purpose text check (plan_purpose in ('callback', 'maturity', 'review', 'invitation', 'care', 'complaint', 'other')),
  plan_note_sealed text,
  last_at timestamptz,
  last_channel text,
  last_result text,
  version int not null default 1,
  primary key (branch_id, customer_id),
  check ((plan_on is null) = (plan_purpose is null))
);
comment on table customer.relationship is 'placement: branch; customers looked after at the branch, with the next contact planned';
create index relationship_of_owner on customer.relationship (branch_id, owner_staff_id, plan_on, customer_id);
insert into customer.relationship (branch_id, customer_id, owner_staff_id)
  select home_branch_id, customer_id, owner_staff_id from customer.customer
  where owner_staff_id is not null and home_branch_id is not null;

create table customer.contact (
  branch_id uuid not null,
  customer_id uuid not null,
  contact_id uuid not null,
  at timestamptz not null,
  staff_id uuid not null,
  staff_name text not null,
  channel text not null check (channel in ('phone', 'message', 'inBranch', 'visit', 'other')),
  result text not null check (result in ('reached', 'notReached', 'interested', 'declined', 'agreed')),
  purpose text not null,
  note_sealed text not null,
  primary key (branch_id, customer_id, contact_id)
);
comment on table customer.contact is 'placement: branch; log of contacts with customers, words sealed';

create table customer.handover (
  branch_id uuid not null,
  handover_id uuid not null,
  from_staff_id uuid not null,
  from_name text not null,
  to_staff_id uuid not null,
  to_name text not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  state text not null check (state in ('pending', 'done', 'rejected', 'returned', 'withdrawn')),
  customers int not null,
  left_behind int not null default 0,
  approval_id uuid,
  primary key (branch_id, handover_id)
);
comment on table customer.handover is 'placement: branch; hand-overs of customers between relationship managers';
create index handover_newest on customer.handover (branch_id, asked_at desc);

create table customer.handover_item (
  branch_id uuid not null,
  handover_id uuid not null,
  customer_id uuid not null,
  state text not null check (state in ('pending', 'moved', 'left')),
  primary key (branch_id, handover_id, customer_id),
  foreign key (branch_id, handover_id) references customer.handover
);
comment on table customer.handover_item is 'placement: branch; customers of a hand-over; one hand-over at a time for each';
create unique index handover_item_running on customer.handover_item (branch_id, customer_id) where state = 'pending';
create index handover_item_customer on customer.handover_item (branch_id, customer_id);

-- CU-08: what customers have due. A list comes in parts and is in force when all are in; the customers of its entries are found
-- when it comes, the numbers are not kept.
create table customer.due_list (
  sender text not null,
  kind text not null check (kind in ('maturity', 'idExpiry')),
  list_day date not null,
  parts int not null,
  in_force boolean not null default false,
  primary key (sender, kind, list_day)
);
comment on table customer.due_list is 'placement: reference; lists of due business a bank has sent, and which is in force';
create unique index due_list_in_force on customer.due_list (sender, kind) where in_force;

create table customer.due_list_part (
  sender text not null,
  kind text not null,
  list_day date not null,
  part int not null,
  content_hash text not null,
  taken int not null,
  unknown int not null,
  received_at timestamptz not null,
  primary key (sender, kind, list_day, part)
);
comment on table customer.due_list_part is 'placement: reference; parts of a list that are in';

create table customer.due_entry (
  customer_id uuid not null,
  sender text not null,
  kind text not null check (kind in ('maturity', 'idExpiry', 'unfinishedApplication')),
  reference text not null,
  list_day date not null,
  part int not null,
  subject_zh text not null,
  subject_en text not null,
  due_on date not null,
  until date not null,
  primary key (customer_id, sender, kind, reference, list_day)
);
comment on table customer.due_entry is 'placement: customer; due business of a customer, by the list that tells it';
create index due_entry_of_list on customer.due_entry (sender, kind, list_day, part);

create table customer.due_settlement (
  customer_id uuid not null,
  sender text not null,
  kind text not null,
  reference text not null,
  outcome text not null check (outcome in ('handled', 'ignored', 'finished')),
  result text not null,
  settled_at timestamptz not null,
  branch_id uuid,
  staff_id uuid,
  primary key (customer_id, sender, kind, reference)
);
comment on table customer.due_settlement is 'placement: customer; due business that was dealt with; a later list does not bring it up again';
