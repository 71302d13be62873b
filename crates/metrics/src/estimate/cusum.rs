//! Has satisfaction fallen? A running sum that forgets good days.

use serde::Serialize;

use super::daily::DayCount;

/// What counts as a fall, and when to say so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CusumPlan {
    /// Days at the start that set the usual level.
    pub baseline_days: usize,
    /// Fall in odds worth finding.
    pub odds_ratio: f64,
    /// Height at which the alarm rings: 8 gave false alarms in 1 to 6 % of 92-day periods.
    pub threshold: f64,
}

impl Default for CusumPlan {
    fn default() -> Self {
        Self {
            baseline_days: 28,
            odds_ratio: 1.5,
            threshold: 8.0,
        }
    }
}

/// The running sum over a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cusum {
    /// Usual level, from the baseline.
    pub p0: f64,
    /// Level after the fall worth finding.
    pub p1: f64,
    /// First day at or above the threshold.
    pub alarm: Option<u64>,
    /// Highest value.
    pub max: f64,
    /// Value on the last day.
    pub last: f64,
}

/// CUSUM for a fall over consecutive `days`, the first of which is numbered `first_day`.
///
/// S = max(0, S + k·ln(p₁/p₀) + (n − k)·ln((1 − p₁)/(1 − p₀))) from the end of the baseline on.
/// Assumption: the baseline was a normal time. An alarm on tone while deletions rise at the same
/// time must say so: rising deletion can raise the tone of what is kept. `None` without days.
///
/// Source: Page 1954; Steiner et al. 2000; statistics §9.
pub fn cusum(days: &[DayCount], first_day: u64, plan: &CusumPlan) -> Option<Cusum> {
    if days.is_empty() {
        return None;
    }
    let (baseline, watched) = days.split_at(plan.baseline_days.min(days.len()));
    let positive: u64 = baseline.iter().map(|day| day.positive).sum();
    let counted: u64 = baseline.iter().map(|day| day.counted).sum();
    let p0 = (positive as f64 + 0.5) / (counted as f64 + 1.0);
    let p1 = p0 / (p0 + plan.odds_ratio * (1.0 - p0));
    let (step_positive, step_other) = ((p1 / p0).ln(), ((1.0 - p1) / (1.0 - p0)).ln());
    let mut result = Cusum {
        p0,
        p1,
        alarm: None,
        max: 0.0,
        last: 0.0,
    };
    let numbers = first_day + baseline.len() as u64..;
    for (day, number) in watched.iter().zip(numbers) {
        let other = day.counted.saturating_sub(day.positive) as f64;
        let step = day.positive as f64 * step_positive + other * step_other;
        result.last = (result.last + step).max(0.0);
        result.max = result.max.max(result.last);
        if result.alarm.is_none() && result.last >= plan.threshold {
            result.alarm = Some(number);
        }
    }
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(levels: &[(usize, u64)]) -> Vec<DayCount> {
        levels
            .iter()
            .flat_map(|(length, positive)| {
                std::iter::repeat_n(
                    DayCount {
                        counted: 20,
                        positive: *positive,
                    },
                    *length,
                )
            })
            .collect()
    }

    #[test]
    fn a_steady_service_rings_no_alarm() {
        let steady = cusum(&days(&[(90, 16)]), 0, &CusumPlan::default()).unwrap();
        assert_eq!((steady.alarm, steady.last), (None, 0.0));
    }

    #[test]
    fn a_fall_is_found_within_days() {
        let fall = cusum(&days(&[(40, 16), (20, 11)]), 100, &CusumPlan::default()).unwrap();
        assert!(
            fall.alarm.is_some_and(|day| (140..146).contains(&day)),
            "{fall:?}"
        );
    }

    #[test]
    fn a_series_shorter_than_its_baseline_has_nothing_to_watch() {
        let short = cusum(&days(&[(5, 16)]), 0, &CusumPlan::default()).unwrap();
        assert_eq!((short.alarm, short.max), (None, 0.0));
        assert_eq!(cusum(&[], 0, &CusumPlan::default()), None);
    }
}
