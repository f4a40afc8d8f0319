-- base/registers: one table trio per stored resource, made at its first batch (see base/registers/README.md).
create schema registers;

create table registers.registers (
  resource        text primary key,
  columns         jsonb not null,
  rows            bigint not null default 0,
  simulated       boolean not null default false,
  last_change_set bigint,
  created_at      timestamptz not null default clock_timestamp(),
  last_batch_at   timestamptz
);
