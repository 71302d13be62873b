//! Sentiment lexicons: word → valence, per language, with negation and intensity handled here.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::model::known_index;
use crate::text::{TokenKind, Tokens, fold};
use tact_domain::Language;

/// A fast hasher for short words of embedded lists; not for keys an outsider chooses.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 31)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let value = chunk
                .iter()
                .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
            self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

/// A map over short embedded words.
pub(crate) type WordMap<V> = HashMap<Box<str>, V, BuildHasherDefault<WordHasher>>;

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// Valence of the main list, −4..4.
    valence: f32,
    /// Polarity of the second list, −1..1.
    polarity: f32,
    role: Role,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Role {
    #[default]
    None,
    Negation,
    Intensifier,
    Softener,
}

/// Sums over one message.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lexicon {
    /// Sum of positive valences, main list.
    pub(crate) positive: f32,
    /// Sum of negative valences, main list, as a positive number.
    pub(crate) negative: f32,
    /// Sum of positive polarities, second list.
    pub(crate) polarity_positive: f32,
    /// Sum of negative polarities, second list, as a positive number.
    pub(crate) polarity_negative: f32,
    /// Positive words that a negation turned.
    pub(crate) negated_positive: f32,
    /// Negative words that a negation turned.
    pub(crate) negated_negative: f32,
    /// Net valence after the last word that changes side.
    pub(crate) last_side: f32,
    /// Net valence before it.
    pub(crate) first_side: f32,
    /// Net valence of the last valued word.
    pub(crate) last_word: f32,
    /// Sum of positive emoji.
    pub(crate) emoji_positive: f32,
    /// Sum of negative emoji, as a positive number.
    pub(crate) emoji_negative: f32,
}

/// The lexicons of every language.
#[derive(Debug)]
pub(crate) struct LexiconBook {
    languages: Vec<WordMap<Entry>>,
    emoji: HashMap<char, f32>,
}

const NEGATION_WINDOW: u8 = 3;
/// A negated word says less than its opposite: «pas content» is weaker than «mécontent».
const NEGATED: f32 = -0.74;
const INTENSIFIED: f32 = 1.3;
const SOFTENED: f32 = 0.6;

impl LexiconBook {
    /// Reads the embedded lists. `roles` come from the cue files.
    pub(crate) fn embedded() -> Self {
        let mut languages: Vec<WordMap<Entry>> = (0..8).map(|_| WordMap::default()).collect();
        let mut sums: HashMap<(usize, Box<str>), (f32, u32)> = HashMap::new();
        let mut add = |index: usize, word: &str, valence: &str| {
            if let Ok(valence) = valence.trim().parse::<f32>() {
                let word = fold(word).trim().to_owned();
                // Two spellings that fold to one word share the mean of their valences.
                let sum = sums.entry((index, word.into())).or_insert((0.0, 0));
                sum.0 += valence;
                sum.1 += 1;
            }
        };
        for (index, file) in [
            (0, include_str!("../../data/lexicons/vader_fr.tsv")),
            (1, include_str!("../../data/lexicons/vader_en.tsv")),
        ] {
            for line in file.lines().skip(1) {
                if let Some((word, valence)) = line.split_once('\t') {
                    add(index, word, valence);
                }
            }
        }
        for line in include_str!("../../data/lexicons/own.txt").lines() {
            let mut words = line.split_whitespace();
            let (Some(tag), Some(valence)) = (words.next(), words.next()) else {
                continue;
            };
            let map = Language::parse(tag)
                .and_then(known_index)
                .and_then(|index| languages.get_mut(index));
            if let (Some(map), Ok(valence)) = (map, valence.parse()) {
                for word in words {
                    map.entry(fold(word).into()).or_default().valence = valence;
                }
            }
        }
        for ((index, word), (sum, count)) in sums {
            if let Some(map) = languages.get_mut(index) {
                // Our own list settles the words the public ones get wrong for service.
                map.entry(word).or_insert(Entry {
                    valence: sum / count as f32,
                    ..Entry::default()
                });
            }
        }
        if let Some(french) = languages.get_mut(0) {
            add_pattern(french);
        }
        for (map, cues) in languages.iter_mut().zip(ROLE_FILES) {
            add_roles(map, cues);
        }
        Self {
            languages,
            emoji: emoji_polarities(),
        }
    }

    /// Sums over a message in one language; `turn` is where the customer last changes side.
    pub(crate) fn weigh(&self, tokens: &Tokens, language: Language, turn: usize) -> Lexicon {
        let mut sums = Lexicon::default();
        let Some(map) = known_index(language).and_then(|index| self.languages.get(index)) else {
            return sums;
        };
        let mut negated_for = 0_u8;
        let mut factor = 1.0_f32;
        for token in &tokens.list {
            let text = tokens.text(token);
            match token.kind {
                TokenKind::Mark => {
                    if text != "\"" {
                        (negated_for, factor) = (0, 1.0);
                    }
                    continue;
                }
                TokenKind::Emoji => {
                    let value = text
                        .chars()
                        .next()
                        .and_then(|emoji| self.emoji.get(&emoji))
                        .copied()
                        .unwrap_or(0.0);
                    sums.emoji_positive += value.max(0.0);
                    sums.emoji_negative += (-value).max(0.0);
                    continue;
                }
                TokenKind::Number => {
                    negated_for = negated_for.saturating_sub(1);
                    continue;
                }
                TokenKind::Word => {}
            }
            let entry = map.get(text).copied().unwrap_or_default();
            match entry.role {
                Role::Negation => {
                    negated_for = NEGATION_WINDOW;
                    continue;
                }
                Role::Intensifier => {
                    factor *= INTENSIFIED;
                    negated_for = negated_for.saturating_sub(1);
                    continue;
                }
                Role::Softener => {
                    factor *= SOFTENED;
                    continue;
                }
                Role::None => {}
            }
            let mut strength = factor;
            if token.capitals {
                strength *= 1.2;
            }
            if token.elongated {
                strength *= 1.2;
            }
            let negated = negated_for > 0;
            sums.add(
                entry,
                strength,
                negated,
                turn > 0 && token.start as usize >= turn,
            );
            negated_for = negated_for.saturating_sub(1);
            factor = 1.0;
        }
        sums
    }
}

impl Lexicon {
    fn add(&mut self, entry: Entry, strength: f32, negated: bool, after_turn: bool) {
        let turned = if negated { NEGATED } else { 1.0 };
        let valence = entry.valence * strength * turned;
        let polarity = entry.polarity * strength * turned;
        self.positive += valence.max(0.0);
        self.negative += (-valence).max(0.0);
        self.polarity_positive += polarity.max(0.0);
        self.polarity_negative += (-polarity).max(0.0);
        if negated {
            self.negated_positive += entry.valence.max(0.0);
            self.negated_negative += (-entry.valence).max(0.0);
        }
        if after_turn {
            self.last_side += valence;
        } else {
            self.first_side += valence;
        }
        if valence.abs() > 0.5 {
            self.last_word = valence;
        }
    }
}

fn add_pattern(map: &mut WordMap<Entry>) {
    for line in include_str!("../../data/lexicons/pattern_fr.tsv")
        .lines()
        .skip(1)
    {
        let mut columns = line.split('\t');
        let (Some(word), Some(_), Some(polarity)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        if let Ok(polarity) = polarity.parse::<f32>() {
            map.entry(fold(word).into()).or_default().polarity = polarity;
        }
    }
}

fn add_roles(map: &mut WordMap<Entry>, cues: &str) {
    let mut role = Role::None;
    for line in cues.lines() {
        match line {
            "[negation]" => role = Role::Negation,
            "[intensifier]" => role = Role::Intensifier,
            "[softener]" => role = Role::Softener,
            section if section.starts_with('[') => role = Role::None,
            words if role != Role::None => {
                for word in words.split(',').map(|word| fold(word.trim())) {
                    if !word.is_empty() && !word.contains(' ') {
                        map.entry(word.into()).or_default().role = role;
                    }
                }
            }
            _ => {}
        }
    }
}

const ROLE_FILES: [&str; 8] = [
    include_str!("../../data/cues/fr.txt"),
    include_str!("../../data/cues/en.txt"),
    include_str!("../../data/cues/es.txt"),
    include_str!("../../data/cues/pt.txt"),
    include_str!("../../data/cues/de.txt"),
    include_str!("../../data/cues/it.txt"),
    include_str!("../../data/cues/nl.txt"),
    include_str!("../../data/cues/ar.txt"),
];

fn emoji_polarities() -> HashMap<char, f32> {
    include_str!("../../data/lexicons/emoji_polarity.tsv")
        .lines()
        .skip(1)
        .chain(
            include_str!("../../data/lexicons/emoji_own.tsv")
                .lines()
                .skip(1),
        )
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let emoji = columns.next()?.chars().next()?;
            let polarity = columns.next_back()?.trim().parse().ok()?;
            Some((emoji, polarity))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn net(text: &str, language: Language) -> f32 {
        let sums = LexiconBook::embedded().weigh(&tokenize(text), language, 0);
        sums.positive - sums.negative
    }

    #[test]
    fn a_negation_turns_the_three_words_after_it_and_no_more() {
        assert!(net("content", Language::FR) > 0.0);
        assert!(net("je ne suis pas content", Language::FR) < 0.0);
        assert!(net("not happy", Language::EN) < 0.0);
        assert!(
            net(
                "pas de réponse hier du service, content quand même",
                Language::FR
            ) > 0.0
        );
    }

    #[test]
    fn an_intensifier_makes_the_next_word_stronger() {
        assert!(net("très content", Language::FR) > net("content", Language::FR));
        assert!(net("un peu triste", Language::FR) > net("triste", Language::FR));
    }

    #[test]
    fn every_language_has_words_of_either_side() {
        for (index, map) in LexiconBook::embedded().languages.iter().enumerate() {
            assert!(map.values().any(|entry| entry.valence > 0.0), "{index}");
            assert!(map.values().any(|entry| entry.valence < 0.0), "{index}");
        }
    }
}
