-- base/exchange: how the file of a batch was read (format, sheet, header line, column mapping …), kept with the batch.
alter table exchange.batches add column layout jsonb;
