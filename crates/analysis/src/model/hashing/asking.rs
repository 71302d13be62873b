//! What tells a question without its mark: words in order, and the edges of clauses.

use super::{ASKING_ROWS, EDGE, HYPHEN, MOST_TOKENS, WORD_SALT, mix, spread, word_hash};
use crate::text::{TokenKind, Tokens};

/// Longest run of words hashed.
const LONGEST_RUN: usize = 3;
/// Places of a run: anywhere, or at an edge of a clause, the last clause apart from those before it.
const OPENS: u64 = 0x0f1e_2d3c;
const CLOSES: u64 = 0x5a69_7887;
const LAST: u64 = 0x1b87_3593;
/// A question mark, wherever it stands.
const MARK: u64 = 0x3c6e_f372;

fn run(place: u64, hashes: &[u64]) -> u32 {
    let hash = hashes
        .iter()
        .fold(mix(WORD_SALT, place), |hash, word| mix(hash, *word));
    spread(hash) & (ASKING_ROWS as u32 - 1)
}

/// Rows of runs of one to three words anywhere and at both edges of each clause. Marks at the end of
/// the text say nothing here, so that a text with and one without them look alike; the question mark
/// has a row of its own.
pub(super) fn rows(tokens: &Tokens) -> Vec<u32> {
    let list = tokens
        .list
        .get(..tokens.list.len().min(MOST_TOKENS))
        .unwrap_or_default();
    let spoken = list
        .iter()
        .rposition(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    let mut rows = Vec::with_capacity(list.len() * 6 + 8);
    if list.iter().any(|token| tokens.text(token) == "?") {
        rows.push(run(MARK, &[]));
    }
    let Some(spoken) = spoken else { return rows };
    let mut hashes = vec![EDGE];
    // Where the words of the clause being read start among the hashes.
    let mut opened = 1;
    for token in list.iter().take(spoken + 1) {
        let hash = word_hash(tokens.text(token));
        match token.kind {
            TokenKind::Mark => {
                edges(&mut rows, hashes.get(opened..).unwrap_or_default(), 0);
                hashes.push(hash);
                opened = hashes.len();
            }
            TokenKind::Word | TokenKind::Number if token.hyphened => hashes.push(mix(HYPHEN, hash)),
            TokenKind::Word | TokenKind::Number => hashes.push(hash),
            TokenKind::Emoji => {}
        }
    }
    edges(&mut rows, hashes.get(opened..).unwrap_or_default(), LAST);
    hashes.push(EDGE);
    for length in 1..=LONGEST_RUN {
        rows.extend(hashes.windows(length).map(|words| run(0, words)));
    }
    rows
}

/// The first and the last one to three words of a clause.
fn edges(rows: &mut Vec<u32>, words: &[u64], which: u64) {
    for length in 1..=LONGEST_RUN.min(words.len()) {
        let first = words.get(..length).unwrap_or_default();
        let last = words.get(words.len() - length..).unwrap_or_default();
        rows.push(run(mix(OPENS, which), first));
        rows.push(run(mix(CLOSES, which), last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn of(text: &str) -> Vec<u32> {
        let mut rows = rows(&tokenize(text));
        rows.sort_unstable();
        rows
    }

    #[test]
    fn marks_at_the_end_change_nothing_but_the_question_mark_s_own_row() {
        assert_eq!(of("vous livrez quand"), of("Vous livrez quand..."));
        assert_eq!(
            of("vous livrez quand ?").len(),
            of("vous livrez quand").len() + 1
        );
    }

    #[test]
    fn a_pronoun_behind_a_hyphen_is_another_word() {
        assert_ne!(of("voulez-vous"), of("voulez vous"));
    }

    #[test]
    fn a_text_without_words_has_no_row() {
        assert!(of("").is_empty());
        assert!(of("🙏 !!").is_empty());
    }
}
