//! Whose side is who.
//!
//! In a run of exports the business is the author common to most chats. Where that cannot tell (a
//! single chat, two authors) the export's own traces do, strongest first: «Vous avez supprimé ce
//! message» proves that its author made the export; the chat's title is the other side; «Ce
//! message a été supprimé» is the other side's; an unsaved number is never one's own name. The one
//! who made the export is taken for the business, and how that was decided is always said.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::comparison::{name_key, title_key};
use super::merge::chat::Chat;
use super::source::PersonId;
use super::traces::{is_titled, traces};

/// How the business side was told, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BusinessEvidence {
    /// The operator named it (`--business`).
    Named,
    /// The author common to most chats.
    CommonAuthor,
    /// The exporting account deleted a message of its own.
    OwnDeletion,
    /// The chat's title is the other side.
    Title,
    /// The other side deleted a message.
    OtherDeletion,
    /// The other side is an unsaved number.
    UnsavedNumber,
    /// Only one side signs with a service or a role.
    Signatures,
    /// On an iPhone the encryption notice stands under the other side's name.
    NoticeAuthor,
}

/// How sure a decision is. A weak one asks for `--business`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// A hint: to be confirmed.
    Weak,
    /// Good evidence.
    Likely,
    /// Said by the operator, or proven by the export.
    Certain,
}

/// Who the business is in this run.
#[derive(Clone, PartialEq, Eq)]
pub enum BusinessDecision {
    /// Known.
    Decided {
        /// Its names as written in most messages, most frequent name first. Two when the account
        /// was renamed between exports.
        names: Vec<Box<str>>,
        /// How it was told.
        evidence: BusinessEvidence,
        /// How sure that is.
        certainty: Certainty,
        /// Chats in which one of the names writes.
        chats: u64,
        /// All chats.
        of: u64,
    },
    /// Not known: the operator must name it (`--business`).
    Undecided {
        /// Authors it could be.
        candidates: u64,
        /// All chats.
        of: u64,
        /// Why.
        because: UndecidedReason,
    },
}

/// Why the business could not be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UndecidedReason {
    /// No author is common to the chats, and no trace tells who made the exports.
    NoEvidence,
    /// None of the names given writes in any chat.
    NamesNotSeen,
    /// Nobody wrote anything.
    NoMessages,
}

impl fmt::Debug for BusinessDecision {
    /// Counts and evidence; no names.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decided {
                names,
                evidence,
                certainty,
                chats,
                of,
            } => f
                .debug_struct("Decided")
                .field("names", &names.len())
                .field("evidence", evidence)
                .field("certainty", certainty)
                .field("chats", chats)
                .field("of", of)
                .finish(),
            Self::Undecided {
                candidates,
                of,
                because,
            } => f
                .debug_struct("Undecided")
                .field("candidates", candidates)
                .field("of", of)
                .field("because", because)
                .finish(),
        }
    }
}

/// What one chat is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ChatSides {
    /// The business and one contact.
    Direct {
        contact: PersonId,
    },
    Group,
    Internal,
    Undecided,
}

/// Most names one business account is believed to have had.
const MOST_NAMES: usize = 4;

/// Decides for the whole run, then chat by chat.
pub(super) fn decide(chats: &[Chat], named: &[String]) -> (BusinessDecision, Vec<ChatSides>) {
    let (names, evidence, certainty) = business_names(chats, named);
    let strict = !named.is_empty();
    let seen = chats
        .iter()
        .filter(|chat| has_business(chat, &names))
        .count() as u64;
    let of = chats.len() as u64;
    let decision = match evidence {
        Some(evidence) if seen > 0 => BusinessDecision::Decided {
            names: names.iter().map(|key| as_written(chats, key)).collect(),
            evidence,
            certainty,
            chats: seen,
            of,
        },
        _ => BusinessDecision::Undecided {
            candidates: candidates(chats),
            of,
            because: match (chats.is_empty(), strict) {
                (true, _) => UndecidedReason::NoMessages,
                (false, true) => UndecidedReason::NamesNotSeen,
                (false, false) => UndecidedReason::NoEvidence,
            },
        },
    };
    let known = matches!(decision, BusinessDecision::Decided { .. });
    let sides = chats
        .iter()
        .map(|chat| sides_of(chat, &names, known, strict))
        .collect();
    (decision, sides)
}

/// A compared name as most messages write it.
fn as_written(chats: &[Chat], key: &str) -> Box<str> {
    let mut spellings: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, person) in chats.iter().flat_map(Chat::writers) {
        for name in person.names.keys().filter(|name| name_key(name) == key) {
            *spellings.entry(name).or_default() += person.messages;
        }
    }
    let most = spellings.into_iter().max_by_key(|(_, messages)| *messages);
    most.map_or(key, |(name, _)| name).into()
}

fn business_names(
    chats: &[Chat],
    named: &[String],
) -> (Vec<String>, Option<BusinessEvidence>, Certainty) {
    if !named.is_empty() {
        let names = named.iter().map(|name| name_key(name)).collect();
        return (names, Some(BusinessEvidence::Named), Certainty::Certain);
    }
    let mut names: Vec<String> = Vec::new();
    let mut first_share = None;
    while names.len() < MOST_NAMES {
        let Some((name, chats_of_name, of)) = common_author(chats, &names) else {
            break;
        };
        first_share.get_or_insert((chats_of_name, of));
        names.push(name);
    }
    if let Some((found, of)) = first_share {
        let certainty = if found >= 3 && 2 * found > of {
            Certainty::Certain
        } else {
            Certainty::Likely
        };
        return (names, Some(BusinessEvidence::CommonAuthor), certainty);
    }
    from_traces(chats)
}

/// The author of most two-author chats that have no known name yet, with how many of how many.
/// It must have written to two different people, and nobody may have written in as many chats.
fn common_author(chats: &[Chat], known: &[String]) -> Option<(String, usize, usize)> {
    let mut found: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    let mut of = 0;
    for chat in chats.iter().filter(|chat| !has_group_notice(chat)) {
        let writers: Vec<_> = chat.writers().collect();
        let [one, other] = writers.as_slice() else {
            continue;
        };
        if has_business(chat, known) {
            continue;
        }
        of += 1;
        for ((person, author), (_, counterpart)) in [(one, other), (other, one)] {
            if is_titled(chat, *person) {
                continue;
            }
            for key in &author.keys {
                let entry = found.entry(key).or_default();
                entry.0 += 1;
                entry.1.extend(counterpart.keys.iter().map(String::as_str));
            }
        }
    }
    // A name that writes beside a known business name is a contact.
    let beside_known: BTreeSet<&str> = chats
        .iter()
        .filter(|chat| has_business(chat, known))
        .flat_map(|chat| chat.writers().flat_map(|(_, person)| &person.keys))
        .map(String::as_str)
        .collect();
    let mut ranked: Vec<_> = found
        .into_iter()
        .filter(|(key, (_, counterparts))| counterparts.len() >= 2 && !beside_known.contains(key))
        .map(|(key, (count, _))| (count, key))
        .collect();
    ranked.sort_by(|a, b| b.cmp(a));
    match ranked.as_slice() {
        [(count, key), rest @ ..] if rest.first().is_none_or(|next| next.0 < *count) => {
            Some(((*key).to_owned(), *count, of))
        }
        _ => None,
    }
}

/// Names of those who made the exports, by the traces of each chat.
fn from_traces(chats: &[Chat]) -> (Vec<String>, Option<BusinessEvidence>, Certainty) {
    let mut names: BTreeMap<&str, u64> = BTreeMap::new();
    let mut evidence = None;
    let mut certainty = Certainty::Certain;
    for chat in chats.iter().filter(|chat| !has_group_notice(chat)) {
        let Some((person, how, sure)) = traces(chat, &chat.exports) else {
            continue;
        };
        evidence = Some(evidence.map_or(how, |known: BusinessEvidence| known.max(how)));
        certainty = certainty.min(sure);
        for key in chat
            .people
            .get(usize::from(person))
            .into_iter()
            .flat_map(|p| &p.keys)
        {
            *names.entry(key).or_default() += 1;
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|(_, chats)| std::cmp::Reverse(*chats));
    let names = names.into_iter().map(|(name, _)| name.to_owned()).collect();
    (names, evidence, certainty)
}

fn has_business(chat: &Chat, names: &[String]) -> bool {
    chat.writers()
        .any(|(_, person)| person.keys.iter().any(|key| names.contains(key)))
}

fn has_group_notice(chat: &Chat) -> bool {
    chat.exports.iter().any(|export| export.marks.group_notice)
}

/// True for a group named after the business in which the business account does not write:
/// its own people, on their own phones.
fn is_about(chat: &Chat, names: &[String]) -> bool {
    let is_group = has_group_notice(chat) || chat.writers().nth(2).is_some();
    let names: Vec<String> = names.iter().map(|name| title_key(name)).collect();
    let mut titles = chat
        .exports
        .iter()
        .filter_map(|export| export.title_key.as_deref());
    is_group
        && titles.any(|title| {
            names
                .iter()
                .any(|name| !name.is_empty() && title.contains(name))
        })
}

fn candidates(chats: &[Chat]) -> u64 {
    let authors: BTreeSet<_> = chats
        .iter()
        .flat_map(|chat| chat.writers())
        .filter_map(|(_, person)| person.keys.first())
        .collect();
    authors.len() as u64
}

fn sides_of(chat: &Chat, names: &[String], known: bool, strict: bool) -> ChatSides {
    let (business, others): (Vec<_>, Vec<_>) = chat
        .writers()
        .partition(|(_, person)| known && person.keys.iter().any(|key| names.contains(key)));
    if business.is_empty() && is_about(chat, names) {
        return ChatSides::Internal;
    }
    if has_group_notice(chat) {
        return ChatSides::Group;
    }
    match (business.len(), others.as_slice()) {
        (1.., []) => ChatSides::Internal,
        (1.., [(contact, _)]) => ChatSides::Direct { contact: *contact },
        (0, [(only, _)]) if known => {
            // Only one person wrote: a contact nobody answered, unless it was the exporter.
            let titles = chat.exports.iter().any(|export| export.title_key.is_some());
            let own = chat
                .exports
                .iter()
                .any(|e| e.marks.own_deletions.contains_key(only));
            if own || (titles && !is_titled(chat, *only)) {
                ChatSides::Internal
            } else {
                ChatSides::Direct { contact: *only }
            }
        }
        (0, [(one, _), (other, _)]) if known && !strict => match traces(chat, &chat.exports) {
            Some((person, _, Certainty::Likely | Certainty::Certain)) => ChatSides::Direct {
                contact: if person == *one { *other } else { *one },
            },
            _ => ChatSides::Undecided,
        },
        (0, [] | [_] | [_, _]) => ChatSides::Undecided,
        _ => ChatSides::Group,
    }
}
