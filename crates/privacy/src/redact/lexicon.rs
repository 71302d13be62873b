//! One table from a folded word to everything the detector knows about it, so that a token is looked up once.

use std::ops::BitOr;

use super::words;

/// What a word may mean; a set of bits, because a word may mean several things.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Sense(u32);

impl Sense {
    /// First name of a language whose lower-case spelling alone is trusted.
    pub(super) const FIRST: Self = Self(1);
    /// First name of another language.
    pub(super) const FOREIGN_FIRST: Self = Self(1 << 1);
    /// Family name.
    pub(super) const LAST: Self = Self(1 << 2);
    /// First name that in lower case is usually a word.
    pub(super) const TIMID: Self = Self(1 << 3);
    /// Name that even with a capital is usually something else.
    pub(super) const GUARDED: Self = Self(1 << 4);
    /// Everyday vocabulary.
    pub(super) const COMMON: Self = Self(1 << 5);
    /// Function word: ends a name.
    pub(super) const STOP: Self = Self(1 << 6);
    /// Particle of a family name.
    pub(super) const PARTICLE: Self = Self(1 << 7);
    /// Noun for a person: a name may follow.
    pub(super) const PERSON: Self = Self(1 << 8);
    /// Noun for a thing: what follows names the thing.
    pub(super) const THING: Self = Self(1 << 9);
    /// Street type that stands before the street's name.
    pub(super) const STREET: Self = Self(1 << 10);
    /// Street type that is also an everyday word.
    pub(super) const WEAK_STREET: Self = Self(1 << 11);
    /// English street type, after the name.
    pub(super) const STREET_SUFFIX: Self = Self(1 << 12);
    /// Flat, floor, building.
    pub(super) const UNIT_WORD: Self = Self(1 << 13);
    /// Number word.
    pub(super) const NUMBER: Self = Self(1 << 14);
    /// Zero, as a word.
    pub(super) const ZERO: Self = Self(1 << 15);
    /// Month name or its abbreviation.
    pub(super) const MONTH: Self = Self(1 << 16);
    /// Article or determiner.
    pub(super) const ARTICLE: Self = Self(1 << 17);

    /// Guarded because it is a town, a country or a shop; people bear it all the same.
    pub(super) const TOWN: Self = Self(1 << 18);
    /// First name of any language.
    pub(super) const FIRST_OR_FOREIGN: Self = Self(Self::FIRST.0 | Self::FOREIGN_FIRST.0);
    /// Vocabulary and function words: with these a word is no name by its capital alone.
    pub(super) const DOUBTFUL: Self = Self(
        Self::COMMON.0
            | Self::STOP.0
            | Self::THING.0
            | Self::PERSON.0
            | Self::MONTH.0
            | Self::STREET.0,
    );

    /// Whether any of the given senses applies.
    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Sense {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// FNV-1a with a final mix: words are short and the table is indexed by the low bits.
pub(super) fn hash_word(word: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 29;
    // Zero marks an empty slot.
    hash.max(1)
}

/// Collects words before the table is laid out.
pub(super) struct Builder {
    slots: Vec<(u64, Sense)>,
}

/// Slots in the table: a power of two, at most half full with the embedded lists (test below).
const SLOTS: usize = 1 << 17;

impl Builder {
    /// Adds every whitespace-separated word of a list. Words must be folded already.
    pub(super) fn add(&mut self, sense: Sense, list: &str) {
        for word in list.split_ascii_whitespace() {
            self.add_word(sense, word.as_bytes());
        }
    }

    /// Adds one word.
    pub(super) fn add_word(&mut self, sense: Sense, word: &[u8]) {
        let hash = hash_word(word);
        let mut at = hash as usize & (SLOTS - 1);
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.0 == hash || slot.0 == 0 {
                *slot = (hash, slot.1 | sense);
                return;
            }
            at = (at + 1) & (SLOTS - 1);
        }
    }
}

/// The finished table.
pub(super) struct Lexicon {
    slots: Vec<(u64, Sense)>,
}

impl Lexicon {
    /// Reads the embedded lists.
    pub(super) fn new() -> Self {
        let mut builder = Builder {
            slots: vec![(0, Sense::default()); SLOTS],
        };
        words::fill(&mut builder);
        Self {
            slots: builder.slots,
        }
    }

    /// What a folded word may mean; nothing for an unknown word.
    #[cfg(test)]
    pub(super) fn senses(&self, word: &[u8]) -> Sense {
        self.senses_of_hash(hash_word(word))
    }

    /// The same by hash, for callers that keep the hash.
    pub(super) fn senses_of_hash(&self, hash: u64) -> Sense {
        let mut at = hash as usize & (SLOTS - 1);
        while let Some(slot) = self.slots.get(at) {
            if slot.0 == hash {
                return slot.1;
            }
            if slot.0 == 0 {
                return Sense::default();
            }
            at = (at + 1) & (SLOTS - 1);
        }
        Sense::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stays_at_most_half_full() {
        let lexicon = Lexicon::new();
        let used = lexicon.slots.iter().filter(|slot| slot.0 != 0).count();
        assert!(used * 2 <= SLOTS, "{used} words in {SLOTS} slots");
    }

    #[test]
    fn a_word_keeps_all_its_senses() {
        let lexicon = Lexicon::new();
        let rose = lexicon.senses(b"rose");
        assert!(rose.has(Sense::FIRST) && rose.has(Sense::TIMID));
        assert_eq!(lexicon.senses(b"qzxqzx"), Sense::default());
    }
}
