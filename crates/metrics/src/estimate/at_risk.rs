//! The share of unanswered conversations that would have been rated low, from a model's predictions.
//!
//! A prediction, never an answer: nothing of it enters a figure of satisfaction.

use std::collections::BTreeMap;

use tact_domain::Interval;

use super::{Z_95, normal_cdf, t_quantile};

/// Highest rating that counts as low, of five.
const LOW: f64 = 2.0;
/// Answers from which a company's own decide.
pub const ANSWERS_FOR_RISK: usize = 30;
/// Parts of a risk.
pub const RISK_PARTS: usize = 4;

/// Probability that a rating predicted as `rating` with standard deviation `spread` turns out 1 or 2
/// of 5: the mass of a normal below 2.5, halfway to the next rating.
pub fn low_rating_probability(rating: f64, spread: f64) -> f64 {
    normal_cdf((LOW + 0.5 - rating) / spread.max(1e-6))
}

/// A conversation nobody rated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unanswered {
    /// Whose it is.
    pub contact: u64,
    /// Predicted rating, 1 to 5.
    pub rating: f64,
    /// What weighs on it, 0 to 1 each.
    pub parts: [f64; RISK_PARTS],
}

/// A conversation that was rated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answered {
    /// Whose it is.
    pub contact: u64,
    /// Rating predicted from its words alone, 1 to 5.
    pub rating: f64,
    /// Whether it was rated low.
    pub low: bool,
}

/// A mean with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The mean.
    pub mean: f64,
    /// Its standard error.
    pub error: f64,
}

/// What is known of the model that predicts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RiskReader {
    /// Standard deviation of a rating about its prediction.
    pub spread: f64,
    /// Points by which the level of all predictions may be off in another company; not measured but
    /// granted.
    pub doubt: f64,
    /// Mean probability where the rating was low, on conversations the model had not seen.
    pub low: Measured,
    /// Mean probability where it was not.
    pub other: Measured,
}

/// On what the share rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskBasis {
    /// The company's own answers, this many.
    OwnAnswers(u64),
    /// The model alone, as measured where it was made.
    Prior,
}

/// The share of unanswered conversations at risk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtRisk {
    /// The share; `None` where only limits can be given.
    pub share: Option<f64>,
    /// Limits that hold the share these conversations would show, had all been rated: 95 %.
    pub interval: Interval,
    /// On what it rests.
    pub basis: RiskBasis,
}

/// Estimates the share at risk. `None` without unanswered conversations.
///
/// With [`ANSWERS_FOR_RISK`] answers, the mean probability of the unanswered is moved by the mean error
/// that the same model makes on the answered (the difference estimator of survey sampling, known as
/// prediction-powered inference): θ̂ = p̄ᵤ + ē, error variance σ²(Σmᵤ²/N² + Σmₐ²/n²), m the conversations
/// of one contact, taken to go wrong together; σ² is that of the errors, and never below what the
/// probabilities imply nor below one error in n + 2 answers. It must be believed that, at equal words, those who answer and those who do not
/// rate alike.
///
/// Without, limits only, wide enough for several beliefs at once: that every prediction is
/// [`RiskReader::doubt`] too high or too low, and that a model taught on as many low ratings as high
/// ones draws every share to the middle, which θ̂ = (p̄ᵤ − b)/(a − b) undoes, a and b the mean
/// probabilities of [`RiskReader`].
///
/// Sources: Cassel, Särndal & Wretman 1976; Angelopoulos et al. 2023; Rogan & Gladen 1978; Bella et al. 2010.
pub fn at_risk(
    unanswered: &[Unanswered],
    answered: &[Answered],
    reader: &RiskReader,
) -> Option<AtRisk> {
    if unanswered.is_empty() {
        return None;
    }
    let alone = together(unanswered.iter().map(|one| one.contact));
    let found = Shares::of(unanswered, reader, 0.0);
    if answered.len() >= ANSWERS_FOR_RISK {
        return Some(by_answers(&found, alone, answered, reader));
    }
    let mut limits: Vec<Interval> = [-reader.doubt, reader.doubt]
        .into_iter()
        .map(|shift| {
            let moved = Shares::of(unanswered, reader, shift);
            around(moved.mean, Z_95 * (moved.chance * alone).sqrt())
        })
        .collect();
    limits.push(reader.undo(found.mean, found.variance * alone));
    Some(AtRisk {
        share: None,
        interval: Interval {
            low: limits.iter().map(|limit| limit.low).fold(1.0, f64::min),
            high: limits.iter().map(|limit| limit.high).fold(0.0, f64::max),
        },
        basis: RiskBasis::Prior,
    })
}

/// Probabilities of a low rating, summed up.
struct Shares {
    mean: f64,
    /// Mean p(1 − p): what one rating adds by chance.
    chance: f64,
    variance: f64,
}

impl Shares {
    fn of(unanswered: &[Unanswered], reader: &RiskReader, shift: f64) -> Self {
        let p = |one: &Unanswered| low_rating_probability(one.rating + shift, reader.spread);
        let n = unanswered.len() as f64;
        Self {
            mean: unanswered.iter().map(p).sum::<f64>() / n,
            chance: unanswered
                .iter()
                .map(|one| p(one) * (1.0 - p(one)))
                .sum::<f64>()
                / n,
            variance: variance(unanswered.iter().map(p)),
        }
    }
}

fn by_answers(found: &Shares, alone: f64, answered: &[Answered], reader: &RiskReader) -> AtRisk {
    let n = answered.len() as f64;
    let error = |one: &Answered| {
        f64::from(u8::from(one.low)) - low_rating_probability(one.rating, reader.spread)
    };
    let moved = answered.iter().map(error).sum::<f64>() / n;
    // A model that errs nowhere among a few answers still errs somewhere: once in n + 2, by Laplace.
    let once = 1.0 / (n + 2.0);
    let sigma2 = variance(answered.iter().map(error))
        .max(found.chance)
        .max(once * (1.0 - once));
    let both = alone + together(answered.iter().map(|one| one.contact));
    // Slope and level of the calibration were fitted on the same answers.
    let t = t_quantile(0.975, n - 2.0).unwrap_or(Z_95);
    let share = (found.mean + moved).clamp(0.0, 1.0);
    AtRisk {
        share: Some(share),
        interval: around(share, t * (sigma2 * both).sqrt()),
        basis: RiskBasis::OwnAnswers(answered.len() as u64),
    }
}

impl RiskReader {
    fn undo(&self, mean: f64, variance: f64) -> Interval {
        let apart = self.low.mean - self.other.mean;
        if apart <= 0.0 {
            return Interval::UNIT;
        }
        let share = ((mean - self.other.mean) / apart).clamp(0.0, 1.0);
        let error = (variance
            + (share * self.low.error).powi(2)
            + ((1.0 - share) * self.other.error).powi(2))
        .sqrt()
            / apart;
        around(share, Z_95 * error)
    }
}

fn around(middle: f64, half: f64) -> Interval {
    Interval {
        low: (middle - half).max(0.0),
        high: (middle + half).min(1.0),
    }
}

fn variance(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    values.map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0)
}

/// Σm²/N²: one over the number of conversations, where each contact has one.
fn together(contacts: impl Iterator<Item = u64>) -> f64 {
    let mut of: BTreeMap<u64, f64> = BTreeMap::new();
    for contact in contacts {
        *of.entry(contact).or_default() += 1.0;
    }
    let all: f64 = of.values().sum();
    of.values().map(|m| m * m).sum::<f64>() / (all * all)
}

/// One part of the risk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartOfRisk {
    /// Its mean where a low rating is expected, 0 to 1.
    pub at_risk: f64,
    /// Its mean in the others.
    pub others: f64,
    /// Its share of all that sets the two apart, 0 to 1.
    pub weight: f64,
}

/// What sets conversations at risk apart from the others, part by part. Each conversation counts on
/// both sides, by its probability; `None` unless `k` contacts' worth stands on each, or where nothing
/// sets them apart. An association: it says where to look, not what to blame.
pub fn parts_of_risk(
    unanswered: &[Unanswered],
    spread: f64,
    k: u64,
) -> Option<[PartOfRisk; RISK_PARTS]> {
    let p = |one: &Unanswered| low_rating_probability(one.rating, spread);
    let mut people: BTreeMap<u64, (f64, f64)> = BTreeMap::new();
    for one in unanswered {
        let (risk, other) = people.entry(one.contact).or_default();
        *risk = risk.max(p(one));
        *other = other.max(1.0 - p(one));
    }
    let risk: f64 = people.values().map(|(risk, _)| risk).sum();
    let other: f64 = people.values().map(|(_, other)| other).sum();
    if risk < k as f64 || other < k as f64 {
        return None;
    }
    let mean = |at: usize, weight: fn(f64) -> f64| {
        let (sum, all) = unanswered.iter().fold((0.0, 0.0), |(sum, all), one| {
            let weight = weight(p(one));
            let part = one.parts.get(at).copied().unwrap_or_default();
            (sum + weight * part, all + weight)
        });
        sum / all
    };
    let sides: [(f64, f64); RISK_PARTS] =
        std::array::from_fn(|at| (mean(at, |p| p), mean(at, |p| 1.0 - p)));
    let apart: f64 = sides
        .iter()
        .map(|(risk, other)| (risk - other).max(0.0))
        .sum();
    (apart > 0.0).then(|| {
        sides.map(|(at_risk, others)| PartOfRisk {
            at_risk,
            others,
            weight: (at_risk - others).max(0.0) / apart,
        })
    })
}

/// A third of the answered conversations: what was expected of them and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RiskBand {
    /// Conversations.
    pub n: u64,
    /// Mean probability of a low rating.
    pub expected: f64,
    /// Share rated low.
    pub found: f64,
}

/// The calibration curve in three points, least risk first; `None` unless each third holds `k` contacts.
pub fn risk_bands(answered: &[Answered], spread: f64, k: u64) -> Option<[RiskBand; 3]> {
    let mut sorted = answered.to_vec();
    sorted.sort_by(|one, other| {
        other
            .rating
            .total_cmp(&one.rating)
            .then(one.contact.cmp(&other.contact))
    });
    let third = |at: usize| {
        let (from, to) = (sorted.len() * at / 3, sorted.len() * (at + 1) / 3);
        let band = sorted.get(from..to).unwrap_or_default();
        let people: std::collections::BTreeSet<u64> = band.iter().map(|one| one.contact).collect();
        let n = band.len() as f64;
        (people.len() as u64 >= k.max(1)).then(|| RiskBand {
            n: band.len() as u64,
            expected: band
                .iter()
                .map(|one| low_rating_probability(one.rating, spread))
                .sum::<f64>()
                / n,
            found: band.iter().filter(|one| one.low).count() as f64 / n,
        })
    };
    Some([third(0)?, third(1)?, third(2)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::normal_quantile;
    use crate::estimate::random::{SplitMix64, uniform};

    const READER: RiskReader = RiskReader {
        spread: 0.8,
        doubt: 0.0,
        low: Measured {
            mean: 0.64,
            error: 0.02,
        },
        other: Measured {
            mean: 0.18,
            error: 0.01,
        },
    };

    /// The rating that is low with probability `p`.
    fn rating(p: f64) -> f64 {
        2.5 - READER.spread * normal_quantile(p)
    }

    fn conversation(contact: u64, p: f64) -> Unanswered {
        Unanswered {
            contact,
            rating: rating(p),
            parts: [p, 0.5, 0.1, 0.0],
        }
    }

    fn answer(contact: u64, p: f64, low: bool) -> Answered {
        Answered {
            contact,
            rating: rating(p),
            low,
        }
    }

    #[test]
    fn a_rating_halfway_between_two_and_three_is_low_half_of_the_time() {
        assert!((low_rating_probability(2.5, 1.0) - 0.5).abs() < 1e-12);
        assert!(low_rating_probability(5.0, 0.8) < 0.01);
        assert!(low_rating_probability(1.0, 0.0) > 0.99);
    }

    #[test]
    fn without_answers_there_are_limits_and_no_figure() {
        let all: Vec<_> = (0..200).map(|contact| conversation(contact, 0.3)).collect();
        let found = at_risk(&all, &[], &READER).unwrap();
        assert_eq!((found.share, found.basis), (None, RiskBasis::Prior));
        // As they are, 0.3; brought back from the middle, (0.30 − 0.18) / (0.64 − 0.18) = 0.26.
        assert!(found.interval.contains(0.3) && found.interval.contains(0.12 / 0.46));
        assert_eq!(at_risk(&[], &[], &READER), None);
        let doubted = RiskReader {
            doubt: 1.0,
            ..READER
        };
        let doubted = at_risk(&all, &[], &doubted).unwrap();
        assert!(doubted.interval.low < found.interval.low);
        assert!(doubted.interval.high > low_rating_probability(rating(0.3) - 1.0, 0.8));
    }

    #[test]
    fn own_answers_move_the_figure_by_the_error_they_show() {
        let all: Vec<_> = (0..90).map(|contact| conversation(contact, 0.4)).collect();
        let answered: Vec<_> = (0..60)
            .map(|contact| answer(100 + contact, 0.4, contact % 5 == 0))
            .collect();
        let found = at_risk(&all, &answered, &READER).unwrap();
        assert!(found.share.is_some_and(|share| (share - 0.2).abs() < 1e-9));
        assert_eq!(found.basis, RiskBasis::OwnAnswers(60));
        // √(0.24·(1/90 + 1/60))·2.0017
        assert!(
            (found.interval.high - (0.2 + 0.1634)).abs() < 1e-3,
            "{found:?}"
        );
    }

    #[test]
    fn answers_that_were_all_foreseen_leave_a_doubt() {
        let all: Vec<_> = (0..48)
            .map(|contact| conversation(contact, if contact % 3 == 0 { 0.999 } else { 0.001 }))
            .collect();
        let answered: Vec<_> = (0..32)
            .map(|at| {
                answer(
                    100 + at,
                    if at % 3 == 0 { 0.999 } else { 0.001 },
                    at % 3 == 0,
                )
            })
            .collect();
        let found = at_risk(&all, &answered, &READER).unwrap();
        assert!(found.interval.width() > 0.14, "{found:?}");
    }

    #[test]
    fn one_customer_with_many_conversations_makes_the_limits_wider() {
        let apart: Vec<_> = (0..60).map(|contact| conversation(contact, 0.3)).collect();
        let same: Vec<_> = (0..60).map(|at| conversation(at / 6, 0.3)).collect();
        let width =
            |all: &[Unanswered]| at_risk(all, &[], &READER).map(|found| found.interval.width());
        assert!(width(&same) > width(&apart));
    }

    #[test]
    fn parts_are_told_only_where_enough_people_stand_on_both_sides() {
        let mixed: Vec<_> = (0..60)
            .map(|contact| conversation(contact, if contact % 2 == 0 { 0.9 } else { 0.1 }))
            .collect();
        let [resolution, tone, ..] = parts_of_risk(&mixed, READER.spread, 10).unwrap();
        assert!((resolution.weight - 1.0).abs() < 1e-9 && tone.weight.abs() < 1e-9);
        assert!(resolution.at_risk > resolution.others);
        let hardly: Vec<_> = (0..60).map(|contact| conversation(contact, 0.05)).collect();
        assert_eq!(parts_of_risk(&hardly, READER.spread, 10), None);
    }

    #[test]
    fn a_band_of_too_few_people_hides_all_bands() {
        let answered = |people: u64| -> Vec<_> {
            (0..60)
                .map(|at| answer(at % people, (at as f64 + 0.5) / 60.0, at > 30))
                .collect()
        };
        let bands = risk_bands(&answered(60), READER.spread, 10).unwrap();
        assert_eq!(bands.map(|band| band.n), [20, 20, 20]);
        assert!(bands[0].found < bands[2].found && bands[0].expected < bands[2].expected);
        assert_eq!(risk_bands(&answered(9), READER.spread, 10), None);
    }

    /// Ratings of conversations whose words tell something.
    fn drawn(random: &mut SplitMix64, base: f64, scale: f64) -> (f64, bool) {
        let low = uniform(random) < base;
        let middle = if low { 0.64 } else { 0.18 };
        let said = (middle + 0.5 * (uniform(random) - 0.5)).clamp(0.01, 0.99);
        (said * scale, low)
    }

    #[test]
    fn the_limits_hold_the_share_that_comes_about_as_often_as_they_say() {
        // Without own answers the model must be as it was measured; with them it may be wrong.
        for (base, answers, scale) in [(0.1, 60, 0.7), (0.4, 60, 0.7), (0.1, 0, 1.0), (0.4, 0, 1.0)]
        {
            let mut held = 0;
            for seed in 0..400 {
                let mut random = SplitMix64::new(seed);
                let mut truth = 0.0;
                let unanswered: Vec<_> = (0..150)
                    .map(|contact| {
                        let (p, low) = drawn(&mut random, base, scale);
                        truth += f64::from(u8::from(low)) / 150.0;
                        conversation(contact, p)
                    })
                    .collect();
                let answered: Vec<_> = (0..answers)
                    .map(|contact| {
                        let (p, low) = drawn(&mut random, base, scale);
                        answer(1_000 + contact, p, low)
                    })
                    .collect();
                let found = at_risk(&unanswered, &answered, &READER).unwrap();
                held += usize::from(found.interval.contains(truth));
            }
            assert!(held >= 372, "{base} {answers}: {held} of 400");
        }
    }
}
