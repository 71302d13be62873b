//! How wide a text will be, roughly: enough to keep labels apart and inside the drawing.

/// Size of every text in a chart, in drawing units.
pub(super) const TEXT: f64 = 13.0;

/// Distance from one line of text to the next.
pub(super) const LINE: f64 = 17.0;

/// Estimated width of `text` at [`TEXT`] size, in drawing units.
///
/// Proportions of common interface typefaces, rounded up: a label estimated too wide is cut early,
/// one estimated too narrow runs into its neighbour.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(|c| share_of_size(c) * TEXT).sum()
}

fn share_of_size(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '’' | '.' | ',' | ':' | ';' | '!' | '|' | 'I' | '·' => 0.32,
        ' ' | '\u{a0}' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.38,
        '\u{202f}' => 0.2,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' => 0.97,
        'A'..='Z' | 'À'..='Ý' | '<' | '>' | '+' | '−' => 0.74,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' => 0.0,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffdc}' | '\u{1f000}'.. => 1.1,
        _ => 0.61,
    }
}

/// `text` cut to fit `room`, ending in an ellipsis where something is missing.
pub(super) fn fit(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = width("…");
    for character in text.chars() {
        used += share_of_size(character) * TEXT;
        if used > room {
            break;
        }
        kept.push(character);
    }
    format!("{}…", kept.trim_end())
}

/// How much wider text set bold is.
const STRONG: f64 = 1.1;

/// As [`width`], for text set bold.
pub(super) fn strong_width(text: &str) -> f64 {
    width(text) * STRONG
}

/// As [`fit`], for text set bold.
pub(super) fn fit_strong(text: &str, room: f64) -> String {
    fit(text, room / STRONG)
}

/// `text` in at most `lines` lines of `room`, cut at words; the last is shortened if it must be.
pub(super) fn wrap(text: &str, room: f64, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    // Only breaking spaces: a figure stays with its unit.
    let mut words = text
        .split([' ', '\n'])
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        let mut line = word.to_owned();
        if wrapped.len() + 1 == lines {
            for rest in words.by_ref() {
                line.push(' ');
                line.push_str(rest);
            }
        } else {
            while let Some(next) = words.peek() {
                let longer = format!("{line} {next}");
                if width(&longer) > room {
                    break;
                }
                line = longer;
                words.next();
            }
        }
        wrapped.push(fit(&line, room));
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_ends_in_an_ellipsis_and_fits() {
        let cut = fit("Échange ou remboursement d’une commande", 120.0);
        assert!(cut.ends_with('…'));
        assert!(width(&cut) <= 120.0);
        assert_eq!(fit("Taille", 120.0), "Taille");
    }

    #[test]
    fn words_are_wrapped_and_the_last_line_is_shortened() {
        let lines = wrap(
            "Échange ou remboursement d’une commande arrivée abîmée",
            130.0,
            2,
        );
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| width(line) <= 130.0));
        assert!(lines[1].ends_with('…'));
    }

    #[test]
    fn an_empty_text_has_no_line() {
        assert!(wrap("", 100.0, 2).is_empty());
    }

    #[test]
    fn a_figure_stays_with_its_unit() {
        let lines = wrap("environ 12\u{a0}min", 60.0, 2);
        assert_eq!(lines, ["environ", "12\u{a0}min"]);
    }
}
