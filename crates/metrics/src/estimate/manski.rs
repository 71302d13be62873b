//! Bounds that believe nothing of what was not seen.

use serde::Serialize;

use super::critical::{halved, normal_cdf, normal_quantile};
use super::wilson::{Z_95, wilson};

/// Identification bounds, and an interval that covers the true share itself.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bounds {
    /// Smallest share the data allow.
    pub lower: f64,
    /// Largest share the data allow.
    pub upper: f64,
    /// Lower 95 % limit, sampling included.
    pub ci_lower: f64,
    /// Upper 95 % limit, sampling included.
    pub ci_upper: f64,
    /// Critical value used; `None` when nothing was seen to base it on.
    pub c: Option<f64>,
}

impl Bounds {
    /// Nothing is ruled out.
    pub const UNKNOWN: Self = Self {
        lower: 0.0,
        upper: 1.0,
        ci_lower: 0.0,
        ci_upper: 1.0,
        c: None,
    };

    /// The interval with sampling included.
    pub fn interval(&self) -> tact_domain::Interval {
        tact_domain::Interval {
            low: self.ci_lower,
            high: self.ci_upper,
        }
    }
}

/// Worst-case bounds of a share when `k` of the `m` units seen have the property and `n − m` of the
/// `n` units were not seen.
///
/// Estimand: the share among all `n` (as a process). Assumption: none on the unseen. Lower k/n,
/// upper (k + n − m)/n: the width is the unseen share, and no analysis of what was kept can remove
/// it. Edges: `n` = 0 or all unseen gives \[0, 1\]; all seen gives Wilson at 95 %.
///
/// Source: Manski 1989; Horowitz & Manski 2000; interval: Imbens & Manski 2004, Stoye 2009.
pub fn manski(k: u64, m: u64, n: u64) -> Bounds {
    if n == 0 {
        return Bounds::UNKNOWN;
    }
    let m = m.min(n);
    let k = k.min(m);
    let total = n as f64;
    let most = k + (n - m);
    let (lower, upper) = (k as f64 / total, most as f64 / total);
    let se = |bound: f64| (bound * (1.0 - bound) / total).sqrt();
    let c = imbens_manski(upper - lower, se(lower).max(se(upper)));
    Bounds {
        lower,
        upper,
        ci_lower: wilson(k, n, c).low,
        ci_upper: wilson(most, n, c).high,
        c: Some(c),
    }
}

/// The critical value c with Φ(c + Δ/se) − Φ(−c) = 0.95, between 1.6449 (wide bounds, only one end
/// can be wrong) and 1.9600 (a point).
pub(super) fn imbens_manski(delta: f64, se: f64) -> f64 {
    if delta <= 0.0 {
        return Z_95;
    }
    let one_sided = normal_quantile(0.95);
    if se <= 0.0 {
        return one_sided;
    }
    halved(one_sided, Z_95, 0.95, |c| {
        normal_cdf(c + delta / se) - normal_cdf(-c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_is_the_unseen_share() {
        let bounds = manski(186, 220, 1000);
        assert!((bounds.lower - 0.186).abs() < 1e-12);
        assert!((bounds.upper - 0.966).abs() < 1e-12);
    }

    #[test]
    fn all_seen_is_wilson() {
        let bounds = manski(428, 600, 600);
        let plain = wilson(428, 600, Z_95);
        assert_eq!((bounds.ci_lower, bounds.ci_upper), (plain.low, plain.high));
        assert_eq!(bounds.c, Some(Z_95));
    }

    #[test]
    fn all_unseen_rules_nothing_out() {
        let bounds = manski(0, 0, 600);
        assert_eq!((bounds.ci_lower, bounds.ci_upper), (0.0, 1.0));
        assert_eq!(manski(0, 0, 0), Bounds::UNKNOWN);
    }

    #[test]
    fn the_critical_value_lies_between_one_and_two_sided() {
        for (delta, se) in [(1e-6, 0.1), (0.05, 0.05), (0.5, 0.01)] {
            let c = imbens_manski(delta, se);
            assert!((1.644_85..=Z_95).contains(&c), "{c}");
            let reached = normal_cdf(c + delta / se) - normal_cdf(-c);
            assert!((reached - 0.95).abs() < 1e-14, "{reached}");
        }
    }
}
