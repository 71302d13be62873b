//! A distribution of waits, some of which are not over.

use serde::Serialize;
use tact_domain::{Estimate, Interval};

use super::restricted_mean::{RestrictedMean, restricted_mean};
use crate::estimate::{KaplanMeier, TimeQuantile, Z_95, kaplan_meier};

/// Durations at which the curve is given, in seconds.
const GRID: [f64; 22] = [
    30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1_200.0, 1_800.0, 2_700.0, 3_600.0, 5_400.0, 7_200.0,
    10_800.0, 14_400.0, 21_600.0, 28_800.0, 43_200.0, 64_800.0, 86_400.0, 129_600.0, 172_800.0,
    259_200.0,
];

/// One hour, in seconds.
const HOUR: f64 = 3_600.0;

/// A quantile of a wait, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Quantile {
    /// Enough waits are over to tell.
    Reached {
        /// The quantile.
        seconds: f64,
        /// Lower 95 % limit.
        low: Option<f64>,
        /// Upper 95 % limit; `None` when the data set none.
        high: Option<f64>,
    },
    /// Too many still wait: all that is known is that it is longer.
    NotReached {
        /// Lower 95 % limit, where there is one.
        at_least: Option<f64>,
    },
}

impl Quantile {
    fn of(quantile: TimeQuantile) -> Self {
        match quantile.estimate {
            Some(seconds) => Self::Reached {
                seconds,
                low: quantile.low,
                high: quantile.high,
            },
            None => Self::NotReached {
                at_least: quantile.low,
            },
        }
    }

    /// The value in seconds, where it is reached.
    pub fn seconds(&self) -> Option<f64> {
        match self {
            Self::Reached { seconds, .. } => Some(*seconds),
            Self::NotReached { .. } => None,
        }
    }

    /// Lower limit in seconds, where there is one.
    pub fn low(&self) -> Option<f64> {
        match self {
            Self::Reached { low, .. } => *low,
            Self::NotReached { at_least } => *at_least,
        }
    }

    /// Value and both limits of `n` waits, where all three are known.
    pub fn estimate(&self, n: u64) -> Option<Estimate> {
        match *self {
            Self::Reached {
                seconds,
                low: Some(low),
                high: Some(high),
            } => Some(Estimate::Known {
                value: seconds,
                interval: Interval { low, high },
                n,
            }),
            _ => None,
        }
    }
}

/// What can be said of an average wait.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mean {
    /// Arithmetic mean of the waits that are over, in seconds.
    pub of_ended: Option<f64>,
    /// Its 95 % normal interval; only when every wait is over, since otherwise it has none.
    pub interval: Option<Interval>,
    /// Every wait is over: the mean is the mean. Otherwise it is too short, and is shown as «des
    /// attentes terminées» beside the median, never alone.
    pub complete: bool,
    /// Mean of each wait counted up to a horizon: identified though some still wait.
    pub restricted: Option<RestrictedMean>,
}

/// Share of waits over by some time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Seconds.
    pub seconds: f64,
    /// Share over by then.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// A distribution of waits. Median and P90 first, the mean beside them.
///
/// Kaplan–Meier: a wait that is not over counts as longer than it has lasted so far, and is neither
/// left out nor called short.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Waiting {
    /// Waits.
    pub n: u64,
    /// Of these, not over at the end of observation.
    pub still_waiting: u64,
    /// Half of the waits are this long or shorter.
    pub median: Quantile,
    /// Nine of ten are this long or shorter.
    pub p90: Quantile,
    /// The mean, as far as there is one.
    pub mean: Mean,
    /// Share over within an hour.
    pub within_hour: Estimate,
    /// Share over by a series of durations, up to the longest wait.
    pub curve: Vec<CurvePoint>,
}

impl Waiting {
    /// The distribution of `(seconds, over)` pairs; `horizon` in seconds bounds the restricted mean.
    pub(crate) fn of(mut waits: Vec<(f64, bool)>, horizon: f64) -> Self {
        let curve = kaplan_meier(&mut waits);
        let longest = curve.longest().unwrap_or(0.0);
        Self {
            n: curve.n(),
            still_waiting: curve.censored(),
            median: Quantile::of(curve.quantile(0.5)),
            p90: Quantile::of(curve.quantile(0.9)),
            mean: mean_of(&waits, curve.censored() == 0, horizon),
            within_hour: ended_by(&curve, HOUR),
            curve: GRID
                .into_iter()
                .filter(|seconds| *seconds <= longest)
                .filter_map(|seconds| {
                    let at = curve.survival(seconds)?;
                    Some(CurvePoint {
                        seconds,
                        share: 1.0 - at.value,
                        interval: complement(at.interval),
                    })
                })
                .collect(),
        }
    }
}

/// Share of `curve` to which the event has happened by `time`.
///
/// Beyond the longest time watched nothing is known but that the share is no smaller than before:
/// a range without a point.
pub(crate) fn ended_by(curve: &KaplanMeier, time: f64) -> Estimate {
    let Some(at) = curve.survival(time) else {
        return Estimate::Empty;
    };
    let interval = complement(at.interval);
    let beyond = curve.longest().is_none_or(|longest| longest < time);
    if beyond && at.value > 0.0 {
        return Estimate::Range {
            interval: Interval {
                low: interval.low,
                high: 1.0,
            },
            n: curve.n(),
        };
    }
    Estimate::Known {
        value: 1.0 - at.value,
        interval,
        n: curve.n(),
    }
}

fn complement(interval: Interval) -> Interval {
    Interval {
        low: 1.0 - interval.high,
        high: 1.0 - interval.low,
    }
}

/// `waits` sorted by length.
fn mean_of(waits: &[(f64, bool)], complete: bool, horizon: f64) -> Mean {
    let ended = || {
        waits
            .iter()
            .filter(|(_, over)| *over)
            .map(|(wait, _)| *wait)
    };
    let n = ended().count() as f64;
    let mean = (n > 0.0).then(|| ended().sum::<f64>() / n);
    let interval = mean.filter(|_| complete && n > 1.0).map(|mean| {
        let squares: f64 = ended().map(|wait| (wait - mean) * (wait - mean)).sum();
        let half = Z_95 * (squares / (n - 1.0) / n).sqrt();
        Interval {
            low: (mean - half).max(0.0),
            high: mean + half,
        }
    });
    Mean {
        of_ended: mean,
        interval,
        complete: complete && mean.is_some(),
        restricted: restricted_mean(waits, horizon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(waits: &[(f64, bool)]) -> Waiting {
        let seconds = waits
            .iter()
            .map(|(wait, over)| (wait * 60.0, *over))
            .collect();
        Waiting::of(seconds, 259_200.0)
    }

    #[test]
    fn a_wait_that_goes_on_is_counted_as_longer() {
        let all_over = minutes(&[(5.0, true), (10.0, true), (20.0, true)]);
        let one_waits = minutes(&[(5.0, true), (10.0, true), (20.0, true), (3_000.0, false)]);
        assert_eq!(all_over.median.seconds(), Some(600.0));
        assert_eq!(one_waits.still_waiting, 1);
        assert!(one_waits.p90.seconds().is_none());
        assert!(one_waits.within_hour.value() < all_over.within_hour.value());
    }

    #[test]
    fn a_mean_with_waits_going_on_is_said_to_be_of_the_ended_ones() {
        let waiting = minutes(&[(2.0, true), (4.0, true), (600.0, false)]);
        assert_eq!(waiting.mean.of_ended, Some(180.0));
        assert!(!waiting.mean.complete);
        assert_eq!(waiting.mean.interval, None);
        let restricted = waiting.mean.restricted.unwrap();
        assert!(restricted.value > 180.0, "{restricted:?}");
    }

    #[test]
    fn nobody_waiting_has_no_figures() {
        let none = minutes(&[]);
        assert_eq!(none.median, Quantile::NotReached { at_least: None });
        assert_eq!(
            (none.mean.of_ended, none.within_hour),
            (None, Estimate::Empty)
        );
    }

    #[test]
    fn beyond_the_longest_watch_only_a_range_is_known() {
        let waiting = minutes(&[(5.0, true), (6.0, false), (7.0, false)]);
        assert!(matches!(waiting.within_hour, Estimate::Range { .. }));
    }
}
