//! Two estimates of the same thing compared.

use serde::Serialize;
use tact_domain::{Estimate, Interval};

/// What the interval of a difference allows one to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// The whole interval is above 0.
    Rose,
    /// The whole interval is below 0.
    Fell,
    /// The interval holds 0: not conclusive.
    Open,
}

impl Trend {
    /// The verdict of an interval of a difference.
    pub fn of(interval: Interval) -> Self {
        if interval.low > 0.0 {
            Self::Rose
        } else if interval.high < 0.0 {
            Self::Fell
        } else {
            Self::Open
        }
    }
}

/// `after − before` from both points and intervals, where both have them.
///
/// The method of variance estimates recovery (MOVER): each side lends its own distance between
/// point and limit. For two Wilson intervals it is Newcombe's interval; for medians it carries the
/// skewed limits of both Kaplan–Meier curves over, needs no resampling, and gives the same answer
/// every time. Assumes that the two sides are independent.
///
/// Source: Newcombe 1998, method 10; Zou & Donner 2008.
pub fn difference(after: &Estimate, before: &Estimate) -> Option<Estimate> {
    let (
        Estimate::Known {
            value: a,
            interval: first,
            n: n_a,
        },
        Estimate::Known {
            value: b,
            interval: second,
            n: n_b,
        },
    ) = (after, before)
    else {
        return None;
    };
    let value = a - b;
    Some(Estimate::Known {
        value,
        interval: Interval {
            low: value - (a - first.low).hypot(second.high - b),
            high: value + (first.high - a).hypot(b - second.low),
        },
        n: n_a + n_b,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::random::{SplitMix64, uniform};
    use crate::estimate::{Proportion, Z_95, newcombe};
    use crate::service::waiting::Waiting;

    #[test]
    fn for_shares_it_is_the_newcombe_interval() {
        let (after, before) = (Proportion::of(110, 1_000), Proportion::of(180, 1_000));
        let ours = difference(&after.into(), &before.into()).unwrap();
        let theirs = newcombe(110, 1_000, 180, 1_000, Z_95).unwrap();
        assert_eq!(ours.value(), Some(theirs.value));
        assert_eq!(ours.interval(), Some(theirs.interval));
        assert_eq!(Trend::of(theirs.interval), Trend::Fell);
    }

    #[test]
    fn what_is_withheld_is_not_compared() {
        let known = Proportion::of(1, 2).into();
        assert_eq!(difference(&known, &Estimate::Withheld { need: 5 }), None);
    }

    /// Median of `n` exponential waits of a mean, each watched for one to four times it.
    fn sampled_median(n: usize, mean: f64, random: &mut SplitMix64) -> Option<Estimate> {
        let waits = (0..n)
            .map(|_| {
                let wait = -mean * (1.0 - uniform(random)).ln();
                let watched = mean * (1.0 + 3.0 * uniform(random));
                (wait.min(watched), wait <= watched)
            })
            .collect();
        let waiting = Waiting::of(waits, 1e9);
        waiting.median.estimate(waiting.n)
    }

    #[test]
    fn the_difference_of_medians_covers_the_truth_about_ninety_five_times_in_a_hundred() {
        let mut random = SplitMix64::new(11);
        let truth = (30.0 - 20.0) * std::f64::consts::LN_2;
        let rounds = 1_000;
        let mut covered = 0;
        for _ in 0..rounds {
            let after = sampled_median(80, 30.0, &mut random).unwrap();
            let before = sampled_median(60, 20.0, &mut random).unwrap();
            let interval = difference(&after, &before).unwrap().interval().unwrap();
            covered += u32::from(interval.contains(truth));
        }
        let coverage = f64::from(covered) / f64::from(rounds);
        assert!((0.93..=0.985).contains(&coverage), "{coverage}");
    }
}
