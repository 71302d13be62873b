//! The weights file of the accurate model: its layout, and reading it from bytes nobody vouches for.
//!
//! Little-endian throughout. `TACTAC01`; an FNV-1a sum of 64 bits over all that follows, taken
//! eight bytes at a time, the last ones filled up with zeros; then
//!
//! | what | as |
//! |---|---|
//! | hidden, inner, attention heads, shared, outputs, layers, pieces, positions, mappings | 9 × `u32` |
//! | epsilon of the norms, score of an unknown character | 2 × `f32` |
//! | temperatures (sentiment, emotion, act, question), abstention threshold, suggestion threshold | 6 × `f32` |
//! | voice of the fast model in sentiment, emotion, act, question | 4 × `f32` |
//! | pieces: length, UTF-8 bytes | `u8`, bytes, for each |
//! | scores of the pieces | `f32` each |
//! | character mappings: code point, count, replacement | `u32`, `u8`, `u32` each |
//! | word table: blocks of 32 values, a half-precision scale and 16 bytes of two nibbles | 18 bytes a block |
//! | position table (with the token type), norm of the embedding | `f32` |
//! | per layer: query-key-value, attention output, inner, outer matrix; two norms | see [`Parser::matrix`] |
//! | shared layer, heads, sentence projection: matrix a row an output, then bias | `f32` |
//! | mean sentence vector | `f32` |
//!
//! A value of a word block is (nibble − 8) × scale, low nibbles first. Weights of the layers are
//! `i8` between −31 and 31 with a scale a row: six bits let two products be added in 16 without
//! overflow.

use thiserror::Error;

use super::kernel::{GROUP, MOST_WEIGHT, Matrix};

/// Width of a token's vector, and of a sentence vector.
pub(super) const HIDDEN: usize = 384;
/// Width inside a feed-forward layer.
pub(super) const INNER: usize = 1536;
/// Attention heads of a layer.
pub(super) const ATTENTION_HEADS: usize = 12;
/// Width of the layer all heads share.
pub(super) const SHARED: usize = 256;
/// Most tokens of a text, `<s>` and `</s>` included.
pub(super) const POSITIONS: usize = 128;
/// Tweet sentiment 3, chat sentiment 3, public 1, emotion 8, act 8, question 1, suggestion 1.
pub(super) const OUTPUTS: usize = 25;

const MAGIC: &[u8; 8] = b"TACTAC01";
const MOST_LAYERS: usize = 24;
const MOST_PIECES: usize = 300_000;
const MOST_MAPPINGS: usize = 20_000;
/// Bytes of one word's row.
const WORD_BYTES: usize = HIDDEN / 32 * 18;

/// Why a weights file of the accurate model could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AccurateError {
    /// The file starts with something else.
    #[error("this is not a weights file of the accurate model")]
    NotWeights,
    /// The file was made for another version of the program.
    #[error("the weights of the accurate model have a shape this version does not read")]
    OtherShape,
    /// The file ends early, or goes on after its end.
    #[error("the weights file of the accurate model is cut short or too long")]
    WrongLength,
    /// The sum over the content is another one.
    #[error("the weights file of the accurate model is damaged: its checksum differs")]
    Damaged,
    /// A number or a text in the file cannot be what it should be.
    #[error("the weights file of the accurate model holds a value that cannot be: {0}")]
    BadValue(&'static str),
    /// The fast model, which the accurate one consults, could not be loaded.
    #[error("the fast model that the accurate one consults: {0}")]
    Fast(#[from] crate::model::WeightsError),
}

/// A norm over one token's vector.
#[derive(Debug)]
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// A small matrix kept in full precision, a row an output.
#[derive(Debug)]
pub(super) struct Dense {
    pub(super) columns: usize,
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// One transformer layer.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) query_key_value: Matrix,
    pub(super) attention_out: Matrix,
    pub(super) attention_norm: Norm,
    pub(super) inner: Matrix,
    pub(super) outer: Matrix,
    pub(super) outer_norm: Norm,
}

/// Numbers chosen on validation texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) epsilon: f32,
    pub(super) unknown: f32,
    /// Sentiment, emotion, act, question.
    pub(super) temperatures: [f32; 4],
    pub(super) abstain_below: f32,
    pub(super) suggestion_from: f32,
    /// Sentiment, emotion, act, question: how much the fast model's log-probabilities count.
    pub(super) voices: [f32; 4],
}

/// What a file holds, checked.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) settings: Settings,
    pub(super) pieces: Vec<String>,
    pub(super) scores: Vec<f32>,
    pub(super) mappings: Vec<(char, String)>,
    pub(super) words: Vec<u8>,
    pub(super) positions: Vec<f32>,
    pub(super) embedding_norm: Norm,
    pub(super) layers: Vec<Layer>,
    pub(super) shared: Dense,
    pub(super) heads: Dense,
    pub(super) sentence: Dense,
    pub(super) mean: Vec<f32>,
}

struct Parser<'a>(&'a [u8]);

impl<'a> Parser<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], AccurateError> {
        let (head, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(AccurateError::WrongLength)?;
        self.0 = rest;
        Ok(head)
    }

    fn byte(&mut self) -> Result<u8, AccurateError> {
        self.take(1)?
            .first()
            .copied()
            .ok_or(AccurateError::WrongLength)
    }

    fn number(&mut self) -> Result<u32, AccurateError> {
        let word = self.take(4)?;
        word.try_into()
            .map(u32::from_le_bytes)
            .map_err(|_| AccurateError::WrongLength)
    }

    fn size(&mut self) -> Result<usize, AccurateError> {
        self.number().map(|size| size as usize)
    }

    fn float(&mut self) -> Result<f32, AccurateError> {
        let value = f32::from_bits(self.number()?);
        finite(value)
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, AccurateError> {
        self.take(count.saturating_mul(4))?
            .chunks_exact(4)
            .map(|word| {
                word.try_into()
                    .map_err(|_| AccurateError::WrongLength)
                    .and_then(|word| finite(f32::from_le_bytes(word)))
            })
            .collect()
    }

    fn several<const N: usize>(&mut self) -> Result<[f32; N], AccurateError> {
        let mut values = [0.0; N];
        for value in &mut values {
            *value = self.float()?;
        }
        Ok(values)
    }

    fn norm(&mut self) -> Result<Norm, AccurateError> {
        Ok(Norm {
            weight: self.floats(HIDDEN)?,
            bias: self.floats(HIDDEN)?,
        })
    }

    /// Scales of the rows, bias, then the weights row by row.
    fn matrix(&mut self, rows: usize, columns: usize) -> Result<Matrix, AccurateError> {
        debug_assert!(rows.is_multiple_of(GROUP) && columns.is_multiple_of(8));
        let scale = self.floats(rows)?;
        let bias = self.floats(rows)?;
        let weights: Vec<i8> = self
            .take(rows * columns)?
            .iter()
            .map(|byte| i8::from_le_bytes([*byte]))
            .collect();
        if weights
            .iter()
            .any(|weight| weight.unsigned_abs() > MOST_WEIGHT)
        {
            return Err(AccurateError::BadValue("a weight beyond six bits"));
        }
        Ok(Matrix::pack(&weights, columns, scale, bias))
    }

    fn dense(&mut self, rows: usize, columns: usize) -> Result<Dense, AccurateError> {
        Ok(Dense {
            columns,
            weight: self.floats(rows * columns)?,
            bias: self.floats(rows)?,
        })
    }

    fn layer(&mut self) -> Result<Layer, AccurateError> {
        Ok(Layer {
            query_key_value: self.matrix(3 * HIDDEN, HIDDEN)?,
            attention_out: self.matrix(HIDDEN, HIDDEN)?,
            attention_norm: self.norm()?,
            inner: self.matrix(INNER, HIDDEN)?,
            outer: self.matrix(HIDDEN, INNER)?,
            outer_norm: self.norm()?,
        })
    }

    fn piece(&mut self) -> Result<String, AccurateError> {
        let length = self.byte()?;
        let bytes = self.take(usize::from(length))?;
        String::from_utf8(bytes.to_vec())
            .map_err(|_| AccurateError::BadValue("a piece that is not UTF-8"))
    }

    fn mapping(&mut self) -> Result<(char, String), AccurateError> {
        let character =
            |code| char::from_u32(code).ok_or(AccurateError::BadValue("a mapping beyond Unicode"));
        let from = character(self.number()?)?;
        let count = self.byte()?;
        let to = (0..count)
            .map(|_| self.number().and_then(character))
            .collect::<Result<String, _>>()?;
        Ok((from, to))
    }
}

fn finite(value: f32) -> Result<f32, AccurateError> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(AccurateError::BadValue("a number that is not finite"))
    }
}

/// FNV-1a over words of eight bytes, the last one filled up with zeros.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum, chunk| {
        let mut word = [0; 8];
        for (slot, byte) in word.iter_mut().zip(chunk) {
            *slot = *byte;
        }
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

impl Content {
    /// Reads and checks a file; memory used stays proportional to the bytes given.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, AccurateError> {
        let mut parser = Parser(bytes);
        if parser.take(MAGIC.len()) != Ok(MAGIC.as_slice()) {
            return Err(AccurateError::NotWeights);
        }
        let sum: [u8; 8] = parser
            .take(8)?
            .try_into()
            .map_err(|_| AccurateError::WrongLength)?;
        if u64::from_le_bytes(sum) != checksum(parser.0) {
            return Err(AccurateError::Damaged);
        }
        Self::parse(parser)
    }

    fn parse(mut parser: Parser<'_>) -> Result<Self, AccurateError> {
        for wanted in [HIDDEN, INNER, ATTENTION_HEADS, SHARED, OUTPUTS] {
            if parser.size()? != wanted {
                return Err(AccurateError::OtherShape);
            }
        }
        let (layers, pieces, positions) = (parser.size()?, parser.size()?, parser.size()?);
        let mappings = parser.size()?;
        if !(1..=MOST_LAYERS).contains(&layers)
            || !(4..=MOST_PIECES).contains(&pieces)
            || positions != POSITIONS
            || mappings > MOST_MAPPINGS
        {
            return Err(AccurateError::OtherShape);
        }
        let settings = Settings {
            epsilon: parser.float()?,
            unknown: parser.float()?,
            temperatures: parser.several()?,
            abstain_below: parser.float()?,
            suggestion_from: parser.float()?,
            voices: parser.several()?,
        };
        if settings.temperatures.iter().any(|heat| *heat <= 0.0) || settings.epsilon <= 0.0 {
            return Err(AccurateError::BadValue(
                "a temperature that is not positive",
            ));
        }
        let content = Self {
            settings,
            pieces: (0..pieces)
                .map(|_| parser.piece())
                .collect::<Result<_, _>>()?,
            scores: parser.floats(pieces)?,
            mappings: (0..mappings)
                .map(|_| parser.mapping())
                .collect::<Result<_, _>>()?,
            words: parser.take(pieces * WORD_BYTES)?.to_vec(),
            positions: parser.floats(positions * HIDDEN)?,
            embedding_norm: parser.norm()?,
            layers: (0..layers)
                .map(|_| parser.layer())
                .collect::<Result<_, _>>()?,
            shared: parser.dense(SHARED, 2 * HIDDEN)?,
            heads: parser.dense(OUTPUTS, SHARED)?,
            sentence: parser.dense(HIDDEN, HIDDEN)?,
            mean: parser.floats(HIDDEN)?,
        };
        if parser.0.is_empty() {
            Ok(content)
        } else {
            Err(AccurateError::WrongLength)
        }
    }

    /// Writes one word's vector into `out`; words outside the table leave zeros.
    #[inline(always)]
    pub(super) fn word(&self, piece: u32, out: &mut [f32]) {
        let start = (piece as usize).saturating_mul(WORD_BYTES);
        let row = self
            .words
            .get(start..start + WORD_BYTES)
            .unwrap_or_default();
        for (block, values) in row.chunks_exact(18).zip(out.chunks_exact_mut(32)) {
            let (Some((head, nibbles)), (low, high)) =
                (block.split_first_chunk::<2>(), values.split_at_mut(16))
            else {
                continue;
            };
            let scale = half(u16::from_le_bytes(*head));
            for ((low, high), byte) in low.iter_mut().zip(high).zip(nibbles) {
                *low = (f32::from(byte & 15) - 8.0) * scale;
                *high = (f32::from(byte >> 4) - 8.0) * scale;
            }
        }
    }
}

/// Half precision to single; infinities and NaN, which no table holds, become 0.
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let fraction = f32::from(bits & 0x3ff);
    match (bits >> 10) & 31 {
        0 => sign * fraction * 2.0_f32.powi(-24),
        31 => 0.0,
        power => sign * (1.0 + fraction / 1024.0) * 2.0_f32.powi(i32::from(power) - 15),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn signed(content: &[u8]) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        file.extend(checksum(content).to_le_bytes());
        file.extend(content);
        file
    }

    fn refused(bytes: &[u8]) -> AccurateError {
        match Content::read(bytes) {
            Ok(_) => panic!("read what should be refused"),
            Err(error) => error,
        }
    }

    #[test]
    fn a_file_of_another_kind_is_refused() {
        assert_eq!(refused(b""), AccurateError::NotWeights);
        assert_eq!(refused(b"TACTFW01 and more"), AccurateError::NotWeights);
        assert_eq!(refused(b"TACTAC01\0\0"), AccurateError::WrongLength);
    }

    #[test]
    fn one_changed_byte_is_noticed_before_anything_is_read() {
        let mut file = signed(&[1, 2, 3, 4, 5, 6, 7, 8, 9]);
        if let Some(last) = file.last_mut() {
            *last ^= 1;
        }
        assert_eq!(refused(&file), AccurateError::Damaged);
    }

    #[test]
    fn sizes_that_would_fill_the_memory_are_refused() {
        let mut content = Vec::new();
        for size in [384, 1536, 12, 256, 25, u32::MAX, u32::MAX, 128, u32::MAX] {
            content.extend(u32::to_le_bytes(size));
        }
        assert_eq!(refused(&signed(&content)), AccurateError::OtherShape);
        let mut content = Vec::new();
        for size in [384_u32, 1536, 12, 256, 25, 24, 300_000, 128, 20_000] {
            content.extend(size.to_le_bytes());
        }
        content.extend([0_u8; 4 * 12]);
        assert!(matches!(
            refused(&signed(&content)),
            AccurateError::BadValue(_)
        ));
    }

    #[test]
    fn half_precision_is_read_as_the_standard_says() {
        assert_eq!(half(0x3c00), 1.0);
        assert_eq!(half(0xc000), -2.0);
        assert_eq!(half(0x0001), 2.0_f32.powi(-24));
        assert_eq!(half(0x3555), 0.333_251_95);
        assert_eq!(half(0x7c00), 0.0);
    }

    proptest! {
        #[test]
        fn a_true_sum_over_nonsense_is_still_refused(
            layers in 0_u32..30,
            pieces in 0_u32..50,
            mappings in 0_u32..50,
            rest in prop::collection::vec(any::<u8>(), 0..3000),
        ) {
            let mut content = Vec::new();
            for size in [384, 1536, 12, 256, 25, layers, pieces, 128, mappings] {
                content.extend(size.to_le_bytes());
            }
            for number in [1e-12_f32, -30.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.5, 0.0, 0.0, 0.0, 0.0] {
                content.extend(number.to_le_bytes());
            }
            content.extend(rest);
            prop_assert!(Content::read(&signed(&content)).is_err());
        }
    }
}
