-- What other rooms may read: who is signed in where just now. Wall clock.
create view access.v_open_session as
  select user_id, surface, opened_at from access.session where ended_at is null and user_id is not null;
