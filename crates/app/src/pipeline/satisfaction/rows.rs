//! From conversations and answers to the data set that `tact estimate` would be given.

use std::collections::BTreeMap;

use tact_analysis::tone_balance;
use tact_domain::{AgentKind, MessageFact, Sender, TeamId, WithdrawnBy};
use tact_intake::answers::Resolved;
use tact_metrics::{
    dataset::{ConversationRow, Conversations, MessageRow, Touch, UNKNOWN},
    estimate::Resolution,
    service::ConversationHistory,
};

use super::{known::Known, matching::ConversationAnswers};
use crate::pipeline::understand::kept_of;

const HOUR: f64 = 3_600.0;

/// Mature conversations, everybody's, with the scores that may be counted.
pub(super) fn conversations(
    known: &Known<'_>,
    answers: &BTreeMap<usize, ConversationAnswers>,
    scores: &BTreeMap<usize, u8>,
) -> Conversations {
    let mut all = Conversations::default();
    let unknown = all.topics.id(UNKNOWN);
    let nobody = all.agents.id(UNKNOWN);
    for (index, conversation) in known.conversations.iter().enumerate() {
        let Some(history) = known.history(index).filter(|history| history.mature) else {
            continue;
        };
        let annotation = known.annotation(index);
        let topic = annotation
            .and_then(|said| said.topic)
            .map_or(unknown, |topic| all.topics.id(&topic_name(topic)));
        let kept = known
            .understanding
            .filter(|_| annotation.is_some())
            .map(|understood| kept_of(&understood.messages, conversation));
        let messages = known.messages(conversation);
        let declared = answers.get(&index).and_then(|answers| answers.resolved);
        let told = history.resolution.filter(|_| annotation.is_some());
        let (resolved, reopen_h, watched_h) = resolution(told, declared);
        all.rows.push(ConversationRow {
            id: format!("c{index}"),
            contact: Some(u64::from(conversation.contact.0)),
            topic,
            agent: nobody,
            hour: hour(known, history),
            customer_messages: Some(
                messages
                    .iter()
                    .filter(|message| message.sender == Sender::Contact)
                    .count() as f64,
            ),
            touch: if history.withdrawn > 0 {
                Touch::Touched
            } else {
                Touch::Intact
            },
            positive: annotation.is_some_and(|said| said.tone == tact_domain::Tone::Positive),
            text_score: kept.and_then(tone_balance).map(f64::from),
            score: scores.get(&index).map(|score| f64::from(*score)),
            first_reply_min: history.first_reply_min,
            observed_min: history.waited_min,
            resolved,
            reopen_h,
            watched_h,
            transfers: Some(f64::from(transfers(messages))),
            consented: Some(annotation.is_some()),
        });
    }
    all.keep_to_consent();
    all
}

/// Name of a topic inside the data set; the report has its own.
pub(super) fn topic_name(topic: u32) -> String {
    format!("topic-{topic}")
}

fn hour(known: &Known<'_>, history: &ConversationHistory) -> Option<u8> {
    let first = jiff::Timestamp::from_second(history.started).ok()?;
    u8::try_from(known.zone().to_datetime(first).hour()).ok()
}

/// Settled, reopened after, watched: as silence tells, unless the customer says. «No» is no,
/// whatever the silence; «yes» settles what silence leaves open.
///
/// `told` is unknown where nothing was read: a «merci» that nobody may read looks like a customer
/// who waits, and would make those who did not consent look badly served.
fn resolution(
    told: Option<Resolution>,
    declared: Option<Resolved>,
) -> (Option<bool>, Option<f64>, Option<f64>) {
    match (declared, told) {
        (Some(Resolved::No), _) => (Some(false), None, None),
        (_, Some(known)) if known.resolved => {
            (Some(true), known.reopened_after_h, Some(known.watched_h))
        }
        (Some(Resolved::Yes), _) => (Some(true), None, Some(0.0)),
        (_, known) => (known.map(|_| false), None, None),
    }
}

/// How often the signing team changed between human replies.
fn transfers(messages: &[MessageFact]) -> u32 {
    let mut last: Option<TeamId> = None;
    let mut changes = 0;
    for message in messages {
        if let Sender::Agent {
            kind: AgentKind::Human,
            team: Some(team),
        } = message.sender
        {
            changes += u32::from(last.is_some_and(|before| before != team));
            last = Some(team);
        }
    }
    changes
}

/// Every customer message with its age and whether it was deleted.
pub(super) fn messages(known: &Known<'_>) -> Vec<MessageRow> {
    known
        .threads
        .iter()
        .flat_map(|thread| {
            let until = thread.observed_until.as_second();
            let inbound = thread
                .messages
                .iter()
                .filter(|message| message.sender == Sender::Contact);
            inbound.map(move |message| MessageRow {
                age_h: until.saturating_sub(message.sent_at.as_second()).max(0) as f64 / HOUR,
                deleted: Some(
                    message
                        .withdrawn
                        .is_some_and(|withdrawal| withdrawal.by == WithdrawnBy::Contact),
                ),
                latency_s: None,
            })
        })
        .collect()
}
