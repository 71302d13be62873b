//! Patterns an operator gives: plain text with `*`.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::super::comparison::wording;

/// A whole message, `*` standing for any text; case, spaces and typography do not matter.
#[derive(Clone, PartialEq, Eq)]
pub struct AutomaticPattern {
    /// What stands between the stars, in [`wording`].
    parts: Vec<String>,
}

impl fmt::Debug for AutomaticPattern {
    /// A pattern is a text of the business: its shape only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AutomaticPattern(‹{} parts›)", self.parts.len())
    }
}

/// Why a text is not a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidPattern {
    /// It would match every message.
    #[error("a pattern needs at least four letters or digits beside its stars")]
    MatchesEverything,
}

impl FromStr for AutomaticPattern {
    type Err = InvalidPattern;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if letters < 4 {
            return Err(InvalidPattern::MatchesEverything);
        }
        let parts = wording(text).split('*').map(str::to_owned).collect();
        Ok(Self { parts })
    }
}

impl AutomaticPattern {
    /// True when the whole text, already in [`wording`], fits.
    pub(super) fn fits(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.parts.as_slice() else {
            return self.parts.first().is_some_and(|only| only == text);
        };
        let Some(mut rest) = text.strip_prefix(first.as_str()) else {
            return false;
        };
        for part in middle {
            let Some(at) = rest.find(part.as_str()) else {
                return false;
            };
            rest = rest.get(at + part.len()..).unwrap_or_default();
        }
        rest.ends_with(last.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: bool) {
        let pattern: AutomaticPattern = pattern.parse().unwrap();
        assert_eq!(pattern.fits(&wording(text)), expected);
    }

    #[test]
    fn a_pattern_without_stars_is_the_whole_message() {
        check("Merci de votre message", "merci de  votre message", true);
        check("Merci de votre message", "Merci de votre message !", false);
    }

    #[test]
    fn stars_stand_for_any_text_even_none() {
        check(
            "Bonjour *, merci*",
            "Bonjour Awa, merci de votre message",
            true,
        );
        check("Bonjour*, merci*", "Bonjour, merci", true);
        check("*nous sommes fermés*", "Bonjour. Nous sommes fermés.", true);
        check("Bonjour*merci", "Bonjour et merci beaucoup", false);
        check("aabb*aabb", "aabb", false);
    }

    #[test]
    fn typography_does_not_matter() {
        check("nous n'y sommes pas*", "Nous n’y sommes pas !", true);
    }

    #[test]
    fn a_pattern_that_matches_everything_is_refused() {
        assert_eq!(
            "***".parse::<AutomaticPattern>(),
            Err(InvalidPattern::MatchesEverything)
        );
        assert_eq!(
            "".parse::<AutomaticPattern>(),
            Err(InvalidPattern::MatchesEverything)
        );
        assert_eq!(
            "* a *".parse::<AutomaticPattern>(),
            Err(InvalidPattern::MatchesEverything)
        );
    }
}
