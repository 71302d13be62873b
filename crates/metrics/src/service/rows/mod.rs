//! Threads reduced to the few numbers that figures need.
//!
//! Rows of different threads are simply put together, so partial results merge in any grouping;
//! what looks across threads (a customer who comes back on another number) waits until all rows
//! are there.

mod gather;
mod linked;

use tact_domain::{Channel, Ending, TeamId, Tone};

pub(crate) use gather::{Understanding, gather};
pub(crate) use linked::{Linked, View, link};

/// Whether the text of a conversation can be read fairly. Said by whoever read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Readability {
    /// Enough text in a supported language.
    Readable,
    /// Media only, or too few words.
    TooShort,
    /// A language the models do not read.
    UnsupportedLanguage,
}

/// A wait, measured by the clock and by the opening hours, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wait {
    /// Elapsed seconds, never negative.
    pub(crate) elapsed: i64,
    /// Business seconds, where opening hours are known.
    pub(crate) business: Option<i64>,
    /// False while the customer still waits.
    pub(crate) over: bool,
}

/// How the first wait of a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FirstWait {
    /// Replied to, or still waiting.
    Measured(Wait),
    /// The customer withdrew everything before a reply.
    WithdrawnBeforeReply,
    /// Withdrawn and replied to, in an order the channel does not tell.
    Undetermined,
}

/// Was it settled the first time?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Settlement {
    /// Settled by the answer of that second, and perhaps taken up again inside the conversation.
    Settled { at: i64, returned: Option<i64> },
    /// The customer has waited for longer than a conversation may rest.
    NotSettled,
    /// Too early to say.
    Undecided,
    /// Nothing the customer asked is left.
    NotEligible,
}

/// Customer deletions in one conversation, and how far they are ripe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Touch {
    /// Messages the customer withdrew.
    pub(crate) withdrawn: u32,
    /// Of these, how many were followed within two minutes by another message of the customer.
    pub(crate) followed: u32,
    /// The customer's last message is older than the deletion window.
    pub(crate) mature: bool,
}

/// One conversation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ConversationRow {
    pub(crate) contact: u32,
    pub(crate) channel: Channel,
    pub(crate) consented: bool,
    /// First message, whoever wrote it.
    pub(crate) started: i64,
    /// The customer's first message that is more than a closing word.
    pub(crate) first_inbound: Option<i64>,
    /// Last message, whoever wrote it.
    pub(crate) ended: i64,
    /// End of observation.
    pub(crate) until: i64,
    /// The customer wrote something, if only thanks.
    pub(crate) has_inbound: bool,
    pub(crate) ending: Ending,
    /// Since when the customer has been waiting, when they are.
    pub(crate) waiting_since: Option<i64>,
    pub(crate) reopened: u32,
    pub(crate) first_wait: Option<FirstWait>,
    /// A person replied at least once.
    pub(crate) answered: bool,
    /// Sum of all waits.
    pub(crate) total_wait: Option<Wait>,
    pub(crate) settlement: Settlement,
    /// After our last answer the customer only thanked.
    pub(crate) thanked: bool,
    pub(crate) touch: Touch,
    pub(crate) tone: Option<Tone>,
    pub(crate) topic: Option<u32>,
    pub(crate) readability: Option<Readability>,
    /// When the same customer opened their next conversation on the same or an unknown topic.
    /// Known once rows are linked.
    pub(crate) next_same_topic: Option<i64>,
    /// When the same customer opened their next conversation, whatever its topic. Linked.
    pub(crate) next_contact: Option<i64>,
    /// Seconds from the end of the customer's last conversation on the same or an unknown topic.
    /// Linked.
    pub(crate) since_same_topic: Option<i64>,
    /// Seconds from the end of the customer's last conversation, whatever its topic. Linked.
    pub(crate) since_contact: Option<i64>,
}

/// One turn in which a customer waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TurnRow {
    pub(crate) opened: i64,
    pub(crate) contact: u32,
    pub(crate) consented: bool,
    pub(crate) wait: Wait,
    /// Seconds from the customer's last message of the turn to the reply, or to the end of
    /// observation.
    pub(crate) since_last_inbound: i64,
    /// First turn of its conversation.
    pub(crate) first: bool,
    /// Team that replied, where it signed.
    pub(crate) team: Option<TeamId>,
}

/// Where in its conversation a message stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Before the first human reply.
    BeforeFirstReply,
    /// Between two human replies.
    BetweenReplies,
    /// After the last human reply.
    AfterLastReply,
}

/// One message of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct InboundRow {
    pub(crate) sent: i64,
    pub(crate) contact: u32,
    pub(crate) channel_rank: u8,
    pub(crate) until: i64,
    pub(crate) withdrawn: bool,
    /// When it was withdrawn, where the channel tells.
    pub(crate) withdrawn_at: Option<i64>,
    /// For a withdrawn message: the customer's first message after it went, or, where that time is
    /// unknown, after it was sent.
    pub(crate) next_after: Option<i64>,
    pub(crate) edited: bool,
    /// `None` outside any conversation.
    pub(crate) stage: Option<Stage>,
    /// Is the tone of what is kept around it negative? Unknown without consent.
    pub(crate) negative_context: Option<bool>,
}

/// One message of the business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OutboundRow {
    pub(crate) sent: i64,
    pub(crate) contact: u32,
    pub(crate) channel_rank: u8,
    pub(crate) until: i64,
    pub(crate) withdrawn: bool,
    pub(crate) edited: bool,
}

/// What was odd about the facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct DataQuality {
    /// Messages dated before the one above them in the thread.
    pub steps_back: u64,
    /// Replies dated before the message they answer; their wait counts as 0.
    pub negative_waits: u64,
    /// Messages dated after the end of observation.
    pub after_observation: u64,
    /// Closing words at the head of a thread, which belong to no conversation.
    pub outside_conversations: u64,
}

impl DataQuality {
    fn merge(&mut self, other: Self) {
        self.steps_back += other.steps_back;
        self.negative_waits += other.negative_waits;
        self.after_observation += other.after_observation;
        self.outside_conversations += other.outside_conversations;
    }
}

/// The rows of some threads.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    pub(crate) conversations: Vec<ConversationRow>,
    pub(crate) turns: Vec<TurnRow>,
    pub(crate) inbound: Vec<InboundRow>,
    pub(crate) outbound: Vec<OutboundRow>,
    pub(crate) quality: DataQuality,
}

impl Rows {
    /// Puts the rows of other threads beside these.
    pub(crate) fn merge(&mut self, other: Self) {
        self.conversations.extend(other.conversations);
        self.turns.extend(other.turns);
        self.inbound.extend(other.inbound);
        self.outbound.extend(other.outbound);
        self.quality.merge(other.quality);
    }
}

/// Order of channels in tables.
pub(crate) const CHANNELS: [Channel; 3] =
    [Channel::Export, Channel::Coexistence, Channel::CloudApi];

/// Place of a channel in [`CHANNELS`].
pub(crate) fn rank_of(channel: Channel) -> u8 {
    match channel {
        Channel::Export => 0,
        Channel::Coexistence => 1,
        Channel::CloudApi => 2,
    }
}
