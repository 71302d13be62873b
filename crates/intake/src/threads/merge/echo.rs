//! Passages that repeat a deleted message.
//!
//! An agent may have copied a customer's words into a reply. Where the export still held those
//! words, twelve of them in a row in a message of somebody else are masked. A shorter quotation,
//! or one of a text no export held, cannot be found: that limit is documented.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::super::source::PersonId;
use super::chat::{Chat, ChatMessage};
use super::slot::Slot;

/// Words in a row that make a copy.
const WORDS: usize = 12;

/// Passages to mask, as source, start and length. `slots` and the chat's messages correspond.
pub(super) fn echoes(chat: &Chat, slots: &[Slot]) -> Vec<(u16, u32, u32)> {
    let mut deleted: HashMap<u64, HashSet<PersonId>> = HashMap::new();
    for slot in slots.iter().filter(|slot| slot.deleted.is_some()) {
        let Some(version) = slot.version else {
            continue;
        };
        let start = version.start as usize;
        let words = chat
            .texts
            .get(usize::from(version.source))
            .and_then(|text| text.get(start..start + version.length as usize))
            .unwrap_or_default();
        for (hash, _) in passages(words) {
            deleted.entry(hash).or_default().insert(slot.person);
        }
    }
    if deleted.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for message in chat.messages.iter().filter(|message| message.length > 0) {
        let copied = passages(chat.words(message))
            .into_iter()
            .filter(|(hash, _)| {
                // Somebody who writes their own words again means them to stand.
                deleted
                    .get(hash)
                    .is_some_and(|authors| authors.iter().any(|author| *author != message.person))
            })
            .map(|(_, range)| range);
        for range in joined(copied) {
            found.extend(place(message, &range));
        }
    }
    found
}

fn place(message: &ChatMessage, range: &Range<usize>) -> Option<(u16, u32, u32)> {
    let start = message
        .start
        .checked_add(u32::try_from(range.start).ok()?)?;
    Some((message.source, start, u32::try_from(range.len()).ok()?))
}

/// Every run of [`WORDS`] words: its value and its bytes.
fn passages(text: &str) -> Vec<(u64, Range<usize>)> {
    let words = words(text);
    words
        .windows(WORDS)
        .map(|run| {
            let mut hasher = DefaultHasher::new();
            for range in run {
                let word = text.get(range.clone()).unwrap_or_default();
                for c in word.chars().flat_map(char::to_lowercase) {
                    c.hash(&mut hasher);
                }
                hasher.write_u8(0);
            }
            let start = run.first().map_or(0, |word| word.start);
            let end = run.last().map_or(0, |word| word.end);
            (hasher.finish(), start..end)
        })
        .collect()
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}

/// Overlapping passages as one.
fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
