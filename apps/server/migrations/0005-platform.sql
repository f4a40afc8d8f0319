-- platform: what an installation remembers about itself. platform.migrations is made by the migration runner before anything else.
create schema if not exists platform;

create table platform.settings (
  name   text primary key,
  value  jsonb not null,
  set_at timestamptz not null default clock_timestamp()
);
