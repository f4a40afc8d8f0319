-- base/catalogue: resource codes, which never go from one resource to another, and what was measured of registers.
create schema catalogue;

create table catalogue.codes (
  code          text primary key,
  resource      text not null,
  -- City version that declared it first, as far as this installation knows.
  first_version bigint not null,
  noted_at      timestamptz not null default clock_timestamp()
);

-- Measured after batches, never while somebody waits for a page.
create table catalogue.quality (
  resource    text primary key,
  -- The state it was measured at: last change set and last batch.
  mark        text not null,
  measured_at timestamptz not null default clock_timestamp(),
  took_ms     integer not null,
  -- Null: measured over all rows; else over this many, picked by chance.
  sampled     bigint,
  measures    jsonb not null
);

-- The newest batch of all registers is asked for at every search of the catalogue.
create index registers_by_last_batch on registers.registers (last_batch_at desc nulls last);
