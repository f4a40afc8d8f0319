-- platform/changes: committed change sets, numbered by one sequencer.
create schema changes;

create table changes.change_sets (
  id          bigint generated always as identity primary key,
  -- Given by the sequencer after the writing transaction has committed; null until then.
  number      bigint unique,
  resource    text not null,
  batch       uuid,
  simulated   boolean not null default false,
  inserted    bigint not null default 0,
  updated     bigint not null default 0,
  deleted     bigint not null default 0,
  created_at  timestamptz not null default clock_timestamp(),
  numbered_at timestamptz,
  check ((number is null) = (numbered_at is null))
);
-- The sequencer's work list: empty most of the time, so asking it costs next to nothing.
create index change_sets_unnumbered on changes.change_sets (id) where number is null;
create index change_sets_by_resource on changes.change_sets (resource, number);
create index change_sets_by_time on changes.change_sets (numbered_at) where number is not null;
create index change_sets_by_batch on changes.change_sets (batch) where batch is not null;
