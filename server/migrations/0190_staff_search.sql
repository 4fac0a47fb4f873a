alter table staff.staff_member
  -- What somebody is looked for by, lowered once when it is written instead of at every look.
  add column words text not null generated always as (lower(number || ' ' || name)) stored;
