//! A figure never travels without its interval and its sample size.

use serde::Serialize;

/// A closed interval, `low` ≤ `high`, in the unit of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Everything a share can be.
    pub const UNIT: Self = Self {
        low: 0.0,
        high: 1.0,
    };

    /// Width in the unit of the figure.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }

    /// True when `value` lies inside, ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Value, interval and sample size together, or the reason there is none. Unknown is never 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Estimate {
    /// A value with its 95 % interval.
    Known {
        /// Point value.
        value: f64,
        /// 95 % interval.
        interval: Interval,
        /// Units counted.
        n: u64,
    },
    /// Bounds without a point: all that the data allow.
    Range {
        /// The bounds.
        interval: Interval,
        /// Units counted.
        n: u64,
    },
    /// Kept back because too few people are in it.
    Withheld {
        /// People needed.
        need: u64,
    },
    /// The channel cannot show it: «non observable».
    NotObservable,
    /// Nothing to count: shown "—".
    Empty,
}

impl Estimate {
    /// The point value, where there is one.
    pub fn value(&self) -> Option<f64> {
        match self {
            Estimate::Known { value, .. } => Some(*value),
            _ => None,
        }
    }

    /// The interval, where there is one.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Estimate::Known { interval, .. } | Estimate::Range { interval, .. } => Some(*interval),
            _ => None,
        }
    }

    /// The sample size, where it may be said.
    pub fn n(&self) -> Option<u64> {
        match self {
            Estimate::Known { n, .. } | Estimate::Range { n, .. } => Some(*n),
            _ => None,
        }
    }
}
