-- A car's plate as a way to recognise a customer who agreed to it; withdrawn, the plate and the way to it are gone.
alter table customer.customer add column plate_sealed text;
alter table customer.consent drop constraint consent_purpose_check;
alter table customer.consent add constraint consent_purpose_check check (purpose in ('face', 'plate'));
alter table customer.customer_identifier drop constraint customer_identifier_kind_check;
alter table customer.customer_identifier
  add constraint customer_identifier_kind_check check (kind in ('idNumber', 'phone', 'card', 'faceId', 'plate'));
alter table customer.arrival drop constraint arrival_source_check;
alter table customer.arrival add constraint arrival_source_check
  check (source in ('idCard', 'bankCard', 'phone', 'bookingCode', 'face', 'plate', 'manual'));
alter table customer.webhook_sender drop constraint webhook_sender_purpose_check;
alter table customer.webhook_sender add constraint webhook_sender_purpose_check check (purpose in ('face', 'plate'));
