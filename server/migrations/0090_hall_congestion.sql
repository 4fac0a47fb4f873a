create schema hall;

-- Where a branch draws the line elsewhere than the product's defaults.
create table hall.congestion_rule (
  branch_id uuid primary key,
  waiting_per_window int check (waiting_per_window > 0),
  -- Null = each business has its own limit.
  longest_wait_minutes int check (longest_wait_minutes > 0)
);
comment on table hall.congestion_rule is 'placement: branch; congestion thresholds of a branch, where they differ from the defaults';

create table hall.congestion (
  branch_id uuid primary key,
  congested boolean not null,
  since timestamptz not null,
  -- Whether this congestion was announced, and when the last one was: not more than one in a while.
  told boolean not null,
  told_at timestamptz
);
comment on table hall.congestion is 'placement: branch; whether a hall is congested now';
