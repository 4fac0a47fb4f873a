-- What later rooms may read of the present moment: who sits where, and how full each branch is.
create view queue.v_window_now as
  select branch_id, window_id, kind, session_id, staff_id, staff_name, staff_number, state, pause_reason, since, signed_in_at,
    ticket_id, ticket_number, ticket_state, ticket_since
  from queue.window_now;

-- What the services of a branch are called.
create view queue.v_service_type as
  select branch_id, id, code, name_zh, name_en from queue.service_type;

-- One row per branch, from the counters of its lock row: cheap for a hundred branches at once.
-- Counts are those of business_date, which is the last day opened; between days they are that day's final ones.
create view queue.v_branch_now as
  select q.branch_id, q.business_date, q.day_open, q.closes_at,
    coalesce(l.waiting, 0)::int as waiting, coalesce(l.work_minutes, 0)::int as work_minutes, coalesce(l.limit_minutes, 0)::int as limit_minutes,
    o.oldest_issued_at, c.issued_at as critical_issued_at, c.wait_limit_minutes as critical_limit_minutes,
    coalesce((q.counters->>'issued')::int, 0) as issued, coalesce((q.counters->>'completed')::int, 0) as completed,
    coalesce((q.counters->>'abandoned')::int, 0) as abandoned,
    coalesce(s.called, 0)::int as called, coalesce(s.wait_seconds, 0)::bigint as wait_seconds, coalesce(s.completed, 0)::int as completed_services
  from queue.branch_queue q
  -- Waiting; the minutes of work they bring; their wait limits added up.
  cross join lateral (select sum(e.value::int) as waiting, sum(e.value::int * t.standard_minutes) as work_minutes,
      sum(e.value::int * t.wait_limit_minutes) as limit_minutes
    from jsonb_each_text(coalesce(q.counters->'line', '{}')) e
    join queue.service_type t on t.branch_id = q.branch_id and t.code = split_part(e.key, '|', 1)) l
  -- Since when the one waits who waits longest.
  cross join lateral (select min(t.issued_at) as oldest_issued_at from queue.ticket t
    where t.branch_id = q.branch_id and t.business_date = q.business_date and t.ended_at is null and t.state = 'waiting') o
  -- The one waiting who reaches, or has passed, the wait limit of their business first.
  left join lateral (select t.issued_at, y.wait_limit_minutes
    from queue.ticket t join queue.service_type y on y.branch_id = t.branch_id and y.id = t.service_type_id
    where t.branch_id = q.branch_id and t.business_date = q.business_date and t.ended_at is null and t.state = 'waiting'
    order by t.issued_at + y.wait_limit_minutes * interval '1 minute' limit 1) c on true
  cross join lateral (select sum((e.value->>'called')::int) as called, sum((e.value->>'waitSeconds')::bigint) as wait_seconds,
      sum((e.value->>'completed')::int) as completed
    from jsonb_each(coalesce(q.counters->'service', '{}')) e) s;
