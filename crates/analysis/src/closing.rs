//! Closing messages: thanks, goodbye, "ok", a lone emoji. They open no turn and reopen nothing.

use std::collections::HashSet;

use thiserror::Error;

use crate::text::{TokenKind, Tokens, tokenize};

/// Longest phrase of a list, in words.
const LONGEST_PHRASE: usize = 6;
/// A closing message is short; a long one says something.
const MOST_WORDS: usize = 14;

/// Words and phrases that close, and those that may stand beside them.
///
/// One list for all languages: «ok», «merci» and «thanks» travel between them.
#[derive(Clone, Debug)]
pub struct ClosingWords {
    closing: HashSet<Box<str>>,
    beside: HashSet<Box<str>>,
}

/// Why a list of closing words was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClosingWordsError {
    /// A phrase stands before the first section.
    #[error("line {line}: a section comes first, [closing] or [beside]")]
    NoSection {
        /// Line, from 1.
        line: usize,
    },
    /// A section has another name.
    #[error("line {line}: unknown section «{name}»; known are [closing] and [beside]")]
    UnknownSection {
        /// Line, from 1.
        line: usize,
        /// What stands there.
        name: String,
    },
    /// A phrase has too many words.
    #[error("line {line}: a phrase has at most six words")]
    TooLong {
        /// Line, from 1.
        line: usize,
    },
}

impl ClosingWords {
    /// The list that ships.
    pub fn embedded() -> Self {
        Self::parse(include_str!("../data/closing.txt")).unwrap_or_else(|_| Self {
            closing: HashSet::new(),
            beside: HashSet::new(),
        })
    }

    /// The list that ships, as text: what an operator edits.
    pub fn embedded_text() -> &'static str {
        include_str!("../data/closing.txt")
    }

    /// Reads a list: `[closing]` and `[beside]` sections, phrases between commas, `#` for remarks.
    ///
    /// # Errors
    /// [`ClosingWordsError`] with the line, at the first line that cannot be read.
    pub fn parse(list: &str) -> Result<Self, ClosingWordsError> {
        let mut words = Self {
            closing: HashSet::new(),
            beside: HashSet::new(),
        };
        let mut section = None;
        for (index, line) in list.lines().enumerate() {
            let line_number = index + 1;
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                section = Some(match name {
                    "closing" => Section::Closing,
                    "beside" => Section::Beside,
                    _ => {
                        return Err(ClosingWordsError::UnknownSection {
                            line: line_number,
                            name: name.to_owned(),
                        });
                    }
                });
                continue;
            }
            let target = match section {
                Some(Section::Closing) => &mut words.closing,
                Some(Section::Beside) => &mut words.beside,
                None => return Err(ClosingWordsError::NoSection { line: line_number }),
            };
            for phrase in line.split(',') {
                let tokens = tokenize(phrase);
                let phrase = tokens.words().collect::<Vec<_>>().join(" ");
                if phrase.split(' ').count() > LONGEST_PHRASE {
                    return Err(ClosingWordsError::TooLong { line: line_number });
                }
                if !phrase.is_empty() {
                    target.insert(phrase.into());
                }
            }
        }
        Ok(words)
    }

    /// Is a message nothing but a closing?
    pub(crate) fn closes(&self, tokens: &Tokens) -> bool {
        let asks = tokens
            .list
            .iter()
            .any(|token| token.kind == TokenKind::Mark && tokens.text(token) == "?");
        if asks {
            return false;
        }
        let words: Vec<_> = tokens
            .list
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .collect();
        if words.is_empty() {
            let emoji = tokens.count(TokenKind::Emoji);
            let angry = tokens
                .list
                .iter()
                .any(|token| ANGRY.contains(&tokens.text(token)));
            return (1..=4).contains(&emoji) && !angry;
        }
        if words.len() > MOST_WORDS {
            return false;
        }
        self.covers(tokens, &words)
    }

    /// Covers the words from the left, longest phrase first.
    fn covers(&self, tokens: &Tokens, words: &[&crate::text::Token]) -> bool {
        let mut rest = words;
        let mut closing = false;
        let mut names = 0;
        while let Some(first) = rest.first() {
            let longest = (1..=LONGEST_PHRASE.min(rest.len()))
                .rev()
                .find_map(|length| {
                    let phrase = rest
                        .iter()
                        .take(length)
                        .map(|token| tokens.text(token))
                        .collect::<Vec<_>>()
                        .join(" ");
                    if self.closing.contains(phrase.as_str()) {
                        Some((length, true))
                    } else if self.beside.contains(phrase.as_str()) {
                        Some((length, false))
                    } else {
                        None
                    }
                });
            match longest {
                Some((length, closes)) => {
                    closing |= closes;
                    rest = rest.get(length..).unwrap_or_default();
                }
                // «Merci Julien»: a name after the thanks, typed with its capital.
                None if closing && names < 2 && first.titled && first.kind == TokenKind::Word => {
                    names += 1;
                    rest = rest.get(1..).unwrap_or_default();
                }
                None => return false,
            }
        }
        closing
    }
}

/// Emoji that close nothing.
const ANGRY: [&str; 12] = [
    "😡", "😠", "🤬", "😤", "😭", "😢", "🙄", "👎", "😱", "🆘", "🚨", "🤔",
];

#[derive(Clone, Copy)]
enum Section {
    Closing,
    Beside,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, closes: bool) {
        assert_eq!(
            ClosingWords::embedded().closes(&tokenize(text)),
            closes,
            "{text}"
        );
    }

    #[test]
    fn thanks_goodbyes_agreement_and_a_lone_emoji_close() {
        for text in [
            "Merci beaucoup !",
            "ok merci bonne journée",
            "D’accord, c'est noté. Merci Julien",
            "👍🏾",
            "Thank you so much, have a nice day",
            "vale gracias",
            "Alles klar, danke",
            "parfait merci pour votre aide 🙏",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn a_question_a_fact_or_a_complaint_does_not_close() {
        for text in [
            "merci ?",
            "oui",
            "Bonjour",
            "merci de me rappeler",
            "merci d'avance",
            "ok mais quand",
            "Merci pour votre silence",
            "😡",
            "???",
            "",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn a_bad_list_is_refused_with_its_line() {
        assert_eq!(
            ClosingWords::parse("# own list\nmerci").map(|_| ()),
            Err(ClosingWordsError::NoSection { line: 2 })
        );
        assert_eq!(
            ClosingWords::parse("[thanks]\nmerci").map(|_| ()),
            Err(ClosingWordsError::UnknownSection {
                line: 1,
                name: "thanks".into()
            })
        );
    }

    #[test]
    fn an_operator_can_add_a_word() {
        let list = ClosingWords::parse("[closing]\nça baigne").ok();
        assert_eq!(
            list.map(|list| list.closes(&tokenize("ÇA BAIGNE !!"))),
            Some(true)
        );
    }

    #[test]
    fn the_embedded_list_can_be_read() {
        assert!(ClosingWords::parse(ClosingWords::embedded_text()).is_ok());
    }
}
