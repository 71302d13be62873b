//! Legal holds (GDPR 17(3)(e)): words that would be erased are set apart instead, under a key of their
//! own that no row of a message names. Everything else goes on as if they were erased, because for
//! everything else they are. What its author deletes or edits is never held (decision 0037).

mod apart;
mod carry;
mod end;
mod export;
mod list;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tact_domain::live::Alias;
use thiserror::Error;

pub(crate) use apart::held_back;
pub(crate) use carry::carry_holds;
pub use export::{AskedHold, HeldMessage, HoldExport};
pub use list::{Hold, HoldState};

use super::{
    Act, Store, StoreError,
    audit::{AuditAction, hex},
    batch::{Batch, millis, number},
};
use crate::keys::KeyError;

/// Longest a hold may last: two years.
pub const LONGEST_HOLD: SignedDuration = SignedDuration::from_hours(731 * 24);
/// How long a hold waits for somebody else's approval.
const WAITS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Longest reason, in bytes.
const LONGEST_REASON: usize = 2000;
/// Field code of a reason in key derivation; apart from all others.
const REASON: u8 = 230;
/// Bytes of an id that are shown: enough to tell holds apart.
const SHOWN: usize = 6;

/// A hold, as operators name it: twelve hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HoldId([u8; SHOWN]);

impl HoldId {
    /// The id in twelve hexadecimal digits; `None` when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != SHOWN * 2 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let mut id = [0; SHOWN];
        for (byte, place) in id.iter_mut().zip((0..text.len()).step_by(2)) {
            *byte = u8::from_str_radix(text.get(place..place + 2)?, 16).ok()?;
        }
        Some(Self(id))
    }

    fn of(id: &[u8]) -> Self {
        let mut shown = [0; SHOWN];
        for (shown, byte) in shown.iter_mut().zip(id) {
            *shown = *byte;
        }
        Self(shown)
    }
}

impl std::fmt::Display for HoldId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl Serialize for HoldId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a hold keeps apart of one contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HeldBack {
    /// Messages whose words lie apart.
    pub messages: i64,
    /// When the last hold on the contact ends.
    pub until: Timestamp,
}

/// Why something about a hold was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HoldRefused {
    /// Nobody bears the name.
    #[error("nobody is known by this number or id")]
    Nobody,
    /// No hold has the id.
    #[error("there is no such hold")]
    Unknown,
    /// A reason is needed, not too long.
    #[error("a hold needs a reason of at most 2000 bytes")]
    Reason,
    /// The end is not after now.
    #[error("the end of a hold lies in the future")]
    Past,
    /// The end is too far away.
    #[error("a hold lasts two years at most")]
    TooLong,
    /// Whoever asked may not approve.
    #[error("somebody else has to approve it")]
    SamePerson,
    /// It is in force already.
    #[error("it was approved already")]
    Approved,
    /// Nobody has approved it yet.
    #[error("nobody has approved it yet")]
    NotApproved,
}

/// What was done, or why it was not.
pub type HoldAnswer<T> = Result<T, HoldRefused>;

impl Store {
    /// Asks for a hold on a contact's words. It does nothing until somebody else approves it, and is
    /// forgotten after a week without.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn hold_ask(
        &self,
        who: Alias,
        reason: &str,
        until: Timestamp,
        act: &Act,
    ) -> Result<HoldAnswer<HoldId>, StoreError> {
        let reason = zeroize::Zeroizing::new(reason.trim().to_owned());
        if reason.is_empty() || reason.len() > LONGEST_REASON {
            return Ok(Err(HoldRefused::Reason));
        }
        if until <= act.at {
            return Ok(Err(HoldRefused::Past));
        }
        if until.duration_since(act.at) > LONGEST_HOLD {
            return Ok(Err(HoldRefused::TooLong));
        }
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            let Some(contact) = super::rights::find(&mut *batch.sql, who).await? else {
                return Ok(Err(HoldRefused::Nobody));
            };
            let mut id = [0; 32];
            getrandom::fill(&mut id).map_err(|_| KeyError::Randomness)?;
            let (slot, bytes) = batch.seal_one(&id, REASON, reason.as_bytes())?;
            sqlx::query(
                "insert into hold (id, contact, alias, alias_kind, asked_by, asked_at, until, \
                 slot, slot_epoch, bytes) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(&id[..])
            .bind(contact)
            .bind(&who.key.as_bytes()[..])
            .bind(who.kind as i64)
            .bind(act.actor.as_str())
            .bind(millis(act.at))
            .bind(millis(until))
            .bind(number(slot.slot))
            .bind(i64::from(slot.epoch))
            .bind(bytes)
            .execute(&mut *batch.sql)
            .await?;
            let action = AuditAction::HoldAsked;
            batch.audit(&act, action, Some(contact), 1).await?;
            Ok(Ok(HoldId::of(&id)))
        })
        .await
        .map(|(_, answer)| answer)
    }

    /// Puts a hold in force: whoever asked for it may not.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn hold_approve(
        &self,
        id: HoldId,
        act: &Act,
    ) -> Result<HoldAnswer<Hold>, StoreError> {
        self.hold_expire(act.at).await?;
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            let Some(hold) = batch.find_hold(id).await? else {
                return Ok(Err(HoldRefused::Unknown));
            };
            if hold.approved {
                return Ok(Err(HoldRefused::Approved));
            }
            if !act.actor.is_surely_not(&hold.asked_by) {
                return Ok(Err(HoldRefused::SamePerson));
            }
            sqlx::query("update hold set approved_by = $2, approved_at = $3 where id = $1")
                .bind(&hold.id[..])
                .bind(act.actor.as_str())
                .bind(millis(act.at))
                .execute(&mut *batch.sql)
                .await?;
            batch.settle().await?;
            let action = AuditAction::HoldApproved;
            batch.audit(&act, action, Some(hold.contact), 1).await?;
            Ok(list::hold_of(&mut *batch.sql, &hold.id)
                .await?
                .ok_or(HoldRefused::Unknown))
        })
        .await
        .map(|(_, answer)| answer)
    }
}

/// What deciding about a hold needs.
pub(crate) struct FoundHold {
    pub(crate) id: [u8; 32],
    pub(crate) contact: i64,
    pub(crate) asked_by: String,
    pub(crate) approved: bool,
}

impl Batch<'_> {
    pub(crate) async fn find_hold(&mut self, id: HoldId) -> Result<Option<FoundHold>, StoreError> {
        let row: Option<(Vec<u8>, i64, String, bool)> = sqlx::query_as(
            "select id, contact, asked_by, approved_at is not null from hold \
             where substr(id, 1, $2) = $1",
        )
        .bind(&id.0[..])
        .bind(number(SHOWN as u64))
        .fetch_optional(&mut *self.sql)
        .await?;
        Ok(row.and_then(|(id, contact, asked_by, approved)| {
            Some(FoundHold {
                id: super::row::digest(&id)?,
                contact,
                asked_by,
                approved,
            })
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_as_it_is_shown_and_nothing_else_is() {
        let id = HoldId([0, 1, 0xab, 0xff, 9, 16]);
        assert_eq!(HoldId::parse(&id.to_string()), Some(id));
        for wrong in [
            "",
            "0001abff09",
            "0001abff091g",
            "0001abff09100",
            "é001abff091",
        ] {
            assert_eq!(HoldId::parse(wrong), None, "{wrong}");
        }
    }
}
