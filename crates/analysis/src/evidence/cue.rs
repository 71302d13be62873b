//! Cue phrases: what customers say when they thank, ask, complain or fear, per language.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::known_index;
use crate::text::{Tokens, tokenize};
use tact_domain::Language;

/// Defines the kinds of cues once: the enum, their number and the section names of the files.
macro_rules! cues {
    ($($name:ident = $section:literal, $doc:literal;)+) => {
        /// A kind of cue phrase; its number is its place among the features.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Cue { $(#[doc = $doc] $name,)+ }

        impl Cue {
            /// Every kind with the name of its section.
            pub(crate) const ALL: &[(Self, &'static str)] = &[$((Self::$name, $section),)+];
        }
    };
}

cues! {
    Negation = "negation", "Turns the words after it around.";
    Intensifier = "intensifier", "Makes the next word stronger.";
    Softener = "softener", "Makes the next word weaker.";
    But = "but", "The customer changes side.";
    Thanks = "thanks", "Thanks someone.";
    Formula = "formula", "A polite formula without feeling.";
    Greeting = "greeting", "Says hello.";
    Goodbye = "goodbye", "Takes leave.";
    Please = "please", "Asks politely.";
    Request = "request", "Asks for something to be done.";
    Want = "want", "Says what is wanted.";
    Question = "question", "Opens a question.";
    Yes = "yes", "Says yes.";
    No = "no", "Says no.";
    Agree = "agree", "Agrees.";
    Supply = "supply", "Gives a fact that was asked for.";
    NotReceived = "not_received", "Something did not come.";
    Broken = "broken", "Something does not work.";
    Wait = "wait", "Names a wait.";
    Unanswered = "unanswered", "Nobody answered.";
    Wrong = "wrong", "Something was done wrongly.";
    Cost = "cost", "Speaks of a price.";
    Anger = "anger", "Reproaches.";
    Threat = "threat", "Announces consequences.";
    Disappointment = "disappointment", "Expected better.";
    Worry = "worry", "Fears something.";
    Urgency = "urgency", "Has a date to keep.";
    Confusion = "confusion", "Does not understand.";
    Surprise = "surprise", "Did not expect it.";
    Praise = "praise", "Praises.";
    Relief = "relief", "It came to an end.";
    Irony = "irony", "Words irony likes.";
    Suggestion = "suggestion", "Proposes an improvement.";
    Again = "again", "It happens again.";
    Nobody = "nobody", "Nobody, nothing.";
    Blessing = "blessing", "Wishes well.";
    Refund = "refund", "Speaks of money back.";
    Sensitive = "sensitive", "Health, religion, union, sex life, offences.";
}

/// Number of kinds.
pub(crate) const CUES: usize = Cue::ALL.len();

/// Which cues a message holds.
#[derive(Clone, Debug)]
pub(crate) struct CueHits {
    /// Phrases found of each kind.
    pub(crate) counts: [u8; CUES],
    /// The same, after the last word that changes side.
    pub(crate) after_but: [u8; CUES],
    /// The same, among the first four tokens.
    pub(crate) opening: [u8; CUES],
    /// Byte in the folded text after the last word that changes side; 0 when there is none.
    pub(crate) turn: usize,
}

impl CueHits {
    /// How often one kind was found.
    pub(crate) fn of(&self, cue: Cue) -> u8 {
        self.counts.get(cue as usize).copied().unwrap_or(0)
    }

    /// Was one kind found?
    pub(crate) fn has(&self, cue: Cue) -> bool {
        self.of(cue) > 0
    }
}

struct Phrases {
    search: AhoCorasick,
    kinds: Vec<Cue>,
}

impl std::fmt::Debug for Phrases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Phrases({})", self.kinds.len())
    }
}

/// The cue phrases of every language; a language is read when its first message comes.
#[derive(Debug, Default)]
pub(crate) struct CueBook {
    languages: [OnceLock<Option<Phrases>>; FILES.len()],
}

/// The files, in the order of the languages the models know.
pub(super) const FILES: [&str; 9] = [
    include_str!("../../data/cues/fr.txt"),
    include_str!("../../data/cues/en.txt"),
    include_str!("../../data/cues/es.txt"),
    include_str!("../../data/cues/pt.txt"),
    include_str!("../../data/cues/de.txt"),
    include_str!("../../data/cues/it.txt"),
    include_str!("../../data/cues/nl.txt"),
    include_str!("../../data/cues/ar.txt"),
    include_str!("../../data/cues/hi.txt"),
];

/// Reads one file of cues: `[section]` lines, then phrases between commas. An unknown section or a
/// phrase without a word is left out; a test keeps the embedded files free of both.
fn parse_cues(file: &str) -> Vec<(Cue, String)> {
    let mut section = None;
    let mut phrases = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            section = Cue::ALL
                .iter()
                .find(|(_, known)| *known == name)
                .map(|(cue, _)| *cue);
            continue;
        }
        let Some(cue) = section else { continue };
        for phrase in line.split(',') {
            let open_ended = phrase.trim_end().ends_with('*');
            let folded = tokenize(phrase.trim_end().trim_end_matches('*')).folded;
            let folded = if open_ended {
                folded.trim_end().to_owned()
            } else {
                folded
            };
            if folded.trim().is_empty() {
                continue;
            }
            phrases.push((cue, folded));
        }
    }
    phrases.sort_by(|one, other| (&one.1, one.0 as usize).cmp(&(&other.1, other.0 as usize)));
    phrases.dedup();
    phrases
}

impl CueBook {
    fn phrases(&self, language: Language) -> Option<&Phrases> {
        let index = known_index(language)?;
        let file = FILES.get(index)?;
        self.languages
            .get(index)?
            .get_or_init(|| {
                let (kinds, patterns): (Vec<_>, Vec<_>) = parse_cues(file).into_iter().unzip();
                AhoCorasick::builder()
                    .match_kind(MatchKind::Standard)
                    .build(patterns)
                    .ok()
                    .map(|search| Phrases { search, kinds })
            })
            .as_ref()
    }

    /// Finds the cues of `language` in a message.
    pub(crate) fn find(&self, tokens: &Tokens, language: Language) -> CueHits {
        let mut hits = CueHits {
            counts: [0; CUES],
            after_but: [0; CUES],
            opening: [0; CUES],
            turn: 0,
        };
        let Some(phrases) = self.phrases(language) else {
            return hits;
        };
        let opening_end = tokens
            .list
            .get(3)
            .map_or(tokens.folded.len(), |token| token.end as usize);
        let found: Vec<(Cue, usize)> = phrases
            .search
            .find_overlapping_iter(&tokens.folded)
            .filter_map(|hit| {
                let kind = *phrases.kinds.get(hit.pattern().as_usize())?;
                Some((kind, hit.start() + 1))
            })
            .collect();
        // A change of side in the first words changes nothing: there is no side before it.
        hits.turn = found
            .iter()
            .filter(|(cue, start)| *cue == Cue::But && *start > opening_end)
            .map(|(_, start)| *start)
            .max()
            .unwrap_or(0);
        for (cue, start) in found {
            let add = |counts: &mut [u8; CUES]| {
                if let Some(count) = counts.get_mut(cue as usize) {
                    *count = count.saturating_add(1);
                }
            };
            add(&mut hits.counts);
            if hits.turn > 0 && start >= hits.turn {
                add(&mut hits.after_but);
            }
            if start < opening_end {
                add(&mut hits.opening);
            }
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_file_names_every_section_once() {
        for file in FILES {
            let mut names: Vec<&str> = file
                .lines()
                .filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'))
                .collect();
            let mut known: Vec<&str> = Cue::ALL.iter().map(|(_, name)| *name).collect();
            names.sort_unstable();
            known.sort_unstable();
            assert_eq!(names, known);
        }
    }

    #[test]
    fn a_phrase_is_found_whatever_its_accents_and_only_as_whole_words() {
        let book = CueBook::default();
        let find = |text: &str| book.find(&tokenize(text), Language::FR);
        assert!(find("Toujours PAS REÇU mon colis").has(Cue::NotReceived));
        assert!(!find("remerciement").has(Cue::Question));
        assert!(find("vous me remboursez quand").has(Cue::Refund));
    }

    #[test]
    fn the_side_after_but_is_counted_apart() {
        let book = CueBook::default();
        let hits = book.find(
            &tokenize("Très jolie boutique et bon accueil, mais quelle honte ce colis"),
            Language::FR,
        );
        assert!(hits.after_but[Cue::Anger as usize] > 0);
        assert_eq!(hits.after_but[Cue::Praise as usize], 0);
    }
}
