-- SY-02: limits of a bad rating are parameters of the branch, so each case keeps those it was opened under.
-- What the program of the release before opened has neither: it escalates 25 minutes after the limit to claim, and has no limit to talk.
alter table feedback.bad_rating add column escalate_due_at timestamptz, add column talk_due_at timestamptz;

create or replace function feedback.case_json(c feedback.bad_rating, r feedback.rating_request) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'request', feedback.request_json(r), 'origin', c.origin, 'state', c.state, 'openedAt', platform.ms(c.opened_at),
    'claimDueAt', platform.ms(c.claim_due_at), 'closeDueAt', platform.ms(c.close_due_at), 'overdue', c.overdue,
    'escalateDueAt', platform.ms(coalesce(c.escalate_due_at, c.claim_due_at + interval '25 minutes')),
    'talkDueAt', platform.ms(c.talk_due_at),
    'stillInBranch', c.still_in_branch, 'presenceTold', c.presence_told,
    'claimedBy', case when c.claimed_by is not null
      then jsonb_build_object('staffId', c.claimed_by, 'name', c.claimed_by_name, 'at', platform.ms(c.claimed_at)) end,
    'talk', c.talk, 'cause', c.cause, 'remedy', c.remedy, 'tier', c.tier, 'chain', c.chain,
    'confirmation', jsonb_build_object('askedAt', platform.ms(c.confirm_asked_at), 'dueAt', platform.ms(c.confirm_due_at),
      'outcome', c.outcome, 'channel', c.confirm_channel, 'note', c.confirm_note, 'at', platform.ms(c.confirmed_at)),
    'closedAt', platform.ms(c.closed_at))
$$;
