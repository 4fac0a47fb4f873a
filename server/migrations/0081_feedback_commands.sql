-- Rows as the room's code speaks of them: the one place where columns get their names.
create function feedback.request_json(r feedback.rating_request) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'branchId', r.branch_id, 'businessDate', r.business_date, 'id', r.id, 'ticketId', r.ticket_id, 'ticketNumber', r.ticket_number,
    'serviceNames', (select coalesce(jsonb_agg(jsonb_build_object('zh', s.name_zh, 'en', s.name_en) order by u.position), '[]')
      from unnest(r.service_type_ids) with ordinality as u(id, position)
      join queue.v_service_type s on s.branch_id = r.branch_id and s.id = u.id),
    'windowId', r.window_id,
    'staff', jsonb_build_object('id', r.staff_id, 'name', r.staff_name, 'number', r.staff_number),
    'customer', case when r.customer_id is not null then jsonb_build_object('id', r.customer_id, 'maskedName', coalesce(r.masked_name, '')) end,
    'elder', r.elder, 'waitSeconds', r.wait_seconds, 'serviceSeconds', r.service_seconds,
    'askedAt', platform.ms(r.asked_at), 'expiresAt', platform.ms(r.expires_at), 'state', r.state, 'level', r.level,
    'reasons', to_jsonb(r.reasons), 'comment', r.comment, 'ratedAt', platform.ms(r.rated_at), 'channel', r.channel)
$$;

create function feedback.case_json(c feedback.bad_rating, r feedback.rating_request) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'request', feedback.request_json(r), 'state', c.state, 'openedAt', platform.ms(c.opened_at),
    'claimDueAt', platform.ms(c.claim_due_at), 'closeDueAt', platform.ms(c.close_due_at), 'overdue', c.overdue,
    'stillInBranch', c.still_in_branch, 'presenceTold', c.presence_told,
    'claimedBy', case when c.claimed_by is not null
      then jsonb_build_object('staffId', c.claimed_by, 'name', c.claimed_by_name, 'at', platform.ms(c.claimed_at)) end,
    'talk', c.talk, 'cause', c.cause, 'remedy', c.remedy, 'closedAt', platform.ms(c.closed_at))
$$;

-- The request a completed service deserves, not stored: all services ended under its number at its window so far.
-- p_date is today at the branch; services of the two days before are still known.
create function feedback.request_for(p_branch uuid, p_request uuid, p_date date, p_rate_seconds int)
  returns setof feedback.rating_request language plpgsql stable as $$
declare
  c queue.v_completed_service;
begin
  -- Day by day, today first, so that one partition is read.
  for back in 0..2 loop
    select * into c from queue.v_completed_service s
      where s.branch_id = p_branch and s.business_date = p_date - back and s.request_id = p_request;
    exit when found;
  end loop;
  if c.request_id is null or c.window_id is null or c.staff_id is null then
    return;
  end if;
  return query select c.branch_id, c.business_date, c.request_id, c.ticket_id, c.ticket_number,
    (select array_agg(s.service_type_id order by s.completed_at, s.request_id) from queue.v_completed_service s
      where s.branch_id = p_branch and s.business_date = c.business_date and s.ticket_id = c.ticket_id
        and s.window_id = c.window_id and s.completed_at <= c.completed_at),
    c.window_id, c.staff_id, c.staff_name, c.staff_number, c.customer_id, c.masked_name, c.elder, coalesce(c.wait_seconds, 0), c.service_seconds,
    -- An elder is given three times as long: no time-out under 90 seconds.
    c.completed_at, c.completed_at + p_rate_seconds * case when c.elder then 3 else 1 end * interval '1 second', 'asked', null::smallint, '{}'::text[], null::text,
    null::timestamptz, null::text;
end $$;

-- Asks for the rating of a completed service. Null when it was asked (or given) already.
create function feedback.ask_rating(p_branch uuid, p_request uuid, p_date date, p_rate_seconds int) returns jsonb language plpgsql as $$
declare
  r feedback.rating_request;
begin
  perform 1 from feedback.rating_request q
    where q.branch_id = p_branch and q.id = p_request and q.business_date = any (array[p_date, p_date - 1, p_date - 2]);
  if found then
    return null;
  end if;
  insert into feedback.rating_request select * from feedback.request_for(p_branch, p_request, p_date, p_rate_seconds)
    on conflict do nothing returning * into r;
  return case when r.id is not null then feedback.request_json(r) end;
end $$;

-- Last completed service of a ticket; null when none is.
create function feedback.last_service(p_branch uuid, p_ticket uuid, p_date date) returns uuid language sql stable as $$
  select c.request_id from queue.v_completed_service c
  where c.branch_id = p_branch and c.ticket_id = p_ticket and c.business_date = any (array[p_date, p_date - 1, p_date - 2])
  order by c.completed_at desc, c.request_id desc limit 1
$$;

-- First trip of a rating: locks the request, making it when the customer was quicker than the reaction.
-- By the request, or by the ticket (its last service). Null when there is nothing to rate.
create function feedback.load_rating(p_branch uuid, p_request uuid, p_ticket uuid, p_date date, p_rate_seconds int)
  returns jsonb language plpgsql as $$
declare
  v_request uuid := coalesce(p_request, feedback.last_service(p_branch, p_ticket, p_date));
  r feedback.rating_request;
begin
  select * into r from feedback.rating_request q
    where q.branch_id = p_branch and q.id = v_request and q.business_date = any (array[p_date, p_date - 1, p_date - 2]) for update;
  if not found then
    -- Waits for a reaction that is just asking, then finds its row.
    insert into feedback.rating_request select * from feedback.request_for(p_branch, v_request, p_date, p_rate_seconds)
      on conflict do nothing;
    select * into r from feedback.rating_request q
      where q.branch_id = p_branch and q.id = v_request and q.business_date = any (array[p_date, p_date - 1, p_date - 2]) for update;
  end if;
  return case when r.id is not null then feedback.request_json(r) end;
end $$;

-- Second trip: the row is locked since the first, so what was decided still holds.
create function feedback.apply_rating(
  p_branch uuid, p_request uuid, p_date date, p_level int, p_reasons text[], p_comment text, p_rated_at timestamptz, p_channel text,
  p_case_due timestamptz, p_close_due timestamptz, p_still_in_branch boolean
) returns void language plpgsql as $$
begin
  update feedback.rating_request q
    set state = 'rated', level = p_level, reasons = p_reasons, comment = p_comment, rated_at = p_rated_at, channel = p_channel
    where q.branch_id = p_branch and q.id = p_request and q.business_date = p_date;
  if p_case_due is not null then
    insert into feedback.bad_rating (branch_id, business_date, id, state, opened_at, claim_due_at, close_due_at, still_in_branch)
      values (p_branch, p_date, p_request, 'open', p_rated_at, p_case_due, p_close_due, p_still_in_branch);
  end if;
end $$;
