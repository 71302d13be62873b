//! An objection, and the receipt of it.

use jiff::Timestamp;
use serde::Serialize;
use tact_domain::live::Alias;

use super::find;
use crate::live::{
    Act, HeldBack, Store, StoreError,
    audit::AuditAction,
    batch::{millis, number},
};

/// What an objection took away, without a word of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactObjection {
    /// Place of the act in the audit chain: the number of the receipt.
    pub receipt: i64,
    /// Internal number of the contact.
    pub contact: i64,
    /// Since when nothing of theirs is counted.
    pub objected_at: Timestamp,
    /// Facts of messages removed.
    pub facts: u64,
    /// Reactions removed.
    pub reactions: u64,
    /// Tombstones of which only that they were stays.
    pub tombstones: u64,
    /// Keys destroyed.
    pub keys: u64,
    /// Words a legal hold keeps apart until its end.
    pub held: Option<HeldBack>,
    /// False while a long read still holds back pages of the database's log.
    pub log_emptied: bool,
}

impl Store {
    /// Notes that a person objects to being counted, erases what is kept of them and removes the facts.
    /// Somebody not known yet becomes known by the name: their first message is refused.
    ///
    /// # Errors
    /// The disk or the database refuses; what was begun is finished at the next batch or start.
    pub async fn contact_object(
        &self,
        who: Alias,
        act: &Act,
    ) -> Result<Option<ContactObjection>, StoreError> {
        let act = act.clone();
        let (receipt, objection) = self
            .transact(act.at, async move |batch| {
                let Some(contact) = batch.join_aliases(&[who]).await? else {
                    return Ok(None);
                };
                let gone = batch.object(contact, millis(act.at)).await?;
                let keys = (batch.doomed.len() + batch.later.len()) as u64;
                let action = AuditAction::ContactObjected;
                let place = batch
                    .audit(&act, action, Some(contact), number(gone.facts))
                    .await?;
                Ok(Some(ContactObjection {
                    receipt: place,
                    contact,
                    objected_at: act.at,
                    facts: gone.facts,
                    reactions: gone.reactions,
                    tombstones: gone.tombstones,
                    keys,
                    held: batch.held_back(contact).await?,
                    log_emptied: false,
                }))
            })
            .await?;
        Ok(objection.map(|objection| ContactObjection {
            log_emptied: receipt.log_emptied,
            ..objection
        }))
    }

    /// Notes that a person no longer objects: what they write from now on is counted again. False when
    /// there was no objection; `None` when nobody bears the name.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn contact_end_objection(
        &self,
        who: Alias,
        act: &Act,
    ) -> Result<Option<bool>, StoreError> {
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            let Some(contact) = find(&mut *batch.sql, who).await? else {
                return Ok(None);
            };
            let ended = batch.end_objection(contact, millis(act.at)).await?;
            if ended {
                let action = AuditAction::ObjectionEnded;
                batch.audit(&act, action, Some(contact), 1).await?;
            }
            Ok(Some(ended))
        })
        .await
        .map(|(_, ended)| ended)
    }
}
