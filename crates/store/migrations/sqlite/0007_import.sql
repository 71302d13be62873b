-- What chat exports tell beside the webhooks.

-- Set where the key is one the store gave to a message of an export: such a tombstone gives way to
-- the same message told by the platform, and enters no count of deletions.
alter table tombstone add column imported integer not null default 0;

-- Whether anything was imported at all is asked with every batch of webhooks.
create index message_exported on message (thread, sent_at) where source = -3;
create index tombstone_imported on tombstone (thread, sent_at) where imported = 1;
