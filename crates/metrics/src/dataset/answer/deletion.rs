//! Deletions: how many, how fast, and what happens around them, as far as the channel shows.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use tact_domain::{Channel, Observability};

use super::super::{MessageRow, Params};
use crate::estimate::{
    DeletionFacts, MessageFate, PatternCounts, Proportion, ShareByTime, deletion_latency,
    isotonic_rate, motive_shares,
};

/// Ages in seconds at which the cumulative curve is given, the last being the window.
const CURVE_S: [f64; 4] = [60.0, 600.0, 4_096.0, 86_400.0];
/// Ages in hours at which the curve of an export is given, the last being the window.
const EXPORT_CURVE_H: [f64; 4] = [1.0, 6.0, 24.0, 48.0];
const SECONDS_PER_HOUR: f64 = 3_600.0;

/// How many messages are deleted.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum DeletionAnswer {
    /// The channel reports deletions with their time.
    Exact {
        /// Deleted so far, never shown: too low for young messages.
        naive: Proportion,
        /// Deletions reported after the window.
        beyond_window: u64,
        /// Whether the whole window has been watched.
        mature: bool,
        /// Share deleted by age in seconds.
        cumulative: BTreeMap<String, ShareByTime>,
        /// Median latency of those that will be deleted.
        median_latency_s_of_eventual: Option<f64>,
    },
    /// The channel shows that a message was deleted, not when.
    Marker {
        /// Deleted so far, never shown: too low for young messages.
        naive: Proportion,
        /// Share deleted by age in hours.
        isotonic: BTreeMap<String, Option<f64>>,
        /// The rate to show: messages with nothing left to come.
        older_than_window: Proportion,
    },
    /// The channel shows nothing: no rate, and never "0 %".
    Unobservable {
        /// Null.
        rate: Option<f64>,
    },
}

pub(super) fn deletions(
    messages: Option<&[MessageRow]>,
    window_s: f64,
    observability: Observability,
) -> Option<DeletionAnswer> {
    if observability == Observability::None {
        return Some(DeletionAnswer::Unobservable { rate: None });
    }
    let known: Vec<(&MessageRow, bool)> = messages?
        .iter()
        .filter_map(|message| message.deleted.map(|deleted| (message, deleted)))
        .collect();
    let deleted = known.iter().filter(|(_, deleted)| *deleted).count() as u64;
    let naive = Proportion::of(deleted, known.len() as u64);
    Some(match observability {
        Observability::Exact => exact(&known, naive, window_s),
        _ => marker(&known, naive, window_s / SECONDS_PER_HOUR),
    })
}

fn exact(known: &[(&MessageRow, bool)], naive: Proportion, window_s: f64) -> DeletionAnswer {
    let fates: Vec<MessageFate> = known
        .iter()
        .map(|(message, deleted)| MessageFate {
            age_s: message.age_h * SECONDS_PER_HOUR,
            deleted: *deleted,
            latency_s: message.latency_s,
        })
        .collect();
    let latency = deletion_latency(&fates, window_s);
    DeletionAnswer::Exact {
        naive,
        beyond_window: latency.beyond_window,
        mature: latency.mature,
        cumulative: points(CURVE_S, window_s)
            .map(|at| (at.to_string(), latency.by(at)))
            .collect(),
        median_latency_s_of_eventual: latency.median_of_eventual_s(),
    }
}

fn marker(known: &[(&MessageRow, bool)], naive: Proportion, window_h: f64) -> DeletionAnswer {
    let mut looks: Vec<(f64, bool)> = known
        .iter()
        .map(|(message, deleted)| (message.age_h, *deleted))
        .collect();
    let old = looks.iter().filter(|(age, _)| *age >= window_h);
    let (k, n) = old.fold((0, 0), |(k, n), (_, deleted)| {
        (k + u64::from(*deleted), n + 1)
    });
    let curve = isotonic_rate(&mut looks);
    DeletionAnswer::Marker {
        naive,
        isotonic: points(EXPORT_CURVE_H, window_h)
            .map(|at| (at.to_string(), curve.at(at)))
            .collect(),
        older_than_window: Proportion::of(k, n),
    }
}

/// The ages asked for, and the window itself as the last.
fn points(ages: [f64; 4], window: f64) -> impl Iterator<Item = f64> {
    ages.into_iter()
        .filter(move |age| *age < window)
        .chain(std::iter::once(window))
}

/// Patterns of events around deletions.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum PatternsAnswer {
    /// Count and share of each.
    Seen(BTreeMap<&'static str, Proportion>),
    /// The channel shows no deletion.
    Unobservable(Unobservable),
    /// No list of deletions was given.
    Unknown,
}

/// The word `unobservable`, in place of figures.
#[derive(Clone, Copy, Debug)]
pub struct Unobservable;

impl Serialize for Unobservable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("unobservable")
    }
}

pub(super) fn count_patterns(deletions: Option<&[DeletionFacts]>) -> Option<PatternCounts> {
    let mut counts = PatternCounts::default();
    deletions?
        .iter()
        .for_each(|deletion| counts.count(deletion));
    Some(counts)
}

pub(super) fn patterns(
    counts: Option<&PatternCounts>,
    observability: Observability,
) -> PatternsAnswer {
    match (observability, counts) {
        (Observability::None, _) => PatternsAnswer::Unobservable(Unobservable),
        (_, None) => PatternsAnswer::Unknown,
        (_, Some(counts)) => PatternsAnswer::Seen(
            counts
                .shares()
                .into_iter()
                .map(|(pattern, share)| (pattern.name(), share))
                .collect(),
        ),
    }
}

/// Why messages were deleted, all together; null where it cannot be known.
pub type MotivesAnswer = Option<BTreeMap<String, f64>>;

/// Motives need latencies, so only coexistence has them; a blind channel has not even the question.
/// Where it is known that too few questions were answered, there are patterns only.
pub(super) fn motives(counts: Option<&PatternCounts>, params: &Params) -> Option<MotivesAnswer> {
    match params.channel {
        Channel::CloudApi => None,
        Channel::Export => Some(None),
        Channel::Coexistence => Some(counts.zip(params.motives.as_ref()).and_then(
            |(counts, matrix)| {
                if matrix.is_too_thin() {
                    return None;
                }
                let shares = motive_shares(&counts.0, &matrix.rows)?;
                Some(matrix.names.iter().cloned().zip(shares).collect())
            },
        )),
    }
}
