//! Deletions: the tombstone takes the place of the row.

use tact_domain::live::{Envelope, MessageKey, MessageSeen, RevokeSeen};

use super::{
    StoreError,
    batch::{Batch, by_code, millis},
    erasure::Cause,
    import::{Gone, Grave},
    journal::Right,
    lattice::direction_code,
    row::random_id,
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
        if self.is_folded(key).await? {
            return Ok(());
        }
        let at = millis(envelope.at);
        let burial = Burial {
            by: by_code(revoke.by),
            direction: direction_code(revoke.direction()),
            at,
            thread: self.thread(envelope, contact, None).await?,
        };
        let fresh = !self.is_deleted(key).await?;
        if fresh {
            self.journal.push(Right::Deleted {
                key: *key,
                by: burial.by,
                direction: burial.direction,
                at,
            });
        }
        self.delete(revoke.target, burial).await?;
        if fresh {
            self.dig(revoke.target, burial.direction).await?;
        }
        Ok(())
    }

    /// What an export told around a deleted message may be its words.
    async fn dig(&mut self, target: MessageKey, direction: i64) -> Result<(), StoreError> {
        let placed: Option<(Option<i64>, Option<i64>, i64)> =
            sqlx::query_as("select thread, sent_at, deleted_at from tombstone where key = $1")
                .bind(&target.as_bytes()[..])
                .fetch_optional(&mut *self.sql)
                .await?;
        if let Some((Some(thread), sent, deleted)) = placed {
            self.grave(Grave {
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
        self.drop_reactions_to(key, cause, burial.at).await?;
        sqlx::query("delete from delivery where message = $1")
            .bind(&key[..])
            .execute(&mut *self.sql)
            .await?;
        Ok(())
    }

    /// Puts the tombstone in the place of the row and destroys what the row held.
    pub(crate) async fn bury(
        &mut self,
        target: MessageKey,
        burial: Burial,
    ) -> Result<(), StoreError> {
        let key = target.as_bytes();
        let known = self.known(target).await?;
        let (id, seen_at) = match &known {
            Some(row) => (row.id.clone(), row.seen_at),
            None => (random_id()?, None),
        };
        let thread = known.as_ref().and_then(|row| row.thread).or(burial.thread);
        if let Some(row) = &known {
            let cause = Cause::from_revoker(burial.by);
            self.doom_held(row.held, cause, burial.at).await?;
            self.leave(row);
            sqlx::query("delete from message where key = $1")
                .bind(&key[..])
                .execute(&mut *self.sql)
                .await?;
        }
        let placed: (Option<i64>, i64) = sqlx::query_as(
            "insert into tombstone (key, id, direction, cause, sent_at, deleted_at, thread) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (key) do update set \
             direction = case when excluded.cause > cause then excluded.direction else direction end, \
             cause = max(cause, excluded.cause), deleted_at = case \
             when deleted_at = sent_at then excluded.deleted_at \
             when excluded.deleted_at = sent_at then deleted_at \
             else min(deleted_at, excluded.deleted_at) end, \
             thread = coalesce(thread, excluded.thread) \
             returning thread, coalesce(sent_at, deleted_at)",
        )
        .bind(&key[..])
        .bind(id)
        .bind(burial.direction)
        .bind(burial.by)
        .bind(seen_at)
        .bind(burial.at)
        .bind(thread)
        .fetch_one(&mut *self.sql)
        .await?;
        if let (Some(thread), at) = placed {
            self.touch(thread, at);
        }
        // The deletion told of the direct thread; the message may have lain in a group.
        if burial.thread != placed.0 {
            self.drop_empty_thread(burial.thread).await?;
        }
        Ok(())
    }

    /// The message of a tombstone was told after all: only when and where it was sent is learnt.
    pub(super) async fn learn(
        &mut self,
        envelope: &Envelope,
        contact: Option<i64>,
        seen: &MessageSeen,
    ) -> Result<(), StoreError> {
        let key = seen.key.as_bytes();
        let known: Option<(Option<i64>, Option<i64>, i64)> =
            sqlx::query_as("select thread, sent_at, deleted_at from tombstone where key = $1")
                .bind(&key[..])
                .fetch_optional(&mut *self.sql)
                .await?;
        // Folded: nothing is learnt any more.
        let Some((before, sent, deleted)) = known else {
            return Ok(());
        };
        let stood = sent.unwrap_or(deleted);
        let thread = match (before, seen.group) {
            (Some(before), None) => Some(before),
            _ => self.thread(envelope, contact, seen.group).await?.or(before),
        };
        let at = millis(envelope.at);
        let stands: i64 = sqlx::query_scalar(
            "update tombstone set sent_at = min(coalesce(sent_at, $2), $2), thread = $3 \
             where key = $1 returning sent_at",
        )
        .bind(&key[..])
        .bind(at)
        .bind(thread)
        .fetch_one(&mut *self.sql)
        .await?;
        for (thread, at) in [(before, stood), (thread, stands)] {
            if let Some(thread) = thread {
                self.touch(thread, at);
            }
        }
        if let (None, Some(thread)) = (sent, thread) {
            self.arrives(thread, direction_code(seen.direction), stands, seen.key);
            self.dig(seen.key, direction_code(seen.direction)).await?;
        }
        if before != thread {
            self.drop_empty_thread(before).await?;
        }
        Ok(())
    }

    pub(super) async fn is_folded(&mut self, key: &[u8; 32]) -> Result<bool, StoreError> {
        let found: Option<i64> = sqlx::query_scalar("select 1 from folded where key = $1")
            .bind(&key[..])
            .fetch_optional(&mut *self.sql)
            .await?;
        Ok(found.is_some())
    }
}
