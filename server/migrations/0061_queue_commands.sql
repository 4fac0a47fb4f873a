-- The two statements of every queue command. The first locks the branch's queue and returns what the decision needs;
-- the second writes what was decided. Decisions are made in TypeScript, between them.

-- Heads of every line that has somebody waiting, by the counts kept in the lock row. The whole ticket comes with the heads of
-- the services in p_take: one of them is about to be called.
create function queue.heads(p_branch uuid, p_date date, p_counters jsonb, p_take text[]) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'ticketId', h.id, 'serviceCode', split_part(l.key, '|', 1), 'classCode', split_part(l.key, '|', 2),
    'position', h.position, 'waitingInLine', l.value::int,
    'ticket', case when split_part(l.key, '|', 1) = any(p_take) then to_jsonb(h.t) end)), '[]')
  from jsonb_each_text(coalesce(p_counters->'line', '{}')) l
  cross join lateral (
    select t.id, t.position, t from queue.ticket t
    where t.branch_id = p_branch and t.business_date = p_date and t.ended_at is null
      and t.service_code = split_part(l.key, '|', 1) and t.class_code = split_part(l.key, '|', 2) and t.state = 'waiting'
    order by t.position, t.id limit 1) h
  where l.value::int > 0
$$;

-- Everybody waiting, nearest first; at most 500 (a hall holds fewer).
create function queue.waiting(p_branch uuid, p_date date) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('ticketId', w.id, 'serviceCode', w.service_code, 'classCode', w.class_code, 'position', w.position)), '[]')
  from (select t.id, t.service_code, t.class_code, t.position from queue.ticket t
    where t.branch_id = p_branch and t.business_date = p_date and t.ended_at is null and t.state = 'waiting'
    order by t.position, t.id limit 500) w
$$;

-- p_want: any of waiting, windows. p_take: services whose heads are wanted with their tickets; null = no heads. Ticket, window, booking, customer and staff are looked up when given.
create function queue.load(
  p_branch uuid, p_date date, p_window uuid, p_ticket uuid, p_staff uuid, p_customer uuid, p_booking uuid, p_take text[], p_want text[]
) returns jsonb language plpgsql as $$
declare
  q queue.branch_queue;
  d date;
  v_ticket queue.ticket;
  r jsonb;
begin
  select * into q from queue.branch_queue where branch_id = p_branch for update;
  if not found then
    return jsonb_build_object('queue', null);
  end if;
  -- The open business day goes on until its end is told, also past midnight.
  d := case when q.day_open then q.business_date else p_date end;
  r := jsonb_build_object('queue', to_jsonb(q));
  if p_window is not null then
    r := r || jsonb_build_object('window', (select to_jsonb(w) from queue.window_now w where w.branch_id = p_branch and w.window_id = p_window));
    if p_ticket is null then
      select t.* into v_ticket from queue.window_now w
        join queue.ticket t on t.branch_id = p_branch and t.business_date = d and t.id = w.ticket_id
        where w.branch_id = p_branch and w.window_id = p_window;
      if found then r := r || jsonb_build_object('ticket', to_jsonb(v_ticket)); end if;
    end if;
  end if;
  if p_ticket is not null then
    select t.* into v_ticket from queue.ticket t where t.branch_id = p_branch and t.business_date = d and t.id = p_ticket;
    if found then
      r := r || jsonb_build_object('ticket', to_jsonb(v_ticket));
      if v_ticket.window_id is not null and p_window is null then
        r := r || jsonb_build_object('window', (select to_jsonb(w) from queue.window_now w where w.branch_id = p_branch and w.window_id = v_ticket.window_id));
      end if;
    end if;
  end if;
  if p_staff is not null then
    r := r || jsonb_build_object('staffWindow', (select w.window_id from queue.window_now w where w.branch_id = p_branch and w.staff_id = p_staff limit 1));
  end if;
  if p_customer is not null then
    r := r || jsonb_build_object('visitId', (select v.id from queue.visit v where v.branch_id = p_branch and v.business_date = d and v.customer_id = p_customer));
  end if;
  if p_booking is not null then
    r := r || jsonb_build_object('booked', (select to_jsonb(t) from queue.ticket t where t.branch_id = p_branch and t.business_date = d and t.booking_id = p_booking));
  end if;
  if p_take is not null then
    r := r || jsonb_build_object('heads', queue.heads(p_branch, d, q.counters, p_take));
  end if;
  if 'waiting' = any(p_want) then
    r := r || jsonb_build_object('waiting', queue.waiting(p_branch, d));
  end if;
  if 'windows' = any(p_want) then
    r := r || jsonb_build_object('windows', (select coalesce(jsonb_agg(to_jsonb(w)), '[]') from queue.window_now w where w.branch_id = p_branch));
  end if;
  return r;
end $$;

-- p: { "queue": row, "visits": [row], "newTickets": [row], "tickets": [row], "windows": [row], "requests": [row], "periods": [row],
--      "sessions": [row], "windowPeriods": [row] }. Rows are whole rows as loaded, changed by the decision.
create function queue.apply(p jsonb) returns void language plpgsql as $$
declare
  -- Said as values, so that PostgreSQL touches one partition.
  v_branch uuid := (p->'queue'->>'branch_id')::uuid;
  v_date date := coalesce((p->'tickets'->0->>'business_date')::date, (p->'queue'->>'business_date')::date);
begin
  if p ? 'queue' then
    update queue.branch_queue q set business_date = n.business_date, day_open = n.day_open, closes_at = n.closes_at, ends_at = n.ends_at,
      strategy_version = n.strategy_version, last_at = n.last_at, voice_until = n.voice_until, counters = n.counters
    from jsonb_populate_record(null::queue.branch_queue, p->'queue') n where q.branch_id = v_branch;
  end if;
  if p ? 'visits' then
    insert into queue.visit select * from jsonb_populate_recordset(null::queue.visit, p->'visits');
  end if;
  if p ? 'newTickets' then
    insert into queue.ticket select * from jsonb_populate_recordset(null::queue.ticket, p->'newTickets');
  end if;
  if p ? 'tickets' then
    update queue.ticket t set visit_id = n.visit_id, state = n.state, service_type_id = n.service_type_id, service_code = n.service_code,
      services = n.services, class_code = n.class_code, customer_id = n.customer_id, masked_name = n.masked_name, tier = n.tier, elder = n.elder,
      disabled = n.disabled, position = n.position, since = n.since, called_at = n.called_at, started_at = n.started_at, ended_at = n.ended_at,
      window_id = n.window_id, staff_id = n.staff_id, calls = n.calls, restorable_until = n.restorable_until, postponed = n.postponed, note = n.note,
      request_id = n.request_id, request_sequence = n.request_sequence, request_opened_at = n.request_opened_at,
      request_called_at = n.request_called_at, request_started_at = n.request_started_at, period_sequence = n.period_sequence, link_hash = n.link_hash
    from jsonb_populate_recordset(null::queue.ticket, p->'tickets') n
    where t.branch_id = v_branch and t.business_date = v_date and t.id = n.id;
  end if;
  if p ? 'windows' then
    update queue.window_now w set kind = n.kind, profile_code = n.profile_code, session_id = n.session_id, staff_id = n.staff_id,
      staff_name = n.staff_name, staff_number = n.staff_number, state = n.state, pause_reason = n.pause_reason, since = n.since,
      signed_in_at = n.signed_in_at, period_sequence = n.period_sequence, ticket_id = n.ticket_id, ticket_number = n.ticket_number,
      ticket_state = n.ticket_state, ticket_since = n.ticket_since
    from jsonb_populate_recordset(null::queue.window_now, p->'windows') n
    where w.branch_id = v_branch and w.window_id = n.window_id;
  end if;
  if p ? 'requests' then
    insert into queue.service_request select * from jsonb_populate_recordset(null::queue.service_request, p->'requests');
  end if;
  if p ? 'periods' then
    insert into queue.service_period select * from jsonb_populate_recordset(null::queue.service_period, p->'periods');
  end if;
  if p ? 'sessions' then
    insert into queue.window_session as s select * from jsonb_populate_recordset(null::queue.window_session, p->'sessions')
      on conflict (branch_id, business_date, id) do update set signed_out_at = excluded.signed_out_at;
  end if;
  if p ? 'windowPeriods' then
    insert into queue.window_period select * from jsonb_populate_recordset(null::queue.window_period, p->'windowPeriods');
  end if;
end $$;

-- The queue of one moment, without a lock: one statement, so one snapshot.
create function queue.snapshot(p_branch uuid, p_date date, p_ended_after timestamptz) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'number', coalesce((select c.last from platform.event_counter c where c.branch_id = p_branch), 0),
    'queue', to_jsonb(q),
    'waiting', queue.waiting(p_branch, case when q.day_open then q.business_date else p_date end),
    'windows', (select coalesce(jsonb_agg(to_jsonb(w)), '[]') from queue.window_now w where w.branch_id = p_branch),
    'tickets', case when p_ended_after is null then '[]'::jsonb else (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.issued_at, t.id), '[]') from queue.ticket t
      where t.branch_id = p_branch and t.business_date = case when q.day_open then q.business_date else p_date end
        and (t.ended_at is null or t.ended_at > p_ended_after)) end)
  from queue.branch_queue q where q.branch_id = p_branch
$$;
