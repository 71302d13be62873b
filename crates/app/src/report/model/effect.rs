//! Did an action help?

use serde::{Deserialize, Serialize};

/// What an action did to one measure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Effect {
    /// The action, as its owner named it.
    pub title: String,
    /// Its date, formatted.
    pub date: String,
    /// What was measured, formatted («clients satisfaits parmi les réponses»).
    pub measure: String,
    /// The verdict.
    pub verdict: EffectVerdict,
    /// The verdict in words.
    pub verdict_text: String,
    /// Level change in 0..1 with its 95 % interval; `None` without enough days.
    pub change: Option<f64>,
    /// Its interval.
    pub interval: Option<[f64; 2]>,
    /// The sentence, with its caveat.
    pub sentence: String,
}

/// Verdict of an interval of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectVerdict {
    /// The whole interval lies on the better side.
    Helped,
    /// The whole interval lies on the worse side.
    Worse,
    /// The interval holds no change.
    NotConclusive,
    /// Too few days with data.
    TooFewDays,
}
