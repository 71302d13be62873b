//! Text that a Markdown reader shows as it is.

/// A text inside a line: on one line, with everything that Markdown or HTML would act on escaped.
pub(super) fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let one_line = on_one_line(text);
    let mut rest = one_line.as_str();
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        let acts = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '@' => true,
            '&' => starts_entity(after),
            // Bare addresses become links: the colon and the dot after www are what does it.
            ':' => after.starts_with('/'),
            '.' => escaped.to_ascii_lowercase().ends_with("www"),
            '!' => after.starts_with('['),
            '#' | '=' => escaped.is_empty(),
            '+' | '-' => escaped.is_empty() && (after.is_empty() || after.starts_with([' ', '-'])),
            _ => false,
        };
        if acts {
            escaped.push('\\');
        }
        escaped.push(character);
        rest = after;
    }
    escape_list_number(&escaped)
}

/// A text inside a table cell.
pub(super) fn cell(text: &str) -> String {
    let text = inline(text);
    if text.is_empty() {
        " ".to_owned()
    } else {
        text
    }
}

/// Whether what follows an ampersand makes it a character reference.
fn starts_entity(after: &str) -> bool {
    after.split_once(';').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    })
}

/// `1.` or `1)` at the start of a line would open a list.
fn escape_list_number(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => {
            format!("{number}\\{rest}")
        }
        _ => text.to_owned(),
    }
}

/// Line ends and runs of blanks become one blank; no-break spaces stay.
fn on_one_line(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_acts_on_is_escaped() {
        for (text, escaped) in [
            ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
            (
                "<img src=x onerror=alert(1)>",
                r"\<img src=x onerror=alert(1)\>",
            ),
            ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
            ("a | b", r"a \| b"),
            ("# titre", r"\# titre"),
            ("- point", r"\- point"),
            ("1. un", r"1\. un"),
            ("https://a.b", r"https\://a.b"),
            ("www.a.b", r"www\.a.b"),
            ("&lt;", r"\&lt;"),
        ] {
            assert_eq!(inline(text), escaped);
        }
    }

    #[test]
    fn a_text_stays_on_one_line() {
        assert_eq!(inline("a\n\n# b\r\n| c"), r"a # b \| c");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert_eq!(inline("+3 points, Style&Co"), "+3 points, Style&Co");
        let text = "Entre 35\u{a0}% et 49\u{a0}% (n = 180), +3 points – c’est bien.";
        assert_eq!(inline(text), text);
    }
}
