//! One export as this module works on it: messages as compact lines, and what tells the sides.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::DateTime;

use super::comparison::{fingerprint, name_key, title_key};
use super::export_time::ExportTimes;
use crate::export::{Body, DeletedBy, EntryKind, Notice, ParsedExport};

/// One parsed export with what the shell knows of its file.
pub struct SourceExport {
    /// Title of the chat, from the file name («Discussion WhatsApp avec TITLE.txt»). In a direct
    /// chat it is the other side as the exporting phone calls it.
    pub title: Option<String>,
    /// What tells when it was taken.
    pub times: ExportTimes,
    /// The export.
    pub export: ParsedExport,
}

impl fmt::Debug for SourceExport {
    /// Neither title nor content: both name people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceExport")
            .field("times", &self.times)
            .field("entries", &self.export.entries.len())
            .finish_non_exhaustive()
    }
}

/// Index of a person: of an export's authors, later of a chat's people.
pub(super) type PersonId = u16;

/// Shortest text, in characters, whose repetition is no accident («Bonjour» is).
const LONG_TEXT: usize = 12;

/// One message of an export.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) at: DateTime,
    /// Civil minutes since 1970, the unit in which Android and iOS agree.
    pub(super) minute: i32,
    /// `None` when the export prints no seconds.
    pub(super) second: Option<i8>,
    pub(super) person: PersonId,
    pub(super) body: Body,
    pub(super) edited: bool,
    /// Long enough that the same words twice are the same message.
    pub(super) long: bool,
    pub(super) hash: u64,
    pub(super) start: u32,
    pub(super) length: u32,
}

impl Line {
    /// The same line on a clock that is `minutes` ahead.
    pub(super) fn shifted(mut self, minutes: i32) -> Self {
        self.at = shifted(self.at, minutes);
        self.minute = self.minute.saturating_add(minutes);
        self
    }
}

/// `at` on a clock that is `minutes` ahead; unchanged at the ends of the calendar.
pub(super) fn shifted(at: DateTime, minutes: i32) -> DateTime {
    at.checked_add(jiff::SignedDuration::from_mins(i64::from(minutes)))
        .unwrap_or(at)
}

/// Civil minutes since 1970.
pub(super) fn minute_of(at: DateTime) -> i32 {
    let since = at.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
    i32::try_from(since.as_secs().div_euclid(60)).unwrap_or(i32::MAX)
}

/// What in an export tells who made it, by person.
#[derive(Clone, Debug, Default)]
pub(super) struct SideMarks {
    /// «Vous avez supprimé ce message»: the author made the export.
    pub(super) own_deletions: BTreeMap<PersonId, u32>,
    /// «Ce message a été supprimé»: the author did not.
    pub(super) other_deletions: BTreeMap<PersonId, u32>,
    /// On iOS the encryption notice stands under the name of the chat.
    pub(super) notice_author: Option<PersonId>,
    /// The app says that the other side is a business.
    pub(super) business_notice: bool,
    /// The app says that this is a group.
    pub(super) group_notice: bool,
}

/// One export, prepared.
pub(super) struct Source {
    pub(super) title_key: Option<String>,
    pub(super) times: ExportTimes,
    pub(super) text: String,
    pub(super) names: Vec<String>,
    /// Comparison keys of `names`.
    pub(super) keys: Vec<String>,
    pub(super) lines: Vec<Line>,
    pub(super) marks: SideMarks,
    pub(super) missed_calls: Vec<DateTime>,
    pub(super) last_entry: DateTime,
    /// Value of the whole content, for an order that does not depend on the order of the files.
    pub(super) digest: u64,
}

impl Source {
    /// Prepares an export; `None` when nobody wrote in it.
    pub(super) fn new(source: SourceExport) -> Option<Self> {
        let SourceExport {
            title,
            times,
            export,
        } = source;
        let ParsedExport {
            text,
            authors: names,
            entries,
            ..
        } = export;
        let last_entry = entries.iter().map(|entry| entry.at).max()?;
        let has_seconds = entries.iter().any(|entry| entry.at.second() != 0);
        let keys: Vec<String> = names.iter().map(|name| name_key(name)).collect();
        let people = one_id_per_name(&keys);

        let mut lines = Vec::with_capacity(entries.len());
        let mut marks = SideMarks::default();
        let mut missed_calls = Vec::new();
        let mut scratch = String::new();
        let mut digest = DefaultHasher::new();
        for entry in entries {
            let person = entry
                .author
                .and_then(|author| people.get(author as usize).copied());
            let body = match (entry.kind, person) {
                (EntryKind::Message(body), Some(_)) => body,
                (EntryKind::Message(_), None) => continue,
                (EntryKind::Notice(notice), _) => {
                    note_notice(&mut marks, notice, person);
                    if notice == Notice::MissedCall {
                        missed_calls.push(entry.at);
                    }
                    continue;
                }
            };
            let person = person.unwrap_or(PersonId::MAX);
            note_deletion(&mut marks, body, person);
            let words = match body {
                // A placeholder's words are the app's.
                Body::Deleted(_) | Body::Waiting | Body::Empty => "",
                _ => text.get(entry.body.clone()).unwrap_or_default().trim(),
            };
            let range = range_of(&text, words);
            let hash = fingerprint(words, &mut scratch);
            let line = Line {
                at: entry.at,
                minute: minute_of(entry.at),
                second: has_seconds.then(|| entry.at.second()),
                person,
                body,
                edited: entry.edited,
                long: body == Body::Text && scratch.chars().nth(LONG_TEXT - 1).is_some(),
                hash,
                start: range.0,
                length: range.1,
            };
            (line.at, line.person, line.edited, hash, kind_number(body)).hash(&mut digest);
            lines.push(line);
        }
        if lines.is_empty() {
            return None;
        }
        names.hash(&mut digest);
        Some(Self {
            title_key: title
                .as_deref()
                .map(title_key)
                .filter(|key| !key.is_empty()),
            times,
            text,
            names,
            keys,
            lines,
            marks,
            missed_calls,
            last_entry,
            digest: digest.finish(),
        })
    }

    /// Persons who wrote, in order of first message.
    pub(super) fn writers(&self) -> Vec<PersonId> {
        let mut writers = Vec::new();
        for line in &self.lines {
            if writers.last() != Some(&line.person) && !writers.contains(&line.person) {
                writers.push(line.person);
            }
        }
        writers
    }

    /// Comparison key of a person; empty for one who is not named.
    pub(super) fn key(&self, person: PersonId) -> &str {
        self.keys
            .get(usize::from(person))
            .map_or("", String::as_str)
    }
}

/// Two spellings of one name are one person.
fn one_id_per_name(keys: &[String]) -> Vec<PersonId> {
    let mut first = BTreeMap::new();
    keys.iter()
        .enumerate()
        .map(|(index, key)| {
            let id = PersonId::try_from(index).unwrap_or(PersonId::MAX);
            *first.entry(key.as_str()).or_insert(id)
        })
        .collect()
}

fn note_notice(marks: &mut SideMarks, notice: Notice, person: Option<PersonId>) {
    match notice {
        Notice::Encryption => marks.notice_author = marks.notice_author.or(person),
        Notice::Business => marks.business_notice = true,
        Notice::Group => marks.group_notice = true,
        Notice::SecurityCode | Notice::DisappearingTimer | Notice::MissedCall | Notice::Other => {}
    }
}

fn note_deletion(marks: &mut SideMarks, body: Body, person: PersonId) {
    let counted = match body {
        Body::Deleted(DeletedBy::ExportingAccount) => &mut marks.own_deletions,
        Body::Deleted(DeletedBy::OtherSide) => &mut marks.other_deletions,
        _ => return,
    };
    *counted.entry(person).or_default() += 1;
}

/// Place of a part of `text` in it. Texts beyond 4 GiB are refused long before; their words would
/// count as none.
fn range_of(text: &str, part: &str) -> (u32, u32) {
    let start = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    match (u32::try_from(start), u32::try_from(part.len())) {
        (Ok(start), Ok(length)) if length > 0 => (start, length),
        _ => (0, 0),
    }
}

fn kind_number(body: Body) -> u8 {
    match body {
        Body::Text => 0,
        Body::Deleted(DeletedBy::OtherSide) => 1,
        Body::Deleted(DeletedBy::ExportingAccount) => 2,
        Body::Deleted(DeletedBy::Admin) => 3,
        Body::Deleted(DeletedBy::Unsaid) => 4,
        Body::ViewOnce => 5,
        Body::Poll => 6,
        Body::Event => 7,
        Body::Location => 8,
        Body::Waiting => 9,
        Body::Empty => 10,
        Body::Media(kind) => 11 + kind as u8,
    }
}
