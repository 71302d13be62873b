//! The mean of waits counted up to a horizon.

use serde::Serialize;
use tact_domain::Interval;

use crate::estimate::Z_95;

/// Mean of min(wait, horizon), with its 95 % interval, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RestrictedMean {
    /// The mean.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// The horizon used: the one asked for, or the longest wait watched if that is shorter.
    pub horizon: f64,
}

/// Area under the Kaplan–Meier curve up to `horizon`, of `(seconds, over)` pairs sorted by length.
///
/// Estimand: the mean of min(wait, horizon). Unlike the mean, it is identified when some waits are
/// not over, as long as somebody was watched for the whole horizon; otherwise the horizon is cut.
/// Variance: Σ A²·d/(n(n−d)) with A the area right of each event. `None` without waits.
///
/// Source: Irwin 1949; Klein & Moeschberger 2003, §4.5.
pub(super) fn restricted_mean(waits: &[(f64, bool)], horizon: f64) -> Option<RestrictedMean> {
    let (longest, last_is_over) = *waits.last()?;
    let all_over_at_the_end = last_is_over
        && waits
            .iter()
            .rev()
            .take_while(|(wait, _)| *wait == longest)
            .all(|(_, over)| *over);
    let horizon = if all_over_at_the_end {
        horizon
    } else {
        horizon.min(longest)
    };
    let n = waits.len();
    let mut survival = 1.0;
    let mut area = 0.0;
    let mut previous = 0.0;
    // Each drop: area up to it, deaths and number at risk.
    let mut drops: Vec<(f64, f64, f64)> = Vec::new();
    for (before, group) in groups(waits) {
        let Some((time, _)) = group.first().filter(|(time, _)| *time <= horizon) else {
            break;
        };
        let deaths = group.iter().filter(|(_, over)| *over).count() as f64;
        if deaths > 0.0 {
            let at_risk = (n - before) as f64;
            area += survival * (time - previous);
            previous = *time;
            survival *= 1.0 - deaths / at_risk;
            drops.push((area, deaths, at_risk));
        }
    }
    area += survival * (horizon - previous);
    let variance: f64 = drops
        .iter()
        .filter(|(_, deaths, at_risk)| deaths < at_risk)
        .map(|(left, deaths, at_risk)| {
            let right = area - left;
            right * right * deaths / (at_risk * (at_risk - deaths))
        })
        .sum();
    let half = Z_95 * variance.sqrt();
    Some(RestrictedMean {
        value: area,
        interval: Interval {
            low: (area - half).max(0.0),
            high: (area + half).min(horizon),
        },
        horizon,
    })
}

/// Waits of equal length, with the number of waits before them.
fn groups(waits: &[(f64, bool)]) -> impl Iterator<Item = (usize, &[(f64, bool)])> {
    waits.chunk_by(|a, b| a.0 == b.0).scan(0, |before, group| {
        let start = *before;
        *before += group.len();
        Some((start, group))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_running_waits_it_is_the_mean_of_the_cut_waits() {
        let mean = restricted_mean(&[(2.0, true), (4.0, true), (12.0, true)], 10.0).unwrap();
        assert!((mean.value - 16.0 / 3.0).abs() < 1e-12, "{mean:?}");
        assert_eq!(mean.horizon, 10.0);
    }

    #[test]
    fn the_horizon_is_cut_to_what_was_watched() {
        let mean = restricted_mean(&[(2.0, true), (5.0, false)], 10.0).unwrap();
        assert_eq!(mean.horizon, 5.0);
        assert!((mean.value - 3.5).abs() < 1e-12);
    }

    #[test]
    fn a_wait_censored_at_an_end_of_others_is_at_risk_there() {
        let mean = restricted_mean(&[(2.0, true), (2.0, false), (4.0, true)], 4.0).unwrap();
        // S = 2/3 after 2: 2 + 2·2/3.
        assert!((mean.value - 10.0 / 3.0).abs() < 1e-12, "{mean:?}");
    }
}
