//! An entry whose last line has not been seen.

use std::ops::Range;

use super::body::{FirstLine, Setting};
use super::phrases::Meaning;
use super::stamp::Stamp;
use super::{Body, EntryKind, MediaKind};

/// What is known of an entry so far.
pub(super) struct Pending {
    pub(super) stamp: Stamp,
    pub(super) shape: u8,
    pub(super) line: u64,
    pub(super) author: Option<u32>,
    pub(super) setting: Setting,
    pub(super) kind: FirstLine,
    pub(super) edited: bool,
    pub(super) tail: Option<MediaKind>,
    /// The first line as it stands, if it turns out to be words.
    pub(super) words: Range<u64>,
    /// The body when the first line is media: the lines below.
    pub(super) caption: Option<Range<u64>>,
    pub(super) limit: u64,
    pub(super) cut: bool,
    pub(super) more: bool,
}

impl Pending {
    /// What the entry is, and its body in bytes of the decoded file.
    #[inline]
    pub(super) fn meaning(&self) -> (EntryKind, Range<u64>) {
        let start = self.words.start;
        let below = self.caption.clone().filter(|_| self.more);
        let nothing = start..start;
        let words = |body: Body| (EntryKind::Message(body), self.words.clone());
        match self.kind {
            FirstLine::Notice(notice) => (EntryKind::Notice(notice), self.words.clone()),
            FirstLine::Media(kind) => (
                EntryKind::Message(Body::Media(kind)),
                below.unwrap_or(nothing),
            ),
            FirstLine::Empty => match below {
                Some(below) => (
                    EntryKind::Message(self.tail.map_or(Body::Text, Body::Media)),
                    below,
                ),
                None => (EntryKind::Message(Body::Empty), nothing),
            },
            FirstLine::Alone(Meaning::Poll) if self.more => words(Body::Poll),
            FirstLine::Alone(Meaning::Event) if self.more => words(Body::Event),
            FirstLine::Alone(Meaning::Location) => words(Body::Location),
            FirstLine::Alone(meaning) if !self.more => {
                let body = match meaning {
                    Meaning::Deleted(by) => Body::Deleted(by),
                    Meaning::Waiting => Body::Waiting,
                    Meaning::ViewOnce => Body::ViewOnce,
                    _ => return words(Body::Text),
                };
                (EntryKind::Message(body), nothing)
            }
            _ => words(self.tail.map_or(Body::Text, Body::Media)),
        }
    }
}
