//! An objection (GDPR 21): everything that rests on no consent ends for a contact. Not only is nothing
//! counted from then on; what was counted is taken away, so that the state is that of a contact who
//! objected before writing anything. Deletions stay known for ever, as bare digests.

use sqlx::Row;

use super::{
    ErasureEvent, StoreError,
    address_book::PARTS,
    batch::{Batch, millis, number},
    erasure::{Cause, EndedBy},
    rights::instant,
    row::{digest, slot_of},
};

/// What an objection took away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Uncounted {
    /// Facts of messages.
    pub(crate) facts: u64,
    /// Reactions.
    pub(crate) reactions: u64,
    /// Tombstones, of which only that they were stays.
    pub(crate) tombstones: u64,
}

impl Batch<'_> {
    /// The contact objects from now on to being counted, whenever it was they wrote.
    pub(crate) async fn object(&mut self, contact: i64, at: i64) -> Result<Uncounted, StoreError> {
        self.settle().await?;
        // An objection that ended gives way to a later one; of two that stand the earlier counts.
        let done = sqlx::query(
            "update contact set \
             opted_out_at = case when opted_out_until is not null or opted_out_at is null then $2 \
             else min(opted_out_at, $2) end, opted_out_until = null where id = $1 and \
             (opted_out_at is null or (opted_out_until is null and opted_out_at > $2) \
             or opted_out_until < $2)",
        )
        .bind(contact)
        .bind(at)
        .execute(&mut *self.sql)
        .await?;
        if done.rows_affected() > 0 {
            self.journal_objection(contact, at, false).await?;
        }
        self.views.remove(&contact);
        // While the address book still names them.
        self.travel_contact(ErasureEvent::ContactErased, contact, at)
            .await?;
        self.erase_contact(contact, at).await?;
        self.end_consents(contact, instant(at), EndedBy::Objection)
            .await?;
        self.apply_objection(contact).await
    }

    /// The objection ends: what is written from then on is counted again. True when there was one.
    pub(crate) async fn end_objection(
        &mut self,
        contact: i64,
        at: i64,
    ) -> Result<bool, StoreError> {
        self.settle().await?;
        let done = sqlx::query(
            "update contact set opted_out_until = $2 where id = $1 and opted_out_at <= $2 \
             and opted_out_until is null",
        )
        .bind(contact)
        .bind(at)
        .execute(&mut *self.sql)
        .await?;
        self.views.remove(&contact);
        if done.rows_affected() > 0 {
            self.journal_objection(contact, at, true).await?;
        }
        Ok(done.rows_affected() > 0)
    }

    /// Takes away what an objection does not allow to count.
    pub(crate) async fn apply_objection(&mut self, contact: i64) -> Result<Uncounted, StoreError> {
        let (objected, until): (Option<i64>, Option<i64>) =
            sqlx::query_as("select opted_out_at, opted_out_until from contact where id = $1")
                .bind(contact)
                .fetch_one(&mut *self.sql)
                .await?;
        if objected.is_none() {
            return Ok(Uncounted::default());
        }
        let before = until.unwrap_or(i64::MAX);
        let mut gone = Uncounted {
            tombstones: self.uncount_tombstones(contact, before).await?,
            ..Uncounted::default()
        };
        self.uncount_messages(contact, before, &mut gone).await?;
        gone.reactions += self.uncount_reactions(contact, before).await?;
        for statement in [
            "delete from chat_opened where contact = $1 and at < $2",
            "delete from contact_name where contact = $1 and at < $2",
        ] {
            sqlx::query(statement)
                .bind(contact)
                .bind(before)
                .execute(&mut *self.sql)
                .await?;
        }
        self.drop_addresses(
            contact,
            &PARTS,
            Cause::ContactErased,
            before.saturating_sub(1),
        )
        .await?;
        let threads: Vec<i64> = sqlx::query_scalar("select id from thread where contact = $1")
            .bind(contact)
            .fetch_all(&mut *self.sql)
            .await?;
        for thread in threads {
            self.left(Some(thread));
        }
        let uncounted = gone.facts + gone.reactions;
        if uncounted > 0 {
            self.count("withheld.opted_out", number(uncounted));
        }
        Ok(gone)
    }

    async fn uncount_messages(
        &mut self,
        contact: i64,
        before: i64,
        gone: &mut Uncounted,
    ) -> Result<(), StoreError> {
        let rows = sqlx::query(
            "select key, thread, sent_at, slot, slot_epoch from message where (contact = $1 \
             or thread in (select id from thread where contact = $1)) \
             and coalesce(sent_at, content_at, $2 - 1) < $2",
        )
        .bind(contact)
        .bind(before)
        .fetch_all(&mut *self.sql)
        .await?;
        let at = millis(self.now);
        for row in rows {
            let Some(key) = digest(row.try_get("key")?) else {
                continue;
            };
            if let Some(slot) = slot_of(&row)? {
                self.set_apart(&key, slot, Cause::ContactErased, at).await?;
                self.doom(slot, Cause::ContactErased, at);
            }
            for slot in self.empty(&key).await? {
                self.doom(slot, Cause::ContactErased, at);
            }
            self.remove(key);
            let thread: Option<i64> = row.try_get("thread")?;
            if let (Some(thread), Some(at)) = (thread, row.try_get("sent_at")?) {
                self.touch(thread, at);
            }
            self.left(thread);
            gone.facts += 1;
        }
        Ok(())
    }

    async fn uncount_reactions(&mut self, contact: i64, before: i64) -> Result<u64, StoreError> {
        let rows = sqlx::query(
            "delete from reaction where actor = $1 and at < $2 returning slot, slot_epoch",
        )
        .bind(contact)
        .bind(before)
        .fetch_all(&mut *self.sql)
        .await?;
        let at = millis(self.now);
        for row in &rows {
            if let Some(slot) = slot_of(row)? {
                self.doom(slot, Cause::ContactErased, at);
            }
        }
        Ok(rows.len() as u64)
    }

    /// Of tombstones only that they were stays, so that the deletion wins; they enter no count.
    async fn uncount_tombstones(&mut self, contact: i64, before: i64) -> Result<u64, StoreError> {
        let rows: Vec<(Vec<u8>, i64, i64)> = sqlx::query_as(
            "select key, thread, coalesce(sent_at, deleted_at) from tombstone \
             where thread in (select id from thread where contact = $1) \
             and coalesce(sent_at, deleted_at) < $2",
        )
        .bind(contact)
        .bind(before)
        .fetch_all(&mut *self.sql)
        .await?;
        for (key, thread, at) in &rows {
            for statement in [
                "insert into folded (key) values ($1) on conflict do nothing",
                "delete from tombstone where key = $1",
            ] {
                sqlx::query(statement)
                    .bind(key)
                    .execute(&mut *self.sql)
                    .await?;
            }
            self.touch(*thread, *at);
        }
        Ok(rows.len() as u64)
    }
}
