-- Rights of a person, conversations, retention, proof of what was done.

-- From this time on the conversations of the thread are to be cut anew; null when they are up to date.
alter table thread add column recut_from integer;

-- A conversation of a thread: from its first message to its last. Its messages and tombstones are
-- those of the thread between the two times.
create table conversation (
  id integer primary key,
  thread integer not null references thread (id),
  first_at integer not null,
  last_at integer not null,
  -- Grows whenever something in it changed: a message, a content, a consent.
  revision integer not null,
  unique (thread, first_at)
) strict;
create index conversation_last on conversation (last_at);
create index conversation_revision on conversation (revision);
create index thread_recut on thread (id) where recut_from is not null;

-- Where the deleted message stood; with its time, this names its conversation.
alter table tombstone add column thread integer references thread (id);
create index tombstone_thread on tombstone (thread) where thread is not null;
create index tombstone_deleted on tombstone (deleted_at);

-- Of a deletion older than the deletion window and eight days: that it was, so that it stays.
create table folded (
  key blob primary key
) strict, without rowid;

-- What folded tombstones add up to. `day` counts days since 1970, UTC; `delay` is the first second
-- of a step of the delay curve, -1 where the time of sending is not known.
create table deletion_count (
  number blob not null,
  day integer not null,
  direction integer not null,
  cause integer not null,
  delay integer not null,
  count integer not null,
  primary key (number, day, direction, cause, delay)
) strict, without rowid;

-- Ids of contacts that turned out to be another: what the audit chain says of them is theirs.
create table former (
  id integer primary key,
  contact integer not null
) strict;
create index former_contact on former (contact);

-- Append-only; each hash covers the entry and the hash before it.
create table audit (
  seq integer primary key,
  at integer not null,
  actor text not null,
  action text not null,
  contact integer,
  count integer not null,
  hash blob not null
) strict;
create index audit_contact on audit (contact) where contact is not null;

-- The idle time conversations were cut with, milliseconds, and the newest revision of one.
alter table store add column idle integer;
alter table store add column revision integer not null default 0;

-- Records of the rights journal beside the keys that this database has taken in.
alter table store add column journal integer not null default 0;

create index message_content on message (content_at) where slot is not null;
create index reaction_content on reaction (at) where slot is not null;

-- The last time the name was told: an erasure takes what was told until then, in whatever order the
-- two come in.
alter table contact_name add column at integer not null default -9223372036854775808;
