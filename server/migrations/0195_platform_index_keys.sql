-- Keys of blind indexes, wrapped by the master key. Version 0 is the key file's own and has a row only once it is retired. Wall clock.
create table platform.index_key (
  version int primary key check (version >= 0),
  -- Null: of the key file, or dropped after everything had moved on.
  wrapped text,
  master text,
  made_at timestamptz not null,
  -- From then on nothing is looked up or written under it.
  retired_at timestamptz
);
comment on table platform.index_key is 'placement: reference; keys of blind indexes, wrapped by the master key; wall clock';

create table platform.index_run (
  id uuid primary key,
  from_version int not null,
  to_version int not null,
  started_at timestamptz not null,
  started_by_name text not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  total bigint not null,
  done bigint not null default 0,
  -- Values no file holds, so that they cannot be indexed anew; the walk waits for them, or for somebody who gives them up.
  stranded bigint not null default 0,
  gives_up boolean not null default false
);
comment on table platform.index_run is 'placement: local; walks that move blind indexes to a new key, with their progress; wall clock';
create unique index index_run_one on platform.index_run ((true)) where ended_at is null;

alter table customer.customer_identifier add column key_version int not null default 0;
-- What the face service calls a customer who agreed to it: it cannot be indexed anew from its index.
alter table customer.customer add column face_id_sealed text;

-- Takes a number for a customer under every key in use, the deciding one first; false when it is somebody else's. A claim
-- that holds under one key only is a unique violation: nothing of the statement stays, and the number is somebody else's.
create function customer.claim_identifier(p_kind text, p_indexes text[], p_versions int[], p_customer uuid) returns boolean
language plpgsql as $$
declare
  held uuid;
begin
  for i in 1 .. array_length(p_indexes, 1) loop
    held := null;
    while held is null loop
      insert into customer.customer_identifier (kind, blind_index, customer_id, key_version)
        values (p_kind, p_indexes[i], p_customer, p_versions[i]) on conflict (kind, blind_index) do nothing
        returning customer_id into held;
      if held is null then
        select customer_id into held from customer.customer_identifier where kind = p_kind and blind_index = p_indexes[i];
      end if;
    end loop;
    if held <> p_customer then
      if i = 1 then
        return false;
      end if;
      raise unique_violation using message = 'the number is somebody else''s under another key';
    end if;
  end loop;
  return true;
end $$;
