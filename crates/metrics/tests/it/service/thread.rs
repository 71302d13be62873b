//! Threads written as short lines.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tact_domain::{
    AgentKind, Channel, ContactKey, MessageFact, Sender, TeamId, ThreadFacts, Watch, Withdrawal,
    WithdrawnBy,
};
use tact_metrics::service::{ServiceFigures, ServiceSettings, compute, conversations};

/// Monday 2 November 2026, midnight UTC.
pub(crate) fn monday() -> Timestamp {
    "2026-11-02T00:00:00Z".parse().unwrap()
}

/// Minutes after [`monday`].
pub(crate) fn at(minutes: i64) -> Timestamp {
    monday() + SignedDuration::from_mins(minutes)
}

/// One message; `text` is a minute, who wrote it and marks:
/// `0 c` customer, `5 a` agent, `5 b` bot, `5 a3` agent of team 3; `ok` a closing word, `x`
/// withdrawn by its author at an unknown time, `x30` at minute 30, `e` edited.
pub(crate) fn message(text: &str) -> MessageFact {
    let mut words = text.split_whitespace();
    let minute: i64 = words.next().unwrap().parse().unwrap();
    let who = words.next().unwrap();
    let (letter, team) = who.split_at(1);
    let sender = match letter {
        "c" => Sender::Contact,
        letter => Sender::Agent {
            kind: if letter == "b" {
                AgentKind::Bot
            } else {
                AgentKind::Human
            },
            team: team.parse().ok().map(TeamId),
        },
    };
    let mut fact = MessageFact {
        sent_at: at(minute),
        sender,
        withdrawn: None,
        edited: false,
        closing: None,
        watch: Watch::Throughout,
    };
    for mark in words {
        match mark.split_at(1) {
            ("o", "k") => fact.closing = Some(true),
            ("e", "") => fact.edited = true,
            ("x", when) => {
                fact.withdrawn = Some(Withdrawal {
                    by: match fact.sender {
                        Sender::Contact => WithdrawnBy::Contact,
                        Sender::Agent { .. } => WithdrawnBy::Business,
                    },
                    at: when.parse().ok().map(at),
                });
            }
            other => panic!("unknown mark {other:?}"),
        }
    }
    fact
}

/// A thread of `contact`, its messages separated by commas, watched until a minute.
pub(crate) fn thread(contact: u32, messages: &str, until: i64) -> ThreadFacts {
    ThreadFacts {
        contact: ContactKey(contact),
        channel: Channel::Export,
        messages: messages
            .split(',')
            .filter(|text| !text.trim().is_empty())
            .map(message)
            .collect(),
        observed_until: at(until),
        consented: true,
    }
}

/// The same thread for `people` contacts, numbered from `first`.
pub(crate) fn crowd(first: u32, people: u32, messages: &str, until: i64) -> Vec<ThreadFacts> {
    (first..first + people)
        .map(|contact| thread(contact, messages, until))
        .collect()
}

pub(crate) fn settings() -> ServiceSettings {
    ServiceSettings::new(TimeZone::UTC)
}

/// All figures of some threads, without annotations.
pub(crate) fn figures(threads: &[ThreadFacts]) -> ServiceFigures {
    figures_with(threads, &settings())
}

pub(crate) fn figures_with(threads: &[ThreadFacts], settings: &ServiceSettings) -> ServiceFigures {
    let found = conversations(threads, settings);
    compute(threads, &found, None, settings)
}

pub(crate) const HOUR: i64 = 60;
pub(crate) const DAY: i64 = 24 * HOUR;
