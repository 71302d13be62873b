//! The facts themselves.

use serde::Serialize;

use super::{
    AccountNotice, Alias, GroupKey, HistoryPhase, IdentityCause, LiveKind, MarketingWish,
    MessageKey, Request,
};
use crate::{Direction, WithdrawnBy};

/// How a message became known. Later in the list wins for the time of sending: the history tells
/// when the recipient's device got it, a live event when it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A chat export that was imported: its clock shows minutes. Never enters a deletion rate. Below
    /// the ranks of times told by a status; numbers are kept in the store and never change.
    Export = -3,
    /// History handed over when the number joined. Never enters a deletion rate.
    History = 0,
    /// Typed by the business in the app on the phone.
    Echo = 1,
    /// Sent by the contact, live.
    Live = 2,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 4] = [Self::Export, Self::History, Self::Echo, Self::Live];

    /// The source of a number kept in the store.
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|source| *source as i64 == code)
    }

    /// True when it was told as it happened, so that its deletion would have been too.
    pub fn is_prompt(self) -> bool {
        matches!(self, Self::Echo | Self::Live)
    }
}

/// Was it passed on from another chat?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Forwarding {
    /// No.
    Original,
    /// Up to five hops.
    Forwarded,
    /// More than five hops.
    FrequentlyForwarded,
}

/// How far an outbound message has come. The order is the rank; `Failed` stands apart and may
/// follow `Sent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// A word unknown here: the message was heard of, no more. Makes no row of its own, since it is
    /// not even known whose message it names.
    Unknown,
    /// Not yet accepted (history only).
    Pending,
    /// Accepted by the platform.
    Sent,
    /// On the contact's device.
    Delivered,
    /// Seen; depends on the contact's setting, so its absence proves nothing.
    Read,
    /// A voice note was played.
    Played,
    /// Did not arrive.
    Failed,
}

/// A message exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageSeen {
    /// Which.
    pub key: MessageKey,
    /// Which way it went.
    pub direction: Direction,
    /// What it is; joins by the order of [`LiveKind`].
    pub kind: LiveKind,
    /// How it became known; sent at the envelope's time.
    pub source: Source,
    /// The group it was sent in; `None` for a direct thread.
    pub group: Option<GroupKey>,
    /// The message it answers or taps on.
    pub quoted: Option<MessageKey>,
    /// Was it passed on?
    pub forwarding: Forwarding,
    /// The contact came from an advertisement.
    pub from_ad: bool,
    /// The contact asks about a product of the catalogue.
    pub about_product: bool,
    /// How far an outbound message of the history had come; the time of that is not told.
    pub delivery: Option<DeliveryState>,
}

/// A message was edited. Content of an older version is deleted content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditSeen {
    /// The message that was edited.
    pub target: MessageKey,
    /// The edit itself: of two edits of the same second the greater key wins, so that order of
    /// arrival decides nothing.
    pub event: MessageKey,
    /// Direction of the edited message: a contact edits inbound ones, the business outbound ones.
    pub direction: Direction,
    /// What it is now.
    pub kind: LiveKind,
}

/// How a deletion was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RevokeSignal {
    /// A `revoke` event.
    Event,
    /// The older status `deleted`, which names the contact's message.
    LegacyStatus,
}

/// A message was deleted for everyone. Wins over everything, for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevokeSeen {
    /// The message that is gone.
    pub target: MessageKey,
    /// Whose act: the contact's, or the business's own (a series of its own).
    pub by: WithdrawnBy,
    /// How it was told.
    pub signal: RevokeSignal,
}

impl RevokeSeen {
    /// Direction of the deleted message.
    pub fn direction(&self) -> Direction {
        match self.by {
            WithdrawnBy::Contact => Direction::Inbound,
            WithdrawnBy::Business | WithdrawnBy::Admin => Direction::Outbound,
        }
    }
}

/// Someone reacted to a message, or took the reaction back. One per person and target: the newest
/// wins, of the same second the greater event key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactionSeen {
    /// The message reacted to, of either direction.
    pub target: MessageKey,
    /// The reaction itself.
    pub event: MessageKey,
    /// Who reacted: `Inbound` is the contact of the envelope, `Outbound` the business.
    pub by: Direction,
    /// True when the reaction was taken back; then there is no emoji among the content.
    pub removed: bool,
}

/// What a status says of the price. Words of the platform's list, at most 64 letters, digits, `-`
/// and `_`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pricing {
    /// `service`, `utility`, `marketing`, …: anything but `service` is a template, hence automatic.
    pub category: Option<Box<str>>,
    /// `regular`, `free_customer_service`, `free_entry_point`, …
    pub kind: Option<Box<str>>,
    /// Announced for removal; `kind` and `category` say the same.
    pub billable: Option<bool>,
}

/// A message of the business went a step further. Its own row: the key is the outbound message's,
/// which may be known by nothing else when the reply was sent through the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusSeen {
    /// The outbound message.
    pub key: MessageKey,
    /// How far; each state keeps its earliest time.
    pub state: DeliveryState,
    /// The group it was sent to. The envelope's contact is then the member, if told.
    pub group: Option<GroupKey>,
    /// First error code of a failure.
    pub code: Option<i64>,
    /// What it cost, if told.
    pub pricing: Option<Pricing>,
}

/// A contact asked something by keyword. Comes beside the message that holds the word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestSeen {
    /// What.
    pub request: Request,
    /// The message (or edit) that asks: proof, and key against duplicates.
    pub message: MessageKey,
    /// A request of the history dates from before the number joined.
    pub source: Source,
}

/// Two sets of names are one contact, or were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityChange {
    /// Names up to the envelope's time; may be empty where the platform tells the new ones only.
    pub before: Vec<Alias>,
    /// Names from then on; equal to the envelope's contact.
    pub after: Vec<Alias>,
    /// Why.
    pub cause: IdentityCause,
}

/// One content-free fact of the live path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveFact {
    /// A message exists.
    Message(MessageSeen),
    /// A message was edited.
    Edit(EditSeen),
    /// A message was deleted for everyone.
    Revoke(RevokeSeen),
    /// A reaction came or went.
    Reaction(ReactionSeen),
    /// An outbound message went a step further.
    Status(StatusSeen),
    /// A keyword was sent.
    Request(RequestSeen),
    /// A contact has other names.
    Identity(IdentityChange),
    /// The contact's wish about marketing.
    Marketing(MarketingWish),
    /// The contact opened the chat without writing.
    ChatOpened,
    /// The history came this far.
    History(HistoryPhase),
    /// The business declined to hand over its history, or the platform could not; its code.
    HistoryRefused(Option<i64>),
    /// The platform says something of the account.
    Account(AccountNotice),
}

impl LiveFact {
    /// The message whose row the fact folds into, where there is one.
    pub fn target(&self) -> Option<MessageKey> {
        match self {
            Self::Message(message) => Some(message.key),
            Self::Edit(edit) => Some(edit.target),
            Self::Revoke(revoke) => Some(revoke.target),
            Self::Reaction(reaction) => Some(reaction.target),
            Self::Status(status) => Some(status.key),
            Self::Request(_)
            | Self::Identity(_)
            | Self::Marketing(_)
            | Self::ChatOpened
            | Self::History(_)
            | Self::HistoryRefused(_)
            | Self::Account(_) => None,
        }
    }
}
