//! One stratum of the headline: count those who answered, infer those who did not.

use std::ops::AddAssign;

use serde::Serialize;
use tact_domain::Interval;

use super::wilson::{Z_C, wilson};

/// Everything the headline needs to know of one stratum. Partial counts add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StratumCounts {
    /// Conversations, N.
    pub conversations: u64,
    /// Conversations whose remaining text is positive, Q.
    pub positive: u64,
    /// Answers 4 or 5, n₁.
    pub satisfied: u64,
    /// Answers 1 to 3, n₀.
    pub dissatisfied: u64,
    /// Satisfied answers whose text is positive, x₁.
    pub satisfied_positive: u64,
    /// Dissatisfied answers whose text is positive, x₀.
    pub dissatisfied_positive: u64,
}

impl StratumCounts {
    /// Counts one conversation. `satisfied` is `None` when no survey answer came.
    pub fn count(&mut self, positive: bool, satisfied: Option<bool>) {
        let text = u64::from(positive);
        self.conversations += 1;
        self.positive += text;
        match satisfied {
            Some(true) => {
                self.satisfied += 1;
                self.satisfied_positive += text;
            }
            Some(false) => {
                self.dissatisfied += 1;
                self.dissatisfied_positive += text;
            }
            None => {}
        }
    }

    /// Survey answers.
    pub fn answers(&self) -> u64 {
        self.satisfied + self.dissatisfied
    }
}

impl AddAssign for StratumCounts {
    fn add_assign(&mut self, other: Self) {
        self.conversations += other.conversations;
        self.positive += other.positive;
        self.satisfied += other.satisfied;
        self.dissatisfied += other.dissatisfied;
        self.satisfied_positive += other.satisfied_positive;
        self.dissatisfied_positive += other.dissatisfied_positive;
    }
}

/// What a stratum allows one to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StratumStatus {
    /// Calibrated by its own answers.
    Ok,
    /// Nobody is in it.
    Empty,
    /// Everybody answered: a plain count.
    AllAnswered,
    /// No satisfied or no dissatisfied answer: the text cannot be calibrated.
    NoCalibration,
    /// The text does not tell satisfied from dissatisfied well enough.
    WeakText,
}

/// The calibrated share of satisfied conversations in one stratum.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stratum {
    /// Conversations.
    #[serde(rename = "N")]
    pub conversations: u64,
    /// Satisfied answers.
    pub n1: u64,
    /// Dissatisfied answers.
    pub n0: u64,
    /// What it allows.
    pub status: StratumStatus,
    /// Share satisfied, all conversations of the stratum.
    pub p: Option<f64>,
    /// Lower limit (97 % construction).
    pub lower: f64,
    /// Upper limit (97 % construction).
    pub upper: f64,
    /// Share satisfied among those who did not answer.
    pub p_nonresp: Option<f64>,
    /// Share of satisfied customers whose text is positive.
    pub sens: Option<f64>,
    /// Share of dissatisfied customers whose text is positive.
    pub fpr: Option<f64>,
    /// `sens − fpr`: what the text tells.
    pub youden: Option<f64>,
}

impl Stratum {
    /// The 97 % construction's interval.
    pub fn interval(&self) -> Interval {
        Interval {
            low: self.lower,
            high: self.upper,
        }
    }
}

/// Text accuracy among the silent, carried over from those who answered.
struct Accuracy {
    sens: f64,
    fpr: f64,
    sens_variance: f64,
    fpr_variance: f64,
}

/// Share of the satisfied in one stratum.
///
/// Estimand: share with a score of 4 or 5 had everyone answered. Assumption A1: at equal
/// satisfaction, those who answer and those who do not leave positive text equally often; A2: text
/// tells (more positive text among the satisfied); A3: invitations do not depend on satisfaction.
/// `lambda` is how A1 fails: the odds of positive text among the silent are λ times those of
/// respondents of equal satisfaction (1 when A1 holds).
///
/// Answers are counted with Wilson limits; the silent are p̂ = (q − f)/J with a Fieller set; both
/// are joined by MOVER. What is not known falls back to \[0, 1\] by itself.
///
/// Source: Rogan & Gladen 1978; d'Haultfœuille 2010; Miao & Tchetgen Tchetgen 2016; Fieller 1954;
/// statistics §4.2 and 4.4.
pub fn stratum(counts: &StratumCounts, lambda: f64) -> Stratum {
    let total = counts.conversations;
    let answers = counts.answers().min(total);
    let mut result = Stratum {
        conversations: total,
        n1: counts.satisfied,
        n0: counts.dissatisfied,
        status: StratumStatus::Empty,
        p: None,
        lower: 0.0,
        upper: 1.0,
        p_nonresp: None,
        sens: None,
        fpr: None,
        youden: None,
    };
    if total == 0 {
        return result;
    }
    let told = wilson(counts.satisfied, answers, Z_C);
    let silent = total - answers;
    if silent == 0 {
        result.status = StratumStatus::AllAnswered;
        result.p = Some(counts.satisfied as f64 / answers as f64);
        (result.lower, result.upper) = (told.low, told.high);
        return result;
    }
    let share_answered = answers as f64 / total as f64;
    let without_point = |stratum: &mut Stratum| {
        stratum.lower = share_answered * told.low;
        stratum.upper = share_answered * told.high + (1.0 - share_answered);
    };
    if counts.satisfied == 0 || counts.dissatisfied == 0 {
        result.status = StratumStatus::NoCalibration;
        without_point(&mut result);
        return result;
    }
    let accuracy = Accuracy::of(counts, lambda);
    let youden = accuracy.sens - accuracy.fpr;
    (result.sens, result.fpr) = (Some(accuracy.sens), Some(accuracy.fpr));
    result.youden = Some(youden);

    let heard = counts.satisfied_positive + counts.dissatisfied_positive;
    let positive_silent = counts.positive.saturating_sub(heard) as f64 / silent as f64;
    let (status, point, limits) = accuracy.silent_satisfied(positive_silent, silent as f64);
    result.status = status;
    result.p_nonresp = point;
    let Some(point) = point else {
        without_point(&mut result);
        return result;
    };
    let mean = counts.satisfied as f64 / answers as f64;
    let p = share_answered * mean + (1.0 - share_answered) * point;
    // Which share answers is itself a sample.
    let mix =
        Z_C * Z_C * share_answered * (1.0 - share_answered) * (mean - point).powi(2) / total as f64;
    let reach = |answered: f64, unanswered: f64| {
        ((share_answered * answered).powi(2) + ((1.0 - share_answered) * unanswered).powi(2) + mix)
            .sqrt()
    };
    result.p = Some(p);
    result.lower = (p - reach(mean - told.low, point - limits.low)).max(0.0);
    result.upper = (p + reach(told.high - mean, limits.high - point)).min(1.0);
    result
}

impl Accuracy {
    /// Accuracy among those who answered, shifted by λ on the odds for those who did not.
    fn of(counts: &StratumCounts, lambda: f64) -> Self {
        let shifted = |positive: u64, all: u64| {
            let size = all as f64 + 1.0;
            let share = (positive as f64 + 0.5) / size;
            let moved = share * lambda / (1.0 - share + share * lambda);
            let stretch = moved * (1.0 - moved) / (share * (1.0 - share));
            (moved, share * (1.0 - share) / size * stretch * stretch)
        };
        let (sens, sens_variance) = shifted(counts.satisfied_positive, counts.satisfied);
        let (fpr, fpr_variance) = shifted(counts.dissatisfied_positive, counts.dissatisfied);
        Self {
            sens,
            fpr,
            sens_variance,
            fpr_variance,
        }
    }

    /// Satisfied share among `silent` conversations of which a share `q` has positive text: the
    /// point (cut to \[0, 1\]) and its Fieller set.
    fn silent_satisfied(&self, q: f64, silent: f64) -> (StratumStatus, Option<f64>, Interval) {
        let youden = self.sens - self.fpr;
        if youden <= 0.0 {
            return (StratumStatus::WeakText, None, Interval::UNIT);
        }
        let point = ((q - self.fpr) / youden).clamp(0.0, 1.0);
        // A share of 0 or 1 keeps the variance of half a conversation.
        let q_variance = (q * (1.0 - q)).max(0.25 / silent) / silent;
        let square = Z_C * Z_C;
        let a = youden * youden - square * (self.sens_variance + self.fpr_variance);
        let b = -2.0 * (q - self.fpr) * youden + 2.0 * square * self.fpr_variance;
        let c = (q - self.fpr).powi(2) - square * (q_variance + self.fpr_variance);
        let discriminant = b * b - 4.0 * a * c;
        if a <= 0.0 || discriminant < 0.0 {
            return (StratumStatus::WeakText, Some(point), Interval::UNIT);
        }
        let root = discriminant.sqrt();
        let limits = Interval {
            low: ((-b - root) / (2.0 * a)).clamp(0.0, 1.0).min(point),
            high: ((-b + root) / (2.0 * a)).clamp(0.0, 1.0).max(point),
        };
        (StratumStatus::Ok, Some(point), limits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(n: u64, q: u64, n1: u64, n0: u64, x1: u64, x0: u64) -> StratumCounts {
        StratumCounts {
            conversations: n,
            positive: q,
            satisfied: n1,
            dissatisfied: n0,
            satisfied_positive: x1,
            dissatisfied_positive: x0,
        }
    }

    #[test]
    fn nobody_says_nothing() {
        let empty = stratum(&StratumCounts::default(), 1.0);
        assert_eq!(
            (empty.status, empty.p, empty.interval()),
            (StratumStatus::Empty, None, Interval::UNIT)
        );
    }

    #[test]
    fn when_everybody_answers_it_is_a_plain_count() {
        let all = stratum(&counts(40, 30, 30, 10, 25, 5), 1.0);
        assert_eq!(all.status, StratumStatus::AllAnswered);
        assert_eq!(all.p, Some(0.75));
        assert_eq!(all.interval(), wilson(30, 40, Z_C));
    }

    #[test]
    fn without_a_dissatisfied_answer_only_the_answered_part_is_known() {
        let one_sided = stratum(&counts(100, 60, 20, 0, 15, 0), 1.0);
        assert_eq!(
            (one_sided.status, one_sided.p),
            (StratumStatus::NoCalibration, None)
        );
        let told = wilson(20, 20, Z_C);
        assert!((one_sided.lower - 0.2 * told.low).abs() < 1e-15);
        assert_eq!(one_sided.upper, 1.0);
    }

    #[test]
    fn text_that_tells_nothing_gives_no_point() {
        let useless = stratum(&counts(200, 100, 20, 20, 10, 10), 1.0);
        assert_eq!((useless.status, useless.p), (StratumStatus::WeakText, None));
    }

    #[test]
    fn perfect_text_finds_the_silent() {
        // 1,000 of each class answered and text never errs: half of the silent are satisfied.
        let clear = stratum(&counts(4000, 2000, 1000, 1000, 1000, 0), 1.0);
        assert_eq!(clear.status, StratumStatus::Ok);
        assert!((clear.p.unwrap() - 0.5).abs() < 1e-3);
        assert!(clear.interval().contains(0.5));
    }

    #[test]
    fn counts_add_up_in_any_order() {
        let mut forward = StratumCounts::default();
        let rows = [
            (true, Some(true)),
            (false, None),
            (true, Some(false)),
            (false, Some(true)),
        ];
        rows.iter()
            .for_each(|(text, answer)| forward.count(*text, *answer));
        let mut merged = StratumCounts::default();
        for (text, answer) in rows.iter().rev() {
            let mut part = StratumCounts::default();
            part.count(*text, *answer);
            merged += part;
        }
        assert_eq!(forward, merged);
    }
}
