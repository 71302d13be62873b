//! A text made ready for the detectors.

use super::PiiKind;
use super::cues::{Cue, CueFinder, CueHit};
use super::lexicon::Lexicon;
use super::shadow::Shadow;
use super::token::{Kind, Token, tokenize};

/// A candidate found by a detector: places in the shadow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finding {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: PiiKind,
    pub(super) rule: &'static str,
    /// Settles overlaps: the higher rank wins. See [`rank`].
    pub(super) rank: u8,
}

/// Ranks of findings, from proof by checksum or syntax down to words in context.
pub(super) mod rank {
    pub(in crate::redact) const SYNTAX: u8 = 9;
    pub(in crate::redact) const CHECKSUM: u8 = 8;
    pub(in crate::redact) const ANNOUNCED: u8 = 7;
    pub(in crate::redact) const SHAPE: u8 = 6;
    pub(in crate::redact) const PLACE: u8 = 5;
    pub(in crate::redact) const GUESS: u8 = 4;
    pub(in crate::redact) const NAME: u8 = 3;
}

/// Shadow, tokens and cues of one text.
pub(super) struct Reading {
    pub(super) shadow: Shadow,
    pub(super) tokens: Vec<Token>,
    pub(super) cues: Vec<CueHit>,
    pub(super) has_digits: bool,
}

impl Reading {
    /// Reads a text.
    pub(super) fn new(text: &str, lexicon: &Lexicon, finder: &CueFinder) -> Self {
        let shadow = Shadow::new(text);
        let tokens = tokenize(&shadow, lexicon);
        let mut cues = Vec::with_capacity(16);
        finder.find(&shadow, &mut cues);
        let has_digits = tokens.iter().any(|token| token.kind == Kind::Number);
        Self {
            shadow,
            tokens,
            cues,
            has_digits,
        }
    }

    /// The token at an index.
    pub(super) fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// The token before an index.
    pub(super) fn previous(&self, index: usize) -> Option<&Token> {
        index
            .checked_sub(1)
            .and_then(|index| self.tokens.get(index))
    }

    /// Index of the first token that starts at or after a place.
    pub(super) fn token_from(&self, place: usize) -> usize {
        self.tokens.partition_point(|token| token.start < place)
    }

    /// Bytes of a token.
    pub(super) fn text(&self, token: &Token) -> &[u8] {
        self.shadow.slice(token.start, token.end)
    }

    /// Whether two tokens touch: nothing between them.
    pub(super) fn touches(&self, index: usize) -> bool {
        match (self.previous(index), self.token(index)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// Whether one of the cues ends within `window` bytes before a place.
    pub(super) fn announced(&self, place: usize, window: usize, cues: &[Cue]) -> bool {
        self.nearest(place, window, cues).is_some()
    }

    /// The cue, among those asked for, that ends nearest before a place.
    pub(super) fn nearest(&self, place: usize, window: usize, cues: &[Cue]) -> Option<CueHit> {
        self.cues
            .iter()
            .filter(|hit| hit.end <= place && place - hit.end <= window && cues.contains(&hit.cue))
            .max_by_key(|hit| (hit.end, usize::MAX - hit.start))
            .copied()
    }

    /// Whether a cue starts within `window` bytes after a place.
    pub(super) fn announces(&self, place: usize, window: usize, cue: Cue) -> bool {
        self.cues
            .iter()
            .any(|hit| hit.cue == cue && hit.start >= place && hit.start - place <= window)
    }

    /// Whether the token before is a German article: every noun has a capital there.
    pub(super) fn has_german_article(&self, index: usize) -> bool {
        self.previous(index).is_some_and(|before| {
            matches!(
                self.text(before),
                b"der" | b"die" | b"das" | b"den" | b"dem" | b"ein" | b"eine" | b"einen" | b"einem"
            )
        })
    }

    /// Whether a number starting at a place is the continuation of a reference: `CMD-0612`, `n.33`, `#12`.
    pub(super) fn is_glued_before(&self, place: usize) -> bool {
        let before = self.shadow.before(place);
        if before.is_ascii_alphanumeric() || matches!(before, b'#' | b'_' | b'=' | b'&' | b'@') {
            return true;
        }
        matches!(before, b'-' | b'.' | b'/' | b',')
            && place
                .checked_sub(1)
                .is_some_and(|sign| self.shadow.before(sign).is_ascii_digit())
    }

    /// Whether something goes on after a number: a letter, or a digit behind a separator.
    pub(super) fn is_glued_after(&self, place: usize) -> bool {
        let after = self.shadow.at(place);
        after.is_ascii_digit()
            || (matches!(after, b'-' | b'/' | b',' | b'.')
                && self.shadow.at(place + 1).is_ascii_digit())
    }
}
