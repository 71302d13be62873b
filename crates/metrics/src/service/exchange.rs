//! One conversation read as turns: who waited from when to when, and whether it was settled.

use jiff::Timestamp;
use tact_domain::{MessageFact, Sender, TeamId};

use super::episodes::{is_answer, is_closing_word};
use super::settings::ServiceSettings;

/// One turn: what the customer wrote until the next human reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    /// First message of the turn that is more than a closing word, in UTC seconds.
    pub(super) opened: i64,
    /// The customer's last message of the turn, closing words included: from then on the
    /// platform's 24 hours run.
    pub(super) last_inbound: i64,
    /// How it ended.
    pub(super) end: TurnEnd,
}

/// How a turn ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TurnEnd {
    /// A person replied at that second.
    Answered { at: i64, team: Option<TeamId> },
    /// Nobody has yet.
    Waiting,
    /// The customer withdrew all of it before a reply; there is nobody left to wait.
    WithdrawnBeforeReply,
    /// The customer withdrew all of it and a reply came; the channel does not tell which was first.
    WithdrawnAtUnknownTime,
}

/// What happened in one conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Exchange {
    /// Its turns, oldest first.
    pub(super) turns: Vec<Turn>,
    /// The answer after which the exchange first counted as settled.
    pub(super) first_settled: Option<i64>,
    /// When the customer first came back after that, inside this conversation.
    pub(super) first_return: Option<i64>,
    /// How often a message of the customer reopened it.
    pub(super) reopened: u32,
    /// After the last answer the customer only thanked or said goodbye.
    pub(super) thanked: bool,
    /// Replies dated before the message they answer: clock steps, counted as no wait.
    pub(super) steps_back: u32,
}

/// The turn being read.
struct OpenTurn {
    opened: i64,
    last_inbound: i64,
    /// A message of it still stands.
    kept: bool,
    /// Last known instant at which one of its messages went.
    last_withdrawn: Option<i64>,
    /// One of its messages went at an unknown time.
    unknown: bool,
}

impl Exchange {
    /// Reads the messages of one conversation, in file order.
    pub(super) fn read(
        messages: &[MessageFact],
        observed_until: Timestamp,
        settings: &ServiceSettings,
    ) -> Self {
        let until = observed_until.as_second();
        let settled_after = settings.settled_after.as_secs();
        let reopen_until = settled_after.saturating_add(settings.reopen_window.as_secs());
        let mut read = Self::default();
        let mut open: Option<OpenTurn> = None;
        let mut last_answer: Option<i64> = None;
        for message in messages {
            let sent = message.sent_at.as_second();
            if is_closing_word(message) {
                if let Some(turn) = &mut open {
                    turn.last_inbound = turn.last_inbound.max(sent);
                }
                read.thanked = open.is_none() && last_answer.is_some();
            } else if message.sender == Sender::Contact {
                read.thanked = false;
                // A withdrawn message may have been anything; it does not prove a return.
                if let (None, Some(answer), None) = (&open, last_answer, message.withdrawn) {
                    let quiet = sent - answer;
                    if quiet >= settled_after {
                        read.first_settled.get_or_insert(answer);
                        read.first_return.get_or_insert(sent);
                        read.reopened += u32::from(quiet <= reopen_until);
                    }
                }
                OpenTurn::extend(&mut open, message, sent);
            } else if is_answer(message) {
                if let Some(turn) = open.take() {
                    read.steps_back += u32::from(sent < turn.opened);
                    read.turns.push(turn.answered(sent, message.sender));
                    last_answer = Some(sent);
                } else if last_answer.is_some() {
                    last_answer = last_answer.max(Some(sent));
                }
            }
        }
        let waiting = open.map(OpenTurn::unanswered);
        let still_waits = waiting.is_some_and(|turn| turn.end == TurnEnd::Waiting);
        read.turns.extend(waiting);
        if let Some(answer) = last_answer
            && !still_waits
            && until.saturating_sub(answer) >= settled_after
        {
            read.first_settled.get_or_insert(answer);
        }
        read
    }
}

impl OpenTurn {
    fn extend(open: &mut Option<Self>, message: &MessageFact, sent: i64) {
        let turn = open.get_or_insert(Self {
            opened: sent,
            last_inbound: sent,
            kept: false,
            last_withdrawn: None,
            unknown: false,
        });
        turn.last_inbound = turn.last_inbound.max(sent);
        match message.withdrawn {
            None => turn.kept = true,
            Some(withdrawal) => match withdrawal.at {
                Some(at) => turn.last_withdrawn = turn.last_withdrawn.max(Some(at.as_second())),
                None => turn.unknown = true,
            },
        }
    }

    fn answered(self, at: i64, sender: Sender) -> Turn {
        let team = match sender {
            Sender::Agent { team, .. } => team,
            Sender::Contact => None,
        };
        // What was withdrawn after the reply had been waiting until it.
        let stood = self.kept || self.last_withdrawn.is_some_and(|withdrawn| withdrawn > at);
        let end = if stood {
            TurnEnd::Answered { at, team }
        } else if self.unknown {
            TurnEnd::WithdrawnAtUnknownTime
        } else {
            TurnEnd::WithdrawnBeforeReply
        };
        self.ending(end)
    }

    fn unanswered(self) -> Turn {
        let end = if self.kept {
            TurnEnd::Waiting
        } else {
            TurnEnd::WithdrawnBeforeReply
        };
        self.ending(end)
    }

    fn ending(self, end: TurnEnd) -> Turn {
        Turn {
            opened: self.opened,
            last_inbound: self.last_inbound,
            end,
        }
    }
}
