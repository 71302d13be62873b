//! Cuts the shadow into words, numbers, line ends and signs, each looked up once in the lexicon.

use super::lexicon::{Lexicon, Sense, hash_word};
use super::shadow::{OTHER_LETTER, Shadow};

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// End of a line.
    Line,
    /// One byte of anything else but a space.
    Sign(u8),
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Case {
    /// No capital at the start.
    Lower,
    /// A capital at the start.
    Title,
    /// Capitals only, two letters or more.
    Upper,
}

/// One token, as places in the shadow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) case: Case,
    pub(super) sense: Sense,
    pub(super) hash: u64,
}

impl Token {
    pub(super) fn length(&self) -> usize {
        self.end - self.start
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_sign(&self, byte: u8) -> bool {
        self.kind == Kind::Sign(byte)
    }

    /// Written with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.case != Case::Lower
    }

    pub(super) fn has(&self, sense: Sense) -> bool {
        self.sense.has(sense)
    }
}

/// Cuts the shadow. A text written in capitals throughout says nothing by them: its words count as lower case.
pub(super) fn tokenize(shadow: &Shadow, lexicon: &Lexicon) -> Vec<Token> {
    let text = &shadow.text;
    let mut tokens = Vec::with_capacity(text.len() / 4 + 4);
    let mut at = 0;
    let (mut letters, mut capitals) = (0_usize, 0_usize);
    while at < text.len() {
        let byte = shadow.at(at);
        let start = at;
        at += 1;
        if byte == b' ' {
            continue;
        }
        let mut token = Token {
            start,
            end: at,
            kind: Kind::Sign(byte),
            case: Case::Lower,
            sense: Sense::default(),
            hash: 0,
        };
        if is_letter(byte) {
            let mut upper = usize::from(shadow.is_upper(start));
            while at < text.len() && is_letter(shadow.at(at)) {
                upper += usize::from(shadow.is_upper(at));
                at += 1;
            }
            letters += at - start;
            capitals += upper;
            token.kind = Kind::Word;
            token.end = at;
            token.hash = hash_word(shadow.slice(start, at));
            token.sense = lexicon.senses_of_hash(token.hash);
            token.case = match upper {
                0 => Case::Lower,
                _ if upper == at - start && upper > 1 => Case::Upper,
                _ if shadow.is_upper(start) => Case::Title,
                _ => Case::Lower,
            };
        } else if byte.is_ascii_digit() {
            while at < text.len() && shadow.at(at).is_ascii_digit() {
                at += 1;
            }
            token.kind = Kind::Number;
            token.end = at;
        } else if byte == b'\n' {
            token.kind = Kind::Line;
        }
        tokens.push(token);
    }
    if letters > 16 && capitals * 4 > letters * 3 {
        for token in &mut tokens {
            token.case = Case::Lower;
        }
    }
    tokens
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == OTHER_LETTER
}
