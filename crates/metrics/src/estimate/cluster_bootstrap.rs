//! A share whose units come several from one customer: resample customers, not conversations.

use tact_domain::Interval;

use super::random::{SplitMix64, uniform_below};
use super::wilson::{Z_95, wilson};

/// Resamples.
const RESAMPLES: usize = 1_000;
/// Share of conversations from returning customers above which the interval is widened.
const RETURNING: f64 = 0.2;
/// Customers above which the linearised variance stands in for resampling: with so many the two
/// agree to the third decimal, and the work stays in proportion to the data.
const RESAMPLED_CUSTOMERS: usize = 20_000;

/// Conversations of one customer: `k` with the property among `n`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CustomerCount {
    /// Conversations with the property.
    pub k: u64,
    /// Conversations.
    pub n: u64,
}

/// 95 % interval of a share over conversations: Wilson's, or the wider of Wilson's and a bootstrap
/// over customers where more than a fifth of the conversations come from returning customers.
///
/// Estimand: as [`wilson()`]. Assumption: customers are independent, conversations of one are not.
/// The same `seed` gives the same interval. Show the number of customers beside it.
///
/// Source: statistics §2; Efron 1979.
pub fn clustered_interval(customers: &[CustomerCount], seed: u64) -> Interval {
    let filled: Vec<CustomerCount> = customers
        .iter()
        .copied()
        .filter(|customer| customer.n > 0)
        .collect();
    let (k, n) = filled
        .iter()
        .fold((0, 0), |(k, n), c| (k + c.k.min(c.n), n + c.n));
    let plain = wilson(k, n, Z_95);
    let returning: u64 = filled.iter().filter(|c| c.n > 1).map(|c| c.n).sum();
    if n == 0 || returning as f64 <= RETURNING * n as f64 {
        return plain;
    }
    let clustered = if filled.len() > RESAMPLED_CUSTOMERS {
        linearised(&filled, k as f64 / n as f64, n as f64)
    } else {
        resampled(&filled, seed)
    };
    if clustered.width() > plain.width() {
        clustered
    } else {
        plain
    }
}

fn resampled(customers: &[CustomerCount], seed: u64) -> Interval {
    let mut random = SplitMix64::new(seed);
    let mut shares: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let (mut k, mut n) = (0u64, 0u64);
            for _ in customers {
                let drawn = uniform_below(&mut random, customers.len() as u64) as usize;
                let drawn = customers.get(drawn).copied().unwrap_or_default();
                k += drawn.k.min(drawn.n);
                n += drawn.n;
            }
            k as f64 / n as f64
        })
        .collect();
    shares.sort_unstable_by(f64::total_cmp);
    let point = |share: f64| {
        let position = share * (RESAMPLES - 1) as f64;
        let below = shares
            .get(position.floor() as usize)
            .copied()
            .unwrap_or(0.0);
        let above = shares
            .get(position.ceil() as usize)
            .copied()
            .unwrap_or(below);
        below + (above - below) * position.fract()
    };
    Interval {
        low: point(0.025),
        high: point(0.975),
    }
}

/// p ± z·√(Σ(k_i − p·n_i)²)/n.
fn linearised(customers: &[CustomerCount], p: f64, n: f64) -> Interval {
    let scatter: f64 = customers
        .iter()
        .map(|c| (c.k.min(c.n) as f64 - p * c.n as f64).powi(2))
        .sum();
    let reach = Z_95 * scatter.sqrt() / n;
    Interval {
        low: (p - reach).max(0.0),
        high: (p + reach).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twins(pairs: usize) -> Vec<CustomerCount> {
        (0..pairs)
            .map(|i| CustomerCount {
                k: 10 * u64::from(i % 4 != 0),
                n: 10,
            })
            .collect()
    }

    #[test]
    fn single_visits_are_plain_wilson() {
        let customers: Vec<CustomerCount> = (0..100)
            .map(|i| CustomerCount {
                k: u64::from(i % 4 != 0),
                n: 1,
            })
            .collect();
        assert_eq!(clustered_interval(&customers, 1), wilson(75, 100, Z_95));
        assert_eq!(clustered_interval(&[], 1), Interval::UNIT);
    }

    #[test]
    fn customers_who_always_feel_alike_widen_the_interval_as_if_each_came_once() {
        let found = clustered_interval(&twins(100), 1);
        let each_once = wilson(75, 100, Z_95);
        assert!(found.width() > 2.5 * wilson(750, 1_000, Z_95).width());
        assert!(
            (found.width() - each_once.width()).abs() < 0.02,
            "{found:?} {each_once:?}"
        );
    }

    #[test]
    fn one_seed_gives_one_interval() {
        assert_eq!(
            clustered_interval(&twins(40), 5),
            clustered_interval(&twins(40), 5)
        );
    }

    #[test]
    fn both_roads_meet_where_one_takes_over() {
        let customers = twins(4_000);
        let (slow, fast) = (
            resampled(&customers, 3),
            linearised(&customers, 0.75, 40_000.0),
        );
        assert!((slow.low - fast.low).abs() < 2e-3 && (slow.high - fast.high).abs() < 2e-3);
    }
}
