//! Words with which a customer asks for something.

use std::collections::HashMap;

use tact_domain::live::Request;
use thiserror::Error;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use zeroize::Zeroizing;

/// Longest message, in bytes, that may be a keyword.
const LONGEST: usize = 128;

/// The words known from the start, French and English.
const WORDS: [(Request, &[&str]); 3] = [
    (Request::Stop, &["STOP", "ARRÊT"]),
    (Request::Erase, &["EFFACER", "DELETE", "ERASE"]),
    (Request::MyData, &["MES DONNÉES", "MY DATA"]),
];

/// Keywords and what each asks for. A message asks only when it is the keyword and nothing else, but
/// for case, accents, surrounding space and a final full stop or exclamation mark: « Arrêt ! » asks,
/// « Arrêtez de crier » does not.
#[derive(Clone, Debug)]
pub struct Keywords(HashMap<String, Request>);

/// Why a configured keyword is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeywordError {
    /// Nothing but space and marks.
    #[error("a keyword needs at least one letter or digit")]
    Empty,
    /// Longer than any message looked at.
    #[error("a keyword has at most 128 bytes")]
    TooLong,
    /// It already asks for something else.
    #[error("this keyword already asks for something else")]
    Taken,
}

impl Default for Keywords {
    fn default() -> Self {
        let words = WORDS
            .into_iter()
            .flat_map(|(request, words)| words.iter().map(move |word| (plain(word), request)));
        Self(words.collect())
    }
}

impl Keywords {
    /// Adds a configured keyword.
    ///
    /// # Errors
    /// A word that is empty, overlong, or asks for something else already.
    pub fn add(&mut self, request: Request, word: &str) -> Result<(), KeywordError> {
        if word.len() > LONGEST {
            return Err(KeywordError::TooLong);
        }
        let word = plain(word);
        if !word.contains(char::is_alphanumeric) {
            return Err(KeywordError::Empty);
        }
        match self.0.insert(word.clone(), request) {
            Some(other) if other != request => {
                self.0.insert(word, other);
                Err(KeywordError::Taken)
            }
            _ => Ok(()),
        }
    }

    /// What a whole message asks for.
    pub fn read(&self, message: &str) -> Option<Request> {
        if message.len() > LONGEST {
            return None;
        }
        self.0.get(Zeroizing::new(plain(message)).as_str()).copied()
    }
}

/// Lower case, without accents and invisible marks, inner space single, surrounding space, quotes
/// and final marks gone.
fn plain(text: &str) -> String {
    // Room for the longest decomposition (one letter of 3 bytes becomes 33), so that no unwiped copy
    // is left behind.
    let mut plain = String::with_capacity(text.len() * 11);
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            _ if is_combining_mark(c) => {}
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{ad}' => {}
            _ if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            _ => plain.push(c),
        }
    }
    let around = |c: char| c.is_whitespace() || "«»\"“”'‘’*_~".contains(c);
    let start = plain.len() - plain.trim_start_matches(around).len();
    plain.drain(..start);
    let end = plain
        .trim_end_matches(|c| around(c) || ".!…".contains(c))
        .len();
    plain.truncate(end);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: Option<Request>) {
        assert_eq!(Keywords::default().read(message), expected, "{message:?}");
    }

    #[test]
    fn each_word_asks_for_its_request() {
        for word in ["STOP", "ARRÊT", "ARRET"] {
            check(word, Some(Request::Stop));
        }
        for word in ["EFFACER", "DELETE", "ERASE"] {
            check(word, Some(Request::Erase));
        }
        for word in ["MES DONNÉES", "MES DONNEES", "MY DATA"] {
            check(word, Some(Request::MyData));
        }
    }

    #[test]
    fn case_accents_space_and_final_marks_do_not_matter() {
        check("  Stop\n", Some(Request::Stop));
        check("arrêt", Some(Request::Stop));
        check("arre\u{302}t", Some(Request::Stop));
        check("Stop\u{202f}!", Some(Request::Stop));
        check("« Effacer ».", Some(Request::Erase));
        check("*STOP*", Some(Request::Stop));
        check("mes\u{a0}\u{a0}données", Some(Request::MyData));
        check("\u{200e}ＳＴＯＰ", Some(Request::Stop));
    }

    #[test]
    fn a_word_within_a_sentence_asks_nothing() {
        for message in [
            "Stop aux retards !",
            "Arrêtez",
            "non stop",
            "Vous pouvez effacer mon adresse ?",
            "STOP ?",
            "stopp",
            "mes données de commande",
            "mesdonnées",
            "s t o p",
            "",
            "!",
        ] {
            check(message, None);
        }
        check(&format!("STOP{}", " ".repeat(200)), None);
    }

    #[test]
    fn configured_words_join_the_known_ones() {
        let mut keywords = Keywords::default();
        keywords.add(Request::Stop, "Désabonner").unwrap();
        assert_eq!(keywords.read("DESABONNER"), Some(Request::Stop));
        assert_eq!(keywords.add(Request::Stop, "stop"), Ok(()));
        assert_eq!(
            keywords.add(Request::Erase, "stop"),
            Err(KeywordError::Taken)
        );
        assert_eq!(keywords.read("stop"), Some(Request::Stop));
        assert_eq!(
            keywords.add(Request::Erase, " ! "),
            Err(KeywordError::Empty)
        );
        assert_eq!(
            keywords.add(Request::Erase, &"x".repeat(129)),
            Err(KeywordError::TooLong)
        );
    }
}
