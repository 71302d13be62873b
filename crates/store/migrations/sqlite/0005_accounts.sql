-- Who may ask the server over HTTP. Nothing here opens anything by itself: passwords and tokens are
-- kept as digests, and the secret behind one-time codes is derived from a key that is not here.

create table account (
  id integer primary key,
  name text not null unique,
  role text not null,
  -- Argon2id, in the form of PHC strings.
  password text not null,
  -- What the secret of the one-time codes is derived from; null where none are asked for.
  second_factor blob,
  -- The last time step whose code was used: each is used once.
  last_step integer not null default 0,
  -- Who set the password last, as the audit chain names them: they know it.
  set_by text not null,
  made_at integer not null
) strict;

-- Key: digest of what the browser holds.
create table session (
  key blob primary key,
  account integer not null references account (id) on delete cascade,
  made_at integer not null,
  ends_at integer not null
) strict, without rowid;
create index session_account on session (account);

-- Key: digest of what the script holds.
create table token (
  id integer primary key,
  key blob not null unique,
  account integer not null references account (id) on delete cascade,
  label text not null,
  made_at integer not null,
  ends_at integer not null
) strict;
create index token_account on token (account);

-- Copies of all that is kept of a contact, asked for by one account and to be allowed by another.
-- `alias` is the keyed digest the contact was named by: a number may pass to another contact.
create table export_request (
  id integer primary key,
  alias blob not null,
  contact integer not null,
  asked_by integer not null references account (id) on delete cascade,
  asked_at integer not null,
  approved_by text,
  approved_at integer,
  ends_at integer not null
) strict;
