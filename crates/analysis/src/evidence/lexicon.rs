//! Sentiment lexicons: word → valence, per language, with negation and intensity handled here.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use super::cue::FILES;
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

/// The lexicons of every language; a language is read when its first message comes.
#[derive(Debug)]
pub(crate) struct LexiconBook {
    languages: [OnceLock<WordMap<Entry>>; FILES.len()],
    emoji: HashMap<char, f32>,
}

const NEGATION_WINDOW: u8 = 3;
/// A negated word says less than its opposite: «pas content» is weaker than «mécontent».
const NEGATED: f32 = -0.74;
const INTENSIFIED: f32 = 1.3;
const SOFTENED: f32 = 0.6;

impl LexiconBook {
    /// The embedded lists.
    pub(crate) fn embedded() -> Self {
        Self {
            languages: Default::default(),
            emoji: emoji_polarities(),
        }
    }

    fn words(&self, language: Language) -> Option<&WordMap<Entry>> {
        let index = known_index(language)?;
        let cues = FILES.get(index)?;
        let cell = self.languages.get(index)?;
        Some(cell.get_or_init(|| {
            let mut map = valences(language);
            if language == Language::FR {
                add_pattern(&mut map);
            }
            add_roles(&mut map, cues);
            map
        }))
    }

    /// Sums over a message in one language; `turn` is where the customer last changes side.
    pub(crate) fn weigh(&self, tokens: &Tokens, language: Language, turn: usize) -> Lexicon {
        let mut sums = Lexicon::default();
        let Some(map) = self.words(language) else {
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

/// The main list of a language: the public one where there is one, corrected by our own.
fn valences(language: Language) -> WordMap<Entry> {
    let public = match language {
        Language::FR => include_str!("../../data/lexicons/vader_fr.tsv"),
        Language::EN => include_str!("../../data/lexicons/vader_en.tsv"),
        _ => "",
    };
    let mut map = WordMap::default();
    let mut spellings: WordMap<u32> = WordMap::default();
    for line in public.lines().skip(1) {
        let Some((word, valence)) = line.split_once('\t') else {
            continue;
        };
        if let Ok(valence) = valence.trim().parse::<f32>() {
            let word: Box<str> = fold(word).trim().into();
            // Spellings that fold to one word share the mean of their valences.
            let count = spellings.entry(word.clone()).or_default();
            *count += 1;
            let entry: &mut Entry = map.entry(word).or_default();
            entry.valence += (valence - entry.valence) / *count as f32;
        }
    }
    for line in include_str!("../../data/lexicons/own.txt").lines() {
        let mut words = line.split_whitespace();
        let (Some(tag), Some(Ok(valence))) = (words.next(), words.next().map(str::parse)) else {
            continue;
        };
        if Language::parse(tag) == Some(language) {
            // Our own list settles the words the public ones get wrong for service.
            for word in words {
                map.entry(fold(word).into()).or_default().valence = valence;
            }
        }
    }
    map
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
        let book = LexiconBook::embedded();
        for tag in ["fr", "en", "es", "pt", "de", "it", "nl", "ar", "hi"] {
            let words = Language::parse(tag).and_then(|language| book.words(language));
            let any = |side: fn(f32) -> bool| {
                words.is_some_and(|words| words.values().any(|entry| side(entry.valence)))
            };
            assert!(
                any(|valence| valence > 0.0) && any(|valence| valence < 0.0),
                "{tag}"
            );
        }
    }
}
