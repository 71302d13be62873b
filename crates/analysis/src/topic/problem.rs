//! Problems customers of any trade write about, found by what they say rather than by one word.
//!
//! Two kinds of evidence add up: patterns of everyday words written by hand, with weights fitted on
//! our own conversations, and a linear reader of hashed words and letter groups that knows sentences
//! the patterns miss. `training/topics` makes the weights.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::problem_weights::{PARTS, ProblemWeights};
use crate::text::{TokenKind, Tokens, tokenize};

const LIST: &str = include_str!("../../data/problems.txt");

/// Groups of a pattern that can be kept in one mask.
const MOST_GROUPS: usize = 8;

/// Rows of the hashed reader.
pub(crate) const ROWS: u32 = 1 << 14;

/// What is said of one conversation, by who says it. Empty where nothing may be read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Said<'a> {
    /// The customer's first messages.
    pub(crate) opening: &'a str,
    /// The customer's later ones.
    pub(crate) later: &'a str,
    /// What was answered; read for its subject only.
    pub(crate) answers: &'a str,
}

#[derive(Debug)]
struct Problem {
    key: &'static str,
    french: &'static str,
    english: &'static str,
}

#[derive(Debug)]
struct Pattern {
    problem: u16,
    groups: u8,
}

/// The list of problems, ready to search.
#[derive(Debug)]
pub(crate) struct ProblemBook {
    search: Option<AhoCorasick>,
    /// Per phrase, the patterns and groups it stands in.
    uses: Vec<Vec<(u16, u8)>>,
    patterns: Vec<Pattern>,
    problems: Vec<Problem>,
    weights: Option<ProblemWeights>,
}

static BOOK: LazyLock<ProblemBook> = LazyLock::new(|| ProblemBook::parse(LIST));

/// Keys of every problem of the list, in its order.
pub fn problem_keys() -> Vec<&'static str> {
    BOOK.problems.iter().map(|problem| problem.key).collect()
}

/// Name of a problem, in French or English.
pub fn problem_name(key: &str, french: bool) -> Option<&'static str> {
    let problem = BOOK.problems.iter().find(|problem| problem.key == key)?;
    Some(if french {
        problem.french
    } else {
        problem.english
    })
}

impl ProblemBook {
    /// The list that ships; read once.
    pub(crate) fn embedded() -> &'static Self {
        &BOOK
    }

    fn parse(list: &'static str) -> Self {
        let mut problems: Vec<Problem> = Vec::new();
        let mut patterns: Vec<Pattern> = Vec::new();
        let mut phrases: HashMap<String, Vec<(u16, u8)>> = HashMap::new();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, names)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']'))
                && let Some((french, english)) = names.split_once(" / ")
            {
                problems.push(Problem {
                    key,
                    french: french.trim(),
                    english: english.trim(),
                });
                continue;
            }
            let line = line.trim_start_matches(['!', '~']).trim();
            let Some(problem) = problems.len().checked_sub(1).filter(|_| !line.is_empty()) else {
                continue;
            };
            let pattern = patterns.len() as u16;
            let groups: Vec<&str> = line.split(" + ").take(MOST_GROUPS).collect();
            for (group, words) in groups.iter().enumerate() {
                for phrase in words.split('|').filter_map(folded_phrase) {
                    phrases
                        .entry(phrase)
                        .or_default()
                        .push((pattern, group as u8));
                }
            }
            patterns.push(Pattern {
                problem: problem as u16,
                groups: groups.len() as u8,
            });
        }
        let mut phrases: Vec<(String, Vec<(u16, u8)>)> = phrases.into_iter().collect();
        phrases.sort();
        let (words, uses): (Vec<String>, Vec<_>) = phrases.into_iter().unzip();
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(words)
            .ok();
        let weights = ProblemWeights::embedded(patterns.len(), problems.len());
        Self {
            search,
            uses,
            patterns,
            problems,
            weights,
        }
    }

    /// How many problems there are.
    pub(crate) fn len(&self) -> usize {
        self.problems.len()
    }

    /// Key of a problem.
    pub(crate) fn key(&self, problem: usize) -> Option<&'static str> {
        self.problems.get(problem).map(|problem| problem.key)
    }

    /// Index of a problem.
    pub(crate) fn index(&self, key: &str) -> Option<usize> {
        self.problems.iter().position(|problem| problem.key == key)
    }

    /// The patterns that a text fulfils, ascending.
    pub(crate) fn fulfilled(&self, tokens: &Tokens) -> Vec<u16> {
        let Some(search) = &self.search else {
            return Vec::new();
        };
        let mut found: HashMap<u16, u8> = HashMap::new();
        for hit in search.find_overlapping_iter(&tokens.folded) {
            for (pattern, group) in self
                .uses
                .get(hit.pattern().as_usize())
                .into_iter()
                .flatten()
            {
                *found.entry(*pattern).or_default() |= 1 << group;
            }
        }
        let mut whole: Vec<u16> = found
            .into_iter()
            .filter(|(pattern, mask)| {
                self.patterns
                    .get(usize::from(*pattern))
                    .is_some_and(|known| mask.count_ones() == u32::from(known.groups))
            })
            .map(|(pattern, _)| pattern)
            .collect();
        whole.sort_unstable();
        whole
    }

    /// Evidence for each problem, as a logarithm of odds without prior; 0 is none.
    pub(crate) fn evidence(&self, said: &Said<'_>) -> Vec<f32> {
        let mut evidence = vec![0.0_f32; self.len()];
        let Some(weights) = &self.weights else {
            return evidence;
        };
        let parts = said.tokens();
        for (part, tokens) in parts.iter().enumerate() {
            let mut of_problem: HashMap<u16, Vec<f32>> = HashMap::new();
            for pattern in self.fulfilled(tokens) {
                if let Some(known) = self.patterns.get(usize::from(pattern)) {
                    of_problem
                        .entry(known.problem)
                        .or_default()
                        .push(weights.pattern(part, pattern));
                }
            }
            for (problem, mut found) in of_problem {
                found.sort_by(|one, other| other.total_cmp(one));
                // Patterns of one problem overlap: each further one says half as much.
                let sum = found
                    .iter()
                    .rev()
                    .fold(0.0, |sum, weight| weight + sum * 0.5);
                if let Some(slot) = evidence.get_mut(usize::from(problem)) {
                    *slot += sum;
                }
            }
        }
        weights.add_words(&word_counts(&parts), &mut evidence);
        evidence
    }

    /// What the weights are fitted on: per part the patterns, and the counted rows of the words.
    pub(crate) fn features(&self, said: &Said<'_>) -> ProblemFeatures {
        let parts = said.tokens();
        ProblemFeatures {
            patterns: parts.iter().map(|part| self.fulfilled(part)).collect(),
            rows: word_counts(&parts),
        }
    }

    /// Problem of each pattern, in the order of the list.
    pub(crate) fn pattern_problems(&self) -> Vec<u16> {
        self.patterns
            .iter()
            .map(|pattern| pattern.problem)
            .collect()
    }
}

/// What a conversation shows to the training script.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct ProblemFeatures {
    /// Per part (opening, later, answers), the patterns fulfilled.
    pub patterns: Vec<Vec<u16>>,
    /// Hashed rows and how often each was met.
    pub rows: Vec<(u32, f32)>,
}

/// Features of one conversation for the training script.
pub fn problem_features(opening: &str, later: &str, answers: &str) -> ProblemFeatures {
    BOOK.features(&Said {
        opening,
        later,
        answers,
    })
}

/// Problem of each pattern, for the training script.
pub fn pattern_problems() -> Vec<u16> {
    BOOK.pattern_problems()
}

impl Said<'_> {
    fn tokens(&self) -> [Tokens; PARTS] {
        [
            tokenize(self.opening),
            tokenize(self.later),
            tokenize(self.answers),
        ]
    }
}

/// A phrase as it is searched in folded text: a whole word or words between spaces, or, with a
/// star, the start of one.
fn folded_phrase(phrase: &str) -> Option<String> {
    let phrase = phrase.trim();
    let open_ended = phrase.ends_with('*');
    let folded = tokenize(phrase.trim_end_matches('*')).folded;
    let folded = if open_ended {
        folded.trim_end().to_owned()
    } else {
        folded
    };
    (!folded.trim().is_empty()).then_some(folded)
}

fn row(space: u8, pieces: &[&str]) -> u32 {
    let mut hash = 0x811c_9dc5_u32 ^ u32::from(space).wrapping_mul(0x9e37_79b9);
    for piece in pieces {
        for byte in piece.bytes().chain([0x1f]) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    (hash ^ (hash >> 15)) % ROWS
}

/// Words cut at six letters, pairs of them and groups of four letters, counted; the opening counts
/// twice.
fn word_counts(parts: &[Tokens; PARTS]) -> Vec<(u32, f32)> {
    let mut counts: HashMap<u32, f32> = HashMap::new();
    for (part, weight) in parts.iter().zip([2.0_f32, 1.0, 1.0]) {
        count_words(part, weight, &mut counts);
    }
    let mut counts: Vec<(u32, f32)> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(row, _)| *row);
    counts
}

/// Adds the hashed rows of one text to `counts`.
pub(crate) fn count_words(tokens: &Tokens, weight: f32, counts: &mut HashMap<u32, f32>) {
    let mut before: Option<&str> = None;
    for token in &tokens.list {
        if !matches!(
            token.kind,
            TokenKind::Word | TokenKind::Number | TokenKind::Emoji
        ) {
            continue;
        }
        let word = tokens.text(token);
        let end = word
            .char_indices()
            .nth(6)
            .map_or(word.len(), |(index, _)| index);
        let stem = word.get(..end).unwrap_or(word);
        *counts.entry(row(0, &[stem])).or_default() += weight;
        if let Some(before) = before {
            *counts.entry(row(1, &[before, stem])).or_default() += weight;
        }
        before = Some(stem);
        if word.len() >= 4 && word.is_ascii() {
            for start in 0..=word.len() - 4 {
                if let Some(gram) = word.get(start..start + 4) {
                    let place: u8 = if start == 0 { 2 } else { 3 };
                    *counts.entry(row(place, &[gram])).or_default() += weight;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_two_names_and_a_key_of_its_own() {
        let mut keys = problem_keys();
        assert!(keys.len() > 60);
        for key in &keys {
            for french in [true, false] {
                assert!(problem_name(key, french).is_some_and(|name| name.len() > 3));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), BOOK.len());
    }

    #[test]
    fn a_pattern_wants_all_its_groups() {
        let problem_of = |text: &str| -> Vec<&str> {
            BOOK.fulfilled(&tokenize(text))
                .into_iter()
                .filter_map(|pattern| BOOK.patterns.get(usize::from(pattern)))
                .filter(|pattern| pattern.groups > 1)
                .filter_map(|pattern| BOOK.key(usize::from(pattern.problem)))
                .collect()
        };
        assert!(problem_of("vous m'avez prélevée deux fois").contains(&"double-charge"));
        assert!(!problem_of("je suis passée deux fois").contains(&"double-charge"));
        assert!(problem_of("").is_empty());
    }

    #[test]
    fn one_problem_is_found_in_several_languages() {
        for text in [
            "plus de chauffage depuis hier, il fait 12 degrés",
            "the heating is not working since monday",
            "la calefacción no funciona y hace frío",
            "die Heizung geht nicht, es ist kalt",
        ] {
            let said = Said {
                opening: text,
                ..Said::default()
            };
            let evidence = BOOK.evidence(&said);
            let best = evidence
                .iter()
                .enumerate()
                .max_by(|one, other| one.1.total_cmp(other.1))
                .and_then(|(at, _)| BOOK.key(at));
            assert_eq!(best, Some("heating-down"), "{text}");
        }
    }

    #[test]
    fn the_weights_fit_the_list() {
        assert!(BOOK.weights.is_some());
    }
}
