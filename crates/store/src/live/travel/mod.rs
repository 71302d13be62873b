//! Erasure travels: whoever holds copies is told what was deleted, edited, erased or is no longer
//! agreed to, in the transaction in which it happens. Recipients with a hook have a row in `outbox`
//! until they were told; for everybody else, and for what could not be told, there is a task.

mod carry;
mod outbox;
mod tasks;

pub(crate) use carry::carry_travel;
pub use outbox::Notice;
pub use tasks::{NotSettled, Task, TaskCounts, TaskReason, TasksDone};

use jiff::SignedDuration;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tact_privacy::live::{Recipients, References, Way};

use super::{
    Store, StoreError,
    address_book::{ADDRESS, owner},
    audit::hex,
    batch::{Batch, millis},
    log::LogEmptying,
    row::slot_of,
};
use crate::seal::{Bound, open};

/// How long an event is remembered as told: the platform sends again for up to seven days.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(9 * 24);

/// What recipients are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasureEvent {
    /// A message was deleted for everyone.
    MessageDeleted,
    /// A message was edited: its former version is deleted content.
    MessageEdited,
    /// Everything of a contact is to be erased.
    ContactErased,
    /// A contact ended a consent.
    ConsentEnded,
}

impl ErasureEvent {
    const ALL: [Self; 4] = [
        Self::MessageDeleted,
        Self::MessageEdited,
        Self::ContactErased,
        Self::ConsentEnded,
    ];

    /// Word of the hook: never changed, never reused.
    pub fn word(self) -> &'static str {
        match self {
            Self::MessageDeleted => "message_deleted",
            Self::MessageEdited => "message_edited",
            Self::ContactErased => "contact_erased",
            Self::ConsentEnded => "consent_ended",
        }
    }

    /// Event of a number kept in the store.
    fn from_code(code: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(code).ok()?).copied()
    }
}

impl Store {
    /// From now on these recipients are told; what waits is tried now. What waits for a hook that is
    /// no more becomes a task.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn set_recipients(
        &self,
        recipients: Recipients,
        now: jiff::Timestamp,
    ) -> Result<(), StoreError> {
        self.turn(async move |writer| {
            writer.recipients = recipients;
            let hand_over = async |batch: &mut Batch<'_>| {
                sqlx::query("update outbox set next_at = $1 where next_at > $1")
                    .bind(millis(now))
                    .execute(&mut *batch.sql)
                    .await?;
                batch.hand_over_orphans().await
            };
            writer
                .transact(now, LogEmptying::Now, hand_over)
                .await
                .map(|_| ())
        })
        .await
    }
}

impl Batch<'_> {
    /// Tells every recipient of an event, once, whatever is delivered again. `what` is a digest that
    /// is the event's alone; the subject is the one of the event at hand.
    pub(crate) async fn travel(
        &mut self,
        event: ErasureEvent,
        what: &[u8; 32],
        at: i64,
    ) -> Result<(), StoreError> {
        let called = std::mem::take(&mut self.subject);
        let recipients = self.recipients.clone();
        if recipients.iter().next().is_none() || !self.is_news(event, what, at).await? {
            return Ok(());
        }
        for (place, recipient) in recipients.iter().enumerate() {
            let refs = called.of(place);
            match &recipient.way {
                Way::Hook(_) if !refs.is_empty() => {
                    self.post(&recipient.name, event, at, refs).await?;
                }
                Way::Hook(_) => {
                    self.task(&recipient.name, event, TaskReason::Unnamed, 1)
                        .await?;
                }
                Way::HookWithoutSecret => {
                    self.task(&recipient.name, event, TaskReason::NotDelivered, 1)
                        .await?;
                }
                Way::ByHand => {
                    self.task(&recipient.name, event, TaskReason::ByHand, 1)
                        .await?;
                }
            }
        }
        Ok(())
    }

    /// The same for a contact, whom the address book may name, too.
    pub(crate) async fn travel_contact(
        &mut self,
        event: ErasureEvent,
        contact: i64,
        at: i64,
    ) -> Result<(), StoreError> {
        let known = self.called_in_address_book(contact).await?;
        self.subject.join(known);
        self.travel(event, &owner(contact), at).await
    }

    async fn called_in_address_book(&mut self, contact: i64) -> Result<References, StoreError> {
        if self.recipients.iter().next().is_none() {
            return Ok(References::default());
        }
        let row = sqlx::query(
            "select slot, slot_epoch, bytes from address where contact = $1 and part = $2",
        )
        .bind(contact)
        .bind(i64::from(ADDRESS))
        .fetch_optional(&mut *self.sql)
        .await?;
        let Some(row) = row else {
            return Ok(References::default());
        };
        let sealed: Vec<u8> = sqlx::Row::try_get(&row, "bytes")?;
        let bound = Bound {
            tenant: self.keys.tenant(),
            owner: &owner(contact),
            field: ADDRESS,
        };
        let key = match slot_of(&row)? {
            Some(slot) => self.keys.data_key(slot)?,
            None => None,
        };
        let clear = key.and_then(|key| open(&key, bound, &sealed));
        Ok(clear
            .as_deref()
            .and_then(|clear| std::str::from_utf8(clear).ok())
            .map_or_else(References::default, |address| {
                self.recipients.address(address)
            }))
    }

    async fn is_news(
        &mut self,
        event: ErasureEvent,
        what: &[u8; 32],
        at: i64,
    ) -> Result<bool, StoreError> {
        let old = self.now.checked_sub(REMEMBERED).map_or(i64::MIN, millis);
        sqlx::query("delete from told where at < $1")
            .bind(old)
            .execute(&mut *self.sql)
            .await?;
        let key = fingerprint(&[&[event as u8], what, &at.to_be_bytes()]);
        let done = sqlx::query("insert into told (key, at) values ($1, $2) on conflict do nothing")
            .bind(&key[..])
            .bind(millis(self.now))
            .execute(&mut *self.sql)
            .await?;
        Ok(done.rows_affected() > 0)
    }
}

/// Key of one notice, the same however often its event is delivered.
fn idempotency_key(event: ErasureEvent, at: i64, refs: &[[u8; 32]]) -> String {
    let key = fingerprint(&[&[event as u8], refs.as_flattened(), &at.to_be_bytes()]);
    hex(&key[..16])
}

fn fingerprint(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"tact/travel/1");
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}
