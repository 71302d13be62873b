//! "What if …?": dials that a reader sets, and what follows.

use serde::{Deserialize, Serialize};

use super::{Meaning, Table};

/// An explorer: every combination of its dials is worked out beforehand, so that the page's script
/// has nothing to compute.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Explorer {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub title: String,
    /// How to read it.
    pub intro: String,
    /// What is set, each with its stops.
    pub dials: Vec<Dial>,
    /// One outcome for each combination of stops; the last dial turns fastest.
    pub outcomes: Vec<Outcome>,
    /// The sentence, with the id of each dial, `low` and `high` as holes in braces.
    pub sentence: String,
    /// What becomes of the conclusion, each verdict a sentence.
    pub verdicts: Vec<String>,
    /// Value shown as a mark: what is read when nothing is missing.
    pub point: Option<f64>,
    /// Target shown as a mark.
    pub target: Option<f64>,
    /// Where the conclusion breaks, as a sentence; may be empty.
    pub breakdown: String,
    /// The same without script.
    pub tables: Vec<Table>,
    /// What the figures rest on.
    pub meaning: Meaning,
}

/// Something a reader sets.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Dial {
    /// Name of its hole in the sentence.
    pub id: String,
    /// The question it answers.
    pub label: String,
    /// How it is set.
    pub kind: DialKind,
    /// What it can be set to.
    pub stops: Vec<Stop>,
    /// Where it stands first.
    pub first: usize,
}

/// How a dial is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DialKind {
    /// Along a line.
    Slider,
    /// One of a few.
    Choice,
}

/// One setting of a dial.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stop {
    /// The value; `None` where it is not a finite number.
    pub value: Option<f64>,
    /// As it is written.
    pub text: String,
}

/// What follows from one combination.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Smallest share in 0..1.
    pub low: f64,
    /// Largest share in 0..1.
    pub high: f64,
    /// Position of the verdict, if there is one.
    pub verdict: Option<usize>,
}

impl Explorer {
    /// Position of the outcome shown first.
    pub fn start(&self) -> usize {
        self.dials
            .iter()
            .fold(0, |position, dial| position * dial.stops.len() + dial.first)
    }

    /// The stops of the combination at `position`, in the order of the dials.
    pub fn setting(&self, position: usize) -> Vec<&Stop> {
        let mut rest = position;
        let mut stops: Vec<&Stop> = self
            .dials
            .iter()
            .rev()
            .filter_map(|dial| {
                let count = dial.stops.len().max(1);
                let stop = dial.stops.get(rest % count);
                rest /= count;
                stop
            })
            .collect();
        stops.reverse();
        stops
    }
}
