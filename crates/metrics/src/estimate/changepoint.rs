//! A second opinion on change: how long has the present level lasted?

use libm::lgamma as ln_gamma;
use serde::Serialize;

use super::daily::DayCount;

/// A change at most so many days old is recent.
const RECENT_RUN: usize = 6;
/// First day index on which an alarm may ring: everything is recent before.
const FIRST_ALARM: usize = 13;
/// Probability of a recent change that rings it.
const ALARM: f64 = 0.9;
/// Log-probability under the best run's at which a run is forgotten: e⁻⁸⁰ is far below any
/// tolerance, and dropping such runs keeps long series linear.
const FORGOTTEN: f64 = -80.0;

/// Where the run length stands at the end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Changepoint {
    /// First day on which a recent change was at least 90 % probable.
    pub alarm: Option<u64>,
    /// Probability of a change in the last days, on the last day.
    pub prob_recent_last: f64,
    /// Most probable run length on the last day, in days (the shortest on a tie).
    pub map_run_length_last: u64,
}

/// One hypothesis: the level has lasted `length` days, with these counts.
struct Run {
    length: usize,
    positive: f64,
    other: f64,
    log_mass: f64,
}

/// Bayesian online changepoint detection over consecutive `days` numbered from `first_day`:
/// Beta(1,1)-binomial runs, hazard 1/`expected_run_days`.
///
/// `None` without days, or when the hazard is not strictly between 0 and 1.
///
/// Source: Adams & MacKay 2007; statistics §9.
pub fn changepoint(
    days: &[DayCount],
    first_day: u64,
    expected_run_days: f64,
) -> Option<Changepoint> {
    let hazard = expected_run_days.recip();
    if days.is_empty() || !(hazard > 0.0 && hazard < 1.0) {
        return None;
    }
    let mut runs = vec![Run {
        length: 0,
        positive: 1.0,
        other: 1.0,
        log_mass: 0.0,
    }];
    let mut alarm = None;
    for ((index, day), number) in days.iter().enumerate().zip(first_day..) {
        advance(&mut runs, day, hazard);
        if alarm.is_none() && index >= FIRST_ALARM && recent(&runs) >= ALARM {
            alarm = Some(number);
        }
    }
    let mut best: Option<&Run> = None;
    for run in &runs {
        let better = best.is_none_or(|best| {
            run.log_mass > best.log_mass
                || (run.log_mass == best.log_mass && run.length < best.length)
        });
        if better {
            best = Some(run);
        }
    }
    Some(Changepoint {
        alarm,
        prob_recent_last: recent(&runs),
        map_run_length_last: best.map_or(0, |run| run.length as u64),
    })
}

/// One day's update of every run, normalised.
fn advance(runs: &mut Vec<Run>, day: &DayCount, hazard: f64) {
    let k = day.positive as f64;
    let rest = day.counted.saturating_sub(day.positive) as f64;
    let ways = ln_gamma(k + rest + 1.0) - ln_gamma(k + 1.0) - ln_gamma(rest + 1.0);
    for run in runs.iter_mut() {
        if k + rest > 0.0 {
            run.log_mass += ways + ln_beta(run.positive + k, run.other + rest)
                - ln_beta(run.positive, run.other);
        }
        run.length += 1;
        run.positive += k;
        run.other += rest;
    }
    let evidence = log_sum(runs);
    for run in runs.iter_mut() {
        run.log_mass += (1.0 - hazard).ln() - evidence;
    }
    runs.push(Run {
        length: 0,
        positive: 1.0,
        other: 1.0,
        log_mass: hazard.ln(),
    });
    let best = runs
        .iter()
        .map(|run| run.log_mass)
        .fold(f64::NEG_INFINITY, f64::max);
    runs.retain(|run| run.log_mass - best > FORGOTTEN);
    let total = log_sum(runs);
    runs.iter_mut().for_each(|run| run.log_mass -= total);
}

fn recent(runs: &[Run]) -> f64 {
    runs.iter()
        .filter(|run| run.length <= RECENT_RUN)
        .map(|run| run.log_mass.exp())
        .sum()
}

fn log_sum(runs: &[Run]) -> f64 {
    let best = runs
        .iter()
        .map(|run| run.log_mass)
        .fold(f64::NEG_INFINITY, f64::max);
    best + runs
        .iter()
        .map(|run| (run.log_mass - best).exp())
        .sum::<f64>()
        .ln()
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
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
                        counted: 30,
                        positive: *positive,
                    },
                    *length,
                )
            })
            .collect()
    }

    #[test]
    fn a_steady_level_is_one_long_run() {
        let steady = changepoint(&days(&[(60, 24)]), 0, 60.0).unwrap();
        assert_eq!((steady.alarm, steady.map_run_length_last), (None, 60));
    }

    #[test]
    fn a_change_starts_a_new_run() {
        let fall = changepoint(&days(&[(60, 25), (10, 12)]), 0, 60.0).unwrap();
        assert_eq!(fall.map_run_length_last, 10);
        assert!(
            fall.alarm.is_some_and(|day| (60..65).contains(&day)),
            "{fall:?}"
        );
    }

    #[test]
    fn empty_days_change_nothing_but_the_time() {
        let empty = changepoint(&[DayCount::default(); 3], 0, 60.0).unwrap();
        assert_eq!(empty.map_run_length_last, 3);
        assert_eq!(changepoint(&[], 0, 60.0), None);
    }
}
