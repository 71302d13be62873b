//! What a webhook tells, before the gate. Lives in memory only; `Debug` shows its shape, never a
//! name, a number, an id or a word.

use jiff::Timestamp;
use tact_domain::live::{
    AccountNotice, AliasKind, ContentField, DeliveryState, Forwarding, HistoryPhase, IdentityCause,
    LiveKind, MarketingWish, Pricing, Request, RevokeSignal, Source,
};
use tact_domain::{Direction, Sensitive, WithdrawnBy};

use super::{SecretText, Wamid};

/// One name of a contact as it came: digits for a number, the exact string for an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedId {
    /// Which name.
    pub kind: AliasKind,
    /// The name.
    pub value: SecretText,
}

/// Everything one event says of who its contact is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceivedContact {
    /// Names, sorted, without duplicates. Usernames are dropped: they change hands.
    pub ids: Vec<ReceivedId>,
    /// Display name.
    pub name: Option<SecretText>,
    /// The platform's mark of the person behind the account.
    pub identity: Option<SecretText>,
}

/// One event of a delivery.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedEvent {
    /// The business account's id on the platform.
    pub account: Option<Sensitive<String>>,
    /// The business number's id on the platform; `None` for what concerns the whole account.
    pub number: Option<Sensitive<String>>,
    /// Digits of the business number: the only way account events name one.
    pub shown_as: Option<Sensitive<String>>,
    /// Who, seen from the business; nobody for account events.
    pub contact: ReceivedContact,
    /// When, by the platform's clock.
    pub at: Timestamp,
    /// True when that clock was more than a day ahead of ours, and `at` is ours.
    pub clamped: bool,
    /// What.
    pub what: Received,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// A message.
    Message(ReceivedMessage),
    /// A message was edited.
    Edit(ReceivedEdit),
    /// A message was deleted for everyone.
    Revoke(ReceivedRevoke),
    /// A reaction came or went.
    Reaction(ReceivedReaction),
    /// An outbound message went a step further.
    Status(ReceivedStatus),
    /// A keyword was sent; comes beside its message.
    Request(ReceivedRequest),
    /// The contact has other names from now on.
    Identity(ReceivedIdentityChange),
    /// The contact's wish about marketing.
    Marketing(MarketingWish),
    /// The contact opened the chat without writing.
    ChatOpened,
    /// The history came this far.
    History(HistoryPhase),
    /// No history will come; the platform's code.
    HistoryRefused(Option<i64>),
    /// The platform says something of the account.
    Account(AccountNotice),
}

/// Parts of a message that are content.
pub type ReceivedContent = Vec<(ContentField, SecretText)>;

/// A message as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedMessage {
    /// Its id.
    pub id: Sensitive<Wamid>,
    /// Which way it went.
    pub direction: Direction,
    /// What it is.
    pub kind: LiveKind,
    /// How it became known.
    pub source: Source,
    /// Group it was sent in.
    pub group: Option<Sensitive<String>>,
    /// Message it answers.
    pub quoted: Option<Sensitive<Wamid>>,
    /// Was it passed on?
    pub forwarding: Forwarding,
    /// Did the contact come from an advertisement?
    pub from_ad: bool,
    /// Does it ask about a product?
    pub about_product: bool,
    /// State told by the history for an outbound message.
    pub delivery: Option<DeliveryState>,
    /// Its content, each field at most once, ordered by field.
    pub content: ReceivedContent,
}

/// An edit as it came: the new content whole.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedEdit {
    /// Id of the edit itself.
    pub id: Sensitive<Wamid>,
    /// The message that was edited.
    pub original: Sensitive<Wamid>,
    /// Direction of the edited message.
    pub direction: Direction,
    /// What it is now.
    pub kind: LiveKind,
    /// The new content.
    pub content: ReceivedContent,
}

/// A deletion as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedRevoke {
    /// The message that is gone.
    pub original: Sensitive<Wamid>,
    /// Whose act.
    pub by: WithdrawnBy,
    /// How it was told.
    pub signal: RevokeSignal,
}

/// A reaction as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedReaction {
    /// Id of the reaction itself.
    pub id: Sensitive<Wamid>,
    /// The message reacted to.
    pub target: Sensitive<Wamid>,
    /// Who reacted.
    pub by: Direction,
    /// The emoji; `None` when the reaction was taken back.
    pub emoji: Option<SecretText>,
}

/// A status as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedStatus {
    /// The outbound message.
    pub id: Sensitive<Wamid>,
    /// How far it came.
    pub state: DeliveryState,
    /// Group it was sent to.
    pub group: Option<Sensitive<String>>,
    /// First error code.
    pub code: Option<i64>,
    /// What it cost.
    pub pricing: Option<Pricing>,
}

/// A keyword as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedRequest {
    /// What is asked.
    pub request: Request,
    /// The message or edit that asks.
    pub message: Sensitive<Wamid>,
    /// How that message became known.
    pub source: Source,
}

/// A change of names as it came. The names from now on are those of the event's contact.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedIdentityChange {
    /// Names until now.
    pub before: Vec<ReceivedId>,
    /// Why.
    pub cause: IdentityCause,
}
