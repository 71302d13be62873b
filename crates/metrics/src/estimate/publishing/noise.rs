//! Discrete Laplace noise, drawn exactly with whole numbers: floating Laplace leaks through its
//! last bits.

use crate::estimate::random::{RandomBits, uniform_below};

/// Strength of the noise: privacy loss ε in thousandths, and C, the most conversations of one
/// customer that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoiseScale {
    epsilon_thousandths: u64,
    contribution: u64,
}

impl NoiseScale {
    /// `None` unless both are positive and at most a million.
    pub fn new(epsilon_thousandths: u32, contribution: u32) -> Option<Self> {
        let allowed = 1..=1_000_000;
        (allowed.contains(&epsilon_thousandths) && allowed.contains(&contribution)).then_some(
            Self {
                epsilon_thousandths: u64::from(epsilon_thousandths),
                contribution: u64::from(contribution),
            },
        )
    }

    /// α = e^(−ε/C).
    pub fn alpha(&self) -> f64 {
        (-(self.epsilon_thousandths as f64) / (1_000.0 * self.contribution as f64)).exp()
    }

    /// Variance 2α/(1 − α)² of one draw.
    pub fn variance(&self) -> f64 {
        let alpha = self.alpha();
        2.0 * alpha / ((1.0 - alpha) * (1.0 - alpha))
    }

    /// ε in thousandths.
    pub fn epsilon_thousandths(&self) -> u64 {
        self.epsilon_thousandths
    }

    /// The most conversations of one customer that count.
    pub fn contribution(&self) -> u64 {
        self.contribution
    }
}

/// One draw with P(x) = (1 − α)/(1 + α)·α^|x|, exactly, using whole numbers only.
///
/// `random` must be secure where the result is published.
///
/// Source: Ghosh, Roughgarden & Sundararajan 2012; Mironov 2012; sampler: Canonne, Kamath & Steinke
/// 2020, algorithm 2.
pub fn discrete_laplace(scale: &NoiseScale, random: &mut dyn RandomBits) -> i64 {
    // The scale C/ε as the fraction t/s.
    let (t, s) = (scale.contribution * 1_000, scale.epsilon_thousandths);
    loop {
        let part = uniform_below(random, t);
        if !exp_bernoulli(part, t, random) {
            continue;
        }
        let mut whole = 0;
        while exp_bernoulli(1, 1, random) {
            whole += 1;
        }
        let magnitude = ((part + t * whole) / s) as i64;
        let negative = uniform_below(random, 2) == 1;
        // Otherwise zero would be drawn twice as often.
        if negative && magnitude == 0 {
            continue;
        }
        return if negative { -magnitude } else { magnitude };
    }
}

/// True with probability e^(−a/b), for a ≤ b: the alternating series read as coin tosses.
fn exp_bernoulli(a: u64, b: u64, random: &mut dyn RandomBits) -> bool {
    let mut toss = 1u64;
    while uniform_below(random, b.saturating_mul(toss)) < a {
        toss += 1;
    }
    toss % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::random::SplitMix64;

    #[test]
    fn the_frequencies_are_those_of_the_law() {
        let scale = NoiseScale::new(500, 1).unwrap();
        let mut random = SplitMix64::new(11);
        let draws = 60_000;
        let mut seen = std::collections::HashMap::new();
        for _ in 0..draws {
            *seen
                .entry(discrete_laplace(&scale, &mut random))
                .or_insert(0u32) += 1;
        }
        let alpha = scale.alpha();
        for x in -4i64..=4 {
            let expected = (1.0 - alpha) / (1.0 + alpha) * alpha.powi(x.abs() as i32);
            let found = f64::from(*seen.get(&x).unwrap_or(&0)) / f64::from(draws);
            assert!(
                (found - expected).abs() < 0.006,
                "{x}: {found} is not {expected}"
            );
        }
    }

    #[test]
    fn the_variance_is_that_of_the_law() {
        let scale = NoiseScale::new(1_000, 3).unwrap();
        let mut random = SplitMix64::new(12);
        let draws: Vec<f64> = (0..40_000)
            .map(|_| discrete_laplace(&scale, &mut random) as f64)
            .collect();
        let found = draws.iter().map(|x| x * x).sum::<f64>() / draws.len() as f64;
        assert!(
            (found / scale.variance() - 1.0).abs() < 0.05,
            "{found} {}",
            scale.variance()
        );
    }

    #[test]
    fn no_privacy_or_no_customer_has_no_scale() {
        assert_eq!(NoiseScale::new(0, 1), None);
        assert_eq!(NoiseScale::new(100, 0), None);
    }
}
