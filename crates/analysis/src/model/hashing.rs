//! Word and character n-grams, hashed into the rows of one table shared by all heads.

mod asking;

use crate::text::{TokenKind, Tokens};

/// Rows of the table, a power of two.
pub(crate) const ROWS: usize = 1 << 18;
/// First row of single words. They have a half of their own, so that what is known of a word from
/// elsewhere than labelled texts is not blurred by the many n-grams of the other half.
const WORDS_FROM: u32 = 1 << 17;

/// Rows of the table of questions, a power of two. Questions have a table of their own because word
/// order at the edges of a clause tells them, which nothing else asks for, and because few texts show
/// each turn of phrase: two of them in one row would both be lost.
pub(crate) const ASKING_ROWS: usize = 1 << 20;

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
/// Keeps a word pair from meeting a character n-gram of the same letters.
const WORD_SALT: u64 = 0x51_7c_c1_b7;
const EDGE: u64 = 0x1234_5678_9abc_def1;
/// Marks a word that hangs on the one before it: « -vous » asks where « vous » tells.
const HYPHEN: u64 = 0x2545_f491_4f6c_dd1d;

fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// A hash of 24 bits, of which a table takes as many of the low ones as it needs.
fn spread(hash: u64) -> u32 {
    let spread = hash ^ (hash >> 29);
    (spread.wrapping_mul(SEED) >> 40) as u32
}

fn row(hash: u64) -> u32 {
    spread(hash) & (WORDS_FROM - 1)
}

fn word_hash(word: &str) -> u64 {
    word.bytes()
        .fold(WORD_SALT, |hash, byte| mix(hash, u64::from(byte)))
}

/// Rows a message touches: words, word pairs and triples with sentence edges, then character
/// n-grams inside words, then what tells a question. The lists are normalised apart.
#[derive(Debug, Default)]
pub(crate) struct HashedRows {
    /// Rows of word n-grams.
    pub(crate) words: Vec<u32>,
    /// Rows of character n-grams.
    pub(crate) characters: Vec<u32>,
    /// Rows of the table of questions.
    pub(crate) asking: Vec<u32>,
}

/// Longest message read, in tokens: a pasted terms-of-service page says no more than its start.
const MOST_TOKENS: usize = 400;
/// Longest word cut into character n-grams, in bytes.
const LONGEST_WORD: usize = 96;
/// Longest character n-gram, in letters.
const LONGEST_GRAM: usize = 5;

impl HashedRows {
    /// Hashes one message.
    pub(crate) fn of(tokens: &Tokens) -> Self {
        let mut rows = Self {
            words: Vec::with_capacity(tokens.list.len() * 3 + 3),
            characters: Vec::with_capacity(tokens.folded.len() * 3),
            asking: asking::rows(tokens),
        };
        let (mut before, mut last) = (None, EDGE);
        for token in tokens.list.iter().take(MOST_TOKENS) {
            let text = tokens.text(token);
            let hash = word_hash(text);
            rows.word(hash);
            rows.pair(before, last, hash);
            if token.hyphened {
                rows.words.push(row(mix(HYPHEN, hash)));
            }
            (before, last) = (Some(last), hash);
            if token.kind == TokenKind::Word {
                let spaced = (token.start as usize).saturating_sub(1)..token.end as usize + 1;
                rows.character_grams(tokens.folded.as_bytes().get(spaced).unwrap_or_default());
            }
        }
        rows.pair(before, last, EDGE);
        for letter in &tokens.marked_letters {
            rows.characters
                .push(row(mix(EDGE, u64::from(u32::from(*letter)))));
        }
        rows
    }

    fn word(&mut self, hash: u64) {
        self.words.push(WORDS_FROM + row(hash));
    }

    fn pair(&mut self, before: Option<u64>, last: u64, hash: u64) {
        let pair = mix(mix(SEED, last), hash);
        self.words.push(row(pair));
        if let Some(before) = before {
            self.words.push(row(mix(pair, before.rotate_left(17))));
        }
    }

    /// `word` comes with the space on either side of it.
    fn character_grams(&mut self, word: &[u8]) {
        if word.len() > LONGEST_WORD {
            return;
        }
        if word.is_ascii() {
            return self.grams(word.iter().map(|byte| u64::from(*byte)), word.len());
        }
        // An Arabic or Devanagari letter is two or three bytes, and the gram counts letters.
        let letters = std::str::from_utf8(word).unwrap_or_default();
        self.grams(
            letters.chars().map(|letter| u64::from(u32::from(letter))),
            word.len(),
        );
    }

    fn grams(&mut self, letters: impl Iterator<Item = u64> + Clone, most: usize) {
        let mut rest = letters;
        for _ in 0..most {
            let mut hash = 0x2f;
            for (before, letter) in rest.clone().take(LONGEST_GRAM).enumerate() {
                hash = mix(hash, letter);
                if before > 0 {
                    self.characters.push(row(mix(hash, before as u64 + 1)));
                }
            }
            if rest.next().is_none() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn the_same_text_touches_the_same_rows_and_another_order_touches_others() {
        let first = HashedRows::of(&tokenize("colis pas reçu"));
        assert_eq!(
            first.words,
            HashedRows::of(&tokenize("Colis PAS recu")).words
        );
        assert_ne!(
            first.words,
            HashedRows::of(&tokenize("pas colis reçu")).words
        );
    }

    #[test]
    fn a_very_long_message_costs_no_more_than_its_start() {
        let rows = HashedRows::of(&tokenize(&"mot ".repeat(100_000)));
        assert!(rows.words.len() <= 3 * MOST_TOKENS + 3);
    }
}
