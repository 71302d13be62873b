//! One sent item, without its text.

use jiff::Timestamp;
use serde::Serialize;

use crate::TeamId;

/// Which way a message went, seen from the business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the contact.
    Inbound,
    /// From the business.
    Outbound,
}

/// Who answers for the business. Bots, greetings, absence notices, templates and surveys are `Bot`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentKind {
    /// A person.
    Human,
    /// An automatic message of any kind; never a human reply.
    Bot,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// The customer.
    Contact,
    /// The business side; the team is known only by signature, number or shift.
    Agent {
        /// Person or automatic message.
        kind: AgentKind,
        /// Team that signed, where one did.
        team: Option<TeamId>,
    },
}

impl Sender {
    /// Direction implied by the sender.
    pub fn direction(self) -> Direction {
        match self {
            Sender::Contact => Direction::Inbound,
            Sender::Agent { .. } => Direction::Outbound,
        }
    }

    /// True for a message a person of the business wrote.
    pub fn is_human_reply(self) -> bool {
        matches!(
            self,
            Sender::Agent {
                kind: AgentKind::Human,
                ..
            }
        )
    }
}

/// What kind of thing was sent. Never kept for a withdrawn message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Written words.
    Text,
    /// A picture.
    Image,
    /// A video.
    Video,
    /// A voice note or sound file.
    Audio,
    /// A sticker.
    Sticker,
    /// An animated picture.
    Gif,
    /// A file.
    Document,
    /// A contact card.
    ContactCard,
    /// A place, fixed or live.
    Location,
    /// A poll.
    Poll,
    /// An event invitation.
    Event,
    /// Something to be seen once.
    ViewOnce,
    /// Media whose kind the export does not tell.
    Media,
    /// "Waiting for this message", or an empty body: there is nothing to read.
    Empty,
}

/// Whose act took a message away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawnBy {
    /// Its sender, the customer.
    Contact,
    /// The business withdrew its own message: a series of its own, never a customer deletion.
    Business,
    /// A group administrator.
    Admin,
}

/// A message deleted for everyone: only that it happened, by whom, and when if the channel tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Withdrawal {
    /// Who withdrew it.
    pub by: WithdrawnBy,
    /// When; an export never tells.
    pub at: Option<Timestamp>,
}

/// The dated, text-free record of one message: all that metrics may count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MessageFact {
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Who sent it.
    pub sender: Sender,
    /// Set when the message was deleted for everyone.
    pub withdrawn: Option<Withdrawal>,
    /// True when only its last version remains.
    pub edited: bool,
    /// Thanks, goodbye, "ok", a lone emoji: opens no turn, reopens nothing, starts no conversation.
    /// `None` when the text was not read (no consent, withdrawn, media): then it counts as an
    /// ordinary message, and the figures that depend on it say so.
    pub closing: Option<bool>,
    /// Was it watched from its sending on?
    pub watch: Watch,
}

/// Whether a deletion of a message would have been told, as its channel tells deletions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Watch {
    /// From its sending on, or the channel shows it afterwards.
    #[default]
    Throughout,
    /// It was handed over later, by a history or an import: what had been deleted before is not in
    /// it. Outside every deletion rate.
    Afterwards,
}

impl MessageFact {
    /// True for a customer's message that counts as more than a closing word.
    pub fn opens_turn(&self) -> bool {
        self.sender == Sender::Contact && self.closing != Some(true)
    }
}
