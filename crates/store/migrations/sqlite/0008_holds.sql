-- Objections, and legal holds.

-- An objection that ended: nothing written before it enters, now or later.
alter table contact add column opted_out_until integer;

-- A hold on the words of a contact. Asked by one operator, in force once another approved it, until
-- a moment. The reason is sealed: it may name a person. A hold that ended leaves no row.
create table hold (
  id blob primary key,
  contact integer not null,
  -- The name it was asked under, by which a restored database finds the contact again.
  alias blob not null,
  alias_kind integer not null,
  asked_by text not null,
  asked_at integer not null,
  approved_by text,
  approved_at integer,
  until integer not null,
  -- Who asked for a copy of what is held, until another operator does the same.
  export_by text,
  export_at integer,
  slot integer not null,
  slot_epoch integer not null,
  bytes blob not null
) strict, without rowid;
create index hold_contact on hold (contact);
create index hold_slot on hold (slot);

-- Words set apart where they would have been erased: the message has lost them, and no other row
-- names their slot. `cause` and `at` are those of the erasure that waits.
create table held (
  slot integer primary key,
  slot_epoch integer not null,
  message blob not null,
  contact integer not null,
  direction integer not null,
  written_at integer,
  cause integer not null,
  at integer not null
) strict;
create index held_message on held (message);
create index held_contact on held (contact);

-- The words themselves, under the key of that slot.
create table held_part (
  slot integer not null,
  field integer not null,
  bytes blob not null,
  primary key (slot, field)
) strict, without rowid;
