//! Load, fold, store: the rows that the events of a transaction touch are read for many events at
//! once, changed in memory, and written for many at once. What was not read ahead is read when it is
//! asked for, so that reading ahead changes nothing but the time it takes.
//!
//! Everybody else speaks SQL to the same tables. Whoever does so calls [`Batch::settle`] first: it
//! writes what waits and forgets what was read.

mod ahead;
pub(super) mod many;
mod people;
mod read;
mod write;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    StoreError,
    batch::{Batch, number},
    row::MessageRow,
};
use crate::keys::SlotRef;

pub(super) use ahead::acts_on_person;
pub(super) use people::AddressRow;

/// A row as it is to be, and whether the database has it like that.
struct Kept<T> {
    row: T,
    changed: bool,
}

impl<T> Kept<T> {
    fn read(row: T) -> Self {
        Self {
            row,
            changed: false,
        }
    }

    fn changed(row: T) -> Self {
        Self { row, changed: true }
    }
}

/// A digest.
type Key = [u8; 32];
/// Where a thread is: number, contact (0 for a group), party.
type Place = (Vec<u8>, i64, Vec<u8>);

/// What a transaction read ahead, and what of it waits to be written. Holds no text: what is sealed
/// waits here as ciphertext.
#[derive(Default)]
pub(crate) struct Rows {
    /// Events from the next one on that were read ahead.
    ahead: usize,
    people: people::People,
    threads: HashMap<Place, Option<i64>>,
    next_thread: Option<i64>,
    new_threads: Vec<(i64, Place)>,
    /// Threads that something left: removed where nothing remains.
    left: BTreeSet<i64>,
    messages: HashMap<Key, Kept<Option<MessageRow>>>,
    graves: HashMap<Key, Kept<Grave>>,
    /// By message, then by who reacted.
    reactions: HashMap<Key, HashMap<i64, Kept<ReactionRow>>>,
    /// Messages whose reactions and deliveries go.
    emptied: BTreeSet<Key>,
    /// By message, then by state.
    steps: HashMap<Key, HashMap<i64, Step>>,
    sealed: Vec<SealedField>,
    unsealed: Vec<i64>,
    /// Attachments to be fetched: message and slot.
    media: Vec<(Key, SlotRef)>,
    counters: HashMap<String, i64>,
    /// Contacts whose words a hold keeps apart; not asked yet where there is none.
    pub(super) holds: Option<HashSet<i64>>,
    /// True when anything at all lies apart; not asked yet where there is none.
    pub(super) apart: Option<bool>,
}

/// What is known of the deletion of a message.
#[derive(Default)]
pub(super) struct Grave {
    /// So long ago that no more is said of it.
    pub(super) folded: bool,
    pub(super) tombstone: Option<Tombstone>,
}

/// A row of `tombstone`, but for its key.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Tombstone {
    pub(super) id: Vec<u8>,
    pub(super) direction: i64,
    pub(super) cause: i64,
    pub(super) sent_at: Option<i64>,
    pub(super) deleted_at: i64,
    pub(super) thread: Option<i64>,
    /// True where the key is one the store gave to a message of an export.
    pub(super) imported: bool,
}

impl Tombstone {
    /// When the message was deleted, told again: the earlier time. A tombstone that bears the time of
    /// sending twice knows none (an export told of it).
    pub(super) fn deleted_by(&self, at: i64) -> i64 {
        match self.sent_at {
            Some(sent) if self.deleted_at == sent => at,
            Some(sent) if at == sent => self.deleted_at,
            _ => self.deleted_at.min(at),
        }
    }

    /// When the message stood where it stood.
    pub(super) fn stands(&self) -> i64 {
        self.sent_at.unwrap_or(self.deleted_at)
    }
}

/// A row of `reaction`, but for its key.
pub(super) struct ReactionRow {
    pub(super) at: i64,
    pub(super) event: Vec<u8>,
    pub(super) removed: bool,
    pub(super) state: i64,
    pub(super) purposes: i64,
    pub(super) slot: Option<SlotRef>,
}

/// How far a message came, and when: of several tellings the earliest time, the greatest code.
#[derive(Clone, Copy, Default)]
struct Step {
    at: Option<i64>,
    code: Option<i64>,
}

struct SealedField {
    slot: i64,
    field: i64,
    bytes: Vec<u8>,
}

impl Batch<'_> {
    /// The row of a message, where there is one.
    pub(super) async fn known(&mut self, key: &Key) -> Result<Option<MessageRow>, StoreError> {
        if !self.rows.messages.contains_key(key) {
            self.read_messages(&[*key]).await?;
        }
        let kept = self.rows.messages.get(key);
        Ok(kept.and_then(|kept| kept.row.clone()))
    }

    /// The row of a message is from now on this one.
    pub(super) fn keep(&mut self, key: Key, row: MessageRow) {
        let same = |kept: &Kept<Option<MessageRow>>| kept.row.as_ref() == Some(&row);
        if !self.rows.messages.get(&key).is_some_and(same) {
            self.rows.messages.insert(key, Kept::changed(Some(row)));
        }
    }

    /// The row of a message goes.
    pub(super) fn remove(&mut self, key: Key) {
        self.rows.messages.insert(key, Kept::changed(None));
    }

    /// What is known of the deletion of a message.
    pub(super) async fn grave(&mut self, key: &Key) -> Result<&Grave, StoreError> {
        if !self.rows.graves.contains_key(key) {
            self.read_graves(&[*key]).await?;
        }
        let kept = self.rows.graves.entry(*key);
        Ok(&kept.or_insert_with(|| Kept::read(Grave::default())).row)
    }

    /// The tombstone of a message is from now on this one.
    pub(super) fn keep_tombstone(&mut self, key: Key, tombstone: Tombstone) {
        let kept = self.rows.graves.entry(key);
        let kept = kept.or_insert_with(|| Kept::read(Grave::default()));
        if kept.row.tombstone.as_ref() != Some(&tombstone) {
            kept.row.tombstone = Some(tombstone);
            kept.changed = true;
        }
    }

    /// The tombstone of a message goes: another stands for the same deletion.
    pub(super) fn exhume(&mut self, key: Key) {
        let kept = Kept::changed(Grave::default());
        self.rows.graves.insert(key, kept);
    }

    pub(crate) async fn is_deleted(&mut self, key: &Key) -> Result<bool, StoreError> {
        let grave = self.grave(key).await?;
        Ok(grave.folded || grave.tombstone.is_some())
    }

    pub(super) async fn is_folded(&mut self, key: &Key) -> Result<bool, StoreError> {
        Ok(self.grave(key).await?.folded)
    }

    /// The reaction of somebody to a message.
    pub(super) async fn reaction_of(
        &mut self,
        target: &Key,
        actor: i64,
    ) -> Result<Option<&ReactionRow>, StoreError> {
        if !self.rows.reactions.contains_key(target) {
            self.read_reactions(&[*target]).await?;
        }
        let reactions = self.rows.reactions.get(target);
        Ok(reactions
            .and_then(|all| all.get(&actor))
            .map(|kept| &kept.row))
    }

    /// The reaction of somebody to a message is from now on this one.
    pub(super) fn keep_reaction(&mut self, target: Key, actor: i64, row: ReactionRow) {
        let reactions = self.rows.reactions.entry(target).or_default();
        reactions.insert(actor, Kept::changed(row));
    }

    /// Reactions to a message and how far it came go; answers the slots of the reactions.
    pub(super) async fn empty(&mut self, target: &Key) -> Result<Vec<SlotRef>, StoreError> {
        if !self.rows.reactions.contains_key(target) {
            self.read_reactions(&[*target]).await?;
        }
        let gone = self.rows.reactions.insert(*target, HashMap::new());
        self.rows.steps.remove(target);
        self.rows.emptied.insert(*target);
        let slots = gone
            .into_iter()
            .flatten()
            .filter_map(|(_, kept)| kept.row.slot);
        Ok(slots.collect())
    }

    /// How far a message came.
    pub(super) fn step(&mut self, key: Key, state: i64, at: Option<i64>, code: Option<i64>) {
        let steps = self.rows.steps.entry(key).or_default();
        let step = steps.entry(state).or_default();
        step.at = [step.at, at].into_iter().flatten().min();
        step.code = step.code.max(code);
    }

    /// A field that was sealed.
    pub(super) fn keep_sealed(&mut self, slot: i64, field: i64, bytes: Vec<u8>) {
        self.rows.sealed.push(SealedField { slot, field, bytes });
    }

    /// What a slot sealed goes.
    pub(super) fn unseal(&mut self, slot: i64) {
        self.rows.sealed.retain(|kept| kept.slot != slot);
        self.rows
            .media
            .retain(|(_, kept)| number(kept.slot) != slot);
        self.rows.unsealed.push(slot);
    }

    /// The attachment of a message is to be fetched, and sealed under this slot.
    pub(crate) fn want_media(&mut self, message: Key, slot: SlotRef) {
        self.rows.media.push((message, slot));
    }

    /// Something happened so many times more.
    pub(crate) fn count(&mut self, name: &str, by: i64) {
        *self.rows.counters.entry(name.to_owned()).or_default() += by;
    }

    /// The thread of a place, made where it is new.
    pub(super) async fn thread_at(&mut self, place: Place) -> Result<i64, StoreError> {
        if !self.rows.threads.contains_key(&place) && !self.is_fresh(place.1) {
            self.read_threads(std::slice::from_ref(&place)).await?;
        }
        if let Some(Some(thread)) = self.rows.threads.get(&place) {
            return Ok(*thread);
        }
        let thread = match self.rows.next_thread {
            Some(next) => next,
            None => self.read_next_thread().await?,
        };
        self.rows.next_thread = Some(thread + 1);
        self.rows.new_threads.push((thread, place.clone()));
        self.rows.threads.insert(place, Some(thread));
        Ok(thread)
    }

    /// Something left a thread: one of which nothing remains would tell that there was something.
    pub(super) fn left(&mut self, thread: Option<i64>) {
        self.rows.left.extend(thread);
    }
}
