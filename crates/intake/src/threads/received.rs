//! What leaves this module for the gate: threads with sides. Text is kept once per thread.

use std::fmt;

use jiff::civil::DateTime;
use tact_domain::{MessageKind, Sender, WithdrawnBy};

use super::export_time::ObservedUntil;
use super::identity::ContactIdentity;

/// The whole chat between one contact and the business, before the gate.
pub struct ReceivedThread {
    /// Who the contact is.
    pub contact: ContactIdentity,
    /// Until when the thread was observed.
    pub observed_until: ObservedUntil,
    /// Whether sending times have seconds (iOS) or minutes only (Android).
    pub precision: TimePrecision,
    /// Messages in file order.
    pub messages: Vec<ReceivedMessage>,
    /// Times of missed calls: notices, not messages. An export does not say who called.
    pub missed_calls: Vec<DateTime>,
    pub(super) text: String,
}

/// One sent item. Its text is read through its thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceivedMessage {
    /// Civil time as written by the exporting phone.
    pub sent_at: DateTime,
    /// Who sent it.
    pub sender: Sender,
    /// What was sent. Says nothing for a withdrawn message ([`MessageKind::Empty`]).
    pub kind: MessageKind,
    /// Set when it was deleted for everyone.
    pub withdrawn: Option<WithdrawnBy>,
    /// True when only its last version remains.
    pub edited: bool,
    pub(super) text: TextRef,
}

/// Where a message's words stand in its thread's text; empty when there are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextRef {
    pub(super) start: u32,
    pub(super) length: u32,
}

/// Precision of the times of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimePrecision {
    /// At least one message has no seconds.
    Minute,
    /// Every message has seconds.
    Second,
}

impl ReceivedThread {
    /// A message's words or caption; `None` when there are none, or when it was withdrawn.
    pub fn text_of(&self, message: &ReceivedMessage) -> Option<&str> {
        let start = message.text.start as usize;
        let end = start + message.text.length as usize;
        self.text.get(start..end).filter(|text| !text.is_empty())
    }

    /// Messages with their words.
    pub fn read(&self) -> impl Iterator<Item = (&ReceivedMessage, Option<&str>)> {
        self.messages
            .iter()
            .map(|message| (message, self.text_of(message)))
    }
}

impl fmt::Debug for ReceivedThread {
    /// Neither names nor words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedThread")
            .field("contact", &self.contact)
            .field("observed_until", &self.observed_until)
            .field("messages", &self.messages.len())
            .finish_non_exhaustive()
    }
}
