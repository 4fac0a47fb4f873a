-- Who was recognised when, for rooms that count a day.
create view customer.v_arrival as
  select branch_id, business_date, arrival_id, customer_id, at, source from customer.arrival;
