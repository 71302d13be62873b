//! The share of k among n, and its interval.

use serde::Serialize;
use tact_domain::{Estimate, Interval};

/// Two-sided 95 % critical value of the standard normal.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// Two-sided 97 % critical value, used by the calibrated headline and its cross-checks: a 95 %
/// construction covered only 94 % in simulation.
pub const Z_C: f64 = 2.170_090_377_584_56;

/// Wilson interval of the share of `k` among `n` at critical value `z`, cut to \[0, 1\].
///
/// Estimand: the probability behind `k` of `n` independent units. A contact with many
/// conversations makes the interval too short, so say how many contacts there are too.
/// Edges: `n` = 0 gives \[0, 1\]; the lower end is exactly 0 when `k` = 0, the upper exactly 1 when
/// `k` = `n`; a `k` above `n` counts as `n`.
///
/// Source: Wilson 1927; Brown, Cai & DasGupta 2001.
pub fn wilson(k: u64, n: u64, z: f64) -> Interval {
    if n == 0 {
        return Interval::UNIT;
    }
    let k = k.min(n);
    let count = n as f64;
    let p = k as f64 / count;
    let shrink = 1.0 + z * z / count;
    let centre = (p + z * z / (2.0 * count)) / shrink;
    let half = z * (p * (1.0 - p) / count + z * z / (4.0 * count * count)).sqrt() / shrink;
    Interval {
        low: if k == 0 {
            0.0
        } else {
            (centre - half).max(0.0)
        },
        high: if k == n {
            1.0
        } else {
            (centre + half).min(1.0)
        },
    }
}

/// `k` of `n` with its rate and 95 % Wilson interval, in the shape the answer prints.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Proportion {
    /// Units that have the property.
    pub k: u64,
    /// Units counted.
    pub n: u64,
    /// `k / n`; `None` when nothing was counted.
    pub rate: Option<f64>,
    /// Lower 95 % limit.
    pub lower: f64,
    /// Upper 95 % limit.
    pub upper: f64,
}

impl Proportion {
    /// The share of `k` among `n`.
    pub fn of(k: u64, n: u64) -> Self {
        let k = k.min(n);
        let limits = wilson(k, n, Z_95);
        Self {
            k,
            n,
            rate: (n > 0).then(|| k as f64 / n as f64),
            lower: limits.low,
            upper: limits.high,
        }
    }

    /// The 95 % interval.
    pub fn interval(&self) -> Interval {
        Interval {
            low: self.lower,
            high: self.upper,
        }
    }
}

impl From<Proportion> for Estimate {
    fn from(proportion: Proportion) -> Self {
        match proportion.rate {
            Some(value) => Estimate::Known {
                value,
                interval: proportion.interval(),
                n: proportion.n,
            },
            None => Estimate::Empty,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(k: u64, n: u64, low: f64, high: f64) {
        let found = wilson(k, n, Z_95);
        assert!(
            (found.low - low).abs() < 5e-4 && (found.high - high).abs() < 5e-4,
            "{k} of {n}: {found:?}"
        );
    }

    #[test]
    fn the_published_examples_come_out() {
        check(186, 220, 0.792, 0.887);
        check(17, 20, 0.640, 0.948);
        check(0, 5, 0.0, 0.434);
        check(5, 5, 0.566, 1.0);
    }

    #[test]
    fn the_ends_are_exact_when_none_or_all_have_it() {
        assert_eq!(wilson(0, 7, Z_95).low, 0.0);
        assert_eq!(wilson(7, 7, Z_95).high, 1.0);
    }

    #[test]
    fn nothing_counted_has_no_rate_and_rules_nothing_out() {
        let none = Proportion::of(0, 0);
        assert_eq!(none.rate, None);
        assert_eq!(none.interval(), Interval::UNIT);
        assert_eq!(Estimate::from(none), Estimate::Empty);
    }
}
