//! What sentence vectors say of each problem, where the accurate model is loaded.

use std::sync::LazyLock;

use tact_privacy::{Permitted, ReadsText};

use super::cases::CaseWords;
use super::problem::ProblemBook;
use crate::model::Model;

/// Numbers of a sentence vector.
pub const SENTENCE: usize = 384;

/// Turns a text into a vector of its meaning: mean-centred, of length 1. `None` where the model has no
/// vectors, or the text nothing to read.
pub trait SentenceVectors {
    /// The vector of one text.
    fn vector_of<P: ReadsText>(&self, text: &Permitted<&str, P>) -> Option<[f32; SENTENCE]>;
}

impl SentenceVectors for Model {
    fn vector_of<P: ReadsText>(&self, text: &Permitted<&str, P>) -> Option<[f32; SENTENCE]> {
        match self {
            Self::Fast(_) => None,
            Self::Accurate(model) => Some(model.sentence_vector(text)),
        }
    }
}

/// The vector of a conversation: that of its opening, with shares of what came later and of the
/// answers. Of length 1; `None` where the model has no vectors.
pub fn case_vector<P: ReadsText, V: SentenceVectors>(
    words: &CaseWords<'_, P>,
    vectors: &V,
) -> Option<[f32; SENTENCE]> {
    let mut sum = [0.0_f32; SENTENCE];
    for (text, weight) in [&words.opening, &words.later, &words.answers]
        .into_iter()
        .zip(PART_WEIGHTS)
    {
        if text.get().trim().is_empty() {
            continue;
        }
        for (slot, value) in sum.iter_mut().zip(vectors.vector_of(text)?) {
            *slot += weight * value;
        }
    }
    let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
    (length > 0.0).then(|| sum.map(|value| value / length))
}

static FILE: &[u8] = include_bytes!("../../data/topics-dense.weights");

static READER: LazyLock<DenseReader> = LazyLock::new(DenseReader::read);

/// Shares of opening, later messages and answers in the vector of a conversation.
const PART_WEIGHTS: [f32; 3] = [1.0, 0.5, 0.7];

/// Linear weights from a sentence vector to the evidence for each problem.
#[derive(Debug)]
pub(crate) struct DenseReader {
    bias: Vec<f32>,
    /// One row per number of the vector.
    weights: Vec<f32>,
}

impl DenseReader {
    /// The weights that ship: f32, biases first. Of another size, they say nothing.
    pub(crate) fn embedded() -> &'static Self {
        &READER
    }

    fn read() -> Self {
        let problems = ProblemBook::embedded().len();
        let numbers: Vec<f32> = FILE
            .chunks_exact(4)
            .filter_map(|chunk| chunk.try_into().ok().map(f32::from_le_bytes))
            .collect();
        if numbers.len() != problems * (SENTENCE + 1) {
            return Self {
                bias: Vec::new(),
                weights: Vec::new(),
            };
        }
        let (bias, weights) = numbers.split_at(problems);
        Self {
            bias: bias.to_vec(),
            weights: weights.to_vec(),
        }
    }

    /// Adds what the vector of a conversation says to the evidence.
    pub(crate) fn add(&self, vector: &[f32; SENTENCE], evidence: &mut [f32]) {
        if self.bias.is_empty() {
            return;
        }
        for (slot, bias) in evidence.iter_mut().zip(&self.bias) {
            *slot += bias;
        }
        for (value, row) in vector
            .iter()
            .zip(self.weights.chunks_exact(self.bias.len()))
        {
            for (slot, weight) in evidence.iter_mut().zip(row) {
                *slot += value * weight;
            }
        }
    }
}
