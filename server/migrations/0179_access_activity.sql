-- How much everybody reads of customers, hour by hour, and when they work at all: what is unlike them is told. Wall clock.
create table access.activity_hour (
  user_id uuid not null,
  hour timestamptz not null,
  requests int not null,
  reads int not null,
  told_reads boolean not null default false,
  told_night boolean not null default false,
  primary key (user_id, hour)
);
comment on table access.activity_hour is 'placement: local; requests and reads of personal data by user and hour, kept 90 days; wall clock';
create index activity_hour_old on access.activity_hour (hour);

create table access.watch_rules (
  one boolean primary key check (one),
  version int not null,
  rules jsonb not null
);
comment on table access.watch_rules is 'placement: reference; from which point on activity is unusual';

-- What a post brings with it, as a security administrator has laid down; a post without a row has the product's own.
create table access.post_template (
  post text primary key,
  version int not null,
  roles text[] not null
);
comment on table access.post_template is 'placement: reference; roles that come with a post';
