//! One chat after merging, before anybody knows whose side is who.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use tact_domain::MessageKind;

use super::super::export_time::ExportTimes;
use super::super::source::{PersonId, SideMarks};
use super::slot::Deletion;
use crate::export::{Body, MediaKind};

/// Someone who wrote in a chat, under the names the exports give.
#[derive(Clone, Default)]
pub(in super::super) struct Person {
    /// Name with the time of the export that says so.
    pub(in super::super) names: BTreeMap<String, DateTime>,
    /// Comparison keys of the names.
    pub(in super::super) keys: Vec<String>,
    pub(in super::super) messages: u64,
}

impl Person {
    /// Names, the most recent export's first.
    pub(in super::super) fn names_newest_first(&self) -> Vec<Box<str>> {
        let mut names: Vec<_> = self.names.iter().collect();
        names.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        names
            .into_iter()
            .map(|(name, _)| name.as_str().into())
            .collect()
    }
}

/// One message; its words are a range of one of the chat's texts.
#[derive(Clone, Copy)]
pub(in super::super) struct ChatMessage {
    pub(in super::super) at: DateTime,
    pub(in super::super) person: PersonId,
    pub(in super::super) source: u16,
    pub(in super::super) kind: MessageKind,
    pub(in super::super) deleted: Option<Deletion>,
    pub(in super::super) edited: bool,
    pub(in super::super) start: u32,
    pub(in super::super) length: u32,
}

/// What one export adds to a chat beside its messages.
pub(in super::super) struct Exported {
    pub(in super::super) title_key: Option<String>,
    pub(in super::super) marks: SideMarks,
    pub(in super::super) times: ExportTimes,
    /// Last entry, by the chat's clock.
    pub(in super::super) last_entry: DateTime,
    /// Minutes that were added to its clock.
    pub(in super::super) shift: i32,
}

/// One chat.
pub(in super::super) struct Chat {
    pub(in super::super) people: Vec<Person>,
    pub(in super::super) messages: Vec<ChatMessage>,
    pub(in super::super) texts: Vec<String>,
    pub(in super::super) missed_calls: Vec<DateTime>,
    pub(in super::super) exports: Vec<Exported>,
    pub(in super::super) has_seconds: bool,
    /// Passages of other messages that repeat a deleted one: source, start, length.
    pub(in super::super) echoes: Vec<(u16, u32, u32)>,
}

impl Chat {
    /// Words of a message; empty when there are none.
    pub(in super::super) fn words(&self, message: &ChatMessage) -> &str {
        let start = message.start as usize;
        self.texts
            .get(usize::from(message.source))
            .and_then(|text| text.get(start..start + message.length as usize))
            .unwrap_or_default()
    }

    /// People who wrote, by index.
    pub(in super::super) fn writers(&self) -> impl Iterator<Item = (PersonId, &Person)> {
        (0..)
            .zip(&self.people)
            .filter(|(_, person)| person.messages > 0)
    }
}

/// The kind of thing a body is, in the words of the domain.
pub(super) fn message_kind(body: Body) -> MessageKind {
    match body {
        Body::Text => MessageKind::Text,
        Body::Media(MediaKind::Image) => MessageKind::Image,
        Body::Media(MediaKind::Video) => MessageKind::Video,
        Body::Media(MediaKind::Audio) => MessageKind::Audio,
        Body::Media(MediaKind::Sticker) => MessageKind::Sticker,
        Body::Media(MediaKind::Gif) => MessageKind::Gif,
        Body::Media(MediaKind::Contact) => MessageKind::ContactCard,
        Body::Media(MediaKind::Document) => MessageKind::Document,
        Body::Media(MediaKind::Unknown) => MessageKind::Media,
        Body::ViewOnce => MessageKind::ViewOnce,
        Body::Poll => MessageKind::Poll,
        Body::Event => MessageKind::Event,
        Body::Location => MessageKind::Location,
        Body::Waiting | Body::Empty | Body::Deleted(_) => MessageKind::Empty,
    }
}
