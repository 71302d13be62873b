//! Other roads to the headline's figure. They are shown beside it, never instead of it.

use serde::Serialize;
use tact_domain::Interval;

use super::stratum::{Stratum, StratumCounts, StratumStatus};
use super::tilt::{tilted, whole};
use super::wilson::Z_C;

/// Limits without a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Limits {
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}

/// Nothing believed of the touched conversations: from (1 − π)·l₀ to (1 − π)·u₀ + π, with the
/// intact stratum's limits l₀, u₀ and the touched share π.
///
/// Source: statistics §5.
pub fn worst_case_calibrated(intact: &Stratum, touched_share: f64) -> Limits {
    Limits {
        lower: ((1.0 - touched_share) * intact.lower).max(0.0),
        upper: ((1.0 - touched_share) * intact.upper + touched_share).min(1.0),
    }
}

/// Γ bounds around the calibrated intact stratum.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct GammaCalibrated {
    /// Largest odds ratio allowed.
    pub gamma: f64,
    /// θ(Γ).
    pub lower: f64,
    /// θ(1/Γ).
    pub upper: f64,
    /// Lower limit, sampling included.
    pub ci_lower: f64,
    /// Upper limit, sampling included.
    pub ci_upper: f64,
}

/// What a deletion may say at most: the touched conversations' odds of being dissatisfied are
/// between 1/Γ and Γ times those of the intact ones, whose calibrated share is p₀.
///
/// `n` is the number of conversations. Edge: without p₀, \[0, 1\].
///
/// Source: statistics §5.
pub fn gamma_calibrated(
    intact: &Stratum,
    touched_share: f64,
    n: u64,
    gamma: f64,
) -> GammaCalibrated {
    let Some(p) = intact.p else {
        return GammaCalibrated {
            gamma,
            lower: 0.0,
            upper: 1.0,
            ci_lower: 0.0,
            ci_upper: 1.0,
        };
    };
    let widest = gamma.max(1.0 / gamma);
    let narrowest = 1.0 / widest;
    let lower = whole(p, widest, touched_share);
    let upper = whole(p, narrowest, touched_share);
    let reach = |end: f64, limit: f64, odds: f64| {
        ((end - whole(limit, odds, touched_share)).powi(2) + mixing(p, odds, touched_share, n))
            .sqrt()
    };
    GammaCalibrated {
        gamma,
        lower,
        upper,
        ci_lower: (lower - reach(lower, intact.lower, widest)).max(0.0),
        ci_upper: (upper + reach(upper, intact.upper, narrowest)).min(1.0),
    }
}

/// z_C²·(h − p)²·π(1 − π)/N: what the sampling of the touched share adds.
fn mixing(p: f64, odds: f64, touched_share: f64, n: u64) -> f64 {
    if n == 0 {
        return 0.0;
    }
    let shift = tilted(p, odds) - p;
    Z_C * Z_C * shift * shift * touched_share * (1.0 - touched_share) / n as f64
}

/// How strongly deleting and being dissatisfied go together among respondents.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OddsRatio {
    /// ad/(bc), ½ added to each cell.
    pub odds_ratio: f64,
    /// Standard error of its logarithm.
    pub log_se: f64,
    /// Lower limit (97 %).
    pub lower: f64,
    /// Upper limit (97 %).
    pub upper: f64,
    /// Touched and dissatisfied, touched and satisfied, intact and dissatisfied, intact and
    /// satisfied.
    pub cells: [u64; 4],
}

impl OddsRatio {
    /// True when no difference is shown.
    pub fn includes_one(&self) -> bool {
        self.lower <= 1.0 && 1.0 <= self.upper
    }
}

/// Odds ratio of deletion and dissatisfaction among those who answered.
///
/// Selection on satisfaction and on deletion separately leaves it unchanged (the case–control
/// fact); selection on their combination does not.
///
/// Source: statistics §5.
pub fn odds_ratio(touched: &StratumCounts, intact: &StratumCounts) -> OddsRatio {
    let cells = [
        touched.dissatisfied,
        touched.satisfied,
        intact.dissatisfied,
        intact.satisfied,
    ];
    let [a, b, c, d] = cells.map(|cell| cell as f64 + 0.5);
    let ratio = a * d / (b * c);
    let log_se = (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
    OddsRatio {
        odds_ratio: ratio,
        log_se,
        lower: (ratio.ln() - Z_C * log_se).exp(),
        upper: (ratio.ln() + Z_C * log_se).exp(),
        cells,
    }
}

/// The intact stratum carried over to the touched one by the odds ratio.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Transport {
    /// Status of the intact stratum.
    pub status: StratumStatus,
    /// θ(OR), if the intact stratum has a point.
    pub theta: Option<f64>,
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}

/// θ(OR) with p₀ of the intact stratum and the odds ratio of respondents.
///
/// A clear gap to the headline points to people who deleted *and* are angry answering less than
/// either fact explains. Edge: without p₀, `no_calibration` and \[0, 1\].
///
/// Source: statistics §5.
pub fn transport(intact: &Stratum, ratio: &OddsRatio, touched_share: f64, n: u64) -> Transport {
    let Some(p) = intact.p else {
        return Transport {
            status: StratumStatus::NoCalibration,
            theta: None,
            lower: 0.0,
            upper: 1.0,
        };
    };
    let theta = whole(p, ratio.odds_ratio, touched_share);
    let mix = mixing(p, ratio.odds_ratio, touched_share, n);
    let reach = |limit: f64, odds: f64| {
        ((theta - whole(limit, ratio.odds_ratio, touched_share)).powi(2)
            + (theta - whole(p, odds, touched_share)).powi(2)
            + mix)
            .sqrt()
    };
    Transport {
        status: intact.status,
        theta: Some(theta),
        lower: (theta - reach(intact.lower, ratio.upper)).max(0.0),
        upper: (theta + reach(intact.upper, ratio.lower)).min(1.0),
    }
}

/// How many delete among the satisfied and among the dissatisfied, as transport sees it: the form
/// in which an odds ratio is shown to people. `None` when it is not defined.
pub fn implied_deletion_shares(
    intact: &Stratum,
    ratio: &OddsRatio,
    touched_share: f64,
) -> Option<(f64, f64)> {
    let p = intact.p?;
    let theta = whole(p, ratio.odds_ratio, touched_share);
    let among_touched = tilted(p, ratio.odds_ratio);
    let interior = theta > 0.0 && theta < 1.0;
    interior.then(|| {
        (
            touched_share * among_touched / theta,
            touched_share * (1.0 - among_touched) / (1.0 - theta),
        )
    })
}

impl Limits {
    /// As an interval.
    pub fn interval(&self) -> Interval {
        Interval {
            low: self.lower,
            high: self.upper,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::stratum;

    fn intact() -> StratumCounts {
        StratumCounts {
            conversations: 494,
            positive: 366,
            satisfied: 128,
            dissatisfied: 16,
            satisfied_positive: 107,
            dissatisfied_positive: 2,
        }
    }

    #[test]
    fn the_implied_shares_make_up_the_touched_share_again() {
        let touched = StratumCounts {
            satisfied: 18,
            dissatisfied: 9,
            ..StratumCounts::default()
        };
        let whole_intact = stratum(&intact(), 1.0);
        let ratio = odds_ratio(&touched, &intact());
        let theta = transport(&whole_intact, &ratio, 0.2, 600).theta.unwrap();
        let (satisfied, dissatisfied) =
            implied_deletion_shares(&whole_intact, &ratio, 0.2).unwrap();
        assert!((satisfied * theta + dissatisfied * (1.0 - theta) - 0.2).abs() < 1e-12);
        assert!(dissatisfied > satisfied);
    }

    #[test]
    fn without_answers_the_odds_ratio_is_one_and_shows_no_difference() {
        let none = StratumCounts::default();
        let ratio = odds_ratio(&none, &none);
        assert_eq!(ratio.odds_ratio, 1.0);
        assert!(ratio.includes_one());
    }

    #[test]
    fn without_a_calibrated_intact_stratum_nothing_is_carried_over() {
        let empty = stratum(&StratumCounts::default(), 1.0);
        let ratio = odds_ratio(&StratumCounts::default(), &intact());
        let carried = transport(&empty, &ratio, 1.0, 10);
        assert_eq!(
            (carried.theta, carried.lower, carried.upper),
            (None, 0.0, 1.0)
        );
        assert_eq!(gamma_calibrated(&empty, 1.0, 10, 2.0).ci_upper, 1.0);
        assert_eq!(
            worst_case_calibrated(&empty, 1.0),
            Limits {
                lower: 0.0,
                upper: 1.0
            }
        );
        assert_eq!(implied_deletion_shares(&empty, &ratio, 1.0), None);
    }
}
