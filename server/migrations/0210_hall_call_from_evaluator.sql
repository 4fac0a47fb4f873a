-- A customer at a window calls for help from its evaluator: the call says at which window the terminal stands.
-- Null for the program of the release before, for kiosks, and for tellers, whose place is their window.
alter table hall.assist_call add column window_id uuid;
