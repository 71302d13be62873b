//! Names of people. [`cued`] believes what an expression announces, [`signature`] reads the end of a message,
//! [`bare`] trusts the gazetteer, [`propagation`] repeats what was found.

mod addressed;
mod bare;
mod cued;
mod parse;
mod propagation;
mod related;
mod signature;

use super::context::RedactionContext;
use super::lexicon::Sense;
use super::reading::{Finding, Reading};

/// Finds names.
pub(super) fn find(reading: &Reading, context: &RedactionContext, found: &mut Vec<Finding>) {
    let first = found.len();
    cued::find(reading, found);
    signature::find(reading, found);
    bare::find(reading, found);
    propagation::find(reading, context, first, found);
}

/// Whether a term on its own is a first name, in any case: for terms, where no context can help.
pub(super) fn is_bare_name(reading: &Reading) -> bool {
    reading.tokens.iter().any(|token| {
        token.has(Sense::FIRST)
            && token.length() > 2
            && !token
                .has(Sense::TIMID | Sense::GUARDED | Sense::COMMON | Sense::STOP | Sense::THING)
    })
}
