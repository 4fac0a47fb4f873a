-- The code that lets the first person set up the bank; there is one, the newest, and none once the bank exists.
create table platform.setup_code (
  place int primary key check (place = 1),
  -- sha-256: the code itself stands on the terminal alone.
  code_hash text not null,
  made_at timestamptz not null
);
comment on table platform.setup_code is 'placement: local; one-time code of the first run, wall clock';
