-- Senders of signed messages now speak to more rooms than one: the platform keeps them, with what each may tell. The customer
-- room's own tables stay for programs of the release before; they go one release later.
create table platform.webhook_sender (
  sender text primary key,
  purpose text not null check (purpose in ('face', 'plate', 'dueList', 'smartCounter', 'queueMachine')),
  secret_sealed text not null,
  scope_path text not null,
  active boolean not null
);
comment on table platform.webhook_sender is 'placement: reference; senders of signed messages with their sealed secret';
insert into platform.webhook_sender select sender, purpose, secret_sealed, scope_path, active from customer.webhook_sender;

create table platform.webhook_message (
  branch_id uuid not null,
  sender text not null,
  message_id text not null,
  received_at timestamptz not null,
  primary key (branch_id, sender, message_id)
);
comment on table platform.webhook_message is 'placement: branch; ids of signed messages already taken, kept for a day of wall time';
create index webhook_message_received on platform.webhook_message (branch_id, received_at);
insert into platform.webhook_message select branch_id, sender, message_id, received_at from customer.webhook_message;
