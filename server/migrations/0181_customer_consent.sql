-- What a customer agrees to, word for word: the text's version, the channel, the instant, and every act of giving and taking back.
alter table customer.consent drop constraint consent_purpose_check;
alter table customer.consent add constraint consent_purpose_check check (purpose in ('face', 'plate', 'marketing'));
-- Version 0 is the text the program ships. What was agreed to before texts were kept came from partners.
alter table customer.consent add column text_version int not null default 0;
alter table customer.consent add column channel text not null default 'partner'
  check (channel in ('teller', 'pad', 'console', 'h5', 'partner'));

create table customer.consent_text (
  purpose text not null check (purpose in ('face', 'plate', 'marketing')),
  version int not null check (version > 0),
  effective_from date not null,
  title jsonb not null,
  body jsonb not null,
  -- Consents to older texts end when this one takes effect.
  asks_again boolean not null,
  note text not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (purpose, version)
);
comment on table customer.consent_text is 'placement: reference; texts of consent by purpose and version; never changed, only followed';

create table customer.consent_act (
  customer_id uuid not null,
  act_id uuid not null,
  purpose text not null,
  given boolean not null,
  text_version int not null,
  channel text not null,
  acted_by text not null,
  at timestamptz not null,
  primary key (customer_id, act_id)
);
comment on table customer.consent_act is 'placement: customer; each time a consent was given or taken back: proof of both';

-- Who has seen a field in clear: to hold back whoever sees many, and to tell the customer who asks.
create table customer.unmasking (
  branch_id uuid not null,
  unmasking_id uuid not null,
  customer_id uuid not null,
  field text not null,
  asked_by text not null,
  asked_by_name text not null,
  -- Wall time: what is counted is how fast a person clicks.
  at timestamptz not null,
  primary key (branch_id, unmasking_id)
);
comment on table customer.unmasking is 'placement: branch; fields shown in clear, without their values';
create index unmasking_of_actor on customer.unmasking (branch_id, asked_by, at desc);
create index unmasking_of_customer on customer.unmasking (customer_id);
