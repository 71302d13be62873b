//! The strata joined: the figure at the top of the report, its range, and whether a point may be
//! shown at all.

use serde::Serialize;
use tact_domain::Interval;

use super::stratum::{Stratum, StratumCounts, StratumStatus, stratum};
use super::wilson::Z_C;

/// Answers of each kind a stratum needs before its point is shown.
const ANSWERS_FOR_A_POINT: u64 = 5;

/// An interval at least this wide says nothing.
const NO_INFORMATION_WIDTH: f64 = 0.999;

/// How the strata came together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CalibratedStatus {
    /// Every stratum has a point, and text that tells.
    Ok,
    /// Every stratum has a point; in one of them the text tells too little.
    WeakText,
    /// A stratum has no point: limits only.
    Partial,
    /// No conversation at all.
    Empty,
}

/// The calibrated share of satisfied conversations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Calibrated {
    /// How the strata came together.
    pub status: CalibratedStatus,
    /// The point, if every stratum has one.
    pub theta: Option<f64>,
    /// Lower limit, if the assumption holds exactly.
    pub lower: f64,
    /// Upper limit, if the assumption holds exactly.
    pub upper: f64,
}

impl Calibrated {
    /// The interval under A1.
    pub fn interval(&self) -> Interval {
        Interval {
            low: self.lower,
            high: self.upper,
        }
    }
}

/// Joins strata by their weights N_j/N (empty ones drop out).
///
/// Estimand: the satisfied share among all conversations. Where a stratum has no point, the limits
/// are the weighted sums of the strata's limits; otherwise they are joined by MOVER with the
/// sampling of the weights added.
///
/// Source: Zou & Donner 2008; statistics §4.3.
pub fn calibrated(strata: &[Stratum]) -> Calibrated {
    let filled = || strata.iter().filter(|stratum| stratum.conversations > 0);
    let total: u64 = filled().map(|stratum| stratum.conversations).sum();
    if total == 0 {
        return Calibrated {
            status: CalibratedStatus::Empty,
            theta: None,
            lower: 0.0,
            upper: 1.0,
        };
    }
    let total = total as f64;
    let weight = |stratum: &Stratum| stratum.conversations as f64 / total;
    let sum = |part: &dyn Fn(&Stratum) -> f64| filled().map(|s| weight(s) * part(s)).sum::<f64>();
    let Some(points) = filled().map(|s| s.p).collect::<Option<Vec<f64>>>() else {
        return Calibrated {
            status: CalibratedStatus::Partial,
            theta: None,
            lower: sum(&|s| s.lower).clamp(0.0, 1.0),
            upper: sum(&|s| s.upper).clamp(0.0, 1.0),
        };
    };
    let theta: f64 = filled().zip(&points).map(|(s, p)| weight(s) * p).sum();
    let spread: f64 = filled()
        .zip(&points)
        .map(|(s, p)| weight(s) * (p - theta).powi(2))
        .sum();
    let reach = |limit: &dyn Fn(&Stratum) -> f64| {
        let within: f64 = filled()
            .zip(&points)
            .map(|(s, p)| (weight(s) * (p - limit(s))).powi(2))
            .sum();
        (within + Z_C * Z_C / total * spread).sqrt()
    };
    let weak = filled().any(|s| s.status == StratumStatus::WeakText);
    Calibrated {
        status: if weak {
            CalibratedStatus::WeakText
        } else {
            CalibratedStatus::Ok
        },
        theta: Some(theta),
        lower: (theta - reach(&|s| s.lower)).max(0.0),
        upper: (theta + reach(&|s| s.upper)).min(1.0),
    }
}

/// Limits when A1 fails by up to Λ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Robust {
    /// Largest odds ratio, either way, between the text of the silent and that of respondents.
    pub lam: f64,
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}

impl Robust {
    /// As an interval.
    pub fn interval(&self) -> Interval {
        Interval {
            low: self.lower,
            high: self.upper,
        }
    }
}

/// The hull of the calibrated intervals at λ = Λ and λ = 1/Λ: the range shown by default is the one
/// at Λ = 1.5.
///
/// Source: statistics §4.4, where its coverage was measured.
pub fn robust(counts: &[StratumCounts], lam: f64) -> Robust {
    let at = |lambda: f64| {
        let strata: Vec<Stratum> = counts.iter().map(|c| stratum(c, lambda)).collect();
        calibrated(&strata)
    };
    let (more, less) = (at(lam), at(1.0 / lam));
    Robust {
        lam,
        lower: more.lower.min(less.lower),
        upper: more.upper.max(less.upper),
    }
}

/// What is shown at the top. The estimator never changes with the data, only whether its point is
/// shown: choosing among estimators by their results would spoil the coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Headline {
    /// Point and range.
    Calibrated,
    /// Range only.
    IntervalOnly,
    /// Nothing can be concluded.
    NoInformation,
}

/// Decides between point and range, range only, and nothing.
pub fn headline(strata: &[Stratum], joined: &Calibrated) -> Headline {
    let filled = || strata.iter().filter(|stratum| stratum.conversations > 0);
    let solid = |stratum: &Stratum| match stratum.status {
        StratumStatus::AllAnswered => true,
        StratumStatus::Ok => stratum.n1.min(stratum.n0) >= ANSWERS_FOR_A_POINT,
        _ => false,
    };
    if joined.theta.is_some() && filled().all(solid) {
        Headline::Calibrated
    } else if joined.upper - joined.lower < NO_INFORMATION_WIDTH {
        Headline::IntervalOnly
    } else {
        Headline::NoInformation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(n: u64, satisfied: u64) -> StratumCounts {
        StratumCounts {
            conversations: n,
            satisfied,
            dissatisfied: n - satisfied,
            ..StratumCounts::default()
        }
    }

    #[test]
    fn no_conversation_is_no_information() {
        let joined = calibrated(&[]);
        assert_eq!(joined.status, CalibratedStatus::Empty);
        assert_eq!(headline(&[], &joined), Headline::NoInformation);
    }

    #[test]
    fn everybody_answering_needs_no_text() {
        let strata = [
            stratum(&answered(30, 24), 1.0),
            stratum(&answered(10, 4), 1.0),
        ];
        let joined = calibrated(&strata);
        assert!((joined.theta.unwrap() - 0.7).abs() < 1e-12);
        assert_eq!(headline(&strata, &joined), Headline::Calibrated);
    }

    #[test]
    fn a_stratum_without_answers_leaves_a_range() {
        let silent = StratumCounts {
            conversations: 10,
            ..StratumCounts::default()
        };
        let strata = [stratum(&answered(90, 81), 1.0), stratum(&silent, 1.0)];
        let joined = calibrated(&strata);
        assert_eq!(
            (joined.status, joined.theta),
            (CalibratedStatus::Partial, None)
        );
        assert_eq!(headline(&strata, &joined), Headline::IntervalOnly);
        assert!(joined.upper > 0.95 && joined.lower < 0.81);
    }

    #[test]
    fn the_robust_range_holds_the_inner_band() {
        let counts = StratumCounts {
            conversations: 600,
            positive: 428,
            satisfied: 161,
            dissatisfied: 25,
            satisfied_positive: 137,
            dissatisfied_positive: 5,
        };
        let inner = calibrated(&[stratum(&counts, 1.0)]);
        let wide = robust(&[counts], 1.5);
        assert!(wide.lower <= inner.lower && inner.upper <= wide.upper);
    }
}
