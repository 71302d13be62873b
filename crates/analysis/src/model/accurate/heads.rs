//! From a text's summary to scores: one shared layer, then a few linear outputs.

use super::arithmetic::gelu;
use super::encoder::Summary;
use super::file::{Content, Dense, HIDDEN, OUTPUTS, SHARED};
use crate::model::weights::softmax;

/// Unscaled scores of one text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scores {
    /// Negative, neutral, positive, if the text is a public post.
    pub(super) post: [f32; 3],
    /// The same, if it is a message to a company.
    pub(super) chat: [f32; 3],
    /// Does it look like a public post?
    pub(super) public: f32,
    pub(super) emotion: [f32; 8],
    pub(super) act: [f32; 8],
    pub(super) question: f32,
    pub(super) suggestion: f32,
}

impl Dense {
    #[inline(always)]
    fn apply(&self, input: &[f32], out: &mut [f32]) {
        let rows = self.weight.chunks_exact(self.columns).zip(&self.bias);
        for ((row, bias), out) in rows.zip(out) {
            let mut lanes = [0.0_f32; 8];
            for (weights, values) in row.chunks_exact(8).zip(input.chunks_exact(8)) {
                for ((lane, weight), value) in lanes.iter_mut().zip(weights).zip(values) {
                    *lane += weight * value;
                }
            }
            *out = lanes.iter().sum::<f32>() + bias;
        }
    }
}

/// All scores of a text.
pub(super) fn score(content: &Content, summary: &Summary) -> Scores {
    let mut shared = [0.0; SHARED];
    content.shared.apply(summary, &mut shared);
    gelu(&mut shared);
    let mut all = [0.0; OUTPUTS];
    content.heads.apply(&shared, &mut all);
    let mut rest = all.iter().copied();
    let mut next = || rest.next().unwrap_or(0.0);
    Scores {
        post: std::array::from_fn(|_| next()),
        chat: std::array::from_fn(|_| next()),
        public: next(),
        emotion: std::array::from_fn(|_| next()),
        act: std::array::from_fn(|_| next()),
        question: next(),
        suggestion: next(),
    }
}

/// The direction of a text's meaning: projected, freed of what all texts share, of length 1.
pub(super) fn sentence(content: &Content, summary: &Summary) -> [f32; HIDDEN] {
    let mut vector = [0.0; HIDDEN];
    let (mean, _) = summary.split_at(HIDDEN);
    content.sentence.apply(mean, &mut vector);
    to_length_one(&mut vector);
    for (value, common) in vector.iter_mut().zip(&content.mean) {
        *value -= common;
    }
    to_length_one(&mut vector);
    vector
}

fn to_length_one(vector: &mut [f32]) {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        for value in vector {
            *value /= length;
        }
    }
}

impl Scores {
    /// Probabilities of the three sentiments: both kinds of text, each as far as this one looks
    /// like it.
    pub(super) fn sentiment(&self, temperature: f32) -> [f32; 3] {
        let public = probability(self.public);
        let post = softmax(self.post.map(|score| score / temperature));
        let chat = softmax(self.chat.map(|score| score / temperature));
        std::array::from_fn(|at| {
            let of = |p: &[f32; 3]| p.get(at).copied().unwrap_or(0.0);
            public * of(&post) + (1.0 - public) * of(&chat)
        })
    }
}

/// Logistic function.
pub(super) fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Probabilities of one model weighed by those of another, the second at `voice`.
pub(super) fn joined<const N: usize>(own: [f32; N], other: &[f32; N], voice: f32) -> [f32; N] {
    let mut scores = own.map(|p| p.max(1e-9).ln());
    for (score, other) in scores.iter_mut().zip(other) {
        *score += voice * other.max(1e-4).ln();
    }
    softmax(scores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_second_model_changes_nothing_and_a_loud_one_decides() {
        let own = [0.2, 0.5, 0.3];
        let other = [0.9, 0.05, 0.05];
        for (found, p) in joined(own, &other, 0.0).iter().zip(own) {
            assert!((found - p).abs() < 1e-6);
        }
        let [first, ..] = joined(own, &other, 2.0);
        assert!(first > 0.9);
    }

    #[test]
    fn a_text_is_read_as_far_as_it_looks_like_a_post() {
        let mut scores = Scores {
            post: [9.0, 0.0, 0.0],
            chat: [0.0, 0.0, 9.0],
            public: 12.0,
            emotion: [0.0; 8],
            act: [0.0; 8],
            question: 0.0,
            suggestion: 0.0,
        };
        let [negative, _, _] = scores.sentiment(1.0);
        assert!(negative > 0.99);
        scores.public = 0.0;
        let [negative, _, positive] = scores.sentiment(1.0);
        assert!((negative - positive).abs() < 1e-6);
    }
}
