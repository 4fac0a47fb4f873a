-- Attachments: what a file is and to whom it belongs. Their bytes lie outside, sealed (server/src/platform/files).
create table platform.file_content (
  branch_id uuid not null,
  -- HMAC of the content's SHA-256: the same file twice at a place is kept once, and nobody can try what was stored.
  digest text not null,
  object_id uuid not null,
  media_type text not null,
  bytes bigint not null,
  -- Every object is sealed under a key of its own; this is that key, sealed.
  key_sealed text not null,
  stored_at timestamptz not null,
  primary key (branch_id, digest)
);
comment on table platform.file_content is 'placement: branch; one sealed object per content and place, with its key; head-office rows use their org unit''s id';

create table platform.attachment (
  branch_id uuid not null,
  file_id uuid not null,
  digest text not null,
  owner_kind text not null,
  -- Null until a command attaches it: a draft, its uploader's alone and for a day.
  owner_id uuid,
  -- Names tell of people.
  name_sealed text not null,
  uploaded_by text not null,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  primary key (branch_id, file_id),
  foreign key (branch_id, digest) references platform.file_content (branch_id, digest)
);
comment on table platform.attachment is 'placement: branch; files by what they belong to; uploaded_at is wall time';
create index attachment_owner on platform.attachment (branch_id, owner_kind, owner_id);
create index attachment_content on platform.attachment (branch_id, digest);
create index attachment_draft on platform.attachment (branch_id, uploaded_by) where owner_id is null;
