//! Cells of a CSV file that no spreadsheet takes for a formula.

/// A text as one CSV field, quoted, in which no part can start a formula.
///
/// A leading `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before it; so does one
/// that follows a separator or a line end inside the text, since a spreadsheet set to another
/// separator would cut the field there. Numbers go through [`number`] instead.
pub fn text(text: &str) -> String {
    let mut field = String::with_capacity(text.len() + 2);
    field.push('"');
    let mut at_cell_start = true;
    for character in text.chars() {
        if at_cell_start && starts_formula(character) {
            field.push('\'');
        }
        // Blanks and quotes do not protect what follows them: spreadsheets skip both.
        at_cell_start = ends_cell(character)
            || (at_cell_start && (character.is_whitespace() || character == '"'));
        if character == '"' {
            field.push('"');
        }
        field.push(character);
    }
    field.push('"');
    field
}

/// A number as one CSV field, with a point and no grouping; empty where unknown.
pub fn number(value: Option<f64>) -> String {
    match value {
        Some(value) if value.is_finite() => value.to_string(),
        _ => String::new(),
    }
}

fn starts_formula(character: char) -> bool {
    matches!(
        character,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
    )
}

fn ends_cell(character: char) -> bool {
    matches!(character, ',' | ';' | '|' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_character_that_starts_a_formula_is_disarmed() {
        for start in ["=", "+", "-", "@", "\t", "\r", "＝"] {
            let written = text(&format!("{start}cmd"));
            assert!(written.starts_with("\"'"), "{written}");
        }
    }

    #[test]
    fn a_formula_after_a_separator_or_a_line_end_is_disarmed() {
        assert_eq!(text("oui;=1+1"), "\"oui;'=1+1\"");
        assert_eq!(text("oui, @SUM(A1)"), "\"oui, '@SUM(A1)\"");
        assert_eq!(text("a\n-2"), "\"a\n'-2\"");
        assert_eq!(text("a;\"=1\""), "\"a;\"\"'=1\"\"\"");
        assert_eq!(text(" =1"), "\" '=1\"");
    }

    #[test]
    fn ordinary_text_is_only_quoted() {
        assert_eq!(text("Bonjour, ça va ?"), "\"Bonjour, ça va ?\"");
        assert_eq!(text("a-b = c"), "\"a-b = c\"");
        assert_eq!(text(""), "\"\"");
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(number(Some(-2.5)), "-2.5");
        assert_eq!(number(Some(f64::NAN)), "");
        assert_eq!(number(None), "");
    }

    proptest! {
        #[test]
        fn a_field_reads_back_as_the_text_but_for_apostrophes(value in any::<String>()) {
            let line = text(&value);
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(line.as_bytes());
            let record = reader.records().next();
            let read = match record {
                Some(Ok(record)) => record.get(0).unwrap_or_default().to_owned(),
                _ => String::new(),
            };
            prop_assert_eq!(read.replace('\'', ""), value.replace('\'', ""));
        }
    }
}
