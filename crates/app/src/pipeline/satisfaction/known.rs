//! What the exports tell, as the survey and the change detectors need it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, civil::Date, tz::TimeZone};
use tact_domain::{
    ContactKey, Conversation, ConversationAnnotation, MessageFact, ThreadFacts, Tone,
};
use tact_metrics::service::ConversationHistory;
use tact_privacy::{CivilClock, Gate};

use crate::pipeline::understand::Understanding;

/// Everything known of the conversations of a run.
pub(in crate::pipeline) struct Known<'a> {
    /// Decides who may be counted.
    pub(in crate::pipeline) gate: &'a Gate,
    /// Facts per thread.
    pub(in crate::pipeline) threads: &'a [ThreadFacts],
    /// Conversations of all threads.
    pub(in crate::pipeline) conversations: &'a [Conversation],
    /// What became of each.
    pub(in crate::pipeline) histories: &'a [Option<ConversationHistory>],
    /// What was understood of each, where anybody agreed.
    pub(in crate::pipeline) understanding: Option<&'a Understanding>,
    /// The clock of the exporting phone.
    pub(in crate::pipeline) clock: &'a CivilClock,
    /// Time after sending in which a message can still be deleted.
    pub(in crate::pipeline) deletion_window: SignedDuration,
    /// Fewest people behind a figure.
    pub(in crate::pipeline) k: u64,
}

/// One mature conversation of a consenting customer.
#[derive(Clone, Copy, Debug)]
pub(in crate::pipeline) struct MatureConversation {
    /// Whose it is.
    pub(in crate::pipeline) contact: ContactKey,
    /// Local day of its first message.
    pub(in crate::pipeline) day: Date,
    /// A customer message of it was deleted.
    pub(in crate::pipeline) touched: bool,
    /// T: tone of what remains.
    pub(in crate::pipeline) positive: bool,
    /// Its topic.
    pub(in crate::pipeline) topic: Option<u32>,
    /// It says what it is about.
    pub(in crate::pipeline) has_subject: bool,
}

impl Known<'_> {
    /// Zone of days and hours.
    pub(in crate::pipeline) fn zone(&self) -> &TimeZone {
        &self.clock.zone
    }

    /// What was understood of a conversation; `None` without consent.
    pub(in crate::pipeline) fn annotation(&self, index: usize) -> Option<&ConversationAnnotation> {
        let conversation = self.conversations.get(index)?;
        let facts = self.threads.get(conversation.thread as usize)?;
        self.understanding
            .filter(|_| facts.consented)?
            .conversations
            .get(index)
    }

    /// Its messages.
    pub(in crate::pipeline) fn messages(&self, conversation: &Conversation) -> &[MessageFact] {
        let range = conversation.messages.start as usize..conversation.messages.end as usize;
        let thread = self.threads.get(conversation.thread as usize);
        thread
            .and_then(|thread| thread.messages.get(range))
            .unwrap_or_default()
    }

    /// Local day of a second.
    pub(in crate::pipeline) fn day(&self, second: i64) -> Date {
        let instant = jiff::Timestamp::from_second(second).unwrap_or_default();
        self.zone().to_datetime(instant).date()
    }

    /// Mature conversations of consenting customers, in order.
    pub(in crate::pipeline) fn mature(&self) -> Vec<MatureConversation> {
        let all = self.conversations.iter().zip(self.histories).enumerate();
        all.filter_map(|(index, (conversation, history))| {
            let history = history.as_ref().filter(|history| history.mature)?;
            let annotation = self.annotation(index)?;
            Some(MatureConversation {
                contact: conversation.contact,
                day: self.day(history.started),
                touched: history.withdrawn > 0,
                positive: annotation.tone == Tone::Positive,
                topic: annotation.topic,
                has_subject: annotation.main_message.is_some(),
            })
        })
        .collect()
    }

    /// Conversations of each contact, by their first message.
    pub(super) fn by_contact(&self) -> BTreeMap<ContactKey, Vec<usize>> {
        let mut found: BTreeMap<ContactKey, Vec<usize>> = BTreeMap::new();
        for (index, conversation) in self.conversations.iter().enumerate() {
            if self.histories.get(index).is_some_and(Option::is_some) {
                found.entry(conversation.contact).or_default().push(index);
            }
        }
        for indices in found.values_mut() {
            indices.sort_by_key(|index| self.history(*index).map(|history| history.started));
        }
        found
    }

    /// What became of a conversation.
    pub(in crate::pipeline) fn history(&self, index: usize) -> Option<&ConversationHistory> {
        self.histories.get(index)?.as_ref()
    }
}

/// How many different people.
pub(in crate::pipeline) fn people(contacts: impl IntoIterator<Item = ContactKey>) -> u64 {
    contacts.into_iter().collect::<BTreeSet<_>>().len() as u64
}
