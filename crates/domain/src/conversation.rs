//! One service episode inside a thread.

use std::ops::Range;

use serde::Serialize;

use crate::ContactKey;

/// Who wrote first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StartedBy {
    /// The customer: the conversation is an inbound conversation.
    Contact,
    /// The business.
    Business,
}

/// How a conversation stands at the end of observation. Inferred from silence for exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// We spoke last and the customer stayed silent for `episode_idle`.
    AutoClosed,
    /// The customer is waiting for us.
    WaitingForUs,
    /// We spoke last; not yet silent for long enough.
    WaitingForContact,
}

/// One conversation: a run of messages of one thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// Index of its thread in the run.
    pub thread: u32,
    /// Whose it is.
    pub contact: ContactKey,
    /// Its messages, as indices into the thread.
    pub messages: Range<u32>,
    /// Who wrote first.
    pub started_by: StartedBy,
    /// How it stands.
    pub ending: Ending,
    /// How often it was reopened inside the reopen window.
    pub reopened: u32,
}
