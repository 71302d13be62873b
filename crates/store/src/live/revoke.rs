//! Deletions: the tombstone takes the place of the row.

use tact_domain::live::{Envelope, MessageKey, MessageSeen, RevokeSeen};

use super::{
    ErasureEvent, StoreError,
    batch::{Batch, by_code, millis},
    erasure::Cause,
    import::{Gone, GoneWords},
    journal::Right,
    lattice::direction_code,
    row::random_id,
    rows::Tombstone,
};

/// A deletion, as its tombstone keeps it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Burial {
    pub(crate) by: i64,
    pub(crate) direction: i64,
    /// Milliseconds.
    pub(crate) at: i64,
    /// Where the message stood, as far as the deletion tells.
    pub(crate) thread: Option<i64>,
}

impl Batch<'_> {
    pub(super) async fn revoke(
        &mut self,
        envelope: &Envelope,
        contact: Option<i64>,
        revoke: &RevokeSeen,
    ) -> Result<(), StoreError> {
        let key = revoke.target.as_bytes();
        let at = millis(envelope.at);
        // First: a deletion the journal brought back after a crash was told to nobody.
        self.travel(ErasureEvent::MessageDeleted, key, at).await?;
        if self.is_folded(key).await? {
            return Ok(());
        }
        if let Some(contact) = contact
            && self.view(contact).await?.objects_to(envelope.at)
        {
            // An export alone may have told the words, under a key of its own; a hold may keep them.
            if !self.is_deleted(key).await? && !self.lies_apart(key).await? {
                let direction = direction_code(revoke.direction());
                self.drop_apart_before_deletion(contact, direction, at, by_code(revoke.by))
                    .await?;
            }
            // The deletion stays for ever; nothing of it is counted.
            if !self.is_deleted(key).await? {
                self.journal.push(Right::Folded { key: *key });
            }
            return self.bury_folded(*key).await;
        }
        let burial = Burial {
            by: by_code(revoke.by),
            direction: direction_code(revoke.direction()),
            at,
            thread: self.thread(envelope, contact, None).await?,
        };
        if !self.is_deleted(key).await? {
            self.journal.push(Right::Deleted {
                key: *key,
                by: burial.by,
                direction: burial.direction,
                at,
            });
        }
        self.delete(revoke.target, burial).await?;
        // Also where it was known: the journal may have brought it back without looking around it.
        self.dig(revoke.target, burial.direction).await
    }

    /// What an export told around a deleted message may be its words.
    async fn dig(&mut self, target: MessageKey, direction: i64) -> Result<(), StoreError> {
        let Some(tombstone) = &self.grave(target.as_bytes()).await?.tombstone else {
            return Ok(());
        };
        let (sent, deleted) = (tombstone.sent_at, tombstone.deleted_at);
        if let Some(thread) = tombstone.thread {
            self.words_gone(GoneWords {
                thread,
                direction,
                of: sent.map_or(Gone::Deleted(deleted), Gone::Sent),
            });
        }
        Ok(())
    }

    /// The message, what was said to it, and how far it came: all of it goes.
    pub(super) async fn delete(
        &mut self,
        target: MessageKey,
        burial: Burial,
    ) -> Result<(), StoreError> {
        self.bury(target, burial).await?;
        let (key, cause) = (target.as_bytes(), Cause::from_revoker(burial.by));
        for slot in self.empty(key).await? {
            self.doom(slot, cause, burial.at);
        }
        self.drop_apart(key, cause, burial.at).await?;
        Ok(())
    }

    /// Puts the tombstone in the place of the row and destroys what the row held.
    pub(crate) async fn bury(
        &mut self,
        target: MessageKey,
        burial: Burial,
    ) -> Result<(), StoreError> {
        let key = *target.as_bytes();
        let row = self.known(&key).await?;
        if let Some(row) = &row {
            self.doom_held(row.held, Cause::from_revoker(burial.by), burial.at);
            self.leave(row);
            self.remove(key);
        }
        let (thread, seen_at) = row
            .as_ref()
            .map_or((None, None), |row| (row.thread, row.seen_at));
        let thread = thread.or(burial.thread);
        let tombstone = match self.grave(&key).await?.tombstone.clone() {
            Some(known) => Tombstone {
                direction: if burial.by > known.cause {
                    burial.direction
                } else {
                    known.direction
                },
                cause: known.cause.max(burial.by),
                deleted_at: known.deleted_by(burial.at),
                thread: known.thread.or(thread),
                ..known
            },
            None => Tombstone {
                id: row.map_or_else(random_id, |row| Ok(row.id))?,
                direction: burial.direction,
                cause: burial.by,
                sent_at: seen_at,
                deleted_at: burial.at,
                thread,
                imported: false,
            },
        };
        if let Some(thread) = tombstone.thread {
            self.touch(thread, tombstone.stands());
        }
        // The deletion told of the direct thread; the message may have lain in a group.
        if burial.thread != tombstone.thread {
            self.left(burial.thread);
        }
        self.keep_tombstone(key, tombstone);
        Ok(())
    }

    /// The message of a tombstone was told after all: only when and where it was sent is learnt.
    pub(super) async fn learn(
        &mut self,
        envelope: &Envelope,
        contact: Option<i64>,
        seen: &MessageSeen,
    ) -> Result<(), StoreError> {
        let key = *seen.key.as_bytes();
        // Folded: nothing is learnt any more.
        let Some(known) = self.grave(&key).await?.tombstone.clone() else {
            return Ok(());
        };
        let thread = match (known.thread, seen.group) {
            (Some(before), None) => Some(before),
            (before, group) => self.thread(envelope, contact, group).await?.or(before),
        };
        let at = millis(envelope.at);
        let learnt = Tombstone {
            sent_at: Some(known.sent_at.map_or(at, |sent| sent.min(at))),
            thread,
            ..known.clone()
        };
        for tombstone in [&known, &learnt] {
            if let Some(thread) = tombstone.thread {
                self.touch(thread, tombstone.stands());
            }
        }
        if known.thread != thread {
            self.left(known.thread);
        }
        let placed = learnt.thread.filter(|_| known.sent_at.is_none());
        let stands = learnt.stands();
        self.keep_tombstone(key, learnt);
        if let Some(thread) = placed {
            let direction = direction_code(seen.direction);
            self.arrives(thread, direction, stands, seen.key);
            self.dig(seen.key, direction).await?;
        }
        Ok(())
    }
}
