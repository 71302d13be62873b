//! A row of `message`: how it is read and written, and the thread it lies in.

use sqlx::{Row, sqlite::SqliteRow};
use tact_domain::{
    Direction,
    live::{Envelope, GroupKey, LiveKind, MessageKey, Source},
};

use super::{
    StoreError,
    batch::{Batch, number, number_bytes},
    lattice::{Held, Rank, Sent, Version, direction_code},
};
use crate::keys::{KeyError, SlotRef};

/// A row of `message`, but for its key.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct MessageRow {
    pub(super) id: Vec<u8>,
    pub(super) thread: Option<i64>,
    pub(super) contact: Option<i64>,
    pub(super) direction: i64,
    pub(super) kind: i64,
    pub(super) source: Option<i64>,
    pub(super) sent: Option<Sent>,
    /// Earliest time any telling of the message itself gave: what a tombstone keeps.
    pub(super) seen_at: Option<i64>,
    pub(super) quoted: Option<Vec<u8>>,
    pub(super) forwarding: i64,
    pub(super) from_ad: bool,
    pub(super) about_product: bool,
    pub(super) category: Option<String>,
    pub(super) version: Version,
    pub(super) content_kind: u8,
    pub(super) held: Held,
    pub(super) content_at: Option<i64>,
    /// Where it stood when it was read.
    pub(super) stood: Option<Standing>,
    fresh: bool,
}

/// What of a message decides where conversations begin and end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    thread: i64,
    at: i64,
    direction: i64,
    speaks: bool,
    automatic: bool,
}

impl MessageRow {
    pub(super) fn new(direction: Direction) -> Result<Self, KeyError> {
        Ok(Self {
            id: random_id()?,
            thread: None,
            contact: None,
            direction: direction_code(direction),
            kind: 0,
            source: None,
            sent: None,
            seen_at: None,
            quoted: None,
            forwarding: 0,
            from_ad: false,
            about_product: false,
            category: None,
            version: None,
            content_kind: 0,
            held: Held::None,
            content_at: None,
            stood: None,
            fresh: true,
        })
    }

    pub(super) fn read(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let sent_at: Option<i64> = row.try_get("sent_at")?;
        let sent = match sent_at {
            Some(at) => Some(Sent {
                rank: row.try_get("sent_rank")?,
                clamped: row.try_get::<i64, _>("sent_clamped")? != 0,
                at,
            }),
            None => None,
        };
        let edit_at: Option<i64> = row.try_get("edit_at")?;
        let event: Option<Vec<u8>> = row.try_get("edit_event")?;
        let version = edit_at.zip(event.and_then(|bytes| digest(&bytes)));
        let purposes: i64 = row.try_get("content_purposes")?;
        let mut read = Self {
            id: row.try_get("id")?,
            thread: row.try_get("thread")?,
            contact: row.try_get("contact")?,
            direction: row.try_get("direction")?,
            kind: row.try_get("kind")?,
            source: row.try_get("source")?,
            sent,
            seen_at: row.try_get("seen_at")?,
            quoted: row.try_get("quoted")?,
            forwarding: row.try_get("forwarding")?,
            from_ad: row.try_get::<i64, _>("from_ad")? != 0,
            about_product: row.try_get::<i64, _>("about_product")? != 0,
            category: row.try_get("category")?,
            version: version.map(|(at, key)| (at, MessageKey::from_bytes(key))),
            content_kind: u8::try_from(row.try_get::<i64, _>("content_kind")?).unwrap_or(0),
            held: Held::from_code(
                row.try_get("content_state")?,
                slot_of(row)?,
                u8::try_from(purposes).unwrap_or(0),
            ),
            content_at: row.try_get("content_at")?,
            stood: None,
            fresh: false,
        };
        read.stood = read.standing();
        Ok(read)
    }

    /// True for a message nothing was known of.
    pub(super) fn is_new(&self) -> bool {
        self.fresh
    }

    /// True for a message nothing but exports told of.
    pub(super) fn is_exported(&self) -> bool {
        self.source == Some(Source::Export as i64)
    }

    fn standing(&self) -> Option<Standing> {
        Some(Standing {
            thread: self.thread?,
            at: self.sent?.at,
            direction: self.direction,
            speaks: speaks(self.kind),
            automatic: is_automatic(self.category.as_deref()),
        })
    }

    /// A direction told by something else than the message, which is not known itself.
    pub(super) fn suppose(&mut self, direction: Direction) {
        if self.source.is_none() {
            self.direction = self.direction.max(direction_code(direction));
        }
    }

    pub(super) fn rank(&self) -> Rank {
        Rank {
            version: self.version,
            kind: self.content_kind,
            state: self.held.code(),
        }
    }
}

impl Batch<'_> {
    /// Who and where, for a row that does not know yet.
    pub(super) async fn place(
        &mut self,
        row: &mut MessageRow,
        envelope: &Envelope,
        contact: Option<i64>,
        group: Option<GroupKey>,
    ) -> Result<(), StoreError> {
        row.contact = row.contact.or(contact);
        if row.thread.is_some() && group.is_none() {
            return Ok(());
        }
        let Some(thread) = self.thread(envelope, contact, group).await? else {
            return Ok(());
        };
        let before = row.thread.replace(thread);
        if before.is_some_and(|before| before != thread) {
            self.left(before);
        }
        Ok(())
    }

    /// The thread an event lies in, made where it is new. A group is told by the message; an edit, a
    /// status or a deletion without it says only who.
    pub(super) async fn thread(
        &mut self,
        envelope: &Envelope,
        contact: Option<i64>,
        group: Option<GroupKey>,
    ) -> Result<Option<i64>, StoreError> {
        let party = group.map_or_else(Vec::new, |group| group.as_bytes().to_vec());
        let member = if group.is_some() { Some(0) } else { contact };
        let Some(member) = member else {
            return Ok(None);
        };
        let place = (number_bytes(envelope.number), member, party);
        self.thread_at(place).await.map(Some)
    }

    /// Where the row stood, conversations are to be cut anew.
    pub(super) fn leave(&mut self, row: &MessageRow) {
        if let Some(stood) = &row.stood {
            self.touch(stood.thread, stood.at);
        }
    }

    /// The same for a message whose content changed.
    pub(super) fn touch_row(&mut self, row: &MessageRow) {
        if let Some(stands) = row.standing() {
            self.touch(stands.thread, stands.at);
        }
    }

    /// From this time on, the conversations of the thread are to be cut anew.
    pub(super) fn touch(&mut self, thread: i64, at: i64) {
        let from = self.touched.entry(thread).or_insert(at);
        *from = (*from).min(at);
    }

    /// The row of a message, new where it is not known; `None` where it was deleted. A message that
    /// has a row has no tombstone, so that most are found with one look.
    pub(super) async fn living(
        &mut self,
        key: MessageKey,
        direction: Direction,
    ) -> Result<Option<MessageRow>, StoreError> {
        if let Some(row) = self.known(key.as_bytes()).await? {
            return Ok(Some(row));
        }
        if self.is_deleted(key.as_bytes()).await? {
            return Ok(None);
        }
        Ok(Some(MessageRow::new(direction)?))
    }

    pub(super) fn write(&mut self, key: MessageKey, mut row: MessageRow) {
        let stands = row.standing();
        if let (None, Some(place), false) = (&row.stood, &stands, row.is_exported()) {
            self.arrives(place.thread, place.direction, place.at, key);
        }
        if stands != row.stood {
            for place in [&row.stood, &stands].into_iter().flatten() {
                self.touch(place.thread, place.at);
            }
        }
        row.stood = stands;
        row.fresh = false;
        self.keep(*key.as_bytes(), row);
    }
}

pub(super) fn parts(held: Held) -> (Option<i64>, Option<i64>, i64) {
    match held {
        Held::Sealed { slot, purposes } | Held::Concluded { slot, purposes } => (
            Some(number(slot.slot)),
            Some(i64::from(slot.epoch)),
            i64::from(purposes),
        ),
        Held::None | Held::Withheld(_) => (None, None, 0),
    }
}

/// The slot a row names.
pub(crate) fn slot_of(row: &SqliteRow) -> Result<Option<SlotRef>, sqlx::Error> {
    let slot: Option<i64> = row.try_get("slot")?;
    let epoch: Option<i64> = row.try_get("slot_epoch")?;
    Ok(slot.zip(epoch).and_then(|(slot, epoch)| {
        Some(SlotRef {
            slot: u64::try_from(slot).ok()?,
            epoch: u32::try_from(epoch).ok()?,
        })
    }))
}

pub(crate) fn digest(bytes: &[u8]) -> Option<[u8; 32]> {
    bytes.try_into().ok()
}

/// Says nothing of the message; stays with its tombstone.
pub(super) fn random_id() -> Result<Vec<u8>, KeyError> {
    let mut id = vec![0; 16];
    getrandom::fill(&mut id).map_err(|_| KeyError::Randomness)?;
    Ok(id)
}

/// True for a kind that says something; an act on another message opens no turn.
pub(super) fn speaks(kind: i64) -> bool {
    u8::try_from(kind)
        .ok()
        .and_then(LiveKind::from_code)
        .is_none_or(LiveKind::is_message)
}

/// True for what the platform bills as a template: no person wrote it.
pub(super) fn is_automatic(category: Option<&str>) -> bool {
    category.is_some_and(|category| category != "service")
}
