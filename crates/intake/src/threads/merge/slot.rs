//! What is known of one message from all exports that hold it.

use jiff::civil::DateTime;

use super::super::source::{Line, PersonId};
use crate::export::{Body, DeletedBy, MediaKind};

/// Who deleted, as far as the placeholder's words tell. An admin's act is the more telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Deletion {
    BySender,
    ByAdmin,
}

impl Deletion {
    /// The deletion a body stands for.
    pub(in super::super) fn of(body: Body) -> Option<Self> {
        match body {
            Body::Deleted(DeletedBy::Admin) => Some(Self::ByAdmin),
            Body::Deleted(_) => Some(Self::BySender),
            _ => None,
        }
    }
}

/// The best version of a message seen so far; a later or more telling one replaces it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Version {
    pub(super) body: Body,
    pub(super) edited: bool,
    /// Rank of its export by age, the newest highest.
    pub(super) recency: u32,
    pub(super) hash: u64,
    pub(super) source: u16,
    pub(super) start: u32,
    pub(super) length: u32,
}

impl Version {
    fn rank(&self) -> (u8, bool, bool, u32, u64) {
        let telling = match self.body {
            Body::Waiting | Body::Empty | Body::Deleted(_) => 0,
            Body::ViewOnce | Body::Media(MediaKind::Unknown) => 1,
            Body::Media(_) => 2,
            Body::Text | Body::Poll | Body::Event | Body::Location => 3,
        };
        (
            telling,
            self.edited,
            self.length > 0,
            self.recency,
            self.hash,
        )
    }

    /// True when there is something to read or see.
    pub(super) fn has_content(&self) -> bool {
        !matches!(self.body, Body::Waiting | Body::Empty)
    }
}

/// One message. [`Slot::absorb`] only ever adds: the order in which exports come does not matter.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) at: DateTime,
    pub(super) minute: i32,
    pub(super) second: Option<i8>,
    pub(super) person: PersonId,
    pub(super) deleted: Option<Deletion>,
    pub(super) edited: bool,
    /// May be the message that another export marks deleted: its words are not kept.
    pub(super) doubtful: bool,
    pub(super) version: Option<Version>,
    /// Fingerprints of other versions, so that a third export still finds its place.
    former: Vec<u64>,
    /// How many exports hold it.
    pub(super) seen: u32,
}

impl Slot {
    pub(super) fn new(line: &Line, source: u16, recency: u32) -> Self {
        let mut slot = Self {
            at: line.at,
            minute: line.minute,
            second: line.second,
            person: line.person,
            deleted: None,
            edited: false,
            doubtful: false,
            version: None,
            former: Vec::new(),
            seen: 0,
        };
        slot.absorb(line, source, recency);
        slot
    }

    /// Adds what one more export says of the message.
    pub(super) fn absorb(&mut self, line: &Line, source: u16, recency: u32) {
        self.seen += 1;
        self.edited |= line.edited;
        if self.second.is_none() && line.second.is_some() && self.minute == line.minute {
            self.second = line.second;
            self.at = line.at;
        }
        if let Some(deletion) = Deletion::of(line.body) {
            self.deleted = self.deleted.max(Some(deletion));
            return;
        }
        let version = Version {
            body: line.body,
            edited: line.edited,
            recency,
            hash: line.hash,
            source,
            start: line.start,
            length: line.length,
        };
        match &mut self.version {
            None => self.version = Some(version),
            Some(kept) => {
                if kept.hash != version.hash && !self.former.contains(&version.hash) {
                    self.former.push(version.hash);
                }
                if version.rank() > kept.rank() {
                    if kept.hash != version.hash && !self.former.contains(&kept.hash) {
                        self.former.push(kept.hash);
                    }
                    *kept = version;
                }
            }
        }
    }

    /// True when another export held an older version of a message that was edited.
    pub(super) fn superseded(&self) -> bool {
        self.edited
            && self.deleted.is_none()
            && self
                .version
                .is_some_and(|kept| self.former.iter().any(|hash| *hash != kept.hash))
    }

    /// Words whose message nothing marks as deleted or edited.
    pub(super) fn is_plain(&self) -> bool {
        self.deleted.is_none()
            && !self.edited
            && self.version.is_some_and(|version| version.has_content())
    }

    /// A deletion or an edit: takes the place of what another export still shows.
    pub(super) fn takes_place(&self) -> bool {
        self.deleted.is_some() || self.edited
    }

    fn has(&self, hash: u64) -> bool {
        self.version.is_some_and(|version| version.hash == hash) || self.former.contains(&hash)
    }

    fn seconds_agree(&self, line: &Line) -> bool {
        match (self.second, line.second) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }

    /// Certainly the same message, by the same person in the same minute.
    pub(super) fn is_same(&self, line: &Line) -> bool {
        if !self.seconds_agree(line) {
            return false;
        }
        let Some(version) = &self.version else {
            return matches!(line.body, Body::Deleted(_));
        };
        match line.body {
            Body::Deleted(_) => self.deleted.is_some(),
            Body::Text => version.body == Body::Text && self.has(line.hash),
            Body::Media(_) | Body::ViewOnce => {
                let captions_agree = version.length == 0 || line.length == 0 || self.has(line.hash);
                matches!(version.body, Body::Media(_) | Body::ViewOnce) && captions_agree
            }
            // Votes, answers and a live position change; question, date and place word do not tell.
            Body::Poll | Body::Event | Body::Location => version.body == line.body,
            Body::Waiting | Body::Empty => {
                self.deleted.is_none() && matches!(version.body, Body::Waiting | Body::Empty)
            }
        }
    }

    /// Possibly the same message: a deletion, an edit, or a body one export could not show.
    pub(super) fn may_be(&self, line: &Line) -> bool {
        if !self.seconds_agree(line) {
            return false;
        }
        let line_deleted = matches!(line.body, Body::Deleted(_));
        if line_deleted || self.deleted.is_some() {
            return line_deleted != self.deleted.is_some();
        }
        let Some(version) = &self.version else {
            return false;
        };
        let unseen = |body: Body| matches!(body, Body::Waiting | Body::Empty);
        if unseen(version.body) || unseen(line.body) {
            return true;
        }
        let media = |body: Body| matches!(body, Body::Media(_) | Body::ViewOnce);
        (self.edited || line.edited)
            && (version.body == line.body || (media(version.body) && media(line.body)))
    }
}

/// The line's counterpart of [`Slot::is_plain`].
pub(super) fn is_plain(line: &Line) -> bool {
    !line.edited && !matches!(line.body, Body::Deleted(_) | Body::Waiting | Body::Empty)
}

/// The line's counterpart of [`Slot::takes_place`].
pub(super) fn takes_place(line: &Line) -> bool {
    line.edited || matches!(line.body, Body::Deleted(_))
}
