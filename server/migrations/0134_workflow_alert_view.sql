-- What was raised when, for rooms that count a day.
create view workflow.v_alert as
  select branch_id, alert_id, raised_at, kind, severity, state from workflow.alert;
