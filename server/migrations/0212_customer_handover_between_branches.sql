-- CU-07: customers go to a relationship manager of another branch. Each end keeps a row of the same hand-over: the giving one says where
-- to, the receiving one where from; both are null within a branch. Approved by the giving branch it waits as `accepting` for the other.
alter table customer.handover
  add column from_branch_id uuid,
  add column to_branch_id uuid,
  drop constraint handover_state_check,
  add constraint handover_state_check check (state in ('pending', 'accepting', 'done', 'rejected', 'returned', 'withdrawn')),
  add constraint handover_one_end check (from_branch_id is null or to_branch_id is null);
-- The relationship a branch let go, as it was, so that the other branch can be given it at any time. Words stay sealed.
alter table customer.handover_item add column taken jsonb;
