-- A correction that names a field is carried out on the file when somebody other than who wrote it down agrees.
alter table privacy.request
  -- { field, value }; null = told in words.
  add column correction_sealed text,
  -- Who wrote it down; null = the customer.
  add column filed_by text;
