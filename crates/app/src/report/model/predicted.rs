//! Predicted satisfaction in numbers: a risk, kept apart from every measured figure.

use serde::{Deserialize, Serialize};

/// Share of unanswered conversations that would be rated 1 or 2 of 5.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Predicted {
    /// The share; `None` where only limits can be given.
    pub share: Option<f64>,
    /// 95 % prediction interval.
    pub interval: [f64; 2],
    /// Conversations it speaks of.
    pub n: u64,
    /// Their customers.
    pub contacts: u64,
    /// On what it rests.
    pub basis: PredictedBasis,
    /// Survey answers it was calibrated on; 0 for the prior.
    pub answers: u64,
    /// What sets those at risk apart; empty where too few people stand on one side.
    pub parts: Vec<PredictedPart>,
}

/// On what a prediction rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PredictedBasis {
    /// The company's own survey answers.
    OwnAnswers,
    /// The model as it ships.
    Prior,
}

/// A part of the risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskPart {
    /// Not solved.
    Resolution,
    /// How the customer sounds at the end.
    Tone,
    /// Reminders, repeated questions, length.
    Effort,
    /// Waiting.
    Waiting,
}

/// How strong a part of the risk is, 0 to 1.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PredictedPart {
    /// Which.
    pub part: RiskPart,
    /// Its mean in conversations at risk.
    pub at_risk: f64,
    /// Its mean in the others.
    pub others: f64,
    /// Its share of the whole gap.
    pub weight: f64,
}
