//! The text as detectors see it: lower case, no accents, no invisible marks, one byte a letter, with a map back.
//!
//! Detectors work on these bytes only, so writing a number with full-width digits, no-break spaces or
//! zero-width marks does not hide it, and no detector needs to know about Unicode.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A letter that has no ASCII form (Arabic, Cyrillic, Chinese…).
pub(super) const OTHER_LETTER: u8 = 0x81;
/// Emoji and every other sign.
pub(super) const SYMBOL: u8 = 0x82;
/// Currency sign.
pub(super) const CURRENCY: u8 = 0x83;
/// `º`, `ª` or `°`: a letter to Unicode, a mark of rank in addresses.
pub(super) const ORDINAL: u8 = 0x84;

/// Marks of a placeholder, `‹NAME›` or `‹NAME 2›`.
const OPEN: u8 = 0x85;
const CLOSE: u8 = 0x86;
/// Longest inside of a placeholder.
const PLACEHOLDER: usize = 14;

/// The folded text and where each of its bytes comes from.
#[derive(Default)]
pub(super) struct Shadow {
    /// Folded bytes; runs of spaces are one space, line ends are `\n`.
    pub(super) text: Vec<u8>,
    /// First input byte of the character each shadow byte stands for.
    starts: Vec<u32>,
    /// Input byte just after that character and the invisible marks that follow it.
    ends: Vec<u32>,
    /// Whether that character is upper case.
    upper: Vec<bool>,
}

impl Shadow {
    /// Folds a text.
    pub(super) fn new(input: &str) -> Self {
        let capacity = input.len() + 8;
        let mut shadow = Self {
            text: Vec::with_capacity(capacity),
            starts: Vec::with_capacity(capacity),
            ends: Vec::with_capacity(capacity),
            upper: Vec::with_capacity(capacity),
        };
        for (at, character) in input.char_indices() {
            shadow.fold(at, character);
        }
        shadow.hide_placeholders();
        shadow.read_letter_o_as_zero();
        shadow
    }

    /// The byte at a place, or a space outside the text.
    pub(super) fn at(&self, place: usize) -> u8 {
        self.text.get(place).copied().unwrap_or(b' ')
    }

    /// The byte before a place, or a space at the start.
    pub(super) fn before(&self, place: usize) -> u8 {
        place
            .checked_sub(1)
            .map_or(b' ', |previous| self.at(previous))
    }

    /// A slice that never panics: out-of-range ends are cut.
    pub(super) fn slice(&self, start: usize, end: usize) -> &[u8] {
        let end = end.min(self.text.len());
        self.text.get(start.min(end)..end).unwrap_or_default()
    }

    /// Whether the character at a place is upper case in the input.
    pub(super) fn is_upper(&self, place: usize) -> bool {
        self.upper.get(place).copied().unwrap_or(false)
    }

    /// Input byte range of a non-empty shadow range.
    pub(super) fn source(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let last = end.checked_sub(1).filter(|last| *last >= start)?;
        Some((
            *self.starts.get(start)? as usize,
            *self.ends.get(last)? as usize,
        ))
    }

    fn push(&mut self, at: usize, length: usize, byte: u8, upper: bool) {
        if byte == b' ' && self.text.last() == Some(&b' ') {
            self.extend_last(at + length);
            return;
        }
        self.text.push(byte);
        // Texts beyond 4 GiB do not exist here: intake caps a message at 1 MiB.
        self.starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        self.ends
            .push(u32::try_from(at + length).unwrap_or(u32::MAX));
        self.upper.push(upper);
    }

    fn extend_last(&mut self, end: usize) {
        if let Some(last) = self.ends.last_mut() {
            *last = u32::try_from(end).unwrap_or(u32::MAX);
        }
    }

    fn fold(&mut self, at: usize, character: char) {
        let length = character.len_utf8();
        if character.is_ascii() {
            let byte = character as u8;
            match byte {
                b'\r' => self.extend_last(at + length),
                b'\n' => self.push(at, length, b'\n', false),
                b'$' => self.push(at, length, CURRENCY, false),
                0..=b' ' | 0x7f => self.push(at, length, b' ', false),
                _ => self.push(
                    at,
                    length,
                    byte.to_ascii_lowercase(),
                    byte.is_ascii_uppercase(),
                ),
            }
        } else if is_invisible(character) || is_combining_mark(character) {
            self.extend_last(at + length);
        } else if let Some(byte) = replacement(character) {
            self.push(at, length, byte, false);
        } else {
            let upper = character.is_uppercase();
            let mut pushed = false;
            decompose_compatible(character, |part| {
                pushed |= self.fold_part(at, length, part, upper)
            });
            if !pushed {
                self.extend_last(at + length);
            }
        }
    }

    /// Pushes one character of a decomposition; says whether anything was pushed.
    fn fold_part(&mut self, at: usize, length: usize, part: char, upper: bool) -> bool {
        if part.is_ascii() {
            let byte = part as u8;
            let byte = if byte <= b' ' {
                b' '
            } else {
                byte.to_ascii_lowercase()
            };
            self.push(at, length, byte, upper || part.is_ascii_uppercase());
            return true;
        }
        if is_combining_mark(part) {
            return false;
        }
        for byte in letters(part) {
            self.push(at, length, *byte, upper);
        }
        true
    }

    /// What is redacted already says nothing: `‹IBAN›` must not announce an account.
    fn hide_placeholders(&mut self) {
        let mut from = 0;
        while let Some(open) = memchr::memchr(OPEN, self.text.get(from..).unwrap_or_default()) {
            let open = from + open;
            from = open + 1;
            let inside = self.slice(from, from + PLACEHOLDER);
            let Some(length) = memchr::memchr(CLOSE, inside) else {
                continue;
            };
            let named = inside
                .iter()
                .take(length)
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b' ');
            if named && let Some(placeholder) = self.text.get_mut(open..=from + length) {
                placeholder.fill(SYMBOL);
            }
        }
    }

    /// People type `O6 12 O4`: inside a run of digits the letter is a zero.
    fn read_letter_o_as_zero(&mut self) {
        let mut start = 0;
        while start < self.text.len() {
            if !is_word_byte(self.at(start)) {
                start += 1;
                continue;
            }
            let mut end = start;
            let (mut digits, mut zeros, mut others) = (0, 0, 0);
            while is_word_byte(self.at(end)) && end < self.text.len() {
                match self.at(end) {
                    b'0'..=b'9' => digits += 1,
                    b'o' => zeros += 1,
                    _ => others += 1,
                }
                end += 1;
            }
            if digits > 0 && zeros > 0 && others == 0 {
                for byte in self.text.get_mut(start..end).unwrap_or_default() {
                    if *byte == b'o' {
                        *byte = b'0';
                    }
                }
            }
            start = end;
        }
    }
}

/// Letters, digits and letters of other scripts.
pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == OTHER_LETTER
}

/// Zero-width marks, direction marks, soft hyphen, variation selectors, the keycap ring.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}'
        | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}')
}

/// Characters that stand for one byte whatever Unicode decomposes them into.
fn replacement(character: char) -> Option<u8> {
    Some(match character {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            b' '
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' => b'\n',
        '’' | '‘' | 'ʼ' | '′' | '´' | '＇' | 'ʹ' | '‛' => b'\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' | '－' => b'-',
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => b'"',
        '‹' => OPEN,
        '›' => CLOSE,
        '·' | '•' | '∙' | '‧' => b'.',
        '€' | '£' | '¥' | '₹' | '₺' | '₣' | '¢' => CURRENCY,
        'º' | 'ª' | '°' => ORDINAL,
        '٠'..='٩' => b'0' + (character as u32 - '٠' as u32) as u8,
        '۰'..='۹' => b'0' + (character as u32 - '۰' as u32) as u8,
        '०'..='९' => b'0' + (character as u32 - '०' as u32) as u8,
        _ => return None,
    })
}

/// Bytes for a letter that does not decompose into ASCII.
fn letters(part: char) -> &'static [u8] {
    match part {
        'ß' | 'ẞ' => b"ss",
        'æ' | 'Æ' => b"ae",
        'œ' | 'Œ' => b"oe",
        'ø' | 'Ø' => b"o",
        'ł' | 'Ł' => b"l",
        'ı' => b"i",
        'đ' | 'Đ' | 'ð' | 'Ð' => b"d",
        'þ' | 'Þ' => b"th",
        'ə' | 'Ə' | 'ɛ' | 'Ɛ' => b"e",
        'ɔ' | 'Ɔ' => b"o",
        'ħ' | 'Ħ' => b"h",
        'ŋ' | 'Ŋ' | 'ɲ' | 'Ɲ' => b"n",
        '\u{2044}' => b"/",
        _ if part.is_alphabetic() => &[OTHER_LETTER],
        _ => &[SYMBOL],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, folded: &str) {
        let shadow = Shadow::new(input);
        assert_eq!(String::from_utf8_lossy(&shadow.text), folded);
    }

    #[test]
    fn accents_case_and_invisible_marks_disappear() {
        check("ÉLODIE\u{200b} Lefèvre Straße", "elodie lefevre strasse");
        check("e\u{301}te\u{301}", "ete");
        check("０６\u{a0}１２\u{202f}３４", "06 12 34");
        check("6\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}", "61");
    }

    #[test]
    fn the_letter_o_becomes_a_zero_only_among_digits() {
        check("O6 12 O4 bonjour O2 oo", "06 12 04 bonjour 02 oo");
    }

    #[test]
    fn offsets_lead_back_to_the_input() {
        let input = "a\u{301}  Œuf";
        let shadow = Shadow::new(input);
        assert_eq!(shadow.text, b"a oeuf");
        assert_eq!(shadow.source(0, 1), Some((0, 3)));
        assert_eq!(shadow.source(1, 2), Some((3, 5)));
        let (start, end) = shadow.source(2, 6).unwrap();
        assert_eq!(&input[start..end], "Œuf");
        assert!(shadow.is_upper(2));
        assert_eq!(shadow.source(2, 2), None);
    }
}
