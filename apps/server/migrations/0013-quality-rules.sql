-- base/exchange: quality rules that the rows of a batch were held to, as they read then, with the rows that broke each.
alter table exchange.batches add column quality jsonb not null default '[]';
