-- Corporate business may be done on public holidays too, at hours of its own; null = none is taken, as it was until now.
alter table organization.branch
  add column corporate_holiday_open text, add column corporate_holiday_close text,
  add check ((corporate_holiday_open is null) = (corporate_holiday_close is null));
