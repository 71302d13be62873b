//! The difference of two shares, and its interval.

use tact_domain::Interval;

use super::wilson::wilson;

/// A difference of two shares, between −1 and 1.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Difference {
    /// First share minus second.
    pub value: f64,
    /// Its interval at the asked critical value.
    pub interval: Interval,
}

impl Difference {
    /// True when the interval leaves out 0; otherwise the verdict is "not conclusive".
    pub fn is_conclusive(&self) -> bool {
        !self.interval.contains(0.0)
    }
}

/// `k1 / n1 − k2 / n2` with the Newcombe interval built from both Wilson intervals at `z`.
///
/// Assumption: independent groups. Edges: `None` when either group is empty.
///
/// Source: Newcombe 1998, method 10; kpi-definitions §1.8.
pub fn newcombe(k1: u64, n1: u64, k2: u64, n2: u64, z: f64) -> Option<Difference> {
    if n1 == 0 || n2 == 0 {
        return None;
    }
    let p1 = k1.min(n1) as f64 / n1 as f64;
    let p2 = k2.min(n2) as f64 / n2 as f64;
    let (first, second) = (wilson(k1, n1, z), wilson(k2, n2, z));
    Some(difference_of(p1, first, p2, second))
}

/// Difference of any two independent shares from their own intervals: Newcombe's construction,
/// which needs nothing but the intervals. Used for shares that are not plain counts, such as points
/// of a Kaplan–Meier curve.
///
/// Source: Zou & Donner 2008.
pub fn difference_of(p1: f64, first: Interval, p2: f64, second: Interval) -> Difference {
    let value = p1 - p2;
    Difference {
        value,
        interval: Interval {
            low: (value - (p1 - first.low).hypot(second.high - p2)).max(-1.0),
            high: (value + (first.high - p1).hypot(p2 - second.low)).min(1.0),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::Z_95;

    #[test]
    fn a_clear_fall_is_conclusive() {
        let fall = newcombe(110, 1000, 180, 1000, Z_95).unwrap();
        assert!((fall.value + 0.07).abs() < 1e-12);
        assert!((fall.interval.low + 0.101).abs() < 5e-4, "{fall:?}");
        assert!((fall.interval.high + 0.039).abs() < 5e-4, "{fall:?}");
        assert!(fall.is_conclusive());
    }

    #[test]
    fn a_small_sample_is_not_conclusive() {
        let fall = newcombe(13, 100, 18, 100, Z_95).unwrap();
        assert!((fall.interval.low + 0.151).abs() < 5e-4, "{fall:?}");
        assert!((fall.interval.high - 0.052).abs() < 5e-4, "{fall:?}");
        assert!(!fall.is_conclusive());
    }

    #[test]
    fn an_empty_group_has_no_difference() {
        assert_eq!(newcombe(0, 0, 1, 2, Z_95), None);
    }
}
