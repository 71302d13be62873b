//! One pass over the conversations: everything the estimators need, as counts that add up.

use std::collections::BTreeMap;

use tact_domain::Observability;

use super::super::{ConsentRecord, ConversationRow, Dataset, NameId, Touch};
use crate::estimate::small_groups::Contacts;
use crate::estimate::{Cell, ProxyMoments, Resolution, Robust, StratumCounts, robust};

/// Respondents whose raking weights are listed.
const LISTED_WEIGHTS: usize = 25;

/// The three ways conversations are grouped for deletion rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grouping {
    Topic(NameId),
    Agent(NameId),
    /// Six-hour block, 0 to 3; `None` when the hour is unknown.
    HourBlock(Option<u8>),
}

/// People and conversations of one group.
#[derive(Clone, Debug, Default)]
pub(super) struct GroupTally {
    pub(super) contacts: Contacts,
    pub(super) conversations: u64,
    pub(super) touched: u64,
}

/// A respondent whose weight is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) cell: (NameId, Touch),
}

/// What is counted without reading anything: waiting, resolution, deletions.
#[derive(Clone, Debug, Default)]
pub(super) struct ServiceTally {
    pub(super) contacts: Contacts,
    pub(super) conversations: u64,
    pub(super) reply_times: Vec<(f64, bool)>,
    pub(super) resolutions: Vec<Resolution>,
    pub(super) observed: u64,
    pub(super) touched: u64,
}

/// Everything counted in one pass.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Conversations.
    pub conversations: u64,
    /// Conversations without a deletion.
    pub intact: StratumCounts,
    /// Conversations with at least one.
    pub touched: StratumCounts,
    /// Conversations of which that is not known.
    pub unobserved: StratumCounts,
    /// Conversations that may be read: of consenting customers, or all where consent is not spoken
    /// of.
    pub(super) readable: ServiceTally,
    /// The others.
    pub(super) others: ServiceTally,
    pub(super) consent: Option<ConsentRecord>,
    pub(super) cells: BTreeMap<(NameId, Touch), Cell>,
    pub(super) listed: Vec<Listed>,
    pub(super) proxy: ProxyMoments,
    pub(super) driver_columns: [Vec<f64>; 4],
    pub(super) driver_scores: Vec<f64>,
    pub(super) groups: BTreeMap<Grouping, GroupTally>,
}

impl Tally {
    /// Counts every conversation of a dataset. On a channel blind to deletions, what a row says of
    /// them is not believed.
    pub fn of(dataset: &Dataset) -> Self {
        let blind = dataset.params.channel.observability() == Observability::None;
        let mut tally = Self {
            consent: dataset.conversations.consent,
            ..Self::default()
        };
        for row in &dataset.conversations.rows {
            let touch = if blind { Touch::Unobserved } else { row.touch };
            tally.count(row, touch);
        }
        tally
    }

    /// How many different people the conversations are from.
    pub(super) fn people(&mut self) -> u64 {
        let readable = self.readable.contacts.people();
        if self.others.conversations == 0 {
            return readable;
        }
        let mut everybody = self.readable.contacts.clone();
        everybody.merge(&self.others.contacts);
        everybody.people()
    }

    /// Range of the headline when A1 fails by up to `lambda`.
    pub(super) fn robust_at(&self, lambda: f64) -> Robust {
        robust(&[self.intact, self.touched, self.unobserved], lambda)
    }

    fn count(&mut self, row: &ConversationRow, touch: Touch) {
        self.conversations += 1;
        if row.consented == Some(false) {
            self.others.count(row, touch);
            return;
        }
        self.readable.count(row, touch);
        self.count_satisfaction(row, touch);
        let block = row.hour.map(|hour| hour / 6);
        let groupings = [
            Grouping::Topic(row.topic),
            Grouping::Agent(row.agent),
            Grouping::HourBlock(block),
        ];
        for grouping in groupings {
            let group = self.groups.entry(grouping).or_default();
            group.contacts.add(row.contact);
            group.conversations += u64::from(touch != Touch::Unobserved);
            group.touched += u64::from(touch == Touch::Touched);
        }
    }

    fn count_satisfaction(&mut self, row: &ConversationRow, touch: Touch) {
        let satisfied = row.satisfied();
        let stratum = match touch {
            Touch::Intact => &mut self.intact,
            Touch::Touched => &mut self.touched,
            Touch::Unobserved => &mut self.unobserved,
        };
        stratum.count(row.positive, satisfied);
        let key = (row.topic, touch);
        let cell = self.cells.entry(key).or_default();
        cell.conversations += 1;
        cell.answers += u64::from(satisfied.is_some());
        cell.satisfied += u64::from(satisfied == Some(true));
        if satisfied.is_some() && self.listed.len() < LISTED_WEIGHTS {
            self.listed.push(Listed {
                id: row.id.clone(),
                cell: key,
            });
        }
        if let Some(text_score) = row.text_score {
            self.proxy
                .count(text_score, satisfied.map(|yes| f64::from(u8::from(yes))));
        }
        let drivers = (
            row.score,
            row.first_reply_min,
            row.transfers,
            row.customer_messages,
        );
        if let ((Some(score), Some(reply), Some(transfers), Some(messages)), Some(resolved)) =
            (drivers, row.resolved)
        {
            let values = [
                reply.ln_1p(),
                transfers,
                messages,
                f64::from(u8::from(resolved)),
            ];
            for (column, value) in self.driver_columns.iter_mut().zip(values) {
                column.push(value);
            }
            self.driver_scores.push(score);
        }
    }
}

impl ServiceTally {
    fn count(&mut self, row: &ConversationRow, touch: Touch) {
        self.contacts.add(row.contact);
        self.conversations += 1;
        self.observed += u64::from(touch != Touch::Unobserved);
        self.touched += u64::from(touch == Touch::Touched);
        match (row.first_reply_min, row.observed_min) {
            (Some(reply), _) => self.reply_times.push((reply, true)),
            (None, Some(observed)) => self.reply_times.push((observed, false)),
            (None, None) => {}
        }
        let known = match (row.resolved, row.reopen_h, row.watched_h) {
            (Some(false), _, _) => Some((false, 0.0)),
            (Some(true), reopened, watched) => watched.or(reopened).map(|watched| (true, watched)),
            (None, _, _) => None,
        };
        if let Some((resolved, watched_h)) = known {
            self.resolutions.push(Resolution {
                resolved,
                reopened_after_h: row.reopen_h,
                watched_h,
            });
        }
    }

    /// Both groups together.
    pub(super) fn with(mut self, other: &ServiceTally) -> Self {
        self.contacts.merge(&other.contacts);
        self.conversations += other.conversations;
        self.reply_times.extend_from_slice(&other.reply_times);
        self.resolutions.extend_from_slice(&other.resolutions);
        self.observed += other.observed;
        self.touched += other.touched;
        self
    }
}
