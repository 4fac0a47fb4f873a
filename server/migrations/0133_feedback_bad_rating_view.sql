-- How bad ratings were handled, for rooms that count a day.
create view feedback.v_bad_rating as
  select branch_id, business_date, id, state, opened_at, closed_at, overdue from feedback.bad_rating;
