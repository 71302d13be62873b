//! Display names: finding them in a line, cleaning them, keeping each once.

use memchr::memchr;
use rustc_hash::FxHashMap;

use super::marks::{is_mark, is_space, mark_len, space_len};

/// A longer piece in front of a colon is not a name.
const LONGEST_NAME: usize = 1000;

/// Where the author ends and where the body starts, in bytes of what follows the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    pub(crate) author_end: usize,
    pub(crate) body: usize,
}

/// Finds the author's colon at or after byte `from`: one that a space or the end of the line
/// follows and that no space precedes. A French colon has a space in front.
pub(crate) fn split_author(rest: &str, from: usize) -> Option<Split> {
    find_colon(rest, from, false)
}

/// The same where every line has an author (iOS): a colon with a space in front will do.
pub(crate) fn split_any_author(rest: &str) -> Option<Split> {
    find_colon(rest, 0, false).or_else(|| find_colon(rest, 0, true))
}

fn find_colon(rest: &str, from: usize, spaced: bool) -> Option<Split> {
    let bytes = rest.as_bytes();
    let mut at = from;
    loop {
        let colon = at + memchr(b':', bytes.get(at..)?)?;
        if colon > LONGEST_NAME {
            return None;
        }
        at = colon + 1;
        let mut after = colon + 1;
        let mut body = after;
        while let len @ 1.. = mark_len(bytes.get(after..).unwrap_or_default()) {
            after += len;
        }
        let tail = bytes.get(after..).unwrap_or_default();
        match space_len(tail) {
            0 if tail.is_empty() => body = after,
            0 => continue,
            // Marks between colon and space stay with the body: they may announce a placeholder.
            len if after == body => body = after + len,
            _ => {}
        }
        let author = rest.get(..colon)?;
        let last = author.chars().next_back().filter(|_| colon > 0);
        match last {
            None => continue,
            Some(c) if is_space(c) && !spaced => continue,
            Some(_) if author.chars().all(|c| is_mark(c) || is_space(c)) => continue,
            Some(_) => {
                return Some(Split {
                    author_end: colon,
                    body,
                });
            }
        }
    }
}

/// The name without direction marks and leading `~`, no-break spaces read as spaces.
pub(crate) fn clean(raw: &str) -> String {
    let kept: String = raw
        .chars()
        .filter(|&c| !is_mark(c))
        .map(|c| if is_space(c) { ' ' } else { c })
        .collect();
    let name = kept.trim();
    let bare = name.strip_prefix('~').map_or(name, str::trim_start);
    if bare.is_empty() { name } else { bare }.to_owned()
}

/// Every name once.
#[derive(Debug, Default)]
pub(crate) struct Names {
    by_raw: FxHashMap<Box<str>, u32>,
    by_clean: FxHashMap<String, u32>,
    clean: Vec<String>,
    writes: Vec<bool>,
}

impl Names {
    /// The number of a name seen before, in exactly this spelling.
    #[inline]
    pub(crate) fn known(&self, raw: &str) -> Option<u32> {
        self.by_raw.get(raw).copied()
    }

    /// The number of a name, new or not.
    pub(crate) fn intern(&mut self, raw: &str) -> u32 {
        if let Some(id) = self.known(raw) {
            return id;
        }
        let name = clean(raw);
        let next = self.clean.len() as u32;
        let id = *self.by_clean.entry(name.clone()).or_insert(next);
        if id == next {
            self.clean.push(name);
            self.writes.push(false);
        }
        self.by_raw.insert(raw.into(), id);
        id
    }

    /// Notes that somebody of this name wrote a message.
    pub(crate) fn wrote(&mut self, id: u32) {
        if let Some(writes) = self.writes.get_mut(id as usize) {
            *writes = true;
        }
    }

    /// The clean name.
    pub(crate) fn name(&self, id: u32) -> &str {
        self.clean.get(id as usize).map_or("", String::as_str)
    }

    /// All names, in order of first appearance.
    pub(crate) fn into_names(self) -> Vec<String> {
        self.clean
    }

    /// Names of those who wrote a message, by code point.
    pub(crate) fn authors(&self) -> Vec<String> {
        let mut authors: Vec<String> = self
            .clean
            .iter()
            .zip(&self.writes)
            .filter(|(_, writes)| **writes)
            .map(|(name, _)| name.clone())
            .collect();
        authors.sort_unstable();
        authors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn splits(rest: &str, expected: Option<(&str, &str)>) {
        let found = split_author(rest, 0).map(|s| (&rest[..s.author_end], &rest[s.body..]));
        assert_eq!(found, expected);
    }

    #[test]
    fn the_author_ends_at_a_colon_without_a_space_in_front() {
        splits("Paulette: coucou", Some(("Paulette", "coucou")));
        splits(
            "Gérard: Paulette : tu viens ?",
            Some(("Gérard", "Paulette : tu viens ?")),
        );
        splits("Sonia a créé le groupe « SAV : urgences »", None);
        splits("Appel manqué à 14:07", None);
        splits("Yann:", Some(("Yann", "")));
        splits("Yann: ", Some(("Yann", "")));
        splits(
            "Yann: \u{200E}image absente",
            Some(("Yann", "\u{200E}image absente")),
        );
        splits("https://x.example: y", Some(("https://x.example", "y")));
        splits(": vide", None);
    }

    #[test]
    fn names_lose_marks_tilde_and_special_spaces() {
        assert_eq!(clean("~\u{A0}Momo"), "Momo");
        assert_eq!(clean("~\u{202F}Momo"), "Momo");
        assert_eq!(clean("\u{202A}+33\u{A0}7\u{A0}66\u{202C}"), "+33 7 66");
        assert_eq!(clean("~"), "~");
        assert_eq!(clean("Jean - Luc, 🌻"), "Jean - Luc, 🌻");
    }
}
