//! Wordings with holes: `… added you`.

/// A folded wording whose `…` stand for any text; only a hole at the end may be empty.
#[derive(Debug)]
pub(crate) struct Template {
    parts: Vec<String>,
}

impl Template {
    /// Takes a wording in the form of `fold`.
    pub(crate) fn new(folded: &str) -> Self {
        Self {
            parts: folded.split('…').map(str::to_owned).collect(),
        }
    }

    /// True when `text` (folded) is this wording, and the first fixed words end before byte
    /// `before`: a name in front of them reaches no further.
    pub(crate) fn matches(&self, text: &str, before: usize) -> bool {
        let Some((first, rest)) = self.parts.split_first() else {
            return false;
        };
        let Some(mut tail) = text.strip_prefix(first.as_str()) else {
            return false;
        };
        let Some((last, inner)) = rest.split_last() else {
            return tail.is_empty() && first.len() <= before;
        };
        // The cheapest reason to say no, first.
        if !tail.ends_with(last.as_str()) {
            return false;
        }
        let mut fixed_end = (!first.is_empty()).then_some(first.len());
        for part in inner {
            let Some(hole) = tail.char_indices().nth(1).map(|(at, _)| at) else {
                return false;
            };
            let Some(found) = tail.get(hole..).and_then(|t| t.find(part.as_str())) else {
                return false;
            };
            let after = hole + found + part.len();
            tail = tail.get(after..).unwrap_or_default();
            fixed_end.get_or_insert(text.len() - tail.len());
        }
        let Some(hole) = tail.strip_suffix(last.as_str()) else {
            return false;
        };
        let hole_filled = !hole.trim().is_empty() || last.is_empty();
        hole_filled && fixed_end.unwrap_or(text.len()) <= before
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    fn matches(template: &str, text: &str) -> bool {
        Template::new(template).matches(text, usize::MAX)
    }

    #[test]
    fn holes_stand_for_any_text_but_none_only_at_the_end() {
        assert!(matches("… added you", "amy added you"));
        assert!(!matches("… added you", " added you"));
        assert!(!matches("… added you", "amy added you again"));
        assert!(matches(
            "… created group \"…\"",
            "amy created group \"sale: may\""
        ));
        assert!(!matches("… created group \"…\"", "amy created group \"\""));
        assert!(matches("you turned off x…", "you turned off x"));
        assert!(matches("you turned off x…", "you turned off x. tap"));
        assert!(matches("deleted by admin …", "deleted by admin amy"));
        assert!(!matches("deleted by an admin", "deleted by an admin today"));
    }

    #[test]
    fn a_name_in_front_may_not_reach_past_the_author_colon() {
        let left = Template::new("… left");
        assert!(left.matches("kim left", usize::MAX));
        // "kim: only 3 left" with its colon at 3.
        assert!(!left.matches("kim: only 3 left", 3));
        let created = Template::new("… created group \"…\"");
        assert!(created.matches("amy created group \"sale: may\"", 23));
    }
}
