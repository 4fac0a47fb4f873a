-- Wall time, since it proves a person now: five minutes to type it. The phone is a blind index, the code a keyed hash.
create table appointment.phone_code (
  id uuid primary key,
  phone_index text not null,
  code_hash text not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  -- The one command it was spent on, as a hash: a repeat of that command may use it again, no other may.
  used_for text
);
comment on table appointment.phone_code is 'placement: local; one-time codes that prove a phone, kept two days of wall time';
create index phone_code_phone on appointment.phone_code (phone_index, sent_at desc);
create index phone_code_sent on appointment.phone_code (sent_at);

create table appointment.demo_message (
  id uuid primary key,
  phone_index text not null,
  masked_phone text not null,
  text text not null,
  at timestamptz not null,
  recorded_at timestamptz not null
);
comment on table appointment.demo_message is 'placement: local; demo bank only: what the SMS port would have sent, kept a day of wall time';
create index demo_message_phone on appointment.demo_message (phone_index, recorded_at desc);
create index demo_message_recorded on appointment.demo_message (recorded_at desc);
