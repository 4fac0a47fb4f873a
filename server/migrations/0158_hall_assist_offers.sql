-- A call for help is offered to whoever is nearest first, then to everybody; arriving is a step of its own.
alter table hall.assist_call
  add column offered_to uuid,
  add column offered_to_name text,
  add column offered_until timestamptz,
  -- Declined, or not answered in time: everybody has been told.
  add column offer_over boolean not null default false,
  add column arrived_at timestamptz,
  add check ((offered_to is null) = (offered_until is null) and (offered_to is null) = (offered_to_name is null)),
  add check (arrived_at is null or accepted_by is not null);
-- Where in the hall a lobby manager or reserve stands today; null = everywhere.
alter table hall.position add column zone_id uuid;
