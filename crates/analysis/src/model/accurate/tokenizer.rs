//! Words to pieces: the likeliest cut of every word under a Unigram vocabulary.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::file::POSITIONS;

/// Stands for the space before a word.
const SPACE: char = '\u{2581}';
const BEGIN: u32 = 0;
const END: u32 = 2;
const UNKNOWN: u32 = 3;
/// Special pieces, never found in a text.
const SPECIAL: usize = 4;
/// A "word" without a space in this many characters is no word; its rest is left out.
const LONGEST_WORD: usize = 1_000;

/// Cuts texts into pieces.
#[derive(Debug)]
pub(super) struct Tokenizer {
    ids: HashMap<Box<str>, (u32, f32)>,
    mappings: HashMap<char, Box<str>>,
    /// Characters of the longest piece.
    longest: usize,
    unknown: f32,
}

impl Tokenizer {
    /// `unknown`: score of a character no piece holds.
    pub(super) fn new(
        pieces: &[String],
        scores: &[f32],
        mappings: &[(char, String)],
        unknown: f32,
    ) -> Self {
        let ids: HashMap<Box<str>, (u32, f32)> = (0_u32..)
            .zip(pieces.iter().zip(scores))
            .skip(SPECIAL)
            .map(|(id, (piece, score))| (piece.as_str().into(), (id, *score)))
            .collect();
        Self {
            longest: pieces
                .iter()
                .map(|piece| piece.chars().count())
                .max()
                .unwrap_or(1),
            ids,
            mappings: mappings
                .iter()
                .map(|(from, to)| (*from, to.as_str().into()))
                .collect(),
            unknown,
        }
    }

    /// Pieces of a text between `<s>` and `</s>`, at most [`POSITIONS`]: of a longer text the
    /// beginning and the end are kept, because customers come to the point at either.
    pub(super) fn encode(&self, text: &str) -> Vec<u32> {
        let mut ids = vec![BEGIN];
        let mut mapped = String::with_capacity(text.len() + 8);
        for c in text.nfc() {
            match self.mappings.get(&c) {
                Some(to) => mapped.push_str(to),
                None => mapped.push(c),
            }
        }
        let words = mapped
            .split([' ', '\t', '\n'])
            .filter(|word| !word.is_empty());
        for word in words {
            self.cut(placeholder(word), &mut ids);
        }
        let room = POSITIONS - 2;
        let found = ids.len() - 1;
        if found > room {
            let head = room / 2;
            ids.drain(1 + head..1 + found - (room - head));
        }
        ids.push(END);
        ids
    }

    /// Adds the likeliest pieces of one word.
    fn cut(&self, word: &str, ids: &mut Vec<u32>) {
        let mut spelled = String::with_capacity(word.len() + 3);
        spelled.push(SPACE);
        spelled.extend(word.chars().take(LONGEST_WORD));
        let ends: Vec<usize> = spelled
            .char_indices()
            .map(|(at, _)| at)
            .chain([spelled.len()])
            .collect();
        let count = ends.len() - 1;
        // Per place: score of the best way there, where its last piece starts, that piece.
        let mut best = vec![(f32::NEG_INFINITY, 0, UNKNOWN); count + 1];
        if let Some(first) = best.first_mut() {
            first.0 = 0.0;
        }
        for start in 0..count {
            let Some((reached, ..)) = best.get(start).copied() else {
                continue;
            };
            let last = count.min(start + self.longest);
            for end in start + 1..=last {
                let (Some(from), Some(to)) = (ends.get(start), ends.get(end)) else {
                    continue;
                };
                let known = spelled.get(*from..*to).and_then(|part| self.ids.get(part));
                if let (Some((id, score)), Some(place)) = (known, best.get_mut(end))
                    && reached + score > place.0
                {
                    *place = (reached + score, start, *id);
                }
            }
            if let Some(place) = best.get_mut(start + 1)
                && reached + self.unknown > place.0
            {
                *place = (reached + self.unknown, start, UNKNOWN);
            }
        }
        let from = ids.len();
        let mut end = count;
        while end > 0 {
            let Some((_, start, id)) = best.get(end).copied() else {
                break;
            };
            if id != UNKNOWN || ids.len() == from || ids.last() != Some(&UNKNOWN) {
                ids.push(id);
            }
            end = start;
        }
        if let Some(added) = ids.get_mut(from..) {
            added.reverse();
        }
    }
}

/// A link says that it is one, a name after an at sign that somebody is called: no more is read.
fn placeholder(word: &str) -> &str {
    let starts = |prefix: &str| {
        word.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let mut characters = word.chars();
    let called = characters.next() == Some('@')
        && characters
            .next()
            .is_some_and(|c| c.is_alphanumeric() || c == '_');
    if starts("http://") || starts("https://") || starts("www.") {
        "http"
    } else if called {
        "@user"
    } else {
        word
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokenizer() -> Tokenizer {
        let pieces = [
            "<s>", "<pad>", "</s>", "<unk>", "▁mer", "ci", "▁merci", "▁", "m", "!", "▁http", "▁@",
            "user",
        ];
        let pieces: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
        let scores = [
            0.0, 0.0, 0.0, 0.0, -3.0, -3.0, -5.0, -2.0, -4.0, -2.0, -5.0, -4.0, -4.0,
        ];
        let mappings = [('！', "!".to_owned()), ('\u{a0}', " ".to_owned())];
        Tokenizer::new(&pieces, &scores, &mappings, -30.0)
    }

    #[test]
    fn the_likeliest_cut_wins_over_the_longest_first_piece() {
        assert_eq!(tokenizer().encode("merci!"), [0, 6, 9, 2]);
    }

    #[test]
    fn spaces_of_any_kind_collapse_and_wide_marks_are_the_plain_ones() {
        assert_eq!(tokenizer().encode("  merci \u{a0} ！ "), [0, 6, 7, 9, 2]);
    }

    #[test]
    fn unknown_characters_in_a_row_are_one_piece() {
        assert_eq!(tokenizer().encode("mжжж"), [0, 7, 8, 3, 2]);
    }

    #[test]
    fn links_and_names_are_only_said_to_be_there() {
        assert_eq!(
            tokenizer().encode("HTTPS://x.example/a @marie_2"),
            [0, 10, 11, 12, 2]
        );
        assert_eq!(tokenizer().encode("@"), [0, 11, 2]);
    }

    #[test]
    fn of_a_long_text_the_beginning_and_the_end_are_kept() {
        let text = format!("{}{}", "merci ".repeat(200), "!");
        let ids = tokenizer().encode(&text);
        assert_eq!(ids.len(), POSITIONS);
        assert_eq!(ids.first(), Some(&BEGIN));
        assert!(ids.ends_with(&[6, 7, 9, END]));
    }

    proptest! {
        #[test]
        fn any_text_has_pieces_within_bounds(text in any::<String>()) {
            let ids = tokenizer().encode(&text);
            prop_assert!((2..=POSITIONS).contains(&ids.len()));
            prop_assert!(ids.iter().all(|id| *id < 13));
        }
    }
}
