//! Topics in the first and the second half of the period: what came, what went.

use std::collections::BTreeMap;

use tact_domain::Conversation;
use tact_metrics::estimate::{Z_95, newcombe};

use crate::pipeline::Findings;

/// One topic in both halves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct TopicHalf {
    /// Conversations in the first and second half.
    pub(crate) conversations: [u64; 2],
    /// All topical conversations of each half.
    pub(crate) of: [u64; 2],
}

/// All topics in both halves.
#[derive(Clone, Debug, Default)]
pub(crate) struct TopicHalves {
    topics: BTreeMap<u32, TopicHalf>,
    k: u64,
}

impl TopicHalves {
    /// Splits in the middle between the first conversation and the last, by the first message of
    /// each. (Observation may go on for months after the last of them: a half nobody wrote in
    /// compares nothing.)
    pub(super) fn of(findings: &Findings, k: u32) -> Self {
        let Some(known) = &findings.understanding else {
            return Self::default();
        };
        let opening = |conversation: &Conversation| {
            let facts = findings.threads.get(conversation.thread as usize)?;
            let first = facts.messages.get(conversation.messages.start as usize)?;
            Some(first.sent_at.as_second())
        };
        let openings = || findings.conversations.iter().filter_map(opening);
        let (Some(first), Some(last)) = (openings().min(), openings().max()) else {
            return Self::default();
        };
        let middle = first + (last - first) / 2;
        let mut of = [0_u64; 2];
        let mut topics: BTreeMap<u32, TopicHalf> = BTreeMap::new();
        for (conversation, annotation) in findings.conversations.iter().zip(&known.conversations) {
            let Some(start) = opening(conversation) else {
                continue;
            };
            let half = usize::from(start > middle);
            if annotation.main_message.is_some() {
                of[half] += 1;
            }
            let Some(topic) = annotation.topic else {
                continue;
            };
            topics.entry(topic).or_default().conversations[half] += 1;
        }
        for row in topics.values_mut() {
            row.of = of;
        }
        Self {
            topics,
            k: u64::from(k),
        }
    }

    /// A topic in both halves. Shares of all requests of a half: k is on their denominators.
    pub(super) fn shown(&self, topic: u32) -> Option<TopicHalf> {
        let row = self.topics.get(&topic)?;
        row.of
            .iter()
            .all(|requests| *requests >= self.k)
            .then_some(*row)
    }
}

impl TopicHalf {
    /// Share of the second half minus share of the first, with its 95 % interval.
    pub(super) fn change(&self) -> Option<(f64, [f64; 2])> {
        let [before, after] = self.conversations;
        let difference = newcombe(after, self.of[1], before, self.of[0], Z_95)?;
        Some((
            difference.value,
            [difference.interval.low, difference.interval.high],
        ))
    }

    /// −1 fell, 0 cannot be said, 1 rose.
    pub(super) fn direction(&self) -> i8 {
        match self.change() {
            Some((_, [low, _])) if low > 0.0 => 1,
            Some((_, [_, high])) if high < 0.0 => -1,
            _ => 0,
        }
    }

    /// Shares of the two halves.
    pub(super) fn shares(&self) -> [f64; 2] {
        [0, 1].map(|half| {
            if self.of[half] == 0 {
                0.0
            } else {
                self.conversations[half] as f64 / self.of[half] as f64
            }
        })
    }
}
