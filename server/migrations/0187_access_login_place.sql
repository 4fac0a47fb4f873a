-- Where a login belongs, for whoever says whose it is.
create view access.v_login_place as
  select u.id as user_id, u.username, o.path
  from access.user_account u join organization.v_org_unit o on o.id = u.org_unit_id;
