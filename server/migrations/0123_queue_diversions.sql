-- Who was shown another way and went there. What came of it is read from the ticket: served here after all, or gone from the queue.
create table queue.diversion (
  branch_id uuid not null,
  business_date date not null,
  ticket_id uuid not null,
  place text not null check (place in ('smartCounter', 'mobileBank', 'selfService')),
  service_type_id uuid not null,
  -- The wait here that the customer was told, seconds; null = no window open.
  expected_seconds int,
  accepted_at timestamptz not null,
  primary key (branch_id, business_date, ticket_id)
) partition by range (business_date);
comment on table queue.diversion is 'placement: branch; customers who left for a machine or the phone with their number kept';
insert into platform.partitioned_table (name, by, fillfactor) values ('queue.diversion', 'business_date', 100);

create view queue.v_diversion as
  select d.branch_id, d.business_date, d.ticket_id, d.place, d.service_type_id, d.expected_seconds, d.accepted_at,
    case when t.state = 'completed' then 'returned' when t.state in ('abandoned', 'cancelled') then 'moved' end as result
  from queue.diversion d
  join queue.ticket t on t.branch_id = d.branch_id and t.business_date = d.business_date and t.id = d.ticket_id;
