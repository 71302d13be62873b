//! What the store knows of a thread around the time of an import.

use std::collections::HashSet;

use sqlx::Row;
use tact_domain::{
    Direction,
    live::{ContentField, LiveKind, Source},
};
use tact_privacy::live::{LiveKeys, wording};
use zeroize::Zeroizing;

use super::cell::{AMEND, Class, Item, MINUTE, RECALL, SKEW};
use crate::{
    keys::SlotRef,
    live::{
        StoreError,
        batch::{Batch, number},
        lattice::direction_code,
        row::{digest, slot_of},
    },
    seal::{self, Bound},
};

/// How far from a message another lies at most that may be the same one, milliseconds.
pub(super) const MARGIN: i64 = MINUTE + SKEW;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A message or tombstone of the store, with what an import compares.
pub(super) struct Known {
    pub(super) key: [u8; 32],
    pub(super) item: Item,
    /// When it was first told to be sent: what its tombstone will bear.
    pub(super) sent: i64,
    /// The number of its content state.
    pub(super) state: i64,
}

/// Where a deletion may lie whose place is not known any more.
pub(super) struct Doubt {
    /// Spans in which a deleted message that was never told may have been sent.
    spans: Vec<(i64, i64)>,
    /// Days with deletions that were folded into counts.
    days: HashSet<i64>,
    /// What is younger is not folded yet.
    folded_before: i64,
}

impl Doubt {
    pub(super) fn lies_at(&self, at: i64) -> bool {
        let in_span = |(from, to): &(i64, i64)| (*from..=*to).contains(&at);
        self.spans.iter().any(in_span)
            || (at < self.folded_before && self.days.contains(&at.div_euclid(DAY)))
    }
}

impl Batch<'_> {
    /// Messages and tombstones of one direction of a thread between two times, and a little beyond.
    pub(super) async fn known_between(
        &mut self,
        thread: i64,
        direction: Direction,
        (from, to): (i64, i64),
    ) -> Result<Vec<Known>, StoreError> {
        self.settle().await?;
        let rows = sqlx::query(
            "select key, sent_at as at, coalesce(seen_at, sent_at) as sent, kind, source, \
             content_state, slot, slot_epoch, edit_at, 0 as gone, 0 as imported from message \
             where thread = $1 and sent_at between $2 and $3 and direction = $4 \
             union all \
             select key, sent_at, sent_at, 0, null, 0, null, null, null, 1, imported from tombstone \
             where thread = $1 and sent_at between $2 and $3 and direction = $4 \
             order by 2, 1",
        )
        .bind(thread)
        .bind(from - MARGIN)
        .bind(to + MARGIN)
        .bind(direction_code(direction))
        .fetch_all(&mut *self.sql)
        .await?;
        let mut known = Vec::with_capacity(rows.len());
        for row in &rows {
            let Some(key) = digest(row.try_get("key")?) else {
                continue;
            };
            let slot = slot_of(row)?;
            let kind = u8::try_from(row.try_get::<i64, _>("kind")?)
                .ok()
                .and_then(LiveKind::from_code);
            // An act on another message stands in no export.
            if !kind.is_none_or(LiveKind::is_message) {
                continue;
            }
            let source: Option<i64> = row.try_get("source")?;
            let gone = row.try_get::<i64, _>("gone")? != 0;
            let state = row.try_get("content_state")?;
            let words = match slot {
                Some(slot) if state == 4 => self.words_of(&key, slot).await?,
                _ => None,
            };
            known.push(Known {
                key,
                sent: row.try_get("sent")?,
                state,
                item: Item {
                    at: row.try_get("at")?,
                    exported: source == Some(Source::Export as i64)
                        || row.try_get::<i64, _>("imported")? != 0,
                    class: kind.filter(|_| !gone).map_or(Class::Any, Class::of),
                    words,
                    edited: row.try_get::<Option<i64>, _>("edit_at")?.is_some(),
                    gone,
                },
            });
        }
        Ok(known)
    }

    /// Words or caption of a message, as they are compared.
    async fn words_of(
        &mut self,
        owner: &[u8; 32],
        slot: SlotRef,
    ) -> Result<Option<Zeroizing<String>>, StoreError> {
        let rows: Vec<(i64, Vec<u8>)> = sqlx::query_as(
            "select field, bytes from sealed where slot = $1 and field in ($2, $3) order by field",
        )
        .bind(number(slot.slot))
        .bind(i64::from(ContentField::Text.code()))
        .bind(i64::from(ContentField::Caption.code()))
        .fetch_all(&mut *self.sql)
        .await?;
        let tenant = self.keys.tenant();
        let Some(key) = self.keys.data_key(slot)? else {
            return Ok(None);
        };
        for (field, bytes) in rows {
            let Ok(field) = u8::try_from(field) else {
                continue;
            };
            let bound = Bound {
                tenant,
                owner,
                field,
            };
            if let Some(clear) = seal::open(&key, bound, &bytes) {
                let clear = Zeroizing::new(String::from_utf8_lossy(&clear).into_owned());
                return Ok(Some(wording(&clear)));
            }
        }
        Ok(None)
    }

    /// Where deletions may lie that no tombstone places.
    pub(super) async fn doubt(
        &mut self,
        thread: i64,
        direction: Direction,
        (from, to): (i64, i64),
        folded_before: i64,
    ) -> Result<Doubt, StoreError> {
        let orphans: Vec<i64> = sqlx::query_scalar(
            "select deleted_at from tombstone where (thread = $1 or thread is null) \
             and sent_at is null and direction = $2 and deleted_at between $3 and $4",
        )
        .bind(thread)
        .bind(direction_code(direction))
        .bind(from.saturating_sub(MINUTE))
        .bind(to.saturating_add(RECALL).saturating_add(MINUTE))
        .fetch_all(&mut *self.sql)
        .await?;
        let spans = orphans
            .into_iter()
            .map(|deleted| (deleted - RECALL - MINUTE, deleted + MINUTE));
        let edits: Vec<i64> = sqlx::query_scalar(
            "select edit_at from message where thread = $1 and sent_at is null \
             and direction = $2 and edit_at between $3 and $4",
        )
        .bind(thread)
        .bind(direction_code(direction))
        .bind(from.saturating_sub(MINUTE))
        .bind(to.saturating_add(AMEND).saturating_add(MINUTE))
        .fetch_all(&mut *self.sql)
        .await?;
        let edits = edits
            .into_iter()
            .map(|edited| (edited - AMEND - MINUTE, edited + MINUTE));
        // A folded deletion told without its message lies on any day of the window before it.
        let back = RECALL.div_euclid(DAY) + 1;
        let rows: Vec<(i64, i64)> = sqlx::query_as(
            "select distinct d.day, d.delay from deletion_count d \
             where (d.number = (select number from thread where id = $1) or d.number = x'') \
             and d.direction = $2 and d.day between $3 and $4",
        )
        .bind(thread)
        .bind(direction_code(direction))
        .bind(from.div_euclid(DAY) - 1)
        .bind(to.div_euclid(DAY) + back)
        .fetch_all(&mut *self.sql)
        .await?;
        let mut days = HashSet::new();
        for (day, delay) in rows {
            match delay {
                ..0 => days.extend(day - back..=day),
                _ => {
                    days.insert(day);
                }
            }
        }
        Ok(Doubt {
            spans: spans.chain(edits).collect(),
            days,
            folded_before,
        })
    }

    /// How many deletions told by exports were folded that stood in a minute.
    pub(super) async fn folded_in(
        &mut self,
        keys: &LiveKeys,
        contact: i64,
        direction: Direction,
        (minute, most): (i64, u32),
    ) -> Result<usize, StoreError> {
        let mut found = 0;
        for place in 0..most {
            let key = keys.exported_message(contact, direction, minute, place);
            found += usize::from(self.is_folded(key.as_bytes()).await?);
        }
        Ok(found)
    }
}
