-- Times are milliseconds, UTC. Digests are 32 bytes. Nothing here holds content but `sealed` and
-- `address`, and these hold ciphertext only.

create table store (
  one integer primary key check (one = 1),
  tenant blob not null
) strict;

create table contact (
  id integer primary key,
  opted_out_at integer,
  erased_at integer,
  marketing text,
  marketing_at integer
) strict;

create table alias (
  key blob primary key,
  kind integer not null,
  contact integer not null references contact (id)
) strict, without rowid;
create index alias_contact on alias (contact);

create table contact_name (
  name blob not null,
  contact integer not null references contact (id),
  primary key (name, contact)
) strict, without rowid;
create index contact_name_contact on contact_name (contact);

-- A set of names already parted from the person who bore them before.
create table parting (
  alias blob not null,
  at integer not null,
  primary key (alias, at)
) strict, without rowid;

create table thread (
  id integer primary key,
  number blob not null,
  contact integer not null,
  party blob not null,
  unique (number, contact, party)
) strict;
create index thread_contact on thread (contact);

create table message (
  key blob primary key,
  id blob not null unique,
  thread integer references thread (id),
  contact integer references contact (id),
  direction integer not null,
  kind integer not null,
  source integer,
  sent_rank integer not null,
  sent_clamped integer not null,
  sent_at integer,
  seen_at integer,
  quoted blob,
  forwarding integer not null,
  from_ad integer not null,
  about_product integer not null,
  category text,
  edit_at integer,
  edit_event blob,
  content_kind integer not null,
  content_state integer not null,
  content_purposes integer not null,
  content_at integer,
  slot integer,
  slot_epoch integer
) strict, without rowid;
create index message_thread on message (thread, sent_at);
create index message_contact on message (contact);
create index message_slot on message (slot) where slot is not null;

-- Privacy E2 without its conversation: conversations are derived from the messages that remain.
create table tombstone (
  key blob primary key,
  id blob not null,
  direction integer not null,
  cause integer not null,
  sent_at integer,
  deleted_at integer not null
) strict, without rowid;

create table sealed (
  slot integer not null,
  field integer not null,
  bytes blob not null,
  primary key (slot, field)
) strict, without rowid;

create table reaction (
  target blob not null,
  actor integer not null,
  at integer not null,
  event blob not null,
  removed integer not null,
  content_state integer not null,
  content_purposes integer not null,
  slot integer,
  slot_epoch integer,
  primary key (target, actor)
) strict, without rowid;
create index reaction_actor on reaction (actor);
create index reaction_slot on reaction (slot) where slot is not null;

create table delivery (
  message blob not null,
  state integer not null,
  at integer,
  code integer,
  primary key (message, state)
) strict, without rowid;

create table address (
  contact integer not null,
  part integer not null,
  at integer not null,
  tie blob not null,
  slot integer not null,
  slot_epoch integer not null,
  bytes blob not null,
  primary key (contact, part)
) strict, without rowid;
create index address_slot on address (slot);

create table consent (
  contact integer not null,
  purpose integer not null,
  state integer not null,
  at integer not null,
  covers_history integer not null,
  notice text not null,
  channel text not null,
  proof text not null,
  primary key (contact, purpose, at, state, covers_history, notice, channel, proof)
) strict, without rowid;

create table request (
  contact integer not null,
  kind integer not null,
  at integer not null,
  primary key (contact, kind, at)
) strict, without rowid;

create table chat_opened (
  contact integer not null,
  number blob not null,
  at integer not null,
  primary key (contact, number, at)
) strict, without rowid;

create table platform_fact (
  number blob not null,
  field text not null,
  event text not null,
  code integer not null,
  at integer not null,
  primary key (number, field, event, code, at)
) strict, without rowid;

create table counter (
  name text primary key,
  count integer not null
) strict, without rowid;
