//! The weights file: shape, reading, and the sums over it.

use thiserror::Error;

use super::context::KNOWN;
use super::features::DENSE;
use super::hashing::{ASKING_ROWS, HashedRows, ROWS};

/// A head of the model: columns of the table that are read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Negative, neutral, positive, of a message written to a company.
    Sentiment,
    /// The same, of a text written for everybody: a post, a comment, a line of film.
    PublicSentiment,
    /// The eight emotions, in the order of [`tact_domain::Emotion`].
    Emotion,
    /// The eight acts, in the order of [`tact_domain::Act`].
    Act,
    /// One column: a message to a company asks something.
    Question,
    /// One column: a text for everybody asks something.
    PublicQuestion,
    /// One column: proposes an improvement.
    Suggestion,
    /// One column: was written for everybody rather than to a company.
    Register,
    /// The languages the model knows.
    Language,
}

/// Heads with their first column and number of columns.
pub const HEADS: [(Head, &str, usize, usize); 9] = [
    (Head::Sentiment, "sentiment", 0, 3),
    (Head::PublicSentiment, "public_sentiment", 3, 3),
    (Head::Emotion, "emotion", 6, 8),
    (Head::Act, "act", 14, 8),
    (Head::Question, "question", 22, 1),
    (Head::PublicQuestion, "public_question", 23, 1),
    (Head::Suggestion, "suggestion", 24, 1),
    (Head::Register, "register", 25, 1),
    (Head::Language, "language", 26, 9),
];

/// Columns in use.
pub(crate) const COLUMNS: usize = 35;
/// Columns of the table of questions, and the first of them among [`COLUMNS`].
const ASKING_COLUMNS: usize = 2;
const ASKING_FIRST: usize = 22;
/// Columns in memory: a whole number of vector registers.
const PADDED: usize = 48;
/// Columns of the widest head.
pub(crate) const WIDEST: usize = 9;
/// Languages with dense weights of their own.
const LANGUAGES: usize = KNOWN.len();

const MAGIC: &[u8; 8] = b"TACTFW03";

/// Why weights could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeightsError {
    /// The file starts with something else.
    #[error("this is not a weights file of the fast model; rebuild it with training/train.sh")]
    NotWeights,
    /// The file was made for other features.
    #[error(
        "the weights have another shape ({found:?}) than this version reads ({wanted:?}); rebuild them with training/train.sh"
    )]
    OtherShape {
        /// Rows, columns, dense features, languages and rows of the table of questions in the file.
        found: [u32; 5],
        /// Those this version reads.
        wanted: [u32; 5],
    },
    /// The file ends early, or goes on after its end.
    #[error("the weights file is cut short or too long")]
    WrongLength,
    /// The model does not ship inside the program.
    #[error("this model's weights lie in a file of their own, which must be named")]
    FileOfItsOwn,
}

/// Logits of all heads for one message.
pub(crate) type Logits = [f32; COLUMNS];

/// Weights of all heads.
#[derive(Debug)]
pub(crate) struct Weights {
    /// For each language a row a dense feature, and a last row that always counts.
    dense: Vec<Vec<Logits>>,
    bias: Logits,
    scale: Logits,
    /// One temperature a head, in the order of [`HEADS`].
    temperature: [f32; HEADS.len()],
    /// Below this probability the product does not use a sentiment.
    pub(crate) abstain_below: f32,
    /// Below this probability a language stays unsaid.
    pub(crate) language_floor: f32,
    table: Vec<[i8; PADDED]>,
    /// Weights of the question heads alone, over rows of their own.
    asking: Vec<[i8; ASKING_COLUMNS]>,
    asking_scale: [f32; ASKING_COLUMNS],
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], WeightsError> {
        let (head, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(WeightsError::WrongLength)?;
        self.0 = rest;
        Ok(head)
    }

    fn word(&mut self) -> Result<[u8; 4], WeightsError> {
        self.take(4)?
            .try_into()
            .map_err(|_| WeightsError::WrongLength)
    }

    fn number(&mut self) -> Result<u32, WeightsError> {
        self.word().map(u32::from_le_bytes)
    }

    fn float(&mut self) -> Result<f32, WeightsError> {
        self.word().map(f32::from_le_bytes)
    }

    fn floats<const N: usize>(&mut self) -> Result<[f32; N], WeightsError> {
        let mut values = [0.0; N];
        for value in &mut values {
            *value = self.float()?;
        }
        Ok(values)
    }
}

impl Weights {
    /// Reads a weights file. Little-endian: magic, rows, columns, dense features, languages and rows
    /// of the table of questions as `u32`; then as `f32` a dense matrix a language (a row a feature,
    /// and a last one for the language itself), the bias, the table's scale a column, a temperature a
    /// head, the thresholds of abstention and of language, the scale of the table of questions a
    /// column; then the table and that of questions, one `i8` a column.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, WeightsError> {
        let mut reader = Reader(bytes);
        if reader.take(MAGIC.len()) != Ok(MAGIC.as_slice()) {
            return Err(WeightsError::NotWeights);
        }
        let found = [
            reader.number()?,
            reader.number()?,
            reader.number()?,
            reader.number()?,
            reader.number()?,
        ];
        let wanted = [ROWS, COLUMNS, DENSE, LANGUAGES, ASKING_ROWS].map(|count| count as u32);
        if found != wanted {
            return Err(WeightsError::OtherShape { found, wanted });
        }
        let mut dense = Vec::with_capacity(LANGUAGES);
        for _ in 0..LANGUAGES {
            let mut rows = Vec::with_capacity(DENSE + 1);
            for _ in 0..=DENSE {
                rows.push(reader.floats()?);
            }
            dense.push(rows);
        }
        let bias = reader.floats()?;
        let scale = reader.floats()?;
        let temperature = reader.floats()?;
        let abstain_below = reader.float()?;
        let language_floor = reader.float()?;
        let asking_scale = reader.floats()?;
        let table = reader
            .take(ROWS * COLUMNS)?
            .chunks_exact(COLUMNS)
            .map(|row| {
                let mut padded = [0; PADDED];
                for (slot, byte) in padded.iter_mut().zip(row) {
                    *slot = i8::from_le_bytes([*byte]);
                }
                padded
            })
            .collect();
        let asking = reader
            .take(ASKING_ROWS * ASKING_COLUMNS)?
            .as_chunks::<ASKING_COLUMNS>()
            .0
            .iter()
            .map(|row| row.map(|byte| i8::from_le_bytes([byte])))
            .collect();
        if !reader.0.is_empty() {
            return Err(WeightsError::WrongLength);
        }
        Ok(Self {
            dense,
            bias,
            scale,
            temperature,
            abstain_below,
            language_floor,
            table,
            asking,
            asking_scale,
        })
    }

    /// The part of the logits that the hashed n-grams give.
    pub(crate) fn hashed(&self, rows: &HashedRows) -> Logits {
        let words = self.sum(&rows.words);
        let characters = self.sum(&rows.characters);
        let word_norm = norm(rows.words.len());
        let character_norm = norm(rows.characters.len());
        let mut logits = self.bias;
        for (index, logit) in logits.iter_mut().enumerate() {
            let word = words.get(index).copied().unwrap_or(0) as f32 * word_norm;
            let character = characters.get(index).copied().unwrap_or(0) as f32 * character_norm;
            *logit += (word + character) * self.scale.get(index).copied().unwrap_or(0.0);
        }
        self.add_asking(&mut logits, &rows.asking);
        logits
    }

    /// Adds what the table of questions says to the heads it knows.
    fn add_asking(&self, logits: &mut Logits, rows: &[u32]) {
        let mut sums = [0_i32; ASKING_COLUMNS];
        for row in rows {
            if let Some(row) = self.asking.get(*row as usize) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(*weight);
                }
            }
        }
        let norm = norm(rows.len());
        let heads = logits.iter_mut().skip(ASKING_FIRST);
        for (logit, (sum, scale)) in heads.zip(sums.into_iter().zip(self.asking_scale)) {
            *logit += sum as f32 * norm * scale;
        }
    }

    /// Adds what the dense features say in a language, given by its place among the known ones.
    pub(crate) fn add_dense(&self, logits: &mut Logits, dense: &[f32; DENSE], language: usize) {
        let rows = self.dense.get(language).map_or(&[][..], Vec::as_slice);
        for (value, row) in dense.iter().chain([&1.0]).zip(rows) {
            if *value != 0.0 {
                for (logit, weight) in logits.iter_mut().zip(row) {
                    *logit += value * weight;
                }
            }
        }
    }

    fn sum(&self, rows: &[u32]) -> [i32; PADDED] {
        let mut sums = [0_i32; PADDED];
        for row in rows {
            if let Some(row) = self.table.get(*row as usize) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(*weight);
                }
            }
        }
        sums
    }

    /// Temperature of one head.
    pub(crate) fn temperature(&self, head: Head) -> f32 {
        HEADS
            .iter()
            .zip(self.temperature)
            .find(|((known, ..), _)| *known == head)
            .map_or(1.0, |(_, temperature)| temperature)
    }

    /// Logits of one head, divided by its temperature.
    pub(crate) fn head(&self, logits: &Logits, head: Head) -> [f32; WIDEST] {
        let mut values = [f32::NEG_INFINITY; WIDEST];
        for (index, (known, _, first, columns)) in HEADS.iter().enumerate() {
            if *known == head {
                let temperature = self.temperature.get(index).copied().unwrap_or(1.0);
                let column = logits.iter().skip(*first).take(*columns);
                for (value, logit) in values.iter_mut().zip(column) {
                    *value = logit / temperature;
                }
            }
        }
        values
    }
}

/// Probability from the logit of a head of one column.
pub(crate) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// The logit of a probability; far from certainty, so that it stays finite.
pub(crate) fn log_odds(p: f32) -> f32 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

fn norm(count: usize) -> f32 {
    if count == 0 {
        0.0
    } else {
        1.0 / (count as f32).sqrt()
    }
}

/// Probabilities from logits; columns at minus infinity get 0. All zero when none is finite.
pub(crate) fn softmax<const N: usize>(logits: [f32; N]) -> [f32; N] {
    let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if !highest.is_finite() {
        return [0.0; N];
    }
    let mut values = logits.map(|logit| (logit - highest).exp());
    let sum: f32 = values.iter().sum();
    for value in &mut values {
        *value /= sum;
    }
    values
}

/// Place of the highest value; the first of equals.
pub(crate) fn highest(values: &[f32]) -> usize {
    values
        .iter()
        .enumerate()
        .fold((0, f32::NEG_INFINITY), |best, (index, value)| {
            if *value > best.1 {
                (index, *value)
            } else {
                best
            }
        })
        .0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_kind_is_refused_with_what_to_do() {
        assert_eq!(
            Weights::read(b"PK\x03\x04 something else").map(|_| ()),
            Err(WeightsError::NotWeights)
        );
        assert_eq!(
            Weights::read(b"TACTFW03\0\0").map(|_| ()),
            Err(WeightsError::WrongLength)
        );
    }

    #[test]
    fn probabilities_sum_to_one_and_ignore_closed_columns() {
        let p = softmax([1.0, f32::NEG_INFINITY, 1.0]);
        assert_eq!(p, [0.5, 0.0, 0.5]);
        assert_eq!(softmax([f32::NEG_INFINITY; 2]), [0.0; 2]);
    }
}
