-- Media of messages, and what recipients of copies are still to be told.

-- A media that is to be fetched, is held, or cannot be had. Slot and message are those of the content
-- that names it; all of it goes with that content. `next_at` is null once nothing more is to be done.
create table media (
  slot integer primary key,
  slot_epoch integer not null,
  message blob not null,
  state integer not null,
  trouble integer not null,
  tries integer not null,
  next_at integer
) strict;
create index media_next on media (next_at) where next_at is not null;

-- Its bytes, sealed piece by piece under the key of the slot; place 0 says what they are.
create table media_part (
  slot integer not null,
  place integer not null,
  bytes blob not null,
  primary key (slot, place)
) strict;

-- What somebody has to do by hand, or has not done yet: counted by recipient, event, reason and day.
-- `shown` of them were on the list when somebody last looked, at `shown_at`: only these can be done.
create table task (
  id integer primary key,
  recipient text not null,
  kind integer not null,
  reason integer not null,
  day integer not null,
  first_at integer not null,
  count integer not null,
  shown integer not null,
  shown_at integer,
  unique (recipient, kind, reason, day)
) strict;

-- What a recipient is still to be told. `refs` are digests under the recipient's own secret, 32 bytes
-- each. The row goes once it was told; `next_at` is null once it is a task.
create table outbox (
  id integer primary key,
  recipient text not null,
  event text not null,
  kind integer not null,
  at integer not null,
  refs blob not null,
  tries integer not null,
  next_at integer,
  task integer references task (id),
  shown integer not null,
  unique (recipient, event)
) strict;
create index outbox_next on outbox (recipient, next_at) where next_at is not null;
create index outbox_task on outbox (task) where task is not null;

-- Events recipients were told of, or are to be: delivered again, they are not told again. Kept as long
-- as the platform may send again.
create table told (
  key blob primary key,
  at integer not null
) strict, without rowid;
create index told_at on told (at);
