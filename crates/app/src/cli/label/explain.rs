//! Which words moved a sentiment: by leaving each out and asking again.
//!
//! This holds for any model, and says what the model did rather than what it might have meant: the
//! weight of a word is how far the odds of the answer fall without it.

use serde::Serialize;
use tact_analysis::{Model, TextModel, ThreadContext};
use tact_domain::{MessageAnnotation, Sentiment};
use tact_privacy::{OperatorText, Permitted};

use crate::report::model::Lang;

/// Words tried; those of a longer message after these are not.
const MOST_WORDS: usize = 60;
/// Words told.
const MOST_TOLD: usize = 4;
/// A word that moves the logarithm of the odds by less says nothing.
const LEAST: f32 = 0.15;

/// The answers that are explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum About {
    /// The sentiment.
    Sentiment,
}

/// A word, and what it did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Moved {
    /// The answer it moved.
    pub(super) about: About,
    /// As it stands in the text.
    pub(super) words: String,
    /// By how much the logarithm of the label's odds falls without the word; below 0 the word spoke
    /// against it.
    pub(super) by: f32,
}

/// The words that moved the sentiment most, those that made it first.
pub(super) fn explain(
    model: &Model,
    text: &str,
    said: &MessageAnnotation,
    context: &ThreadContext,
) -> Vec<Moved> {
    // Odds, not probabilities: of three harsh words each may go without the answer being less sure.
    let odds = |annotation: &MessageAnnotation| {
        let [negative, neutral, positive] = annotation.sentiment_p;
        let (p, rest) = match said.sentiment {
            Sentiment::Negative => (negative, neutral + positive),
            Sentiment::Neutral => (neutral, negative + positive),
            Sentiment::Positive => (positive, negative + neutral),
        };
        (p.max(1e-6) / rest.max(1e-6)).ln()
    };
    // The language stays what the whole message is in.
    let context = context.after(said);
    let mut moved: Vec<Moved> = words(text)
        .take(MOST_WORDS)
        .map(|(start, end)| {
            let without = [&text[..start], &text[end..]].concat();
            let permitted: Permitted<&str, OperatorText> = Permitted::own_text(&without);
            Moved {
                about: About::Sentiment,
                words: text[start..end].to_owned(),
                by: odds(said) - odds(&model.annotate(&permitted, &context)),
            }
        })
        .filter(|moved| moved.by.abs() >= LEAST)
        .collect();
    moved.sort_by(|a, b| b.by.abs().total_cmp(&a.by.abs()));
    moved.truncate(MOST_TOLD);
    moved
}

/// Bounds of the parts between white space, signs at their ends included only where nothing else is.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.split_whitespace().map(move |part| {
        let bare = part.trim_matches(|c: char| c.is_ascii_punctuation() || "«»…“”’".contains(c));
        let shown = if bare.is_empty() { part } else { bare };
        let start = shown.as_ptr() as usize - text.as_ptr() as usize;
        (start, start + shown.len())
    })
}

/// One line for a person: `négatif : « toujours », « rien »; contre : « merci »`.
pub(super) fn line(sentiment: Sentiment, moved: &[Moved], lang: Lang) -> String {
    let label = match (sentiment, lang) {
        (Sentiment::Negative, Lang::Fr) => "négatif",
        (Sentiment::Neutral, Lang::Fr) => "neutre",
        (Sentiment::Positive, Lang::Fr) => "positif",
        (Sentiment::Negative, Lang::En) => "negative",
        (Sentiment::Neutral, Lang::En) => "neutral",
        (Sentiment::Positive, Lang::En) => "positive",
    };
    let quoted = |for_it: bool| {
        moved
            .iter()
            .filter(|moved| (moved.by > 0.0) == for_it)
            .map(|moved| match lang {
                Lang::Fr => format!("«\u{a0}{}\u{a0}»", moved.words),
                Lang::En => format!("“{}”", moved.words),
            })
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (made, against) = (quoted(true), quoted(false));
    let (colon, semicolon, but, nothing) = match lang {
        Lang::Fr => ("\u{a0}: ", "\u{202f}; ", "contre", "aucun mot seul"),
        Lang::En => (": ", "; ", "against", "no single word"),
    };
    let mut said = match made.is_empty() {
        true => format!("{label}{colon}{nothing}"),
        false => format!("{label}{colon}{made}"),
    };
    if !against.is_empty() {
        said.push_str(&format!("{semicolon}{but}{colon}{against}"));
    }
    said
}

#[cfg(test)]
mod tests {
    use tact_analysis::ModelName;

    use super::*;

    fn explained(text: &str) -> (Sentiment, Vec<Moved>) {
        let model = Model::load(ModelName::Fast).unwrap();
        let context = ThreadContext::default();
        let permitted: Permitted<&str, OperatorText> = Permitted::own_text(text);
        let said = model.annotate(&permitted, &context);
        (said.sentiment, explain(&model, text, &said, &context))
    }

    #[test]
    fn the_word_that_thanks_is_the_one_told() {
        let (sentiment, moved) = explained("merci, la commande 12 est là");
        assert_eq!(sentiment, Sentiment::Positive);
        assert_eq!(
            moved.first().map(|moved| moved.words.as_str()),
            Some("merci")
        );
    }

    #[test]
    fn only_the_text_s_own_words_are_told_and_few_of_them() {
        let text = "«Inadmissible» !!! toujours rien… 😡 trois semaines, et personne ne répond";
        let (_, moved) = explained(text);
        assert!(!moved.is_empty() && moved.len() <= MOST_TOLD);
        assert!(moved.iter().all(|moved| text.contains(&moved.words)));
    }

    #[test]
    fn a_text_without_words_has_nothing_to_tell() {
        assert_eq!(explained("").1, []);
        assert_eq!(
            line(Sentiment::Neutral, &[], Lang::Fr),
            "neutre\u{a0}: aucun mot seul"
        );
    }

    #[test]
    fn the_line_tells_both_sides() {
        let moved = |words: &str, by| Moved {
            about: About::Sentiment,
            words: words.to_owned(),
            by,
        };
        let told = [moved("rien", 0.4), moved("merci", -0.2)];
        assert_eq!(
            line(Sentiment::Negative, &told, Lang::Fr),
            "négatif\u{a0}: «\u{a0}rien\u{a0}»\u{202f}; contre\u{a0}: «\u{a0}merci\u{a0}»"
        );
        assert_eq!(
            line(Sentiment::Negative, &told, Lang::En),
            "negative: “rien”; against: “merci”"
        );
    }
}
