//! The small linear model of outcomes, fitted by `training/outcome` on our own conversations.
//!
//! The file is text: a name and its numbers a line. Two sets of weights, one for conversations whose
//! answers may be read, one for those where only the customer's words are.

use std::collections::HashMap;

use tact_privacy::ReadsText;

use super::calibration::CsatCalibration;
use super::features::{OUTCOME_FEATURES, OutcomeFeatures, outcome_features};
use super::{Speaker, Turn};
use crate::topic::ROWS;

static FILE: &[u8] = include_bytes!("../../data/outcome.weights");
const MAGIC: &[u8] = b"TOW1";

/// What a conversation seems to have come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Probability that the problem is solved or a firm solution accepted.
    pub resolved_p: f32,
    /// Rating this customer might give, 1 to 5.
    pub csat: f32,
    /// Limits that hold four ratings in five.
    pub interval: (f32, f32),
    /// What weighs on it.
    pub risk: OutcomeRisk,
}

/// Parts of the risk, each 0 (none) to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutcomeRisk {
    /// Not solved.
    pub resolution: f32,
    /// How the customer sounds at the end.
    pub tone: f32,
    /// Reminders, repeated questions, length.
    pub effort: f32,
    /// Waiting.
    pub waiting: f32,
}

/// Most probable a problem can be solved that nobody answered: some go away by themselves.
const NOBODY_ANSWERED: f32 = 0.2;
/// Customer messages that must remain to judge by.
const FEWEST_TURNS: usize = 1;

#[derive(Debug)]
struct Head {
    bias: f32,
    dense: Vec<f32>,
    end: Vec<f32>,
    answers: Vec<f32>,
}

#[derive(Debug)]
struct WeightSet {
    mean: Vec<f32>,
    spread: Vec<f32>,
    resolved: Head,
    csat: Head,
    /// Slope and offset from score to log-odds of being solved.
    platt: (f32, f32),
    csat_spread: f32,
}

/// See the module.
#[derive(Debug)]
pub struct OutcomeModel {
    with_answers: Option<WeightSet>,
    customer_only: Option<WeightSet>,
    calibration: Option<CsatCalibration>,
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(
            bytes
                .chunks_exact(4)
                .filter_map(|chunk| chunk.try_into().ok().map(f32::from_le_bytes))
                .collect(),
        )
    }

    fn one(&mut self) -> Option<f32> {
        self.floats(1)?.first().copied()
    }

    fn rows(&mut self) -> Option<Vec<f32>> {
        let scale = self.one()?;
        Some(
            self.take(ROWS as usize)?
                .iter()
                .map(|byte| f32::from(*byte as i8) * scale)
                .collect(),
        )
    }

    fn head(&mut self) -> Option<Head> {
        Some(Head {
            bias: self.one()?,
            dense: self.floats(OUTCOME_FEATURES.len())?,
            end: self.rows()?,
            answers: self.rows()?,
        })
    }

    fn set(&mut self) -> Option<WeightSet> {
        Some(WeightSet {
            mean: self.floats(OUTCOME_FEATURES.len())?,
            spread: self.floats(OUTCOME_FEATURES.len())?,
            resolved: self.head()?,
            csat: self.head()?,
            platt: (self.one()?, self.one()?),
            csat_spread: self.one()?,
        })
    }
}

impl Default for OutcomeModel {
    fn default() -> Self {
        Self::embedded()
    }
}

impl OutcomeModel {
    /// The model that ships.
    pub fn embedded() -> Self {
        let mut reader = Reader { rest: FILE };
        let fits = reader.take(4) == Some(MAGIC);
        let with_answers = fits.then(|| reader.set()).flatten();
        let customer_only = fits.then(|| reader.set()).flatten();
        Self {
            with_answers,
            customer_only,
            calibration: None,
        }
    }

    /// The same model, brought to a company's own answers.
    #[must_use]
    pub fn calibrated(self, calibration: CsatCalibration) -> Self {
        Self {
            calibration: Some(calibration),
            ..self
        }
    }

    /// Predicts how a conversation ended. `None` when not one message of the customer remains.
    pub fn predict<P: ReadsText>(&self, turns: &[Turn<'_, P>]) -> Option<Outcome> {
        let readable = turns
            .iter()
            .filter(|turn| turn.speaker == Speaker::Customer && turn.text.is_some())
            .count();
        if readable < FEWEST_TURNS {
            return None;
        }
        let withheld = turns
            .iter()
            .any(|turn| turn.speaker == Speaker::Agent && turn.text.is_none());
        let set = if withheld {
            self.customer_only.as_ref()
        } else {
            self.with_answers.as_ref()
        }?;
        let features = outcome_features(turns);
        let dense: Vec<f32> = features
            .dense
            .iter()
            .zip(set.mean.iter().zip(&set.spread))
            .map(|(value, (mean, spread))| ((value - mean) / spread).clamp(-4.0, 4.0))
            .collect();
        let score = set.resolved.score(&dense, &features);
        let mut resolved_p = 1.0 / (1.0 + (-(set.platt.0 * score + set.platt.1)).exp());
        if turns.iter().all(|turn| turn.speaker == Speaker::Customer) {
            // No conversation that the weights were fitted on was left wholly unanswered.
            resolved_p = resolved_p.min(NOBODY_ANSWERED);
        }
        let raw = f64::from(set.csat.score(&dense, &features).clamp(1.0, 5.0));
        let calibration = self
            .calibration
            .unwrap_or_else(|| CsatCalibration::prior(f64::from(set.csat_spread)));
        let (low, high) = calibration.interval(raw);
        Some(Outcome {
            resolved_p,
            csat: calibration.apply(raw) as f32,
            interval: (low as f32, high as f32),
            risk: risk(&features, resolved_p),
        })
    }
}

impl Head {
    fn score(&self, dense: &[f32], features: &OutcomeFeatures) -> f32 {
        let sum: f32 = dense.iter().zip(&self.dense).map(|(x, w)| x * w).sum();
        self.bias
            + sum
            + words(&self.end, &features.end_words)
            + words(&self.answers, &features.answer_words)
    }
}

/// Scalar product of counted words, brought to length 1, with their weights.
fn words(weights: &[f32], counts: &[(u32, f32)]) -> f32 {
    let tf = |count: f32| 1.0 + count.ln().max(0.0);
    let length = counts
        .iter()
        .map(|(_, count)| tf(*count).powi(2))
        .sum::<f32>()
        .sqrt();
    if length <= 0.0 {
        return 0.0;
    }
    counts
        .iter()
        .filter_map(|(row, count)| Some(weights.get(*row as usize)? * tf(*count)))
        .sum::<f32>()
        / length
}

/// The parts of the risk, from the facts that show them.
fn risk(features: &OutcomeFeatures, resolved_p: f32) -> OutcomeRisk {
    let named: HashMap<&str, f32> = OUTCOME_FEATURES
        .iter()
        .copied()
        .zip(features.dense.iter().copied())
        .collect();
    let of = |name: &str| named.get(name).copied().unwrap_or(0.0);
    let within = |value: f32| value.clamp(0.0, 1.0);
    OutcomeRisk {
        resolution: within(1.0 - resolved_p),
        tone: within(0.5 - 0.5 * of("tone_end")),
        effort: within(0.35 * of("relances") + 0.2 * (of("customer_turns") - 1.1)),
        // An hour is a fifth of the way, a day three fifths, a week all of it.
        waiting: within((of("longest_wait") - 2.3) / 7.0),
    }
}
