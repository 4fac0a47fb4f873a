-- A correction that names a field is carried out on the file when somebody other than who wrote it down agrees.
alter table privacy.request
  -- { field, value }; null = told in words.
  add column correction_sealed text,
  -- Who wrote it down; null = the customer.
  add column filed_by text;

-- Whose reception it was, so that it can be forgotten with them.
alter table hall.service_flow add column customer_id uuid;
update hall.service_flow f set customer_id = t.customer_id from queue.v_ticket t
  where t.branch_id = f.branch_id and t.business_date = f.business_date and t.id = f.ticket_id and t.customer_id is not null;

-- Calls after a visit stay as figures when their customer is forgotten.
alter table feedback.follow_up alter column customer_id drop not null;
