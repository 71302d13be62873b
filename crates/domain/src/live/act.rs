//! What contacts, the business and the platform do besides sending messages.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a contact asks for with a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// STOP: every consent ends.
    Stop,
    /// EFFACER: everything held of the contact is erased.
    Erase,
    /// MES DONNÉES: the contact asks what is held.
    MyData,
}

/// Why a contact bears another name from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityCause {
    /// The same person moved to a new number.
    NumberChanged,
    /// The platform made a new business-scoped id.
    UserIdChanged,
    /// The person behind the account may have changed: nothing new is to be joined to the old.
    PersonMayHaveChanged,
    /// The business's own address book names both; nothing changed.
    AddressBook,
}

/// The contact's wish about marketing messages. Says nothing about analysis or surveys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarketingWish {
    /// No more.
    Stop,
    /// Again.
    Resume,
}

/// How far the history of a number has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HistoryPhase {
    /// 0: last day; 1: days 1 to 90; 2: days 90 to 180.
    pub phase: u8,
    /// Place among the chunks of the phase; they arrive in any order.
    pub chunk: u32,
    /// Per cent of the whole; 100 is the end.
    pub progress: u8,
}

/// Something the platform says of the account, a number or a template.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountNotice {
    /// Webhook field, as the platform names it (`account_update`).
    pub field: Box<str>,
    /// What happened, as the platform names it (`PARTNER_REMOVED`), at most 64 letters, digits and
    /// `_`; `None` where it says nothing of that shape.
    pub event: Option<Box<str>>,
    /// Error code, where it is an error.
    pub code: Option<i64>,
    /// When.
    pub at: Option<Timestamp>,
}

/// Whether a business number is told when a customer deletes a message. Where it is not, that none
/// arrived says nothing: the rate is unknown, not zero.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Observability {
    /// Nobody said.
    #[default]
    Unknown,
    /// Cloud API only: no deletion arrives.
    Standard,
    /// Also used in the app on a phone: deletions arrive.
    Coexistence,
}

impl Observability {
    /// Every value, in the order of their codes in the store.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Standard, Self::Coexistence];
}

/// What was met and is not understood: counted, never refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnrecognizedKind {
    /// The body is about another product of the platform.
    Object,
    /// A webhook field.
    Field,
    /// A business number that is not in the configuration.
    Number,
    /// A type of message.
    MessageType,
    /// A type of system message.
    SystemType,
    /// A type of interactive answer.
    InteractiveType,
    /// A status of an outbound message.
    Status,
    /// Any other word of a closed list.
    Value,
}

impl UnrecognizedKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Object,
        Self::Field,
        Self::Number,
        Self::MessageType,
        Self::SystemType,
        Self::InteractiveType,
        Self::Status,
        Self::Value,
    ];

    /// Word kept in the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Field => "field",
            Self::Number => "number",
            Self::MessageType => "message_type",
            Self::SystemType => "system_type",
            Self::InteractiveType => "interactive_type",
            Self::Status => "status",
            Self::Value => "value",
        }
    }
}
