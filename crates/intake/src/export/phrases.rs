//! All wordings of all languages, folded and indexed once, so that a line is looked up and not searched.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::filter::LineFilter;
use super::fold::fold;
use super::locale::LOCALES;
use super::template::Template;
use super::{DeletedBy, MediaKind, Notice};

/// What a whole line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A deletion placeholder.
    Deleted(DeletedBy),
    /// Media left out.
    LeftOut(MediaKind),
    /// A location, fixed or live.
    Location,
    /// The message has not arrived.
    Waiting,
    /// First line of a poll.
    Poll,
    /// First line of an event.
    Event,
    /// A body that is not shown.
    ViewOnce,
    /// A missed call.
    MissedCall,
}

/// Languages as bits, in the order of [`TAGS`].
pub(crate) type Languages = u64;

/// A wording found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) meaning: Meaning,
    /// In angle brackets, or wording of Android: counts without a mark in front.
    pub(crate) bare: bool,
    pub(crate) languages: Languages,
}

/// A notice with holes.
#[derive(Debug)]
pub(crate) struct NoticeWording {
    pub(crate) notice: Notice,
    pub(crate) template: Template,
    pub(crate) languages: Languages,
}

/// The index.
pub(crate) struct Phrases {
    whole: FxHashMap<String, Hit>,
    admin: Vec<(Template, Languages)>,
    edited: FxHashMap<String, Languages>,
    attached_after: FxHashMap<String, Languages>,
    /// Words after a file name without parentheses.
    pub(crate) attached_plain: Vec<(String, Languages)>,
    attached_before: FxHashMap<String, Languages>,
    attached_behind: Vec<(String, Languages)>,
    notices: Vec<NoticeWording>,
    missed: Vec<(String, Languages)>,
    filter: LineFilter,
}

/// Primary tags of the languages, each once; the place of a tag is its bit in [`Languages`].
pub(crate) static TAGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut tags: Vec<&str> = Vec::new();
    for locale in LOCALES {
        if !tags.contains(&locale.tag) {
            tags.push(locale.tag);
        }
    }
    tags
});

/// Bit of a language tag; 0 for an unknown one.
pub(crate) fn language_bit(tag: &str) -> Languages {
    TAGS.iter()
        .position(|known| *known == tag)
        .map_or(0, |place| 1 << (place & 63))
}

/// The one index.
pub(crate) static PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::build);

/// Longest line, in bytes, that is compared with a wording: notices with long names included.
pub(crate) const LONGEST_WORDING: usize = 1024;

impl Phrases {
    fn build() -> Self {
        let mut phrases = Self {
            whole: FxHashMap::default(),
            admin: Vec::new(),
            edited: FxHashMap::default(),
            attached_after: FxHashMap::default(),
            attached_plain: Vec::new(),
            attached_before: FxHashMap::default(),
            attached_behind: Vec::new(),
            notices: Vec::new(),
            missed: Vec::new(),
            filter: LineFilter::default(),
        };
        for locale in LOCALES {
            let bit = language_bit(locale.tag);
            let deleted = [
                (locale.deleted_by_sender, DeletedBy::OtherSide),
                (locale.deleted_by_account, DeletedBy::ExportingAccount),
                (locale.deleted_unsaid, DeletedBy::Unsaid),
            ];
            for (wordings, by) in deleted {
                for wording in wordings {
                    phrases.add(wording, Meaning::Deleted(by), true, bit);
                }
            }
            for wording in locale.deleted_by_admin {
                let folded = fold(wording);
                if folded.contains('…') {
                    phrases
                        .filter
                        .add_opening(folded.split('…').next().unwrap_or_default());
                    phrases.admin.push((Template::new(&folded), bit));
                } else {
                    phrases.add(wording, Meaning::Deleted(DeletedBy::Admin), true, bit);
                }
            }
            for wording in locale.left_out {
                phrases.add(wording, Meaning::LeftOut(MediaKind::Unknown), true, bit);
            }
            for &(kind, wording) in locale.left_out_by_kind {
                let bracketed = wording.starts_with('<');
                phrases.add(wording, Meaning::LeftOut(kind), bracketed, bit);
                if !bracketed {
                    let old = format!("<{wording}>");
                    phrases.add(&old, Meaning::LeftOut(kind), true, bit);
                }
            }
            for wording in locale.live_location {
                phrases.add(wording, Meaning::Location, true, bit);
            }
            for wording in locale.waiting {
                phrases.add(wording, Meaning::Waiting, true, bit);
            }
            for word in locale.poll {
                phrases.add(&format!("{word}:"), Meaning::Poll, true, bit);
                phrases.add(&format!("{word} :"), Meaning::Poll, true, bit);
            }
            for word in locale.event {
                phrases.add(&format!("{word}:"), Meaning::Event, true, bit);
                phrases.add(&format!("{word} :"), Meaning::Event, true, bit);
            }
            for wording in locale.missed_call {
                phrases.add(wording, Meaning::MissedCall, false, bit);
                phrases.missed.push((fold(wording), bit));
            }
            for wording in locale.edited {
                *phrases.edited.entry(inside(&fold(wording))).or_default() |= bit;
            }
            for wording in locale.attached_after_name {
                let folded = fold(wording);
                match folded.strip_prefix('(').and_then(|w| w.strip_suffix(')')) {
                    Some(word) => {
                        *phrases.attached_after.entry(word.to_owned()).or_default() |= bit
                    }
                    None => phrases.attached_plain.push((folded, bit)),
                }
            }
            for wording in locale.attached_around_name {
                let folded = inside(&fold(wording));
                if let Some((before, _)) = folded.split_once(':') {
                    let word = before.trim().to_owned();
                    *phrases.attached_before.entry(word).or_default() |= bit;
                } else if let Some((_, behind)) = folded.split_once('…') {
                    phrases
                        .attached_behind
                        .push((behind.trim().to_owned(), bit));
                }
            }
            for &(notice, wording) in locale.notices {
                phrases.notices.push(NoticeWording {
                    notice,
                    template: Template::new(&fold(wording)),
                    languages: bit,
                });
            }
        }
        phrases.add("null", Meaning::ViewOnce, true, 0);
        phrases
    }

    fn add(&mut self, wording: &str, meaning: Meaning, bare: bool, languages: Languages) {
        let folded = whole_key(&fold(wording));
        self.filter.add_line(&folded);
        self.whole
            .entry(folded)
            .and_modify(|hit| {
                hit.languages |= languages;
                hit.bare |= bare;
                // One wording for both sides, in one language or in two: nobody can tell.
                if let (Meaning::Deleted(a), Meaning::Deleted(b)) = (hit.meaning, meaning)
                    && a != b
                {
                    hit.meaning = Meaning::Deleted(DeletedBy::Unsaid);
                }
            })
            .or_insert(Hit {
                meaning,
                bare,
                languages,
            });
    }

    /// False when no wording starts and ends like this line: most lines stop here.
    pub(crate) fn may_be_wording(&self, line: &str) -> bool {
        self.filter.may_hold(line)
    }

    /// What the whole (folded) line says.
    pub(crate) fn whole(&self, folded: &str) -> Option<Hit> {
        if let Some(hit) = self.whole.get(folded) {
            return Some(*hit);
        }
        if folded.starts_with('<') || folded.ends_with('>') {
            return self.whole.get(&whole_key(folded)).copied();
        }
        if !self.filter.may_open(folded) {
            return None;
        }
        self.admin
            .iter()
            .find(|(template, _)| template.matches(folded, usize::MAX))
            .map(|&(_, languages)| Hit {
                meaning: Meaning::Deleted(DeletedBy::Admin),
                bare: true,
                languages,
            })
    }

    /// Languages of an edit marker, without its angle brackets, folded.
    pub(crate) fn edited(&self, folded: &str) -> Option<Languages> {
        self.edited.get(folded).copied()
    }

    /// Languages of the words after an attached name, without parentheses, folded.
    pub(crate) fn attached_after(&self, folded: &str) -> Option<Languages> {
        self.attached_after.get(folded).copied()
    }

    /// Languages of an iOS attachment, from what stands between its angle brackets, folded.
    pub(crate) fn attached_around(&self, folded: &str) -> Option<Languages> {
        if let Some((before, name)) = folded.split_once(':')
            && !name.trim().is_empty()
            && let Some(languages) = self.attached_before.get(before.trim())
        {
            return Some(*languages);
        }
        self.attached_behind
            .iter()
            .find(|(behind, _)| folded.len() > behind.len() && folded.ends_with(behind.as_str()))
            .map(|&(_, languages)| languages)
    }

    /// Languages of the old iOS form `NAME <attached>`: the word alone between the brackets.
    pub(crate) fn attached_word(&self, folded: &str) -> Option<Languages> {
        self.attached_before.get(folded).copied()
    }

    /// The notice a (folded) line is; a name in front of its words ends before byte `before`.
    pub(crate) fn notice(&self, folded: &str, before: usize) -> Option<(Notice, Languages)> {
        self.missed_call(folded)
            .filter(|_| before == usize::MAX)
            .map(|languages| (Notice::MissedCall, languages))
            .or_else(|| {
                self.notices
                    .iter()
                    .find(|wording| wording.template.matches(folded, before))
                    .map(|wording| (wording.notice, wording.languages))
            })
    }

    /// Languages of a missed call, with or without its time or what to tap.
    fn missed_call(&self, folded: &str) -> Option<Languages> {
        self.missed
            .iter()
            .find(|(wording, _)| {
                folded.strip_prefix(wording.as_str()).is_some_and(|rest| {
                    rest.is_empty()
                        || rest.starts_with(['.', ',', '،', '、', '。'])
                        || rest.ends_with(|c: char| c.is_numeric() || c == 'm')
                            && rest.contains(|c: char| c.is_numeric())
                            && rest.len() < 24
                })
            })
            .map(|&(_, languages)| languages)
    }
}

/// Without angle brackets, inner spaces and inner final stop.
pub(crate) fn inside(folded: &str) -> String {
    let inner = folded.trim_start_matches('<').trim_end_matches('>').trim();
    inner.strip_suffix('.').unwrap_or(inner).trim().to_owned()
}

/// The form a whole line is looked up in: bracketed wordings with one spelling of the brackets.
fn whole_key(folded: &str) -> String {
    match folded.strip_prefix('<').and_then(|f| f.strip_suffix('>')) {
        Some(_) => format!("<{}>", inside(folded)),
        None => folded.to_owned(),
    }
}
