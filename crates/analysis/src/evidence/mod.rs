//! What word lists say of a message: sentiment lexicons and cue phrases, per language.

mod cue;
mod lexicon;

pub(crate) use cue::{CUES, Cue, CueBook, CueHits};
pub(crate) use lexicon::{Lexicon, LexiconBook};
