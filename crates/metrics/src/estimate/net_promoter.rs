//! Net Promoter Score with its interval.

use serde::Serialize;

use super::wilson::{Z_95, wilson};

/// Promoters minus detractors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct NetPromoter {
    /// Answers.
    pub n: u64,
    /// 9 and 10.
    pub promoters: u64,
    /// 0 to 6.
    pub detractors: u64,
    /// In points, −100 to 100.
    pub value: f64,
    /// Lower 95 % limit.
    pub lower: f64,
    /// Upper 95 % limit.
    pub upper: f64,
}

/// 100·(P − D)/n. Interval: both Wilson intervals joined by the method of variance estimates
/// recovery with the correlation of two shares of one multinomial,
/// ρ = −√(pq/((1 − p)(1 − q))), −1 where that is not defined (the widest).
///
/// Estimand: the score of everybody who would be asked, if those who answer are like them: they
/// seldom are. Edges: `None` without answers; counts above `n` are cut to it.
///
/// Source: Reichheld 2003; Zou & Donner 2008.
pub fn net_promoter(promoters: u64, detractors: u64, n: u64) -> Option<NetPromoter> {
    if n == 0 {
        return None;
    }
    let promoters = promoters.min(n);
    let detractors = detractors.min(n - promoters);
    let share = |count: u64| count as f64 / n as f64;
    let (p, q) = (share(promoters), share(detractors));
    let (high, low) = (wilson(promoters, n, Z_95), wilson(detractors, n, Z_95));
    let free = (1.0 - p) * (1.0 - q);
    let rho = if free > 0.0 {
        -(p * q / free).sqrt()
    } else {
        -1.0
    };
    let reach = |a: f64, b: f64| (a * a + b * b - 2.0 * rho * a * b).max(0.0).sqrt();
    let value = p - q;
    Some(NetPromoter {
        n,
        promoters,
        detractors,
        value: 100.0 * value,
        lower: 100.0 * (value - reach(p - high.low, low.high - q)).max(-1.0),
        upper: 100.0 * (value + reach(high.high - p, q - low.low)).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_promoters_and_three_detractors_of_ten_are_plus_twenty() {
        let found = net_promoter(5, 3, 10).unwrap();
        assert!((found.value - 20.0).abs() < 1e-12);
        assert!(found.lower < -20.0 && found.upper > 55.0, "{found:?}");
    }

    #[test]
    fn a_small_unanimous_sample_is_not_certain() {
        let all = net_promoter(5, 0, 5).unwrap();
        assert_eq!((all.value, all.upper), (100.0, 100.0));
        assert!(all.lower < 60.0, "{all:?}");
        let none = net_promoter(0, 5, 5).unwrap();
        assert_eq!((none.value, none.lower), (-100.0, -100.0));
        assert!(none.upper > -60.0, "{none:?}");
    }

    #[test]
    fn swapping_both_ends_turns_the_score_round() {
        for (p, d, n) in [(0, 0, 4), (3, 9, 20), (60, 15, 100), (7, 0, 7)] {
            let (one, other) = (
                net_promoter(p, d, n).unwrap(),
                net_promoter(d, p, n).unwrap(),
            );
            assert!((one.value + other.value).abs() < 1e-9);
            assert!((one.lower + other.upper).abs() < 1e-9);
            assert!(one.lower <= one.value && one.value <= one.upper);
        }
    }

    #[test]
    fn nobody_has_no_score() {
        assert_eq!(net_promoter(0, 0, 0), None);
    }
}
