//! Direction marks, the four spaces and the digits that may stand anywhere in a header or a name.

use memchr::memchr_iter;

/// Bytes of the direction mark, byte-order mark or isolate that `bytes` starts with, or 0.
///
/// U+200E, U+200F, U+202A–U+202E, U+2066–U+2069, U+061C and U+FEFF.
#[inline]
pub(crate) fn mark_len(bytes: &[u8]) -> usize {
    match bytes {
        [0xE2, 0x80, 0x8E | 0x8F | 0xAA..=0xAE, ..]
        | [0xE2, 0x81, 0xA6..=0xA9, ..]
        | [0xEF, 0xBB, 0xBF, ..] => 3,
        [0xD8, 0x9C, ..] => 2,
        _ => 0,
    }
}

/// Bytes of the space that `bytes` starts with, or 0: U+0020, U+00A0, U+202F, U+2009.
#[inline]
pub(crate) fn space_len(bytes: &[u8]) -> usize {
    match bytes {
        [b' ', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, 0xAF | 0x89, ..] => 3,
        _ => 0,
    }
}

/// True for a direction mark, an isolate or a byte-order mark.
#[inline]
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}')
}

/// True for the spaces a header or a name may hold.
#[inline]
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// The left-to-right mark iOS puts in front of everything it writes itself.
pub(crate) const LEFT_TO_RIGHT: &str = "\u{200E}";

/// True when a left-to-right mark stands anywhere in `text`.
pub(crate) fn has_left_to_right(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(0x8E, bytes).any(|at| at >= 2 && bytes.get(at - 2..at) == Some(&[0xE2, 0x80]))
}

/// Cuts leading marks and spaces; tells whether a left-to-right mark was among them.
#[inline]
pub(crate) fn trim_lead(text: &str) -> (&str, bool) {
    // Most bodies start with a letter.
    if text
        .as_bytes()
        .first()
        .is_some_and(|b| b.is_ascii_graphic())
    {
        return (text, false);
    }
    let mut led = false;
    let trimmed = text.trim_start_matches(|c| {
        led |= c == '\u{200E}';
        is_mark(c) || is_space(c)
    });
    (trimmed, led)
}

/// Cuts marks and white space at the end.
#[inline]
pub(crate) fn trim_tail(text: &str) -> &str {
    if text.as_bytes().last().is_some_and(|b| b.is_ascii_graphic()) {
        return text;
    }
    text.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace())
}

/// Family of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Digits {
    /// 0 to 9.
    Latin,
    /// ٠ to ٩.
    Arabic,
    /// ۰ to ۹.
    Persian,
    /// Any other family with ten consecutive code points.
    Other,
}

/// The decimal digit that `bytes` starts with: value, length in bytes, family.
#[inline]
pub(crate) fn digit(bytes: &[u8]) -> Option<(u8, usize, Digits)> {
    match *bytes {
        [b @ b'0'..=b'9', ..] => Some((b - b'0', 1, Digits::Latin)),
        [0xD9, b @ 0xA0..=0xA9, ..] => Some((b - 0xA0, 2, Digits::Arabic)),
        [0xDB, b @ 0xB0..=0xB9, ..] => Some((b - 0xB0, 2, Digits::Persian)),
        // Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam.
        [
            0xE0,
            0xA5 | 0xA7 | 0xA9 | 0xAB | 0xAD | 0xAF | 0xB1 | 0xB3 | 0xB5,
            b @ 0xA6..=0xAF,
            ..,
        ] => Some((b - 0xA6, 3, Digits::Other)),
        // Thai and Lao, Khmer, full width.
        [0xE0, 0xB9 | 0xBB, b @ 0x90..=0x99, ..] => Some((b - 0x90, 3, Digits::Other)),
        [0xE1, 0x9F, b @ 0xA0..=0xA9, ..] => Some((b - 0xA0, 3, Digits::Other)),
        [0xE1, 0x81, b @ 0x80..=0x89, ..] => Some((b - 0x80, 3, Digits::Other)),
        [0xEF, 0xBC, b @ 0x90..=0x99, ..] => Some((b - 0x90, 3, Digits::Other)),
        _ => None,
    }
}
