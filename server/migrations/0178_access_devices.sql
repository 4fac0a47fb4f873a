-- Sessions of people are bound to the browser they were opened in: it proves with every request that it holds this key.
alter table access.session
  -- sha-256 of the browser's public key; null = a browser without one, or a program.
  add column device_key text,
  -- What it said it was, for the list of sessions.
  add column device_name text not null default '';
