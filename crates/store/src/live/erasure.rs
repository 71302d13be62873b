//! What ends a content, and which contents an act on a contact ends. Deletion, edit, ended consent
//! and erasure all come down to [`Batch::doom`]; the writer destroys the keys before it commits.

use jiff::Timestamp;
use sqlx::Row;
use tact_domain::PurposeKind;
use tact_domain::live::WithheldReason;

use super::{
    StoreError,
    address_book::{ADDRESS, PARTS},
    batch::{Batch, millis},
    contents::ANNOTATION,
    lattice::Held,
    reseal::Keep,
    row::{digest, parts, slot_of},
};

/// Why a key is destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The contact deleted the message.
    DeletedByContact,
    /// The business deleted its own message.
    DeletedByBusiness,
    /// A group administrator deleted it.
    DeletedByAdmin,
    /// The message was edited: the old version is deleted content.
    Edited,
    /// The contact ended the consent it was kept for.
    ConsentEnded,
    /// Everything of the contact was erased.
    ContactErased,
    /// Another telling of the same thing took its place.
    Replaced,
    /// The period it may be kept for is over.
    Expired,
    /// An export told it, and it may be the words of a message that was deleted.
    InDoubt,
}

impl Cause {
    const ALL: [Self; 9] = [
        Self::DeletedByContact,
        Self::DeletedByBusiness,
        Self::DeletedByAdmin,
        Self::Edited,
        Self::ConsentEnded,
        Self::ContactErased,
        Self::Replaced,
        Self::Expired,
        Self::InDoubt,
    ];

    /// Number kept in the ledger: never changed, never reused.
    pub(crate) fn code(self) -> u8 {
        self as u8
    }

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// Cause of a tombstone's number.
    pub(crate) fn from_revoker(by: i64) -> Self {
        match by {
            0 => Self::DeletedByContact,
            1 => Self::DeletedByBusiness,
            _ => Self::DeletedByAdmin,
        }
    }

    /// Number of the tombstone, for a deletion.
    pub(crate) fn revoker(self) -> Option<i64> {
        match self {
            Self::DeletedByContact => Some(0),
            Self::DeletedByBusiness => Some(1),
            Self::DeletedByAdmin => Some(2),
            _ => None,
        }
    }
}

/// Who ended every consent at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndedBy {
    /// The contact, with a keyword.
    Keyword,
    /// The operator, who was asked to erase everything.
    Operator,
    /// The contact, who objects to being counted.
    Objection,
}

/// What erasing a contact took away.
#[derive(Debug, Default)]
pub(crate) struct Gone {
    /// Internal ids of messages whose content was held.
    pub(crate) messages: Vec<Vec<u8>>,
    pub(crate) reactions: u64,
    pub(crate) addresses: u64,
    pub(crate) names: u64,
}

impl Batch<'_> {
    /// Ends every consent of a contact from a moment on.
    pub(crate) async fn end_consents(
        &mut self,
        contact: i64,
        at: Timestamp,
        by: EndedBy,
    ) -> Result<(), StoreError> {
        let (channel, proof) = match by {
            EndedBy::Keyword => ("whatsapp", "keyword"),
            EndedBy::Operator => ("operator", "erasure"),
            EndedBy::Objection => ("operator", "objection"),
        };
        for purpose in PurposeKind::ALL {
            let done = sqlx::query(
                "insert into consent (contact, purpose, state, at, covers_history, notice, channel, \
                 proof) values ($1, $2, 1, $3, 0, '', $4, $5) on conflict do nothing",
            )
            .bind(contact)
            .bind(purpose as i64)
            .bind(millis(at))
            .bind(channel)
            .bind(proof)
            .execute(&mut *self.sql)
            .await?;
            if done.rows_affected() > 0 {
                self.journal_end(contact, purpose as i64, millis(at))
                    .await?;
            }
        }
        self.views.remove(&contact);
        self.apply_consent(contact, at).await
    }

    /// Destroys what the contact's ledger no longer allows to hold.
    pub(crate) async fn apply_consent(
        &mut self,
        contact: i64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.settle().await?;
        let view = self.view(contact).await?;
        let allowed = |purposes: i64, written: Option<i64>| {
            let written = written.and_then(|at| Timestamp::from_millisecond(at).ok());
            PurposeKind::ALL.into_iter().any(|purpose| {
                purposes & (1 << purpose as u8) != 0
                    && written.is_some_and(|written| view.covers(purpose, written))
            })
        };
        let at = millis(at);
        let ended = Held::Withheld(WithheldReason::ConsentEnded);
        for row in self.contents_of(contact).await? {
            let written: Option<i64> = row.try_get("content_at")?;
            let Some(key) = digest(row.try_get("key")?) else {
                continue;
            };
            let purposes: i64 = row.try_get("content_purposes")?;
            let Some(slot) = slot_of(&row)? else { continue };
            if !allowed(purposes, written) {
                self.set_apart(&key, slot, Cause::ConsentEnded, at).await?;
                self.doom(slot, Cause::ConsentEnded, at);
                self.hold(&key, ended).await?;
            } else if row.try_get::<i64, _>("annotated")? != 0
                && !allowed(1 << PurposeKind::Analysis as u8, written)
            {
                // Another purpose keeps the words; what an analysis concluded, and the media fetched
                // for it, go with their key.
                let cause = Cause::ConsentEnded;
                if let Some(slot) = self.reseal(&key, slot, Keep::Words, cause, at).await? {
                    let held = Held::Sealed {
                        slot,
                        purposes: u8::try_from(purposes).unwrap_or(0),
                    };
                    self.hold(&key, held).await?;
                } else {
                    self.hold(&key, ended).await?;
                }
            }
        }
        for row in self.reactions_of(contact).await? {
            if !allowed(row.try_get("content_purposes")?, row.try_get("at")?)
                && let Some(slot) = slot_of(&row)?
            {
                self.doom(slot, Cause::ConsentEnded, at);
                self.withhold_reaction(contact, row.try_get("target")?, ended)
                    .await?;
            }
        }
        let needless: &[u8] = if !PurposeKind::ALL.into_iter().any(|p| view.grants(p)) {
            &PARTS
        } else if !view.grants_sending() {
            &[ADDRESS]
        } else {
            &[]
        };
        self.drop_addresses(contact, needless, Cause::ConsentEnded, i64::MAX)
            .await?;
        Ok(())
    }

    /// Erases every content of a contact written up to a moment, and every name. Facts without
    /// content stay, marked so that nothing delivered again brings a content back.
    pub(crate) async fn erase_contact(
        &mut self,
        contact: i64,
        at: i64,
    ) -> Result<Gone, StoreError> {
        let mut gone = Gone::default();
        self.settle().await?;
        let erased = Held::Withheld(WithheldReason::Erased);
        let done = sqlx::query(
            "update contact set erased_at = $2 where id = $1 and coalesce(erased_at, $2 - 1) < $2",
        )
        .bind(contact)
        .bind(at)
        .execute(&mut *self.sql)
        .await?;
        if done.rows_affected() > 0 {
            self.journal_erasure(contact, at).await?;
        }
        let rows = sqlx::query(
            "select key, id, slot, slot_epoch from message where contact = $1 and content_state <> 0 \
             and content_at <= $2",
        )
        .bind(contact)
        .bind(at)
        .fetch_all(&mut *self.sql)
        .await?;
        for row in rows {
            let Some(key) = digest(row.try_get("key")?) else {
                continue;
            };
            if let Some(slot) = slot_of(&row)? {
                self.set_apart(&key, slot, Cause::ContactErased, at).await?;
                self.doom(slot, Cause::ContactErased, at);
                gone.messages.push(row.try_get("id")?);
            }
            self.hold(&key, erased).await?;
        }
        let rows = sqlx::query(
            "select target, slot, slot_epoch from reaction where actor = $1 and content_state <> 0 \
             and at <= $2",
        )
        .bind(contact)
        .bind(at)
        .fetch_all(&mut *self.sql)
        .await?;
        for row in rows {
            if let Some(slot) = slot_of(&row)? {
                self.doom(slot, Cause::ContactErased, at);
                gone.reactions += 1;
            }
            self.withhold_reaction(contact, row.try_get("target")?, erased)
                .await?;
        }
        gone.addresses = self
            .drop_addresses(contact, &PARTS, Cause::ContactErased, at)
            .await?;
        let names = sqlx::query("delete from contact_name where contact = $1 and at <= $2")
            .bind(contact)
            .bind(at)
            .execute(&mut *self.sql)
            .await?;
        gone.names = names.rows_affected();
        Ok(gone)
    }

    async fn contents_of(
        &mut self,
        contact: i64,
    ) -> Result<Vec<sqlx::sqlite::SqliteRow>, StoreError> {
        Ok(sqlx::query(
            "select key, content_purposes, content_at, slot, slot_epoch, \
             exists (select 1 from sealed where slot = message.slot and field = $2) \
             or exists (select 1 from media where slot = message.slot) as annotated \
             from message where contact = $1 and slot is not null",
        )
        .bind(contact)
        .bind(i64::from(ANNOTATION))
        .fetch_all(&mut *self.sql)
        .await?)
    }

    async fn reactions_of(
        &mut self,
        contact: i64,
    ) -> Result<Vec<sqlx::sqlite::SqliteRow>, StoreError> {
        Ok(sqlx::query(
            "select target, at, content_purposes, slot, slot_epoch from reaction \
             where actor = $1 and slot is not null",
        )
        .bind(contact)
        .fetch_all(&mut *self.sql)
        .await?)
    }

    /// The row of a message says from now on what it holds.
    pub(crate) async fn hold(&mut self, key: &[u8; 32], held: Held) -> Result<(), StoreError> {
        let (slot, epoch, purposes) = parts(held);
        let stood: Option<(Option<i64>, Option<i64>)> = sqlx::query_as(
            "update message set content_state = $2, content_purposes = $3, slot = $4, \
             slot_epoch = $5 where key = $1 returning thread, sent_at",
        )
        .bind(&key[..])
        .bind(held.code())
        .bind(purposes)
        .bind(slot)
        .bind(epoch)
        .fetch_optional(&mut *self.sql)
        .await?;
        if let Some((Some(thread), Some(at))) = stood {
            self.touch(thread, at);
        }
        Ok(())
    }

    pub(crate) async fn withhold_reaction(
        &mut self,
        contact: i64,
        target: Vec<u8>,
        held: Held,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update reaction set content_state = $3, content_purposes = 0, slot = null, \
             slot_epoch = null where target = $1 and actor = $2",
        )
        .bind(target)
        .bind(contact)
        .bind(held.code())
        .execute(&mut *self.sql)
        .await?;
        Ok(())
    }
}
