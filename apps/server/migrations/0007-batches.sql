-- base/exchange: batches that remove rows, wait for a person, take back another batch, or bring mended rejects.
alter table exchange.batches
  drop constraint batches_mode_check,
  drop constraint batches_status_check,
  drop constraint batches_check,
  -- delete: keys that no row has. undo: rows that a later batch changed since, left as they are.
  add column absent bigint not null default 0,
  add column skipped bigint not null default 0,
  -- Good rows whose key may have come before: with it a held batch is merged as one that never waited.
  add column suspects bigint not null default 0,
  add column rows_before bigint,
  add column rows_after bigint,
  -- Reference system that the sender named; null: as the resource declares.
  add column crs text,
  -- What the batch would do and why it waits; examples are row ids only.
  add column plan jsonb,
  add column held_at timestamptz,
  add column expires_at timestamptz,
  -- Who confirmed or discarded it, and when.
  add column decided_by text,
  add column decided_at timestamptz,
  add column sent_by text,
  add column undoes uuid,
  add column repairs uuid,
  add constraint batches_mode check (mode in ('upsert', 'append', 'delete', 'replace', 'undo')),
  add constraint batches_status check (status in ('receiving', 'merging', 'held', 'done', 'failed', 'interrupted', 'discarded')),
  add constraint batches_undo check ((mode = 'undo') = (undoes is not null)),
  -- Rows that a replacing batch removes were not received: that they are not in the file is why they go.
  add constraint batches_balance check (status <> 'done' or received =
    inserted + updated + unchanged + absent + skipped + rejected + case when mode = 'replace' then 0 else deleted end),
  add constraint batches_rows check (status <> 'done' or rows_before is null or rows_after = rows_before + inserted - deleted);

drop index exchange.batches_key;
create unique index batches_key on exchange.batches (resource, key) where status in ('receiving', 'merging', 'held', 'done');
create index batches_held on exchange.batches (expires_at) where status = 'held';
create index batches_undoes on exchange.batches (undoes) where undoes is not null;
create index batches_repairs on exchange.batches (repairs) where repairs is not null;

-- A reject stays where it is; once a mended row of it was taken in, it says by which batch and what was changed.
alter table exchange.rejects
  add column repaired_by uuid,
  add column repair jsonb;
create index rejects_repaired on exchange.rejects (repaired_by) where repaired_by is not null;
