//! Names already known in a thread, so that one found once is masked everywhere in it.

use super::Span;
use super::lexicon::{Sense, hash_word};
use super::shadow::{Shadow, is_word_byte};
use super::token::{Token, tokenize};
use super::{PiiKind, Redactor};

/// Shortest part of a name that is propagated: «Li» alone would mask too much.
const LEAST_LETTERS: usize = 3;

/// What is known about a thread before one of its messages is redacted. Holds hashes, never the names.
#[derive(Clone, Default, Debug)]
pub struct RedactionContext {
    names: Vec<u64>,
}

impl RedactionContext {
    /// A context that knows these names: profile names, author names of an export, agents' names.
    /// Telephone numbers used as author names are ignored.
    pub fn with_names<'a>(redactor: &Redactor, names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut context = Self::default();
        for name in names {
            context.learn_text(redactor, name);
        }
        context
    }

    /// Adds the names found in a message of the thread.
    pub fn learn(&mut self, redactor: &Redactor, text: &str, spans: &[Span]) {
        for span in spans.iter().filter(|span| span.kind == PiiKind::Name) {
            self.learn_text(redactor, text.get(span.start..span.end).unwrap_or_default());
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn learn_text(&mut self, redactor: &Redactor, name: &str) {
        let shadow = Shadow::new(name);
        for token in tokenize(&shadow, &redactor.lexicon) {
            if is_telling(&token) {
                self.insert(token.hash);
            }
        }
        // A name glued together («JeanDupont») is also looked for as written.
        let folded: Vec<u8> = shadow
            .text
            .iter()
            .copied()
            .filter(|byte| is_word_byte(*byte))
            .collect();
        if folded.len() > LEAST_LETTERS && folded.iter().all(|byte| !byte.is_ascii_digit()) {
            self.insert(hash_word(&folded));
        }
    }

    fn insert(&mut self, hash: u64) {
        if let Err(place) = self.names.binary_search(&hash) {
            self.names.insert(place, hash);
        }
    }

    /// Whether a token is part of a known name; everyday words need their capital.
    pub(super) fn knows(&self, token: &Token) -> bool {
        !self.names.is_empty()
            && self.names.binary_search(&token.hash).is_ok()
            && (token.is_capital()
                || !token.has(Sense::COMMON | Sense::TIMID | Sense::GUARDED | Sense::THING))
    }
}

/// Whether a word of a name says who it is: not a particle, a title or a function word.
pub(super) fn is_telling(token: &Token) -> bool {
    token.is_word()
        && token.length() >= LEAST_LETTERS
        && !token.has(Sense::STOP | Sense::PARTICLE | Sense::PERSON)
}
