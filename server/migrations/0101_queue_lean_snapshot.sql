-- The queue of one moment is read by a plain statement now (queue.store.ts).
drop function queue.snapshot(uuid, date, timestamptz);
drop function queue.waiting(uuid, date);
