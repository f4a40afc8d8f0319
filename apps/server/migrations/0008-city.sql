-- platform/city: versions keep the files they were read from; drafts made in the web; which folder carries which version.
alter table city.versions alter column model drop not null;
alter table city.versions
  -- The model in compressed pieces (pack-model.ts); versions published earlier have it as jsonb in `model`.
  add column packed    bytea,
  add column resources integer,
  -- Number of files kept; null: published before files were kept.
  add column files     integer,
  add column origin    text not null default 'folder' check (origin in ('folder', 'web')),
  add column author    text,
  add column title     text,
  add column summary   jsonb,
  add column breaking  jsonb not null default '[]';
alter table city.versions alter column packed set storage external;
update city.versions set resources = jsonb_array_length(model -> 'resources');

-- Deflated contents by SHA-256 of the plain bytes, shared by all versions.
create table city.contents (
  hash    text primary key,
  size    bigint not null,
  content bytea not null
);
alter table city.contents alter column content set storage external;

-- A file of the folder from version `since` up to, but not in, `until`; null: it is in the live version.
create table city.files (
  path  text not null,
  since bigint not null,
  until bigint,
  hash  text not null references city.contents (hash),
  primary key (path, since)
);
create index files_live on city.files (path) where until is null;
create index files_hash on city.files (hash);

-- Folders that processes hold, and the version each carries.
create table city.folders (
  path   text primary key,
  host   text not null,
  parent bigint not null,
  -- Why the folder could not be brought to the live version: read-only, changed, other-folder, no-files.
  behind text,
  at     timestamptz not null default clock_timestamp()
);

create table city.drafts (
  id         uuid primary key,
  title      text not null,
  author     text not null,
  status     text not null default 'open' check (status in ('open', 'published', 'discarded')),
  base       bigint not null,
  version    bigint,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
create table city.draft_files (
  draft     uuid not null references city.drafts (id) on delete cascade,
  path      text not null,
  -- Null: the draft takes the file away.
  content   bytea,
  -- Of the live file the change was made from; null: there was none.
  base_hash text,
  primary key (draft, path)
);

-- The version a refused folder was made from, when that is why it was refused.
alter table city.refusals add column parent bigint;

-- Tells this installation's folders from those of another one.
create table city.installation (
  id       uuid primary key default gen_random_uuid(),
  only_one boolean not null default true unique check (only_one)
);
insert into city.installation default values;
