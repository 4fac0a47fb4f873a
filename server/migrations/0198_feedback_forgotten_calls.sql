-- Calls after a visit stay as figures when their customer is forgotten.
alter table feedback.follow_up alter column customer_id drop not null;
