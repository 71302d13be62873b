//! What arrives from the platform meets what an export told before.
//!
//! Settled once a transaction, after its events: a message that an export told as well takes its
//! place, and a deletion takes the words an export may have told of it.

use std::collections::{BTreeMap, HashSet};

use tact_domain::{Direction, WithdrawnBy, live::MessageKey};

use super::{
    cell::{AMEND, Claim, MINUTE, Outcome, RECALL, settle, touches},
    known::{Known, MARGIN},
};
use crate::live::{
    ErasureEvent, StoreError,
    batch::{Batch, by_code, millis},
    erasure::Cause,
    journal::Right,
    lattice::direction_code,
    revoke::Burial,
    row::digest,
};

/// A thread and a direction.
type Side = (i64, i64);
/// The digest that stands for a message.
type Key = [u8; 32];

/// What a transaction told of messages that an export may have told too.
#[derive(Default)]
pub(in crate::live) struct Arrivals {
    /// Messages told for the first time: thread, direction, time.
    told: Vec<(i64, i64, i64, Key)>,
    gone: Vec<GoneWords>,
    /// Imported messages whose contact turned out to be another: to be matched again.
    strays: Vec<Key>,
}

/// Where words stood that the platform says are gone.
#[derive(Clone, Copy, Debug)]
pub(in crate::live) struct GoneWords {
    pub(in crate::live) thread: i64,
    pub(in crate::live) direction: i64,
    pub(in crate::live) of: Gone,
}

/// What of a message is gone, milliseconds.
#[derive(Clone, Copy, Debug)]
pub(in crate::live) enum Gone {
    /// The message, sent at a moment.
    Sent(i64),
    /// A message that was never told, deleted at a moment.
    Deleted(i64),
    /// The older version of a message that was never told, edited at a moment.
    Edited(i64),
}

impl Batch<'_> {
    /// A message was told for the first time.
    pub(in crate::live) fn arrives(
        &mut self,
        thread: i64,
        direction: i64,
        at: i64,
        key: MessageKey,
    ) {
        self.arrivals
            .told
            .push((thread, direction, at, *key.as_bytes()));
    }

    /// Words are gone that an export may have told.
    pub(in crate::live) fn words_gone(&mut self, gone: GoneWords) {
        self.arrivals.gone.push(gone);
    }

    /// Two contacts are about to be one: what was imported of either is matched with the other's.
    pub(in crate::live) async fn note_strays(
        &mut self,
        first: i64,
        second: i64,
    ) -> Result<(), StoreError> {
        for contact in [second, first] {
            let keys: Vec<Vec<u8>> = sqlx::query_scalar(
                "select key from message where contact = $1 and source = -3 \
                 union all select key from tombstone where imported = 1 \
                 and thread in (select id from thread where contact = $1)",
            )
            .bind(contact)
            .fetch_all(&mut *self.sql)
            .await?;
            let keys = keys.iter().filter_map(|key| digest(key));
            let before = self.arrivals.strays.len();
            self.arrivals.strays.extend(keys);
            // Of one side only: each is then matched with all of the other.
            if self.arrivals.strays.len() > before {
                break;
            }
        }
        Ok(())
    }

    /// Settles what this transaction told.
    pub(in crate::live) async fn settle_arrivals(&mut self) -> Result<(), StoreError> {
        let Arrivals { told, gone, strays } = std::mem::take(&mut self.arrivals);
        if told.is_empty() && gone.is_empty() && strays.is_empty() {
            return Ok(());
        }
        self.settle().await?;
        if !self.has_imports().await? {
            return Ok(());
        }
        for gone in gone {
            self.silence_around(gone).await?;
        }
        let met = self.match_strays(strays).await?;
        let mut by_thread: BTreeMap<Side, Vec<Key>> = BTreeMap::new();
        let mut spans: BTreeMap<Side, (i64, i64)> = BTreeMap::new();
        for (thread, direction, at, key) in
            told.into_iter().filter(|(_, _, _, key)| !met.contains(key))
        {
            by_thread.entry((thread, direction)).or_default().push(key);
            let span = spans.entry((thread, direction)).or_insert((at, at));
            *span = (span.0.min(at), span.1.max(at));
        }
        for (side, span) in self.beside_imports(&spans).await? {
            let keys = by_thread.get(&side).map_or(&[][..], Vec::as_slice);
            self.meet(side.0, side.1, span, keys).await?;
        }
        Ok(())
    }

    /// Of these, where an export told of something that may be meant: one question for all, since
    /// what arrives live is mostly younger than any export.
    async fn beside_imports(
        &mut self,
        spans: &BTreeMap<Side, (i64, i64)>,
    ) -> Result<Vec<(Side, (i64, i64))>, StoreError> {
        let asked: Vec<_> = spans
            .iter()
            .map(|((thread, direction), (from, to))| (thread, direction, from, to))
            .collect();
        let found: Vec<(i64, i64, i64, i64)> = sqlx::query_as(
            "select s.value ->> 0, s.value ->> 1, s.value ->> 2, s.value ->> 3 \
             from json_each($1) s where exists (select 1 from message \
             where source = -3 and thread = s.value ->> 0 \
             and sent_at between (s.value ->> 2) - $2 and (s.value ->> 3) + $2) \
             or exists (select 1 from tombstone where imported = 1 and thread = s.value ->> 0 \
             and sent_at between (s.value ->> 2) - $2 and (s.value ->> 3) + $2)",
        )
        .bind(serde_json::to_string(&asked).unwrap_or_default())
        .bind(MARGIN)
        .fetch_all(&mut *self.sql)
        .await?;
        let place = |(thread, direction, from, to)| ((thread, direction), (from, to));
        Ok(found.into_iter().map(place).collect())
    }

    async fn has_imports(&mut self) -> Result<bool, StoreError> {
        let found: Option<i64> = sqlx::query_scalar(
            "select 1 where exists (select 1 from message where source = -3) \
             or exists (select 1 from tombstone where imported = 1)",
        )
        .fetch_optional(&mut *self.sql)
        .await?;
        Ok(found.is_some())
    }

    /// Imported words that may be a deleted message's go; the facts stay.
    async fn silence_around(&mut self, gone: GoneWords) -> Result<(), StoreError> {
        let (from, to) = match gone.of {
            Gone::Sent(sent) => (sent - 2 * MINUTE, sent + 2 * MINUTE),
            Gone::Deleted(at) => (at - RECALL - MINUTE, at + MINUTE),
            Gone::Edited(at) => (at - AMEND - MINUTE, at + MINUTE),
        };
        let rows: Vec<(Vec<u8>, i64)> = sqlx::query_as(
            "select key, sent_at from message where thread = $1 and sent_at between $2 and $3 \
             and source = -3 and direction = $4 \
             and (slot is not null or key in (select message from held))",
        )
        .bind(gone.thread)
        .bind(from)
        .bind(to)
        .bind(gone.direction)
        .fetch_all(&mut *self.sql)
        .await?;
        for (key, at) in rows {
            let meant = match gone.of {
                Gone::Sent(sent) => touches(at, sent),
                Gone::Deleted(_) | Gone::Edited(_) => true,
            };
            if let Some(key) = digest(&key).filter(|_| meant) {
                self.silence(&key).await?;
            }
        }
        Ok(())
    }

    /// Messages told by the platform take the place of what exports told of them.
    async fn meet(
        &mut self,
        thread: i64,
        direction: i64,
        span: (i64, i64),
        keys: &[Key],
    ) -> Result<(), StoreError> {
        let known = self.known_between(thread, way(direction), span).await?;
        let (told, rest): (Vec<_>, Vec<_>) = known
            .into_iter()
            .partition(|known| keys.contains(&known.key));
        let imported = rest.into_iter().filter(|known| known.item.exported);
        self.reconcile((thread, direction), &told, &imported.collect::<Vec<_>>())
            .await
            .map(|_| ())
    }

    /// What was imported under a name is matched with what is known of the person who bears it;
    /// answers which messages of theirs it met.
    async fn match_strays(&mut self, strays: Vec<Key>) -> Result<HashSet<Key>, StoreError> {
        let mut met = HashSet::new();
        let mut by_thread: BTreeMap<Side, Vec<(i64, Key)>> = BTreeMap::new();
        self.settle().await?;
        for key in strays {
            let row: Option<(Option<i64>, i64, Option<i64>)> = sqlx::query_as(
                "select thread, direction, sent_at from message where key = $1 \
                 union all select thread, direction, sent_at from tombstone where key = $1",
            )
            .bind(&key[..])
            .fetch_optional(&mut *self.sql)
            .await?;
            if let Some((Some(thread), direction, Some(at))) = row {
                let messages = by_thread.entry((thread, direction)).or_default();
                messages.push((at, key));
            }
        }
        for ((thread, direction), messages) in by_thread {
            let times = messages.iter().map(|(at, _)| *at);
            let (Some(from), Some(to)) = (times.clone().min(), times.max()) else {
                continue;
            };
            let keys: Vec<_> = messages.iter().map(|(_, key)| *key).collect();
            let known = self
                .known_between(thread, way(direction), (from, to))
                .await?;
            let (strays, others): (Vec<_>, Vec<_>) = known
                .into_iter()
                .partition(|known| keys.contains(&known.key));
            let taken = self
                .reconcile((thread, direction), &others, &strays)
                .await?;
            met.extend(taken);
        }
        Ok(met)
    }

    /// Seen from the import: which of what was told is each of the imported? A message told by both
    /// is one, whoever told it first.
    async fn reconcile(
        &mut self,
        (thread, direction): Side,
        told: &[Known],
        imported: &[Known],
    ) -> Result<HashSet<Key>, StoreError> {
        let mut met = HashSet::new();
        if told.is_empty() || imported.is_empty() {
            return Ok(met);
        }
        let items: Vec<_> = told.iter().map(|told| told.item.clone()).collect();
        let claims: Vec<Claim> = imported.iter().map(as_claim).collect();
        let settled = settle(&items, &claims, |_| false);
        for (imported, outcome) in imported.iter().zip(settled.outcomes) {
            if let Outcome::Known(at) | Outcome::Replaces(at) | Outcome::Deletes(at) = outcome {
                met.extend(told.get(at).map(|told| told.key));
            }
            match outcome {
                Outcome::Known(at) => self.give_way(imported, told.get(at)).await?,
                Outcome::Replaces(at) => {
                    // The platform's words are those from before an edit it did not tell.
                    if let Some(told) = told.get(at) {
                        self.silence(&told.key).await?;
                    }
                    self.give_way(imported, told.get(at)).await?;
                }
                Outcome::Deletes(at) => {
                    let Some(told) = told.get(at) else { continue };
                    // The export said before that it was deleted: that wins.
                    self.telling_travels(ErasureEvent::MessageDeleted, &told.key, told.sent)
                        .await?;
                    let burial = Burial {
                        by: self.buried_by(&imported.key).await?,
                        direction,
                        at: told.sent,
                        thread: Some(thread),
                    };
                    self.journal.push(Right::Deleted {
                        key: told.key,
                        by: burial.by,
                        direction: burial.direction,
                        at: burial.at,
                    });
                    self.delete(MessageKey::from_bytes(told.key), burial)
                        .await?;
                    self.mark_tombstone(&told.key, told.sent, told.item.exported)
                        .await?;
                    self.give_way(imported, None).await?;
                }
                Outcome::InDoubt => self.silence(&imported.key).await?,
                Outcome::New | Outcome::NewDeletion => {}
            }
        }
        for silenced in settled.silenced {
            if let Some(told) = told.get(silenced) {
                self.silence(&told.key).await?;
            }
        }
        Ok(met)
    }

    /// What an export told is told by somebody else: it goes, with its words. What a hold keeps of it
    /// stays with the message that stands.
    async fn give_way(&mut self, imported: &Known, told: Option<&Known>) -> Result<(), StoreError> {
        let (key, at) = (imported.key, millis(self.now));
        if imported.item.gone {
            if self.tombstone(&key).await?.is_some_and(|it| it.imported) {
                self.exhume(key);
            }
            return Ok(());
        }
        if let Some(row) = self.known(&key).await? {
            self.doom_held(row.held, Cause::Replaced, at);
            self.leave(&row);
            self.remove(key);
            match told.filter(|told| !told.item.gone) {
                Some(told) => self.carry_apart(&key, &told.key, at).await?,
                None => self.drop_apart(&key, Cause::Replaced, at).await?,
            }
        }
        Ok(())
    }

    async fn buried_by(&mut self, key: &[u8; 32]) -> Result<i64, StoreError> {
        let known = self.tombstone(key).await?;
        Ok(known.map_or(by_code(WithdrawnBy::Contact), |known| known.cause))
    }
}

/// What an export told before, told again.
fn as_claim(known: &Known) -> Claim {
    Claim {
        at: known.item.at,
        class: known.item.class,
        words: known.item.words.clone(),
        edited: known.item.edited,
        deleted: known.item.gone.then_some(WithdrawnBy::Contact),
    }
}

fn way(direction: i64) -> Direction {
    if direction == direction_code(Direction::Inbound) {
        Direction::Inbound
    } else {
        Direction::Outbound
    }
}
