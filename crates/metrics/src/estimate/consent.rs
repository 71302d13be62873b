//! The third hole: customers who did not agree to text analysis are unseen, and they may differ.

use serde::Serialize;
use tact_domain::Interval;

use super::cross_checks::Limits;
use super::headline::Calibrated;
use super::tilt::{tilted, whole};
use super::wilson::Z_C;

/// Satisfied share of *all* customers when nothing is believed of those who did not consent.
///
/// `point` and `limits` are those of the consenting ones (under A1, or the robust range), a share
/// `consenting` of `n` conversations. Lower w·θ, upper w·θ + (1 − w), limits by MOVER with the
/// sampling of w added. Edge: without a point the limits themselves are carried over; nobody
/// consenting is \[0, 1\].
///
/// Source: docs/statistics-consent.md; Manski 2003.
pub fn all_customers_worst_case(
    point: Option<f64>,
    limits: Interval,
    consenting: f64,
    n: u64,
) -> Limits {
    if n == 0 {
        return Limits {
            lower: 0.0,
            upper: 1.0,
        };
    }
    let shift = consenting * (1.0 - consenting) / n as f64;
    let (low, high) = (point.unwrap_or(limits.low), point.unwrap_or(limits.high));
    let reach = |distance: f64, moved: f64| {
        ((consenting * distance).powi(2) + Z_C * Z_C * shift * moved * moved).sqrt()
    };
    Limits {
        lower: (consenting * low - reach(low - limits.low, low)).max(0.0),
        upper: (consenting * high + (1.0 - consenting) + reach(limits.high - high, 1.0 - high))
            .min(1.0),
    }
}

/// Bounds on the satisfied share of all customers for one Γ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ConsentGamma {
    /// Largest odds ratio allowed between withholding consent and being dissatisfied, either way.
    pub gamma: f64,
    /// θ(Γ); `None` without a point among the consenting.
    pub lower: Option<f64>,
    /// θ(1/Γ); `None` without a point among the consenting.
    pub upper: Option<f64>,
    /// Lower limit, sampling included.
    pub ci_lower: f64,
    /// Upper limit, sampling included.
    pub ci_upper: f64,
}

/// Satisfied share of all customers when the odds of being dissatisfied among those who did not
/// consent are between 1/Γ and Γ times those among the consenting. Γ is chosen before the result is
/// seen; the data cannot tell it.
///
/// The tilt rises with p, so where the consenting have only limits these are carried over.
///
/// Source: docs/statistics-consent.md; Rosenbaum 2002.
pub fn all_customers_gamma(
    joined: &Calibrated,
    limits: Interval,
    consenting: f64,
    n: u64,
    gamma: f64,
) -> ConsentGamma {
    let unseen = 1.0 - consenting;
    let widest = gamma.max(1.0 / gamma);
    let reach = |from: f64, limit: f64, odds: f64| {
        let carried = whole(from, odds, unseen) - whole(limit, odds, unseen);
        let moved = tilted(from, odds) - from;
        let mix = if n == 0 {
            0.0
        } else {
            unseen * consenting / n as f64
        };
        carried.hypot(Z_C * moved * mix.sqrt())
    };
    let end = |odds: f64, limit: f64| {
        let from = joined.theta.unwrap_or(limit);
        (whole(from, odds, unseen), reach(from, limit, odds))
    };
    let (low, below) = end(widest, limits.low);
    let (high, above) = end(1.0 / widest, limits.high);
    ConsentGamma {
        gamma,
        lower: joined.theta.map(|_| low),
        upper: joined.theta.map(|_| high),
        ci_lower: (low - below).max(0.0),
        ci_upper: (high + above).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::headline::CalibratedStatus;
    use super::*;

    fn joined(theta: Option<f64>) -> Calibrated {
        Calibrated {
            status: CalibratedStatus::Ok,
            theta,
            lower: 0.7,
            upper: 0.9,
        }
    }

    const LIMITS: Interval = Interval {
        low: 0.7,
        high: 0.9,
    };

    #[test]
    fn everybody_consenting_leaves_the_headline_as_it_is() {
        let worst = all_customers_worst_case(Some(0.8), LIMITS, 1.0, 500);
        assert!((worst.lower - 0.7).abs() < 1e-12 && (worst.upper - 0.9).abs() < 1e-12);
        let gamma = all_customers_gamma(&joined(Some(0.8)), LIMITS, 1.0, 500, 5.0);
        assert!((gamma.ci_lower - 0.7).abs() < 1e-12 && (gamma.ci_upper - 0.9).abs() < 1e-12);
    }

    #[test]
    fn a_fifth_consenting_leaves_four_fifths_open() {
        let worst = all_customers_worst_case(Some(0.8), LIMITS, 0.2, 500);
        assert!(worst.upper - worst.lower > 0.8, "{worst:?}");
    }

    #[test]
    fn nobody_consenting_rules_nothing_out() {
        let nobody = all_customers_worst_case(None, Interval::UNIT, 0.0, 500);
        assert_eq!(
            nobody,
            Limits {
                lower: 0.0,
                upper: 1.0
            }
        );
    }

    #[test]
    fn a_gamma_of_one_says_that_those_who_declined_are_alike() {
        let same = all_customers_gamma(&joined(Some(0.8)), LIMITS, 0.2, 500, 1.0);
        assert!((same.lower.unwrap() - 0.8).abs() < 1e-12);
        assert!((same.ci_lower - 0.7).abs() < 1e-12);
    }

    #[test]
    fn limits_without_a_point_are_carried_over() {
        let range = all_customers_gamma(&joined(None), LIMITS, 0.5, 500, 2.0);
        assert_eq!(range.lower, None);
        assert!(range.ci_lower < 0.7 && range.ci_upper > 0.9);
    }
}
