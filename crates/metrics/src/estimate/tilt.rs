//! How satisfaction shifts when the dissatisfied delete more often: the odds-ratio tilt.

/// Satisfied share among touched conversations when their odds of being dissatisfied are
/// `odds_ratio` times those of the intact ones, whose satisfied share is `p`:
/// h(p, OR) = p / (p + OR·(1 − p)).
pub(super) fn tilted(p: f64, odds_ratio: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    p / (p + odds_ratio * (1.0 - p))
}

/// Satisfied share of all conversations, a share `touched` of which is tilted:
/// θ(OR) = (1 − π)·p + π·h(p, OR).
pub(super) fn whole(p: f64, odds_ratio: f64, touched: f64) -> f64 {
    (1.0 - touched) * p + touched * tilted(p, odds_ratio)
}

/// dh/dp, or 1 where the fraction has no value.
pub(super) fn tilt_slope(p: f64, odds_ratio: f64) -> f64 {
    let denominator = p + odds_ratio * (1.0 - p);
    if denominator == 0.0 {
        1.0
    } else {
        odds_ratio / (denominator * denominator)
    }
}
