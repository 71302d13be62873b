//! The words the detector knows, folded as [`super::shadow`] folds text, and what each may mean.

mod function;
mod numbers;
mod people;
mod places;
mod things;

use super::lexicon::{Builder, Sense};

/// Fills the lexicon from every list: the gazetteers of the data folder, then the lists of this folder.
pub(super) fn fill(lexicon: &mut Builder) {
    lexicon.add(Sense::FIRST, include_str!("../../../data/first_core.txt"));
    lexicon.add(Sense::FIRST, include_str!("../../../data/first_own.txt"));
    lexicon.add(
        Sense::FOREIGN_FIRST,
        include_str!("../../../data/first_other.txt"),
    );
    lexicon.add(Sense::LAST, include_str!("../../../data/last.txt"));
    lexicon.add(Sense::LAST, include_str!("../../../data/last_own.txt"));
    lexicon.add(
        Sense::COMMON,
        include_str!("../../../data/common_words.txt"),
    );
    function::fill(lexicon);
    numbers::fill(lexicon);
    people::fill(lexicon);
    places::fill(lexicon);
    things::fill(lexicon);
}
