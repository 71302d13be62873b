//! What is known of a thread before the next message is read.

use tact_domain::{Language, MessageAnnotation};

/// Languages the models know, in the order of the weights' columns.
pub(crate) const KNOWN: [Language; 9] = [
    Language::FR,
    Language::EN,
    Language::ES,
    Language::PT,
    Language::DE,
    Language::IT,
    Language::NL,
    Language::AR,
    Language::HI,
];

/// Position of a language among [`KNOWN`].
pub(crate) fn known_index(language: Language) -> Option<usize> {
    KNOWN.iter().position(|known| *known == language)
}

/// The languages a company's customers may write in; the first is its main one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageSet {
    mask: u16,
    main: u8,
}

impl LanguageSet {
    /// Every language the models know, French first.
    pub const ALL: Self = Self {
        mask: (1 << KNOWN.len()) - 1,
        main: 0,
    };

    /// A set of candidates, main language first. Languages no model knows are left out; `None` when
    /// none remains.
    pub fn new(languages: &[Language]) -> Option<Self> {
        let mut known = languages.iter().filter_map(|tag| known_index(*tag));
        let main = known.next()?;
        let mask = known.fold(1 << main, |mask, index| mask | 1 << index);
        Some(Self {
            mask,
            main: main as u8,
        })
    }

    /// Is a language among the candidates?
    pub fn contains(self, language: Language) -> bool {
        known_index(language).is_some_and(|index| self.has(index))
    }

    /// The language taken for granted where a message gives no evidence.
    pub fn main(self) -> Language {
        KNOWN
            .get(usize::from(self.main))
            .copied()
            .unwrap_or(Language::FR)
    }

    pub(crate) fn has(self, index: usize) -> bool {
        index < KNOWN.len() && self.mask & (1 << index) != 0
    }
}

impl Default for LanguageSet {
    fn default() -> Self {
        Self::ALL
    }
}

/// What the messages before this one say about its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ThreadContext {
    /// Candidates.
    pub languages: LanguageSet,
    /// Language of the customer's last message that had one.
    pub previous: Option<Language>,
}

impl ThreadContext {
    /// The start of a thread.
    pub fn new(languages: LanguageSet) -> Self {
        Self {
            languages,
            previous: None,
        }
    }

    /// The context of the message that follows `annotation`'s.
    #[must_use]
    pub fn after(self, annotation: &MessageAnnotation) -> Self {
        Self {
            previous: annotation.language.or(self.previous),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_languages_leave_the_candidates_and_an_empty_set_is_refused() {
        let wolof = Language::parse("wo").into_iter().collect::<Vec<_>>();
        assert_eq!(LanguageSet::new(&wolof), None);
        let set = LanguageSet::new(&[Language::EN, Language::FR]);
        assert_eq!(set.map(LanguageSet::main), Some(Language::EN));
        assert_eq!(set.map(|set| set.contains(Language::DE)), Some(false));
    }
}
