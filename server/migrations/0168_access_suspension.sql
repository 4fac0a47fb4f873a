alter table access.user_account
  -- Last day of a mandatory leave; while it is set nobody signs in with this login.
  add column suspended_until date;
