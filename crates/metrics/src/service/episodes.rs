//! Where a conversation begins and ends in a thread that carries no status.
//!
//! The rule for imported history: a new conversation begins when nobody wrote for `episode_idle`,
//! unless the customer is waiting for us; while they wait, it stays open however long.
//!
//! Choices the rule leaves open, all made so that silence never looks better than it was:
//! * "Waiting for us" ends with a *human* reply. An absence notice answers nobody.
//! * A reply the business withdrew answers nobody either; whether it was read cannot be known.
//! * An open turn of which the customer withdrew every message is no longer waiting.
//! * A closing word after the silence («merci !» four days later) stays with what it closes; at the
//!   head of a thread it belongs to no conversation.

use tact_domain::{
    Conversation, Ending, EpisodeStep, Episodes, MessageFact, Sender, StartedBy, ThreadFacts,
};

use super::exchange::Exchange;
use super::settings::ServiceSettings;

/// The conversations of every thread, in thread order. `thread` is the index in `threads`.
pub fn conversations(threads: &[ThreadFacts], settings: &ServiceSettings) -> Vec<Conversation> {
    let mut found = Vec::new();
    for (index, thread) in threads.iter().enumerate() {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        split(index, thread, settings, &mut found);
    }
    found
}

fn split(
    thread: u32,
    facts: &ThreadFacts,
    settings: &ServiceSettings,
    found: &mut Vec<Conversation>,
) {
    let idle = settings.episode_idle.as_secs();
    let until = facts.observed_until.as_second();
    let mut start: Option<usize> = None;
    let mut episodes = Episodes::new(idle);
    let mut latest = i64::MIN;
    for (at, message) in facts.messages.iter().enumerate() {
        let sent = message.sent_at.as_second();
        if episodes.begins(sent, step(message)) {
            let ended = start.replace(at);
            push(
                thread,
                facts,
                ended,
                at,
                Ending::AutoClosed,
                settings,
                found,
            );
        }
        latest = latest.max(sent);
    }
    let ending = if episodes.waiting() {
        Ending::WaitingForUs
    } else if until.saturating_sub(latest) >= idle {
        Ending::AutoClosed
    } else {
        Ending::WaitingForContact
    };
    push(
        thread,
        facts,
        start,
        facts.messages.len(),
        ending,
        settings,
        found,
    );
}

fn push(
    thread: u32,
    facts: &ThreadFacts,
    start: Option<usize>,
    end: usize,
    ending: Ending,
    settings: &ServiceSettings,
    found: &mut Vec<Conversation>,
) {
    let Some(messages) = start.and_then(|start| facts.messages.get(start..end)) else {
        return;
    };
    let started_by = match messages.first().map(|message| message.sender) {
        Some(Sender::Contact) => StartedBy::Contact,
        _ => StartedBy::Business,
    };
    let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let exchange = Exchange::read(messages, facts.observed_until, settings);
    found.push(Conversation {
        thread,
        contact: facts.contact,
        messages: position(end - messages.len())..position(end),
        started_by,
        ending,
        reopened: exchange.reopened,
    });
}

/// A customer's thanks or goodbye.
pub(super) fn is_closing_word(message: &MessageFact) -> bool {
    message.sender == Sender::Contact && message.closing == Some(true)
}

/// A reply that stops the clock: by a person, and not taken back.
pub(super) fn is_answer(message: &MessageFact) -> bool {
    message.sender.is_human_reply() && message.withdrawn.is_none()
}

/// What a message does to the conversation it stands in.
fn step(message: &MessageFact) -> EpisodeStep {
    if is_closing_word(message) {
        EpisodeStep::Closes
    } else if is_answer(message) {
        EpisodeStep::Answers
    } else if message.opens_turn() && message.withdrawn.is_none() {
        EpisodeStep::Asks
    } else {
        EpisodeStep::Passes
    }
}
