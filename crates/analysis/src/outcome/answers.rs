//! What an agent's answers do, by phrases.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::text::tokenize;

/// Kinds of answers, in the order of the list.
pub(crate) const KINDS: usize = 5;
const SECTIONS: [&str; KINDS] = ["solution", "refusal", "promise", "handoff", "apology"];

struct Phrases {
    search: Option<AhoCorasick>,
    kinds: Vec<usize>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases: Vec<(String, usize)> = Vec::new();
    let mut kind = None;
    for line in include_str!("../../data/answers.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            kind = SECTIONS.iter().position(|section| *section == name);
            continue;
        }
        let Some(kind) = kind else { continue };
        for phrase in line
            .split(',')
            .map(str::trim)
            .filter(|phrase| !phrase.is_empty())
        {
            let folded = tokenize(phrase.trim_end_matches('*')).folded;
            let folded = if phrase.ends_with('*') {
                folded.trim_end().to_owned()
            } else {
                folded
            };
            phrases.push((folded, kind));
        }
    }
    let (words, kinds): (Vec<String>, Vec<usize>) = phrases.into_iter().unzip();
    Phrases {
        search: AhoCorasick::new(words).ok(),
        kinds,
    }
});

/// How many phrases of each kind a text holds: solution, refusal, promise, hand-over, apology.
pub(crate) fn answer_kinds(text: &str) -> [f32; KINDS] {
    let mut counts = [0.0; KINDS];
    let Some(search) = &PHRASES.search else {
        return counts;
    };
    let tokens = tokenize(text);
    for hit in search.find_overlapping_iter(&tokens.folded) {
        if let Some(count) = PHRASES
            .kinds
            .get(hit.pattern().as_usize())
            .and_then(|kind| counts.get_mut(*kind))
        {
            *count += 1.0;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_answer_does_is_told_by_its_phrases() {
        let [solution, refusal, promise, ..] =
            answer_kinds("C’est fait, je vous rembourse ce soir");
        assert!(solution >= 2.0 && refusal == 0.0 && promise == 0.0);
        let [_, refusal, ..] = answer_kinds("Malheureusement ce n'est pas possible");
        assert!(refusal >= 2.0);
        assert_eq!(answer_kinds(""), [0.0; KINDS]);
    }
}
