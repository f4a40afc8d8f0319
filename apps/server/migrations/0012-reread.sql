-- base/exchange: batches that read the positions of another one again, as of another coordinate system.
alter table exchange.batches
  drop constraint batches_mode,
  -- Which system the positions were taken for, which they are, and whether longitude and latitude were swapped.
  add column reread jsonb,
  add constraint batches_mode check (mode in ('upsert', 'append', 'delete', 'replace', 'undo', 'reread')),
  add constraint batches_reread check ((mode = 'reread') = (reread is not null));
