//! The card of a model: `card.json` beside its weights, written by `evaluation/understanding/card.py`.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ModelProblem, read_file};

static FAST: &str = include_str!("../../../../models/fast/card.json");

/// What is known of a model before it is asked anything.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Card {
    /// `fast`, `accurate`.
    pub name: String,
    /// Of rules and weights together.
    pub version: String,
    /// Day of the weights, `2026-11-22`.
    pub date: String,
    /// Licence of the weights.
    pub licence: String,
    /// Language tags, best supported first.
    pub languages: Vec<String>,
    /// Size of the weights.
    pub bytes: u64,
    /// SHA-256 of the weights, hexadecimal.
    pub sha256: String,
    /// What it learned from.
    pub data: Vec<Source>,
    /// Day of the measuring.
    pub measured: String,
    /// What was measured, on texts it had not learned from.
    pub scores: Vec<Score>,
    /// What it is bad at.
    pub weaknesses: Sentences,
}

/// A source the model learned from.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Source {
    /// Public name.
    pub name: String,
    /// Its licence.
    pub licence: String,
}

/// One figure of the evaluation.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Score {
    /// Set of texts: `chat`, `corpus`, `umsab`, `questions`.
    pub set: String,
    /// `sentiment`, `emotion`, `act`, `question`, `lang`.
    pub task: String,
    /// Language tag, or `all`.
    pub lang: String,
    /// `all`, `easy` or `hard` messages.
    pub part: String,
    /// `macro_f1`, `question_f1`, `accuracy`.
    pub metric: String,
    /// 0 to 100.
    pub value: f64,
    /// Standard error of `value`, in points.
    pub error: f64,
    /// Texts.
    pub n: u64,
}

/// The same sentences in both languages.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Sentences {
    /// French.
    pub fr: Vec<String>,
    /// English.
    pub en: Vec<String>,
}

impl Card {
    /// The card of the model inside the program.
    ///
    /// # Errors
    /// Never in a build whose tests passed.
    pub fn fast() -> Result<Self, ModelProblem> {
        Self::parse(FAST, Path::new("models/fast/card.json"))
    }

    /// The card beside a weights file.
    ///
    /// # Errors
    /// No such card, or not a card.
    pub fn beside(weights: &Path) -> Result<Self, ModelProblem> {
        let path = weights.with_file_name("card.json");
        let bytes = read_file(&path)?;
        Self::parse(&String::from_utf8_lossy(&bytes), &path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, ModelProblem> {
        serde_json::from_str(text).map_err(|error| ModelProblem::Damaged {
            path: path.to_owned(),
            why: error.to_string(),
        })
    }

    /// Do weights have the size and checksum the card gives?
    pub fn fits(&self, weights: &[u8]) -> bool {
        self.bytes == weights.len() as u64 && self.sha256.eq_ignore_ascii_case(&checksum(weights))
    }

    /// The figure of a set, task and language on all its messages.
    pub fn score(&self, set: &str, task: &str, lang: &str) -> Option<&Score> {
        self.scores.iter().find(|score| {
            score.set == set && score.task == task && score.lang == lang && score.part == "all"
        })
    }
}

/// SHA-256, hexadecimal.
fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use tact_analysis::FastModel;

    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(
            checksum(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn the_card_inside_the_program_describes_the_weights_inside_the_program() {
        let card = Card::fast().unwrap();
        assert!(
            card.fits(FastModel::embedded_weights()),
            "run evaluation/understanding/card.py fast"
        );
        assert!(card.score("chat", "sentiment", "fr").is_some());
        assert!(!card.fits(b"other weights"));
    }
}
