//! A second reminder to a random part of the silent: the only road around assumption A1.

use tact_domain::Interval;

use super::cross_checks::Limits;
use super::manski::manski;
use super::wilson::{Z_95, wilson};

/// Answers at the first ask, and what a random follow-up of the silent brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// Conversations.
    pub conversations: u64,
    /// Answers before the follow-up.
    pub answers: u64,
    /// Satisfied ones among them.
    pub satisfied: u64,
    /// Silent customers drawn at random and asked again.
    pub followed: u64,
    /// Those of them who then answered.
    pub reached: u64,
    /// Satisfied ones among those.
    pub reached_satisfied: u64,
}

/// Bounds on the satisfied share that need no assumption on the silent: answers are counted, the
/// followed-up sample speaks for the silent, and those still unreached stay bounded as in the worst
/// case.
///
/// Estimand: the satisfied share among all. Assumption: the follow-up was drawn at random, not
/// chosen. Limits join both parts by MOVER at 95 %. With 300 followed up and 90 % reached the range
/// is about 15 points, with 40 % reached about 48.
/// Edges: nobody silent is a plain count; nobody followed leaves the silent open.
///
/// Source: Hansen & Hurwitz 1946; statistics §4.4.
pub fn followed_up(data: &FollowUp) -> Limits {
    let total = data.conversations;
    if total == 0 {
        return Limits {
            lower: 0.0,
            upper: 1.0,
        };
    }
    let answers = data.answers.min(total);
    let told = wilson(data.satisfied, answers, Z_95);
    let mean = if answers > 0 {
        data.satisfied.min(answers) as f64 / answers as f64
    } else {
        0.5
    };
    let silent = manski(data.reached_satisfied, data.reached, data.followed);
    let rho = answers as f64 / total as f64;
    let end = |unanswered: f64, limit: f64, told: f64, sign: f64| {
        let point = rho * mean + (1.0 - rho) * unanswered;
        let mix = Z_95 * Z_95 * rho * (1.0 - rho) * (mean - unanswered).powi(2) / total as f64;
        let reach =
            ((rho * (mean - told)).powi(2) + ((1.0 - rho) * (unanswered - limit)).powi(2) + mix)
                .sqrt();
        (point + sign * reach).clamp(0.0, 1.0)
    };
    Limits {
        lower: end(silent.lower, silent.ci_lower, told.low, -1.0),
        upper: end(silent.upper, silent.ci_upper, told.high, 1.0),
    }
}

/// Text accuracy among answers: satisfied and dissatisfied, and those of each with positive text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextAccuracy {
    /// Satisfied answers.
    pub satisfied: u64,
    /// Those with positive text.
    pub satisfied_positive: u64,
    /// Dissatisfied answers.
    pub dissatisfied: u64,
    /// Those with positive text.
    pub dissatisfied_positive: u64,
}

/// Λ measured: the upper 95 % limit of the larger of the two odds ratios (each taken as ≥ 1)
/// between the text of early and of late answers of equal satisfaction, ½ added to each cell.
///
/// It replaces the default of 1.5 in [`super::robust`]. `None` when a class has no answer on one
/// side: then nothing was measured.
///
/// Source: statistics §4.4.
pub fn measured_lambda(early: &TextAccuracy, late: &TextAccuracy) -> Option<f64> {
    let ratio = |(k1, n1): (u64, u64), (k2, n2): (u64, u64)| {
        if n1 == 0 || n2 == 0 {
            return None;
        }
        let cell = |count: u64| count as f64 + 0.5;
        let (a, b) = (cell(k1), cell(n1.saturating_sub(k1)));
        let (c, d) = (cell(k2), cell(n2.saturating_sub(k2)));
        let log = (a * d / (b * c)).ln().abs();
        Some((log, (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt()))
    };
    let satisfied = ratio(
        (early.satisfied_positive, early.satisfied),
        (late.satisfied_positive, late.satisfied),
    )?;
    let dissatisfied = ratio(
        (early.dissatisfied_positive, early.dissatisfied),
        (late.dissatisfied_positive, late.dissatisfied),
    )?;
    let (log, se) = if satisfied.0 >= dissatisfied.0 {
        satisfied
    } else {
        dissatisfied
    };
    Some((log + Z_95 * se).exp())
}

impl From<Limits> for Interval {
    fn from(limits: Limits) -> Self {
        limits.interval()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn study(reached: u64) -> FollowUp {
        FollowUp {
            conversations: 6_000,
            answers: 1_200,
            satisfied: 1_050,
            followed: 300,
            reached,
            reached_satisfied: reached * 3 / 4,
        }
    }

    #[test]
    fn reaching_nearly_all_leaves_about_fifteen_points() {
        let range = followed_up(&study(270));
        let width = range.upper - range.lower;
        assert!((0.12..0.18).contains(&width), "{width}");
    }

    #[test]
    fn reaching_less_than_half_leaves_about_half() {
        let range = followed_up(&study(120));
        let width = range.upper - range.lower;
        assert!((0.45..0.60).contains(&width), "{width}");
    }

    #[test]
    fn nobody_followed_leaves_the_silent_open() {
        let range = followed_up(&FollowUp {
            followed: 0,
            reached: 0,
            reached_satisfied: 0,
            ..study(0)
        });
        assert!(range.upper - range.lower > 0.79, "{range:?}");
        assert_eq!(
            followed_up(&FollowUp::default()),
            Limits {
                lower: 0.0,
                upper: 1.0
            }
        );
    }

    #[test]
    fn equal_accuracy_measures_a_lambda_near_one_when_there_are_many() {
        let half = TextAccuracy {
            satisfied: 100_000,
            satisfied_positive: 80_000,
            dissatisfied: 100_000,
            dissatisfied_positive: 20_000,
        };
        let lambda = measured_lambda(&half, &half).unwrap();
        assert!((1.0..1.05).contains(&lambda), "{lambda}");
        assert_eq!(measured_lambda(&half, &TextAccuracy::default()), None);
    }
}
