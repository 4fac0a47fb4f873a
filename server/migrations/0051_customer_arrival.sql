-- A stay is told once: the key is what joins a face at the door, a ticket and a scan on the PAD.
create table customer.arrival (
  branch_id uuid not null,
  business_date date not null,
  customer_id uuid not null,
  arrival_id uuid not null,
  at timestamptz not null,
  source text not null check (source in ('idCard', 'bankCard', 'phone', 'bookingCode', 'face', 'manual')),
  confidence double precision not null check (confidence between 0 and 1),
  place text not null,
  ticket_number text,
  owner_staff_id uuid,
  -- What staff were shown of the customer then: masked.
  card jsonb not null,
  primary key (branch_id, business_date, customer_id)
) partition by range (business_date);
comment on table customer.arrival is 'placement: branch; a customer recognised, once per branch and business day; partitioned by month';
create index arrival_of_customer on customer.arrival (customer_id, business_date);

-- Projection of the queue's and feedback's events: what was done for whom.
create table customer.visit_service (
  branch_id uuid not null,
  business_date date not null,
  request_id uuid not null,
  customer_id uuid not null,
  at timestamptz not null,
  service_name jsonb,
  wait_seconds int not null check (wait_seconds >= 0),
  level smallint check (level between 1 and 5),
  primary key (branch_id, business_date, request_id)
) partition by range (business_date);
comment on table customer.visit_service is 'placement: branch; services completed for known customers, with their rating; partitioned by month';
create index visit_service_of_customer on customer.visit_service (customer_id, business_date);

insert into platform.partitioned_table values ('customer.arrival', 'business_date'), ('customer.visit_service', 'business_date');

-- Partner systems that may send signed messages, and the branches they may speak for.
create table customer.webhook_sender (
  sender text primary key,
  purpose text not null check (purpose in ('face')),
  secret_sealed text not null,
  scope_path text not null,
  active boolean not null
);
comment on table customer.webhook_sender is 'placement: reference; senders of signed messages with their sealed secret';

-- Messages older than the signature's tolerance are refused by their timestamp, so a day of ids is enough.
create table customer.webhook_message (
  branch_id uuid not null,
  sender text not null,
  message_id text not null,
  received_at timestamptz not null,
  primary key (branch_id, sender, message_id)
);
comment on table customer.webhook_message is 'placement: branch; ids of signed messages already taken, kept for a day of wall time';
create index webhook_message_received on customer.webhook_message (branch_id, received_at);
