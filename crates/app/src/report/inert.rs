//! Makes text that came from outside harmless to the eye and to the page around it.
//!
//! Names, messages and topic words are written by strangers. Templates escape markup; what is left
//! are characters that change how *other* text reads without showing themselves: control
//! characters, direction overrides, zero-width marks. They are removed here, once for a whole
//! report, before any renderer sees it ([`clean_report`]).

mod every_text;

pub use every_text::for_every_text;

use super::model::Report;

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';
const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// More combining marks than this on one letter is an attack on the lines above and below.
const MARKS_ON_A_LETTER: usize = 4;

/// The same report with every text cleaned.
pub fn clean_report(report: &Report) -> Report {
    let mut report = report.clone();
    for_every_text(&mut report, &mut |text| *text = clean(text));
    report
}

/// Removes what cannot be seen and acts on what can.
///
/// Kept: line feeds, the joiners that emoji, Persian or Indian scripts need, and isolates that are
/// balanced, as [`isolate`] writes them. An isolate left open is closed, a stray end is removed.
pub fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut open_isolates = 0_usize;
    let mut marks = 0_usize;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let written = match character {
            FIRST_STRONG_ISOLATE => {
                open_isolates += 1;
                Some(character)
            }
            POP_ISOLATE => open_isolates.checked_sub(1).map(|left| {
                open_isolates = left;
                character
            }),
            ZERO_WIDTH_JOINER | ZERO_WIDTH_NON_JOINER => {
                let joins_before = kept.chars().next_back().is_some_and(may_be_joined);
                let joins_after = characters.peek().copied().is_some_and(may_be_joined);
                (joins_before && joins_after).then_some(character)
            }
            '\n' => Some('\n'),
            '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some(' '),
            _ if is_hidden(character) => None,
            _ if is_combining(character) && marks == MARKS_ON_A_LETTER => None,
            _ => Some(character),
        };
        if let Some(written) = written {
            // Only what is kept separates marks: a removed character must not hide a taller stack.
            marks = if is_combining(written) { marks + 1 } else { 0 };
            kept.push(written);
        }
    }
    kept.extend(std::iter::repeat_n(POP_ISOLATE, open_isolates));
    kept
}

/// A foreign text ready to stand inside a sentence: cleaned, on one line, and set apart where it
/// holds letters written from right to left, so that it cannot reorder its neighbours.
pub fn isolate(text: &str) -> String {
    let inner: String = clean(text)
        .chars()
        .filter(|c| !matches!(*c, FIRST_STRONG_ISOLATE | POP_ISOLATE))
        .collect();
    let inner = inner.split_whitespace().collect::<Vec<_>>().join(" ");
    if inner.chars().any(is_right_to_left) {
        format!("{FIRST_STRONG_ISOLATE}{inner}{POP_ISOLATE}")
    } else {
        inner
    }
}

/// Characters without a shape of their own that format, order or hide their neighbours.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' // soft hyphen
            | '\u{34f}' // grapheme joiner
            | '\u{61c}' // Arabic letter mark
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
            | '\u{17b4}' | '\u{17b5}' // Khmer inherent vowels
            | '\u{180b}'..='\u{180f}' // Mongolian selectors
            | '\u{200b}' | '\u{200e}' | '\u{200f}' // zero-width space, direction marks
            | '\u{202a}'..='\u{202e}' // embeddings and overrides
            | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates
            | '\u{feff}' // byte order mark
            | '\u{fff0}'..='\u{fffb}' // annotation anchors
            | '\u{1bca0}'..='\u{1bca3}' // shorthand controls
            | '\u{1d173}'..='\u{1d17a}' // musical controls
            | '\u{e0000}'..='\u{e0fff}') // tags
}

/// Letters, signs and emoji outside Latin, which joiners belong to.
fn may_be_joined(character: char) -> bool {
    character > '\u{2ff}'
        && !is_hidden(character)
        && !matches!(character, ZERO_WIDTH_JOINER | ZERO_WIDTH_NON_JOINER)
}

fn is_combining(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{34e}' | '\u{350}'..='\u{36f}' | '\u{483}'..='\u{489}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hidden_characters_are_removed() {
        for hidden in [
            '\u{0}',
            '\u{1b}',
            '\u{7f}',
            '\u{9b}',
            '\u{ad}',
            '\u{61c}',
            '\u{200b}',
            '\u{200e}',
            '\u{200f}',
            '\u{202e}',
            '\u{2066}',
            '\u{2060}',
            '\u{feff}',
            '\u{e0041}',
        ] {
            assert_eq!(clean(&format!("a{hidden}b")), "ab", "{hidden:?}");
        }
    }

    #[test]
    fn joiners_stay_only_between_signs_that_are_joined() {
        assert_eq!(clean("👩\u{200d}👧"), "👩\u{200d}👧");
        assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(clean("pay\u{200d}pal"), "paypal");
        assert_eq!(clean("👩\u{200d}"), "👩");
    }

    #[test]
    fn isolates_come_out_balanced() {
        assert_eq!(clean("\u{2069}a\u{2068}b"), "a\u{2068}b\u{2069}");
        assert_eq!(clean("\u{2068}a\u{2069}b"), "\u{2068}a\u{2069}b");
    }

    #[test]
    fn a_name_from_right_to_left_is_set_apart_and_cannot_break_out() {
        assert_eq!(isolate("שרה"), "\u{2068}שרה\u{2069}");
        assert_eq!(isolate("שרה\u{2069}\u{202e}x"), "\u{2068}שרהx\u{2069}");
        assert_eq!(isolate("Sarah\n  Petit"), "Sarah Petit");
    }

    #[test]
    fn stacked_marks_stop_at_what_languages_need() {
        let stacked = format!("e{}", "\u{301}".repeat(50));
        assert_eq!(clean(&stacked), format!("e{}", "\u{301}".repeat(4)));
        assert_eq!(clean("e\u{301}té"), "e\u{301}té");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn accented_and_punctuated_text_is_left_alone(text in "[ -~À-ÿœ« »’…—\u{a0}\u{202f}\n]*") {
            prop_assert_eq!(clean(&text), text);
        }
    }
}
