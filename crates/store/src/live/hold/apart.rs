//! Setting words apart, and letting them go.

use std::collections::HashSet;

use jiff::Timestamp;
use sqlx::{Row, SqliteConnection};

use super::HeldBack;
use crate::{
    keys::SlotRef,
    live::{
        StoreError,
        batch::{Batch, millis, number},
        contents::ANNOTATION,
        erasure::Cause,
        import::{AMEND, MINUTE, RECALL},
        rights::instant,
        row::{digest, slot_of},
    },
    seal::{self, Bound, seal},
};

impl Batch<'_> {
    /// Called before the words of a message are erased: where a hold is on their contact, they are
    /// sealed anew under a key no message names, and the old key is destroyed after the commit. What
    /// was concluded from them is not kept.
    pub(crate) async fn set_apart(
        &mut self,
        message: &[u8; 32],
        slot: SlotRef,
        cause: Cause,
        at: i64,
    ) -> Result<(), StoreError> {
        if self.holds().await?.is_empty() {
            return Ok(());
        }
        let row: Option<(Option<i64>, i64, Option<i64>)> =
            sqlx::query_as("select contact, direction, content_at from message where key = $1")
                .bind(&message[..])
                .fetch_optional(&mut *self.sql)
                .await?;
        let Some((Some(contact), direction, written_at)) = row else {
            return Ok(());
        };
        if !self.holds().await?.contains(&contact) {
            return Ok(());
        }
        let Some(key) = self.keys.data_key(slot)? else {
            return Ok(());
        };
        let parts: Vec<(i64, Vec<u8>)> =
            sqlx::query_as("select field, bytes from sealed where slot = $1 order by field")
                .bind(number(slot.slot))
                .fetch_all(&mut *self.sql)
                .await?;
        let mut words = Vec::new();
        for (code, bytes) in parts {
            let Some(field) = u8::try_from(code).ok().filter(|field| *field != ANNOTATION) else {
                continue;
            };
            let bound = Bound {
                tenant: self.keys.tenant(),
                owner: message,
                field,
            };
            words.extend(seal::open(&key, bound, &bytes).map(|clear| (bound, clear)));
        }
        if words.is_empty() {
            return Ok(());
        }
        // Set apart before in a database that was replaced: one copy is enough.
        self.drop_apart(message, Cause::Replaced, at).await?;
        let (fresh, key) = self.keys.allocate()?;
        for (bound, clear) in words {
            let bytes = seal(self.cipher, &key, bound, 1, &clear)?;
            sqlx::query("insert into held_part (slot, field, bytes) values ($1, $2, $3)")
                .bind(number(fresh.slot))
                .bind(i64::from(bound.field))
                .bind(bytes)
                .execute(&mut *self.sql)
                .await?;
        }
        sqlx::query(
            "insert into held (slot, slot_epoch, message, contact, direction, written_at, cause, \
             at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(number(fresh.slot))
        .bind(i64::from(fresh.epoch))
        .bind(&message[..])
        .bind(contact)
        .bind(direction)
        .bind(written_at)
        .bind(i64::from(cause.code()))
        .bind(at)
        .execute(&mut *self.sql)
        .await?;
        self.rows.apart = Some(true);
        self.spared.insert(slot.slot);
        Ok(())
    }

    /// A message is known under another key from now on: what lies apart of it is sealed anew under
    /// that one, so that its deletion finds it. One copy is enough.
    pub(crate) async fn carry_apart(
        &mut self,
        from: &[u8; 32],
        to: &[u8; 32],
        at: i64,
    ) -> Result<(), StoreError> {
        let rows = sqlx::query(
            "select slot, slot_epoch from held where message = $1 \
             and not exists (select 1 from held where message = $2)",
        )
        .bind(&from[..])
        .bind(&to[..])
        .fetch_all(&mut *self.sql)
        .await?;
        for row in rows {
            let Some(slot) = slot_of(&row)? else { continue };
            let Some(key) = self.keys.data_key(slot)? else {
                continue;
            };
            let parts: Vec<(i64, Vec<u8>)> =
                sqlx::query_as("select field, bytes from held_part where slot = $1")
                    .bind(number(slot.slot))
                    .fetch_all(&mut *self.sql)
                    .await?;
            let (fresh, anew) = self.keys.allocate()?;
            for (code, bytes) in parts {
                let Ok(field) = u8::try_from(code) else {
                    continue;
                };
                let bound = |owner| Bound {
                    tenant: self.keys.tenant(),
                    owner,
                    field,
                };
                let Some(clear) = seal::open(&key, bound(from), &bytes) else {
                    continue;
                };
                let bytes = seal(self.cipher, &anew, bound(to), 1, &clear)?;
                sqlx::query("insert into held_part (slot, field, bytes) values ($1, $2, $3)")
                    .bind(number(fresh.slot))
                    .bind(code)
                    .bind(bytes)
                    .execute(&mut *self.sql)
                    .await?;
            }
            sqlx::query(
                "insert into held (slot, slot_epoch, message, contact, direction, written_at, \
                 cause, at) select $2, $3, $4, contact, direction, written_at, cause, at \
                 from held where slot = $1",
            )
            .bind(number(slot.slot))
            .bind(number(fresh.slot))
            .bind(i64::from(fresh.epoch))
            .bind(&to[..])
            .execute(&mut *self.sql)
            .await?;
            // Until the commit the old key is the only one that opens what the hold keeps.
            self.spared.insert(slot.slot);
        }
        self.drop_apart(from, Cause::Replaced, at).await
    }

    /// Contacts with a hold in force.
    async fn holds(&mut self) -> Result<&HashSet<i64>, StoreError> {
        if self.rows.holds.is_none() {
            let contacts: Vec<i64> = sqlx::query_scalar(
                "select contact from hold where approved_at is not null and until > $1",
            )
            .bind(millis(self.now))
            .fetch_all(&mut *self.sql)
            .await?;
            self.rows.holds = Some(contacts.into_iter().collect());
        }
        Ok(self.rows.holds.get_or_insert_default())
    }

    /// What lies apart of a message its author deleted or edited is destroyed like the rest: no hold
    /// keeps it.
    pub(crate) async fn drop_apart(
        &mut self,
        message: &[u8; 32],
        cause: Cause,
        at: i64,
    ) -> Result<(), StoreError> {
        self.drop_apart_before(message, i64::MAX, cause, at).await
    }

    /// True when a hold keeps words of this very message.
    pub(crate) async fn lies_apart(&mut self, message: &[u8; 32]) -> Result<bool, StoreError> {
        let found: Option<i64> = sqlx::query_scalar("select 1 from held where message = $1")
            .bind(&message[..])
            .fetch_optional(&mut *self.sql)
            .await?;
        Ok(found.is_some())
    }

    /// The same where nobody knows any more which message was deleted: words of that contact and
    /// direction from the time in which it can have been written.
    pub(crate) async fn drop_apart_before_deletion(
        &mut self,
        contact: i64,
        direction: i64,
        deleted_at: i64,
        by: i64,
    ) -> Result<(), StoreError> {
        let cause = Cause::from_revoker(by);
        self.drop_apart_written(
            contact,
            direction,
            (deleted_at - RECALL - MINUTE, deleted_at + MINUTE),
            cause,
        )
        .await
    }

    /// The same for an edit: the words before it are deleted content.
    pub(crate) async fn drop_apart_before_edit(
        &mut self,
        contact: i64,
        direction: i64,
        edited_at: i64,
    ) -> Result<(), StoreError> {
        let written = (edited_at - AMEND - MINUTE, edited_at + MINUTE);
        self.drop_apart_written(contact, direction, written, Cause::Edited)
            .await
    }

    /// What lies apart of a contact's words written between two moments goes.
    pub(crate) async fn drop_apart_written(
        &mut self,
        contact: i64,
        direction: i64,
        (from, to): (i64, i64),
        cause: Cause,
    ) -> Result<(), StoreError> {
        let apart: Vec<Vec<u8>> = sqlx::query_scalar(
            "select message from held where contact = $1 and direction = $2 \
             and written_at between $3 and $4",
        )
        .bind(contact)
        .bind(direction)
        .bind(from)
        .bind(to)
        .fetch_all(&mut *self.sql)
        .await?;
        for key in apart.iter().filter_map(|key| digest(key)) {
            self.drop_apart(&key, cause, millis(self.now)).await?;
        }
        Ok(())
    }

    /// The same where an edit is known of and not let in: what is older than it goes.
    pub(crate) async fn drop_older_apart(
        &mut self,
        message: &[u8; 32],
        at: i64,
    ) -> Result<(), StoreError> {
        self.drop_apart_before(message, at, Cause::Edited, at).await
    }

    async fn drop_apart_before(
        &mut self,
        message: &[u8; 32],
        before: i64,
        cause: Cause,
        at: i64,
    ) -> Result<(), StoreError> {
        let apart = match self.rows.apart {
            Some(apart) => apart,
            None => {
                let any: Option<i64> = sqlx::query_scalar("select 1 from held limit 1")
                    .fetch_optional(&mut *self.sql)
                    .await?;
                *self.rows.apart.insert(any.is_some())
            }
        };
        if !apart {
            return Ok(());
        }
        let rows = sqlx::query(
            "select slot, slot_epoch from held \
             where message = $1 and coalesce(written_at, $2 - 1) < $2",
        )
        .bind(&message[..])
        .bind(before)
        .fetch_all(&mut *self.sql)
        .await?;
        for row in rows {
            if let Some(slot) = slot_of(&row)? {
                self.forget_apart(number(slot.slot)).await?;
                self.doom(slot, cause, at);
            }
        }
        Ok(())
    }

    /// Where no hold on the contact is in force any more, what lies apart is erased, each content with
    /// the cause it waited with. Answers how much it was.
    pub(crate) async fn release(&mut self, contact: i64) -> Result<u64, StoreError> {
        self.settle().await?;
        if self.holds().await?.contains(&contact) {
            return Ok(0);
        }
        let rows = sqlx::query("select slot, slot_epoch, cause, at from held where contact = $1")
            .bind(contact)
            .fetch_all(&mut *self.sql)
            .await?;
        for row in &rows {
            let Some(slot) = slot_of(row)? else { continue };
            let cause = u8::try_from(row.try_get::<i64, _>("cause")?)
                .ok()
                .and_then(Cause::from_code)
                .unwrap_or(Cause::ContactErased);
            self.forget_apart(number(slot.slot)).await?;
            self.doom(slot, cause, row.try_get("at")?);
        }
        Ok(rows.len() as u64)
    }

    /// Removes the rows of what lay apart under a slot.
    pub(crate) async fn forget_apart(&mut self, slot: i64) -> Result<(), StoreError> {
        for statement in [
            "delete from held_part where slot = $1",
            "delete from held where slot = $1",
        ] {
            sqlx::query(statement)
                .bind(slot)
                .execute(&mut *self.sql)
                .await?;
        }
        Ok(())
    }

    /// What a hold keeps of a contact, for a receipt.
    pub(crate) async fn held_back(&mut self, contact: i64) -> Result<Option<HeldBack>, StoreError> {
        held_back(self.sql, contact, self.now).await
    }
}

/// What a hold keeps of a contact, and until when; `None` where no hold is in force.
pub(crate) async fn held_back(
    sql: &mut SqliteConnection,
    contact: i64,
    now: Timestamp,
) -> Result<Option<HeldBack>, StoreError> {
    let (messages, until): (i64, Option<i64>) = sqlx::query_as(
        "select (select count(*) from held where contact = $1), (select max(until) from hold \
         where contact = $1 and approved_at is not null and until > $2)",
    )
    .bind(contact)
    .bind(millis(now))
    .fetch_one(sql)
    .await?;
    Ok(until.map(|until| HeldBack {
        messages,
        until: instant(until),
    }))
}
