//! What a live event says once nothing of it identifies a person or repeats their words.
//!
//! Every identifier is a keyed digest (see [`MessageKey`] and its neighbours), every time an
//! instant. Rows are folded from these facts by a join that does not depend on order or number of
//! deliveries; the fields say which of two values wins.

mod act;
mod envelope;
mod fact;
mod key;
mod kind;

pub use act::{
    AccountNotice, HistoryPhase, IdentityCause, MarketingWish, Observability, Request,
    UnrecognizedKind,
};
pub use envelope::{Alias, AliasKind, Envelope};
pub use fact::{
    DeliveryState, EditSeen, Forwarding, IdentityChange, LiveFact, MessageSeen, Pricing,
    ReactionSeen, RequestSeen, RevokeSeen, RevokeSignal, Source, StatusSeen,
};
pub use key::{
    AliasKey, GroupKey, IdentityKey, MessageKey, NameKey, NumberKey, TenantId, UnrecognizedKey,
};
pub use kind::{ContentField, LiveKind, WithheldReason};
