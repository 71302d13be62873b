//! "What if the dissatisfied delete Γ times as often?": bounds on tone, and the value at which a
//! conclusion breaks.

use serde::{Serialize, Serializer};

use super::manski::{Bounds, imbens_manski};
use super::tilt::{tilt_slope, tilted, whole};
use super::wilson::wilson;

/// Bounds for one value of Γ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct GammaBounds {
    /// Largest odds ratio allowed between deleting and being dissatisfied.
    pub gamma: f64,
    /// The bounds it leaves.
    #[serde(flatten)]
    pub bounds: Bounds,
}

/// Bounds of a tone share when `k` of `m` intact conversations are positive, `n − m` of the `n` are
/// touched, and the odds of a negative outcome among the touched are between 1/Γ and Γ times those
/// among the intact.
///
/// Estimand: the share of positive outcomes among all. Assumption: Γ itself, chosen before the
/// result is shown. Γ = 1: deletion tells nothing; Γ → ∞: [`super::manski()`]. Edges: `n` or `m` = 0
/// gives \[0, 1\] without a critical value. A Γ under 1 counts as 1/Γ.
///
/// Source: Rosenbaum 2002; Little 1993; Robins, Rotnitzky & Scharfstein 2000; statistics §3.2.
pub fn gamma_bounds(k: u64, m: u64, n: u64, gamma: f64) -> GammaBounds {
    let widest = gamma.max(1.0 / gamma);
    GammaBounds {
        gamma,
        bounds: tilted_bounds(k, m, n, widest, 1.0 / widest),
    }
}

/// As [`gamma_bounds`], believing that the dissatisfied delete at least as often: θ(Γ) ≤ θ ≤ θ(1).
pub fn gamma_bounds_one_sided(k: u64, m: u64, n: u64, gamma: f64) -> GammaBounds {
    let widest = gamma.max(1.0 / gamma);
    GammaBounds {
        gamma,
        bounds: tilted_bounds(k, m, n, widest, 1.0),
    }
}

/// Bounds from the odds ratio of the lower end to that of the upper end.
fn tilted_bounds(k: u64, m: u64, n: u64, or_low: f64, or_high: f64) -> Bounds {
    let m = m.min(n);
    if n == 0 || m == 0 {
        return Bounds::UNKNOWN;
    }
    let k = k.min(m);
    let (seen, total) = (m as f64, n as f64);
    let p = k as f64 / seen;
    let touched = 1.0 - seen / total;
    let lower = whole(p, or_low, touched);
    let upper = whole(p, or_high, touched);
    // Sampling of the touched share moves θ by h − p.
    let mix = |odds: f64| (tilted(p, odds) - p).powi(2) * touched * (1.0 - touched) / total;
    let se = |odds: f64| {
        let slope = (1.0 - touched) + touched * tilt_slope(p, odds);
        (slope * slope * p * (1.0 - p) / seen + mix(odds)).sqrt()
    };
    let c = imbens_manski(upper - lower, se(or_low).max(se(or_high)));
    // The Wilson limits of p, carried through θ, keep an all-positive sample from collapsing.
    let limits = wilson(k, m, c);
    let reach = |end: f64, at: f64, odds: f64| {
        ((end - whole(at, odds, touched)).powi(2) + c * c * mix(odds)).sqrt()
    };
    Bounds {
        lower,
        upper,
        ci_lower: (lower - reach(lower, limits.low, or_low)).max(0.0),
        ci_upper: (upper + reach(upper, limits.high, or_high)).min(1.0),
        c: Some(c),
    }
}

/// Where the conclusion "at least τ satisfied" stops holding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Breakdown {
    /// The intact conversations alone do not reach the target.
    Already,
    /// No odds ratio, however large, brings it under the target.
    Never,
    /// It holds as long as the odds of deleting among the dissatisfied stay below this multiple.
    At(f64),
}

impl Serialize for Breakdown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Breakdown::Already => serializer.serialize_str("already"),
            Breakdown::Never => serializer.serialize_str("never"),
            Breakdown::At(gamma) => serializer.serialize_f64(*gamma),
        }
    }
}

/// Breakdown value Γ* of the conclusion "at least `target`", for a satisfied share `p` among the
/// intact and a share `touched` of conversations with a deletion.
///
/// Γ* = p(1 − h*)/(h*(1 − p)) with h* = (τ − (1 − π)p)/π. `None` without touched conversations or
/// without `p`: there is nothing to be sensitive to.
///
/// Source: Rosenbaum 2002; statistics §3.2.
pub fn breakdown(p: Option<f64>, touched: f64, target: f64) -> Option<Breakdown> {
    let p = p.filter(|p| p.is_finite())?;
    if touched.is_nan() || touched <= 0.0 {
        return None;
    }
    if p <= target {
        return Some(Breakdown::Already);
    }
    let kept = (1.0 - touched) * p;
    let needed = (target - kept) / touched;
    if kept > target || needed <= 0.0 || p >= 1.0 {
        return Some(Breakdown::Never);
    }
    Some(Breakdown::At(p * (1.0 - needed) / (needed * (1.0 - p))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_article_comes_out() {
        // 85 % positive among the kept, 15 % touched.
        for (gamma, expected) in [(1.0, 0.850), (2.0, 0.833), (3.0, 0.821), (5.0, 0.802)] {
            let found = gamma_bounds_one_sided(850, 1000, 1176, gamma).bounds.lower;
            assert!((found - expected).abs() < 6e-4, "Γ {gamma}: {found}");
        }
        let worst = gamma_bounds(8500, 10_000, 11_765, 1e12).bounds;
        assert!((worst.lower - 0.7225).abs() < 1e-4 && (worst.upper - 0.8725).abs() < 1e-4);
    }

    #[test]
    fn an_all_positive_sample_keeps_a_width() {
        let bounds = gamma_bounds(10, 10, 12, 2.0).bounds;
        assert_eq!((bounds.lower, bounds.upper), (1.0, 1.0));
        assert!(bounds.ci_lower < 0.9, "{bounds:?}");
    }

    #[test]
    fn nothing_intact_leaves_everything_open() {
        assert_eq!(gamma_bounds(0, 0, 12, 2.0).bounds, Bounds::UNKNOWN);
    }

    #[test]
    fn a_conclusion_holds_already_never_or_up_to_a_value() {
        assert_eq!(breakdown(Some(0.7), 0.1, 0.75), Some(Breakdown::Already));
        assert_eq!(breakdown(Some(0.95), 0.1, 0.75), Some(Breakdown::Never));
        assert_eq!(breakdown(Some(1.0), 0.5, 0.75), Some(Breakdown::Never));
        assert_eq!(breakdown(Some(0.9), 0.0, 0.75), None);
        assert_eq!(breakdown(None, 0.2, 0.75), None);
        let Some(Breakdown::At(gamma)) = breakdown(Some(0.803_272_656_1), 115.0 / 700.0, 0.75)
        else {
            panic!("a value was expected");
        };
        assert!((gamma - 4.441_124_585_8).abs() < 1e-7, "{gamma}");
        assert!((whole(0.803_272_656_1, gamma, 115.0 / 700.0) - 0.75).abs() < 1e-12);
    }
}
