-- Results of reports, sealed: what many contacts' words add up to, without a quote. One for each
-- name; the newest takes the place of the one before, whose key is destroyed.
create table publication (
  name text primary key,
  made_at integer not null,
  slot integer not null,
  slot_epoch integer not null,
  bytes blob not null
) strict, without rowid;
create index publication_slot on publication (slot);
