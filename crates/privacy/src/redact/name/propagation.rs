//! A name found once is masked wherever it stands again, in the message and in its thread.

use crate::redact::context::{RedactionContext, is_telling};
use crate::redact::lexicon::Sense;
use crate::redact::reading::{Finding, Reading};

use super::cued::is_brand;
use super::parse::push;

/// Adds every further occurrence of the names found since `first` and of the names the thread knows.
pub(super) fn find(
    reading: &Reading,
    context: &RedactionContext,
    first: usize,
    found: &mut Vec<Finding>,
) {
    let mut names: Vec<u64> = Vec::new();
    for name in found.get(first..).unwrap_or_default() {
        let from = reading.token_from(name.start);
        for token in reading
            .tokens
            .iter()
            .skip(from)
            .take_while(|token| token.end <= name.end)
        {
            if is_telling(token)
                && !token.has(Sense::COMMON | Sense::THING | Sense::GUARDED | Sense::TIMID)
            {
                names.push(token.hash);
            }
        }
    }
    if names.is_empty() && context.is_empty() {
        return;
    }
    for (index, token) in reading.tokens.iter().enumerate() {
        if !token.is_word()
            || is_brand(reading, token)
            || !(names.contains(&token.hash) || context.knows(token))
        {
            continue;
        }
        let covered = found
            .iter()
            .any(|other| other.start <= token.start && token.end <= other.end);
        if !covered {
            push(reading, index, index + 1, "known in the thread", found);
        }
    }
}
