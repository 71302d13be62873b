//! The one bar of the first screen.

use serde::{Deserialize, Serialize};

use super::Meaning;

/// The first-screen bar: what is known, what the blind spot allows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bar {
    /// What the bar shows, for machines.
    pub state: BarState,
    /// What is measured («Tonalité positive», «Satisfaction estimée»).
    pub label: String,
    /// Raw point and bounds in 0..1; `None` where nothing can be said.
    pub point: Option<f64>,
    /// Narrow range, under the named assumption.
    pub inner: Option<[f64; 2]>,
    /// The range shown by default.
    pub outer: Option<[f64; 2]>,
    /// Target in 0..1, when one was set.
    pub target: Option<f64>,
    /// Sentence under the bar: range, n and assumption.
    pub sentence: String,
    /// What simpler figures would have said.
    pub compared: Option<String>,
    /// What the bands are, darkest first.
    pub key: Vec<String>,
    /// What replaces the bar when there is nothing to draw (no consent, too few).
    pub withheld: Option<String>,
    /// What the figure rests on.
    pub meaning: Option<Meaning>,
}

impl Bar {
    /// A bar that shows nothing yet.
    pub fn empty(state: BarState, label: impl Into<String>) -> Self {
        Self {
            state,
            label: label.into(),
            point: None,
            inner: None,
            outer: None,
            target: None,
            sentence: String::new(),
            compared: None,
            key: Vec::new(),
            withheld: None,
            meaning: None,
        }
    }
}

/// What the bar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BarState {
    /// Tone: no survey was given.
    Tone,
    /// Satisfaction with point and range.
    Calibrated,
    /// Satisfaction as a range only.
    IntervalOnly,
    /// Nothing can be concluded on satisfaction.
    NoInformation,
    /// Too few people for any figure.
    Suppressed,
    /// What follows from assumptions of the reader's, without data.
    Hypothetical,
}
