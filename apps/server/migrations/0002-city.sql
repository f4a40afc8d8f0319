-- platform/city: numbered versions of the city; the highest number is live.
create schema city;

create table city.versions (
  number       bigint primary key,
  hash         text not null,
  model        jsonb not null,
  published_at timestamptz not null default clock_timestamp()
);

-- The folder as last looked at, when it could not be published: shown to operators until it is mended.
create table city.refusals (
  city       text primary key,
  hash       text not null,
  problems   jsonb not null,
  refused_at timestamptz not null default clock_timestamp()
);
