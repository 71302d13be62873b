//! The whole chat between one contact and one business number.

use jiff::Timestamp;
use serde::Serialize;

use crate::{ContactKey, MessageFact};

/// Where a thread's facts come from. Channels are never pooled for a deletion rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A chat export: a deletion leaves a marker in place of the message, without its time.
    Export,
    /// WhatsApp Business app together with the Cloud API: deletions arrive as dated events.
    Coexistence,
    /// Cloud API alone: deletions are not reported.
    CloudApi,
}

impl Channel {
    /// What a channel lets one see of deletions.
    pub fn observability(self) -> Observability {
        match self {
            Channel::Export => Observability::Marker,
            Channel::Coexistence => Observability::Exact,
            Channel::CloudApi => Observability::None,
        }
    }
}

/// What can be known about deletions; with `None` a deletion rate is unknown, never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Observability {
    /// That it happened, and when.
    Exact,
    /// That it happened.
    Marker,
    /// Nothing.
    None,
}

/// Direct customer thread, or something that is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadKind {
    /// One contact and the business.
    Direct,
    /// More than two authors or group notices: left out of service figures, said.
    Group,
    /// Nobody but the business side.
    Internal,
}

/// All facts of one thread, in file order (small steps back in time are normal and kept).
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadFacts {
    /// Whose thread it is.
    pub contact: ContactKey,
    /// Source of the facts.
    pub channel: Channel,
    /// Messages in file order.
    pub messages: Vec<MessageFact>,
    /// End of observation: what has not happened by then is censored there.
    pub observed_until: Timestamp,
    /// Did the contact agree to text analysis? Third hole beside deletion and silence.
    pub consented: bool,
}
