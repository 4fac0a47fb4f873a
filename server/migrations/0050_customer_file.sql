create schema customer;

-- Personal fields are sealed text (docs/security.md); nothing here names a person in clear.
create table customer.customer (
  customer_id uuid primary key,
  name_sealed text not null,
  id_number_sealed text,
  phone_sealed text,
  birth_date_sealed text,
  gender text check (gender in ('female', 'male')),
  tier text not null check (tier in ('ordinary', 'gold', 'platinum', 'privateBank')),
  disabled boolean not null default false,
  tags text[] not null default '{}',
  assets_band text not null check (assets_band in ('under5', '5to20', '20to50', '50to200', '200to600', 'over600')),
  owner_staff_id uuid,
  home_branch_id uuid,
  -- A prospect has given a name and a phone for a booking, and nothing else yet.
  stage text not null check (stage in ('customer', 'prospect')),
  opened_on date not null
);
comment on table customer.customer is 'placement: customer; one file per customer or prospect, personal fields sealed';

create table customer.card (
  customer_id uuid not null references customer.customer,
  card_id uuid not null,
  number_sealed text not null,
  primary key (customer_id, card_id)
);
comment on table customer.card is 'placement: customer; bank cards held, numbers sealed';

create table customer.signed_service (
  customer_id uuid not null references customer.customer,
  service text not null check (service in ('mobileBanking', 'smsNotice', 'directDebit', 'quickPay', 'wealthAccount', 'creditCard')),
  primary key (customer_id, service)
);
comment on table customer.signed_service is 'placement: customer; services a customer has signed for';

-- Amounts are kept as bands: the lobby needs no more.
create table customer.held_product (
  customer_id uuid not null references customer.customer,
  product_id uuid not null,
  name text not null,
  amount_band text not null check (amount_band in ('under5', '5to20', '20to50', '50to200', '200to600', 'over600')),
  matures_on date,
  primary key (customer_id, product_id)
);
comment on table customer.held_product is 'placement: customer; products held, with the day they mature';

create table customer.consent (
  customer_id uuid not null references customer.customer,
  purpose text not null check (purpose in ('face')),
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (customer_id, purpose)
);
comment on table customer.consent is 'placement: customer; what a customer has agreed to, and until when';

-- The way from a number to its customer: a keyed hash under its own key, never the number.
create table customer.customer_identifier (
  kind text not null check (kind in ('idNumber', 'phone', 'card', 'faceId')),
  blind_index text not null,
  customer_id uuid not null,
  primary key (kind, blind_index)
);
comment on table customer.customer_identifier is 'placement: lookup; customer by blind index of ID number, phone, card or face id';
create index customer_identifier_customer on customer.customer_identifier (customer_id);
