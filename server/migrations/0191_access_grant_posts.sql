alter table access.role_grant
  -- The post whose template brought it: it goes when the person gets another post or place. Null = a person gave it, and takes it.
  add column by_post text;
