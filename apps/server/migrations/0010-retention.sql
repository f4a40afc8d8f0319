-- base/registers: values that were erased because their time of keeping was over, as counts. Proofs survive erasure.
alter table registers.registers
  -- Ended versions that are in no history table any more, and from when on the history is whole.
  add column purged_versions bigint not null default 0,
  add column history_from timestamptz;

create table registers.purges (
  id         bigint generated always as identity primary key,
  resource   text not null,
  -- `rows`: the time of keeping of the rows was over; `history`: that of versions that had ended.
  what       text not null check (what in ('rows', 'history')),
  -- Nothing kept since this moment was erased.
  before     timestamptz not null,
  rows       bigint not null,
  versions   bigint not null,
  change_set bigint,
  purged_at  timestamptz not null default clock_timestamp()
);
create index purges_by_resource on registers.purges (resource, purged_at);
