-- Sign-in by the bank's own identity provider: what was begun in one browser and may be completed there, once. Wall clock.
create table access.provider_attempt (
  -- sha-256 of the state the provider gives back, and of the cookie of the browser that began.
  state_hash text primary key,
  browser_hash text not null,
  surface text not null,
  -- Nonce and PKCE verifier, sealed with the field key.
  sealed text not null,
  begun_at timestamptz not null,
  -- Set once the provider has said who it is, while a one-time code is still missing.
  user_id uuid
);
comment on table access.provider_attempt is 'placement: local; sign-ins under way at the identity provider, gone after ten minutes; wall clock';

-- The account for emergencies: its password exists in two halves in two hands, and is good for a few hours from its first use.
create table access.emergency_account (
  user_id uuid primary key references access.user_account (id),
  state text not null check (state in ('sealing', 'sealed', 'open')),
  -- The first hand's half, sealed with the field key, until the second hand has closed the envelope.
  first_half text,
  first_by uuid,
  first_by_name text,
  second_by uuid,
  second_by_name text,
  sealed_at timestamptz,
  opened_at timestamptz,
  open_until timestamptz,
  check ((state = 'sealing') = (first_half is not null)),
  check ((state = 'open') = (open_until is not null)),
  check (first_by is distinct from second_by)
);
comment on table access.emergency_account is 'placement: reference; the account for emergencies and who sealed it; wall clock';

alter table access.session
  -- The person has shown a second factor to whoever signed them in.
  add column factor_shown boolean not null default false;
