//! The fitted weights of [`super::problem`]: how they lie in the file, and how they are read.
//!
//! Little-endian: magic `TPW1`; u32 rows, problems, patterns; f32 scale; f32 rarity per row; i8
//! weight per row and problem; f32 bias per problem; f32 weight per part and pattern.

/// Parts of a conversation: opening, later, answers.
pub(crate) const PARTS: usize = 3;

static FILE: &[u8] = include_bytes!("../../data/topics.weights");

/// See the module.
#[derive(Debug)]
pub(crate) struct ProblemWeights {
    problems: usize,
    scale: f32,
    rarity: Vec<f32>,
    words: &'static [u8],
    bias: Vec<f32>,
    patterns: [Vec<f32>; PARTS],
}

struct Reader {
    rest: &'static [u8],
}

impl Reader {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes: [u8; 4] = self.take(4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes) as usize)
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(
            bytes
                .chunks_exact(4)
                .filter_map(|chunk| chunk.try_into().ok().map(f32::from_le_bytes))
                .collect(),
        )
    }
}

impl ProblemWeights {
    /// The weights that ship; `None` when they were made for another list.
    pub(crate) fn embedded(patterns: usize, problems: usize) -> Option<Self> {
        let mut reader = Reader { rest: FILE };
        if reader.take(4)? != b"TPW1" {
            return None;
        }
        let rows = reader.number()?;
        let fits = rows == super::problem::ROWS as usize
            && reader.number()? == problems
            && reader.number()? == patterns;
        if !fits {
            return None;
        }
        let scale = reader.floats(1)?.first().copied()?;
        let rarity = reader.floats(rows)?;
        let words = reader.take(rows * problems)?;
        let bias = reader.floats(problems)?;
        let patterns = [
            reader.floats(patterns)?,
            reader.floats(patterns)?,
            reader.floats(patterns)?,
        ];
        Some(Self {
            problems,
            scale,
            rarity,
            words,
            bias,
            patterns,
        })
    }

    /// Weight of a pattern found in one part.
    pub(crate) fn pattern(&self, part: usize, pattern: u16) -> f32 {
        self.patterns
            .get(part)
            .and_then(|weights| weights.get(usize::from(pattern)))
            .copied()
            .unwrap_or(0.0)
    }

    /// Adds what the counted words say of every problem.
    pub(crate) fn add_words(&self, counts: &[(u32, f32)], evidence: &mut [f32]) {
        let weighted: Vec<(usize, f32)> = counts
            .iter()
            .filter_map(|(row, count)| {
                let rarity = self.rarity.get(*row as usize)?;
                Some((*row as usize, (1.0 + count.ln().max(0.0)) * rarity))
            })
            .filter(|(_, weight)| *weight > 0.0)
            .collect();
        let length = weighted
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>()
            .sqrt();
        if length <= 0.0 {
            return;
        }
        for (slot, bias) in evidence.iter_mut().zip(&self.bias) {
            *slot += bias;
        }
        for (row, weight) in weighted {
            let start = row * self.problems;
            let Some(weights) = self.words.get(start..start + self.problems) else {
                continue;
            };
            let factor = weight / length * self.scale;
            for (slot, byte) in evidence.iter_mut().zip(weights) {
                *slot += factor * f32::from(*byte as i8);
            }
        }
    }
}
