//! What sentence vectors say of each problem, where the accurate model is loaded.

use std::sync::LazyLock;

use super::problem::{ProblemBook, Said};

/// Numbers of a sentence vector.
pub const SENTENCE: usize = 384;

/// Turns a text into a vector of its meaning: mean-centred, of length 1. `None` where the text holds
/// nothing to read.
pub trait SentenceVectors {
    /// The vector of one text.
    fn sentence_vector(&self, text: &str) -> Option<[f32; SENTENCE]>;
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

    /// Adds what the vectors of the parts say to the evidence.
    pub(crate) fn add(&self, said: &Said<'_>, vectors: &dyn SentenceVectors, evidence: &mut [f32]) {
        let mut sum = [0.0_f32; SENTENCE];
        for (text, weight) in [said.opening, said.later, said.answers]
            .iter()
            .zip(PART_WEIGHTS)
        {
            if let Some(vector) = Some(text)
                .filter(|text| !text.trim().is_empty())
                .and_then(|text| vectors.sentence_vector(text))
            {
                for (slot, value) in sum.iter_mut().zip(vector) {
                    *slot += weight * value;
                }
            }
        }
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        if length <= 0.0 || self.bias.is_empty() {
            return;
        }
        for (slot, bias) in evidence.iter_mut().zip(&self.bias) {
            *slot += bias;
        }
        for (value, row) in sum.iter().zip(self.weights.chunks_exact(self.bias.len())) {
            for (slot, weight) in evidence.iter_mut().zip(row) {
                *slot += value / length * weight;
            }
        }
    }
}
