//! How many messages end up deleted, and how fast.

use serde::Serialize;
use tact_domain::Interval;

use super::kaplan_meier::{KaplanMeier, kaplan_meier};

/// WhatsApp's deletion window, 60 hours, in seconds: a dated setting.
pub const DELETION_WINDOW_S: f64 = 216_000.0;

/// What is known of one customer message on a channel that reports deletions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MessageFate {
    /// Seconds since it was sent.
    pub age_s: f64,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Seconds from sending to deletion, where known.
    pub latency_s: Option<f64>,
}

/// Cumulative deletion by age, within the window.
#[derive(Clone, Debug)]
pub struct DeletionLatency {
    curve: KaplanMeier,
    /// Deletions reported after the window: counted and kept, not dropped.
    pub beyond_window: u64,
    /// True once the whole window was watched for some message, or all were deleted.
    pub mature: bool,
}

/// A share reached by some time, read off a curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ShareByTime {
    /// The share; `None` when nothing was watched.
    pub rate: Option<f64>,
    /// Lower 95 % limit.
    pub lower: f64,
    /// Upper 95 % limit.
    pub upper: f64,
}

/// Kaplan–Meier of deletion over `window_s` seconds: an event at the latency (cut to the window),
/// censored at min(age, window).
///
/// Estimand: deletion *within the window*; what customers would have deleted later cannot be known.
/// Assumption: with sent messages known, the data are merely censored. A deletion whose time is
/// unknown counts as happening at the latest moment it can have happened, so the final rate stands
/// and the curve errs towards late.
///
/// Source: Kaplan & Meier 1958; Lagakos, Barraj & De Gruttola 1988; statistics §7.3.
pub fn deletion_latency(fates: &[MessageFate], window_s: f64) -> DeletionLatency {
    let mut times: Vec<(f64, bool)> = fates
        .iter()
        .map(|fate| {
            let watched = fate.age_s.clamp(0.0, window_s);
            match (fate.deleted, fate.latency_s) {
                (true, Some(latency)) => (latency.clamp(0.0, window_s), true),
                (deleted, _) => (watched, deleted),
            }
        })
        .collect();
    let curve = kaplan_meier(&mut times);
    let late = |fate: &&MessageFate| {
        fate.deleted && fate.latency_s.is_some_and(|latency| latency > window_s)
    };
    DeletionLatency {
        beyond_window: fates.iter().filter(late).count() as u64,
        mature: curve.longest().is_some_and(|longest| longest >= window_s)
            || (curve.n() > 0 && curve.censored() == 0),
        curve,
    }
}

impl DeletionLatency {
    /// Share deleted within `age_s` seconds.
    pub fn by(&self, age_s: f64) -> ShareByTime {
        match self.curve.survival(age_s) {
            Some(at) => ShareByTime {
                rate: Some(1.0 - at.value),
                lower: 1.0 - at.interval.high,
                upper: 1.0 - at.interval.low,
            },
            None => ShareByTime {
                rate: None,
                lower: 0.0,
                upper: 1.0,
            },
        }
    }

    /// Median latency in seconds of those that will be deleted within the window.
    pub fn median_of_eventual_s(&self) -> Option<f64> {
        self.curve.median_of_eventual()
    }
}

impl ShareByTime {
    /// The 95 % interval.
    pub fn interval(&self) -> Interval {
        Interval {
            low: self.lower,
            high: self.upper,
        }
    }
}

/// Distribution of latency when only deleted messages are known, an event log without the messages
/// sent: the data are right-truncated, since a message sent `observable_s` seconds before the end
/// is only in the log when it was deleted faster than that.
///
/// Input: `(latency_s, observable_s)` with latency ≤ observable. Returns, per latency in rising
/// order, the share of deletions at most that old *among those the log could show*: the
/// reverse-time product-limit estimate F(x) = Π_{u > x} (1 − d_u / #{latency ≤ u ≤ observable}).
/// Pairs that contradict themselves are left out.
///
/// Source: Lagakos, Barraj & De Gruttola 1988.
pub fn truncated_latency(observed: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut latencies: Vec<f64> = Vec::new();
    let mut horizons: Vec<f64> = Vec::new();
    for (latency, horizon) in observed {
        if latency <= horizon {
            latencies.push(*latency);
            horizons.push(*horizon);
        }
    }
    latencies.sort_unstable_by(f64::total_cmp);
    horizons.sort_unstable_by(f64::total_cmp);
    let mut distribution = Vec::new();
    let mut share = 1.0;
    let mut left = latencies.len();
    while let Some(latency) = left
        .checked_sub(1)
        .and_then(|last| latencies.get(last))
        .copied()
    {
        let earlier = latencies.partition_point(|other| *other < latency);
        let out_of_sight = horizons.partition_point(|horizon| *horizon < latency);
        distribution.push((latency, share));
        let at_risk = left.saturating_sub(out_of_sight) as f64;
        share *= 1.0 - (left - earlier) as f64 / at_risk;
        left = earlier;
    }
    distribution.reverse();
    distribution
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fate(age_s: f64, deleted: bool, latency_s: Option<f64>) -> MessageFate {
        MessageFate {
            age_s,
            deleted,
            latency_s,
        }
    }

    #[test]
    fn complete_windows_are_a_plain_share() {
        let mut fates = vec![fate(300_000.0, false, None); 90];
        fates.extend(vec![fate(300_000.0, true, Some(50.0)); 10]);
        let latency = deletion_latency(&fates, DELETION_WINDOW_S);
        assert!((latency.by(60.0).rate.unwrap() - 0.1).abs() < 1e-12);
        assert!(latency.mature);
        assert_eq!(latency.median_of_eventual_s(), Some(50.0));
    }

    #[test]
    fn a_late_event_is_kept_and_counted() {
        let fates = [
            fate(400_000.0, true, Some(300_000.0)),
            fate(400_000.0, false, None),
        ];
        let latency = deletion_latency(&fates, DELETION_WINDOW_S);
        assert_eq!(latency.beyond_window, 1);
        assert_eq!(latency.by(DELETION_WINDOW_S).rate, Some(0.5));
    }

    #[test]
    fn an_unknown_latency_still_counts_as_deleted() {
        let fates = [fate(400_000.0, true, None), fate(400_000.0, false, None)];
        assert_eq!(
            deletion_latency(&fates, DELETION_WINDOW_S)
                .by(DELETION_WINDOW_S)
                .rate,
            Some(0.5)
        );
    }

    #[test]
    fn no_message_has_no_rate() {
        let latency = deletion_latency(&[], DELETION_WINDOW_S);
        assert_eq!(
            latency.by(60.0),
            ShareByTime {
                rate: None,
                lower: 0.0,
                upper: 1.0
            }
        );
        assert!(!latency.mature);
    }

    #[test]
    fn truncation_does_not_hide_the_slow_deletions() {
        // Half of all deletions take 1, half take 10; of those with a horizon of 5 only the fast
        // ones are in the log.
        let mut log = vec![(1.0, 20.0); 50];
        log.extend(vec![(10.0, 20.0); 50]);
        log.extend(vec![(1.0, 5.0); 50]);
        let found = truncated_latency(&log);
        assert_eq!(found.len(), 2);
        let naive = 100.0 / 150.0;
        assert!(
            (found[0].1 - 0.5).abs() < 1e-12 && found[0].1 < naive,
            "{found:?}"
        );
    }
}
