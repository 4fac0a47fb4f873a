-- Whose reception it was, so that it can be forgotten with them.
alter table hall.service_flow add column customer_id uuid;
update hall.service_flow f set customer_id = t.customer_id from queue.v_ticket t
  where t.branch_id = f.branch_id and t.business_date = f.business_date and t.id = f.ticket_id and t.customer_id is not null;
