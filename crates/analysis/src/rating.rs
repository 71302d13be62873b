//! A survey answer: «5», «4/5», «cinq», stars. It closes; it opens no turn.

use tact_privacy::{Permitted, ReadsText};

use crate::text::fold;

/// Words for 1 to 10 in the languages surveys are sent in.
const WORDS: [&str; 33] = [
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "one", "two",
    "three", "four", "five", "uno", "dos", "tres", "cuatro", "cinco", "um", "dois", "quatro",
    "eins", "zwei", "drei", "vier", "funf", "due", "tre", "quattro", "cinque", "zero",
];

/// True when a text is a rating and nothing else: a number up to 10, perhaps «/5» or «sur 5»,
/// a number word, or stars. Only meaningful right after a survey question.
pub fn is_rating<P: ReadsText>(text: &Permitted<&str, P>) -> bool {
    let text = text.get().trim();
    let stars = text
        .chars()
        .filter(|c| matches!(c, '⭐' | '★' | '🌟'))
        .count();
    if stars > 0
        && text
            .chars()
            .all(|c| matches!(c, '⭐' | '★' | '🌟' | '☆' | ' ' | '\u{fe0f}'))
    {
        return stars <= 10;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let (value, scale) = match bare.split_once('/') {
        Some((value, scale)) => (value.trim(), Some(scale.trim())),
        None => match bare
            .split_once(" sur ")
            .or_else(|| bare.split_once(" out of "))
        {
            Some((value, scale)) => (value.trim(), Some(scale.trim())),
            None => (bare, None),
        },
    };
    let number = |text: &str| text.replace(',', ".").parse::<f32>().ok();
    let rated = number(value).is_some_and(|value| (0.0..=10.0).contains(&value));
    let scaled =
        scale.is_none_or(|scale| number(scale).is_some_and(|most| most == 5.0 || most == 10.0));
    (rated && scaled) || (scale.is_none() && WORDS.contains(&value))
}

#[cfg(test)]
mod tests {
    use tact_privacy::{OperatorText, Permitted};

    use super::is_rating;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(
            is_rating::<OperatorText>(&Permitted::own_text(text)),
            expected,
            "{text}"
        );
    }

    #[test]
    fn numbers_words_and_stars_are_ratings() {
        for text in [
            "5",
            " 4/5",
            "8/10",
            "3 sur 5",
            "Cinq !",
            "⭐⭐⭐⭐",
            "4,5",
            "5.",
            "cinco",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn a_number_that_counts_something_else_is_none() {
        for text in [
            "42",
            "5 jours que j’attends",
            "12/03",
            "le 5",
            "",
            "5/7",
            "🙂",
        ] {
            check(text, false);
        }
    }
}
