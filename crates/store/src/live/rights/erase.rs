//! Erasing a contact, and the receipt of it.

use jiff::Timestamp;
use serde::Serialize;
use tact_domain::live::Alias;
use tact_privacy::live::References;

use super::find;
use crate::live::{
    Act, ErasureEvent, HeldBack, Store, StoreError,
    audit::{AuditAction, hex},
    batch::{millis, number},
    erasure::EndedBy,
};

/// What was erased of a contact, without a word of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactErasure {
    /// Place of the act in the audit chain: the number of the receipt.
    pub receipt: i64,
    /// Internal number of the contact.
    pub contact: i64,
    /// Everything written up to this moment is erased; what is delivered again stays so.
    pub erased_at: Timestamp,
    /// Random internal ids of the messages whose content was destroyed, hexadecimal.
    pub messages: Vec<String>,
    /// Reactions whose content was destroyed.
    pub reactions: u64,
    /// Entries of the address book.
    pub address_book: u64,
    /// Digests of display names.
    pub names: u64,
    /// Keys destroyed; each sealed one content and what was concluded from it.
    pub keys: u64,
    /// Words a legal hold keeps apart until its end; nothing else can read them meanwhile.
    pub held: Option<HeldBack>,
    /// False while a long read still holds back pages of the database's log. Its keys are gone all
    /// the same, and the log is emptied with the next batch.
    pub log_emptied: bool,
    /// What stays, and why it may.
    pub kept: Kept,
}

/// What stays after an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Facts without content: that a message was sent, when, which way. Service figures rest on
    /// them.
    pub facts: i64,
    /// Tombstones of deleted messages, until they are folded into counts.
    pub tombstones: i64,
    /// Lines of the consent ledger: the proof that what was done was allowed.
    pub consent_lines: i64,
    /// Digests of numbers and ids: by them, what is delivered again is known to be erased.
    pub aliases: i64,
    /// Published figures of closed periods stay as they are; figures of open periods are computed
    /// without the contact's content from now on.
    pub published_figures: bool,
}

impl Store {
    /// Ends every consent of a contact and destroys every content of theirs; `None` when nobody
    /// bears the name.
    ///
    /// # Errors
    /// The disk or the database refuses; what was begun is finished at the next batch or start.
    pub async fn contact_erase(
        &self,
        who: Alias,
        act: &Act,
    ) -> Result<Option<ContactErasure>, StoreError> {
        self.contact_erase_telling(who, References::default(), act)
            .await
    }

    /// The same, with what recipients of copies call the contact.
    ///
    /// # Errors
    /// As [`Store::contact_erase`].
    pub async fn contact_erase_telling(
        &self,
        who: Alias,
        called: References,
        act: &Act,
    ) -> Result<Option<ContactErasure>, StoreError> {
        let act = act.clone();
        let (receipt, erasure) = self
            .transact(act.at, async move |batch| {
                let Some(contact) = find(&mut *batch.sql, who).await? else {
                    return Ok(None);
                };
                batch.subject = called;
                let told = ErasureEvent::ContactErased;
                batch.travel_contact(told, contact, millis(act.at)).await?;
                let gone = batch.erase_contact(contact, millis(act.at)).await?;
                batch
                    .end_consents(contact, act.at, EndedBy::Operator)
                    .await?;
                let keys = (batch.doomed.len() + batch.later.len()) as u64;
                let action = AuditAction::ContactErased;
                let place = batch
                    .audit(&act, action, Some(contact), number(keys))
                    .await?;
                Ok(Some(ContactErasure {
                    receipt: place,
                    contact,
                    erased_at: act.at,
                    messages: gone.messages.iter().map(|id| hex(id)).collect(),
                    reactions: gone.reactions,
                    address_book: gone.addresses,
                    names: gone.names,
                    keys,
                    held: batch.held_back(contact).await?,
                    log_emptied: false,
                    kept: batch.kept(contact).await?,
                }))
            })
            .await?;
        Ok(erasure.map(|erasure| ContactErasure {
            log_emptied: receipt.log_emptied,
            ..erasure
        }))
    }
}

impl crate::live::batch::Batch<'_> {
    async fn kept(&mut self, contact: i64) -> Result<Kept, StoreError> {
        let (facts, tombstones, consent_lines, aliases) = sqlx::query_as(
            "select (select count(*) from message where contact = $1), \
             (select count(*) from tombstone t join thread d on d.id = t.thread \
              where d.contact = $1), \
             (select count(*) from consent where contact = $1), \
             (select count(*) from alias where contact = $1)",
        )
        .bind(contact)
        .fetch_one(&mut *self.sql)
        .await?;
        Ok(Kept {
            facts,
            tombstones,
            consent_lines,
            aliases,
            published_figures: true,
        })
    }
}
