//! What every live record carries: where, who, when.

use jiff::Timestamp;
use serde::Serialize;

use super::{AliasKey, IdentityKey, NameKey, NumberKey};

/// Which name of a contact an alias is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AliasKind {
    /// A phone number.
    Phone,
    /// The platform's form of the number; the same digits give the same key as a phone number.
    WaId,
    /// The business-scoped user id.
    UserId,
    /// The business-scoped id of the parent company's portfolio.
    ParentUserId,
    /// The display name of a chat export, where it tells no number. Joins only what was imported
    /// under it; never two people the platform knows.
    ExportName,
}

impl AliasKind {
    /// Every kind, in the order of their numbers in the store.
    pub const ALL: [Self; 5] = [
        Self::Phone,
        Self::WaId,
        Self::UserId,
        Self::ParentUserId,
        Self::ExportName,
    ];
}

/// One name of a contact. A contact may have any subset; equal keys mean the same contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Alias {
    /// The digest.
    pub key: AliasKey,
    /// What it is the digest of; for display ("known by number and id"), not for look-ups.
    pub kind: AliasKind,
}

/// Where, who and when, without anything in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Business number; `None` for what concerns the whole account.
    pub number: Option<NumberKey>,
    /// Every name the event gives its contact: all of them are one contact. Sorted, without
    /// duplicates; empty where the event names nobody (an account event, a damaged message).
    pub contact: Vec<Alias>,
    /// Display name at that moment. A look-up key only.
    pub name: Option<NameKey>,
    /// Mark of the person behind the account, where the business switched the check on.
    pub identity: Option<IdentityKey>,
    /// The platform's time, UTC, whole seconds: never the moment of arrival.
    pub at: Timestamp,
    /// True when the platform's time lay more than a day ahead of the clock and `at` is the clock.
    /// Of two times for one thing, an unclamped one wins, then the earlier.
    pub clamped: bool,
}
