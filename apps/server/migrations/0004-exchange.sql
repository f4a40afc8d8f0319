-- base/exchange: the ledger of batches, and the rows that were not taken in.
create schema exchange;
create schema staging;

create table exchange.batches (
  id             uuid primary key,
  key            text not null,
  resource       text not null,
  mode           text not null check (mode in ('upsert', 'append')),
  status         text not null check (status in ('receiving', 'merging', 'done', 'failed', 'interrupted')),
  city_version   bigint not null,
  file_name      text,
  format         text,
  encoding       text,
  simulated      boolean not null default false,
  -- Columns of the file as delivered, so that rejects can be handed back in the same shape.
  header         jsonb,
  delimiter      text,
  bytes_received bigint not null default 0,
  bytes_expected bigint,
  received       bigint not null default 0,
  inserted       bigint not null default 0,
  updated        bigint not null default 0,
  unchanged      bigint not null default 0,
  deleted        bigint not null default 0,
  rejected       bigint not null default 0,
  notices        jsonb not null default '[]',
  error          jsonb,
  change_set     bigint,
  -- The process at work on it; when its advisory lock is free while status is open, the process died.
  worker         bigint,
  started_at     timestamptz not null default clock_timestamp(),
  updated_at     timestamptz not null default clock_timestamp(),
  finished_at    timestamptz,
  check (status <> 'done' or received = inserted + updated + unchanged + rejected)
);
-- A key names one delivery to one resource; a delivery that ended wholly out may be tried again under its key.
create unique index batches_key on exchange.batches (resource, key) where status in ('receiving', 'merging', 'done');
create index batches_by_resource on exchange.batches (resource, id);
create index batches_open on exchange.batches (status) where status in ('receiving', 'merging');

create table exchange.rejects (
  batch  uuid not null,
  line   bigint not null,
  item   text,
  value  text,
  code   text not null,
  params jsonb,
  raw    text not null,
  primary key (batch, line)
);
