-- EV-03: a bad rating goes up level by level, and its remedy is confirmed by the customer.
-- What closed before had no confirmation: its outcome stays unknown.
alter table feedback.bad_rating drop constraint bad_rating_state_check;
alter table feedback.bad_rating
  add constraint bad_rating_state_check check (state in ('open', 'claimed', 'talked', 'confirming', 'closed')),
  add column origin text not null default 'rating' check (origin in ('rating', 'followUp')),
  add column tier text not null default 'lobby' check (tier in ('lobby', 'branch', 'region')),
  -- Steps up with who was told when, oldest first; at most a few.
  add column chain jsonb not null default '[]',
  add column confirm_asked_at timestamptz,
  add column confirm_due_at timestamptz,
  add column outcome text check (outcome in ('confirmed', 'unconfirmed')),
  add column confirm_channel text check (confirm_channel in ('link', 'phone')),
  add column confirm_note text,
  add column confirmed_at timestamptz,
  add constraint bad_rating_confirming check (state <> 'confirming' or confirm_due_at is not null);

create or replace function feedback.case_json(c feedback.bad_rating, r feedback.rating_request) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'request', feedback.request_json(r), 'origin', c.origin, 'state', c.state, 'openedAt', platform.ms(c.opened_at),
    'claimDueAt', platform.ms(c.claim_due_at), 'closeDueAt', platform.ms(c.close_due_at), 'overdue', c.overdue,
    'stillInBranch', c.still_in_branch, 'presenceTold', c.presence_told,
    'claimedBy', case when c.claimed_by is not null
      then jsonb_build_object('staffId', c.claimed_by, 'name', c.claimed_by_name, 'at', platform.ms(c.claimed_at)) end,
    'talk', c.talk, 'cause', c.cause, 'remedy', c.remedy, 'tier', c.tier, 'chain', c.chain,
    'confirmation', jsonb_build_object('askedAt', platform.ms(c.confirm_asked_at), 'dueAt', platform.ms(c.confirm_due_at),
      'outcome', c.outcome, 'channel', c.confirm_channel, 'note', c.confirm_note, 'at', platform.ms(c.confirmed_at)),
    'closedAt', platform.ms(c.closed_at))
$$;

create or replace view feedback.v_bad_rating as
  select branch_id, business_date, id, state, opened_at, closed_at, overdue, claimed_at, confirm_asked_at as remedied_at, tier, outcome
  from feedback.bad_rating;
