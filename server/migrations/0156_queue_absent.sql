-- A number taken from afar: its holder is not here yet, so nobody calls it; it keeps its place until they come, or too long
-- after its turn (then it is abandoned). Checks are not validated again: what was written before had fewer states.
do $$
declare
  t text;
  c text;
begin
  foreach t in array array['queue.ticket', 'queue.service_period'] loop
    select conname into c from pg_constraint
    where conrelid = t::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%skipped%';
    execute format('alter table %s drop constraint %I', t, c);
  end loop;
end $$;
alter table queue.ticket add constraint ticket_state_check check (state in
  ('absent', 'waiting', 'called', 'serving', 'parked', 'skipped', 'completed', 'abandoned', 'cancelled')) not valid;
alter table queue.service_period add constraint service_period_state_check check (state in
  ('absent', 'waiting', 'called', 'serving', 'parked', 'skipped')) not valid;
