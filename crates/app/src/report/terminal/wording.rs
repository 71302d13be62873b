//! Text laid out in columns of a terminal.

use unicode_normalization::UnicodeNormalization;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that `text` takes.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Line ends and runs of blanks become one blank; no-break spaces stay.
pub(super) fn on_one_line(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `text` in ASCII: letters without their accents, signs by their nearest neighbours, `?` for what
/// has none.
pub(super) fn plain(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.nfd() {
        match character {
            ' '..='~' => written.push(character),
            '\u{300}'..='\u{36f}' | '\u{2066}'..='\u{2069}' | '\u{200d}' | '\u{fe0f}' => {}
            '\u{a0}' | '\u{202f}' => written.push(' '),
            '’' | '‘' => written.push('\''),
            '«' | '»' | '“' | '”' => written.push('"'),
            '–' | '—' | '−' | '‑' => written.push('-'),
            '·' | '•' => written.push('-'),
            '…' => written.push_str("..."),
            'œ' => written.push_str("oe"),
            'Œ' => written.push_str("OE"),
            'æ' => written.push_str("ae"),
            '×' => written.push('x'),
            'Γ' => written.push_str("Gamma"),
            'Λ' => written.push_str("Lambda"),
            '∞' => written.push_str("inf"),
            '≈' => written.push('~'),
            '€' => written.push_str("EUR"),
            '✓' => written.push_str("ok"),
            '✗' => written.push('!'),
            _ => written.push('?'),
        }
    }
    written
}

/// `text` cut to `columns`, ending in `dots` where something is missing.
pub(super) fn fit(text: &str, columns: usize, dots: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(width(dots)) else {
        return String::new();
    };
    let mut kept = String::new();
    let mut used = 0;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > room {
            break;
        }
        kept.push(character);
    }
    format!("{}{dots}", kept.trim_end())
}

/// `text` filled up, or cut, to exactly `columns`.
pub(super) fn padded(text: &str, columns: usize, dots: &str) -> String {
    let text = fit(text, columns, dots);
    let missing = columns.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(missing))
}

/// `text` in at most `lines` lines of `columns`, cut at blanks; the last is shortened if it must be.
pub(super) fn wrap(text: &str, columns: usize, lines: usize, dots: &str) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let mut line = word.to_owned();
        let is_last = wrapped.len() + 1 == lines;
        while let Some(next) = words.peek() {
            if !is_last && width(&line) + 1 + width(next) > columns {
                break;
            }
            line.push(' ');
            line.push_str(next);
            words.next();
        }
        wrapped.push(fit(&line, columns, dots));
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_letters_keep_french_readable() {
        assert_eq!(
            plain("« Été » : œuvre à 42\u{a0}% – c’est fini…"),
            "\"Ete\" : oeuvre a 42 % - c'est fini...".replace("\"Ete\"", "\" Ete \"")
        );
        assert_eq!(plain("👍 שלום"), "? ????");
    }

    #[test]
    fn wide_characters_count_double() {
        assert_eq!(width("日本"), 4);
        assert_eq!(fit("日本語日本語", 7, "…"), "日本語…");
        assert_eq!(padded("日本", 6, "…"), "日本  ");
    }

    proptest! {
        #[test]
        fn lines_never_pass_the_columns_nor_the_number_asked_for(
            text in any::<String>(),
            columns in 4_usize..90,
            lines in 1_usize..5,
        ) {
            let text = on_one_line(&crate::report::inert::clean(&text));
            let wrapped = wrap(&text, columns, lines, "…");
            prop_assert!(wrapped.len() <= lines);
            for line in wrapped {
                prop_assert!(width(&line) <= columns, "{line:?}");
            }
        }
    }
}
