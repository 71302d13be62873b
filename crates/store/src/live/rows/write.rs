//! Writing what waits, in an order in which no row names one that is not there.

use std::mem::take;

use super::{Kept, Rows, many};
use crate::live::{
    StoreError,
    batch::{Batch, millis, number},
    media,
    row::parts,
};

impl Batch<'_> {
    /// Writes what waits and forgets what was read: whoever speaks SQL to the tables of [`Rows`]
    /// calls this first.
    pub(crate) async fn settle(&mut self) -> Result<(), StoreError> {
        let mut rows = take(&mut self.rows);
        self.write_people(&mut rows).await?;
        self.write_threads(&mut rows).await?;
        self.write_messages(&mut rows).await?;
        self.write_tombstones(&mut rows).await?;
        self.write_what_was_said_to_messages(&mut rows).await?;
        self.write_sealed(&mut rows).await?;
        self.drop_empty_threads(&rows).await?;
        let counters: Vec<_> = take(&mut rows.counters).into_iter().collect();
        many::insert(
            self.sql,
            "insert into counter (name, count) ",
            counters,
            " on conflict (name) do update set count = count + excluded.count",
            |(name, count), values| {
                values.push_bind(name).push_bind(count);
            },
        )
        .await
    }

    async fn write_people(&mut self, rows: &mut Rows) -> Result<(), StoreError> {
        let people = &mut rows.people;
        many::insert(
            self.sql,
            "insert into contact (id) ",
            take(&mut people.fresh).into_iter().collect(),
            "",
            |contact, values| {
                values.push_bind(contact);
            },
        )
        .await?;
        many::insert(
            self.sql,
            "insert into alias (key, kind, contact) ",
            take(&mut people.fresh_names),
            " on conflict do nothing",
            |(alias, contact), values| {
                values
                    .push_bind(alias.key.as_bytes().to_vec())
                    .push_bind(alias.kind as i64)
                    .push_bind(contact);
            },
        )
        .await?;
        let names: Vec<_> = take(&mut people.shown_names)
            .into_iter()
            .map(|((name, contact), at)| (many::hex(&name), contact, at))
            .collect();
        if !names.is_empty() {
            // A name told before its contact was erased, or while they objected, does not come back.
            sqlx::query(
                "insert into contact_name (name, contact, at) \
                 select unhex(n.value ->> 0), n.value ->> 1, n.value ->> 2 from json_each($1) n \
                 where not exists (select 1 from contact \
                 where id = n.value ->> 1 and (erased_at >= n.value ->> 2 or \
                 (opted_out_at is not null and coalesce(opted_out_until > n.value ->> 2, true)))) \
                 on conflict (name, contact) do update set at = max(at, excluded.at)",
            )
            .bind(many::listed(&names))
            .execute(&mut *self.sql)
            .await?;
        }
        let addresses = take(&mut people.addresses).into_iter();
        let addresses = changed(addresses).filter_map(|(whose, row)| Some((whose, row?)));
        many::insert(
            self.sql,
            "insert into address (contact, part, at, tie, slot, slot_epoch, bytes) ",
            addresses.collect(),
            " on conflict (contact, part) do update set at = excluded.at, tie = excluded.tie, \
             slot = excluded.slot, slot_epoch = excluded.slot_epoch, bytes = excluded.bytes",
            |((contact, part), row), values| {
                values
                    .push_bind(contact)
                    .push_bind(i64::from(part))
                    .push_bind(row.at)
                    .push_bind(row.tie)
                    .push_bind(number(row.slot.slot))
                    .push_bind(i64::from(row.slot.epoch))
                    .push_bind(row.bytes);
            },
        )
        .await
    }

    async fn write_threads(&mut self, rows: &mut Rows) -> Result<(), StoreError> {
        many::insert(
            self.sql,
            "insert into thread (id, number, contact, party) ",
            take(&mut rows.new_threads),
            "",
            |(thread, (number, contact, party)), values| {
                values
                    .push_bind(thread)
                    .push_bind(number)
                    .push_bind(contact)
                    .push_bind(party);
            },
        )
        .await
    }

    async fn write_messages(&mut self, rows: &mut Rows) -> Result<(), StoreError> {
        let (mut kept, mut gone) = (Vec::new(), Vec::new());
        for (key, row) in changed(take(&mut rows.messages)) {
            match row {
                Some(row) => kept.push((key, row)),
                None => gone.push(key),
            }
        }
        many::about(
            self.sql,
            "delete from message where key in (select unhex(value) from json_each($1))",
            gone.iter().map(|key| &key[..]),
        )
        .await?;
        kept.sort_unstable_by_key(|(key, _)| *key);
        many::insert(
            self.sql,
            "insert into message (key, id, thread, contact, direction, kind, source, sent_rank, \
             sent_clamped, sent_at, seen_at, quoted, forwarding, from_ad, about_product, category, \
             edit_at, edit_event, content_kind, content_state, content_purposes, content_at, slot, \
             slot_epoch) ",
            kept,
            " on conflict (key) do update set thread = excluded.thread, \
             contact = excluded.contact, direction = excluded.direction, kind = excluded.kind, \
             source = excluded.source, sent_rank = excluded.sent_rank, \
             sent_clamped = excluded.sent_clamped, sent_at = excluded.sent_at, \
             seen_at = excluded.seen_at, quoted = excluded.quoted, \
             forwarding = excluded.forwarding, from_ad = excluded.from_ad, \
             about_product = excluded.about_product, category = excluded.category, \
             edit_at = excluded.edit_at, edit_event = excluded.edit_event, \
             content_kind = excluded.content_kind, content_state = excluded.content_state, \
             content_purposes = excluded.content_purposes, content_at = excluded.content_at, \
             slot = excluded.slot, slot_epoch = excluded.slot_epoch",
            |(key, row), values| {
                let (slot, epoch, purposes) = parts(row.held);
                values
                    .push_bind(key.to_vec())
                    .push_bind(row.id)
                    .push_bind(row.thread)
                    .push_bind(row.contact)
                    .push_bind(row.direction)
                    .push_bind(row.kind)
                    .push_bind(row.source)
                    .push_bind(row.sent.map_or(0, |sent| sent.rank))
                    .push_bind(i64::from(row.sent.is_some_and(|sent| sent.clamped)))
                    .push_bind(row.sent.map(|sent| sent.at))
                    .push_bind(row.seen_at)
                    .push_bind(row.quoted)
                    .push_bind(row.forwarding)
                    .push_bind(i64::from(row.from_ad))
                    .push_bind(i64::from(row.about_product))
                    .push_bind(row.category)
                    .push_bind(row.version.map(|(at, _)| at))
                    .push_bind(row.version.map(|(_, event)| event.as_bytes().to_vec()))
                    .push_bind(i64::from(row.content_kind))
                    .push_bind(row.held.code())
                    .push_bind(purposes)
                    .push_bind(row.content_at)
                    .push_bind(slot)
                    .push_bind(epoch);
            },
        )
        .await
    }

    async fn write_tombstones(&mut self, rows: &mut Rows) -> Result<(), StoreError> {
        let (mut tombstones, mut gone) = (Vec::new(), Vec::new());
        for (key, grave) in changed(take(&mut rows.graves)) {
            match grave.tombstone {
                Some(tombstone) => tombstones.push((key, tombstone)),
                None => gone.push(key),
            }
        }
        many::about(
            self.sql,
            "delete from tombstone where key in (select unhex(value) from json_each($1))",
            gone.iter().map(|key| &key[..]),
        )
        .await?;
        many::insert(
            self.sql,
            "insert into tombstone (key, id, direction, cause, sent_at, deleted_at, thread, \
             imported) ",
            tombstones,
            " on conflict (key) do update set direction = excluded.direction, \
             cause = excluded.cause, sent_at = excluded.sent_at, \
             deleted_at = excluded.deleted_at, thread = excluded.thread, \
             imported = excluded.imported",
            |(key, tombstone), values| {
                values
                    .push_bind(key.to_vec())
                    .push_bind(tombstone.id)
                    .push_bind(tombstone.direction)
                    .push_bind(tombstone.cause)
                    .push_bind(tombstone.sent_at)
                    .push_bind(tombstone.deleted_at)
                    .push_bind(tombstone.thread)
                    .push_bind(i64::from(tombstone.imported));
            },
        )
        .await
    }

    /// Reactions, and how far messages came.
    async fn write_what_was_said_to_messages(&mut self, rows: &mut Rows) -> Result<(), StoreError> {
        let emptied = take(&mut rows.emptied);
        for statement in [
            "delete from reaction where target in (select unhex(value) from json_each($1))",
            "delete from delivery where message in (select unhex(value) from json_each($1))",
        ] {
            many::about(self.sql, statement, emptied.iter().map(|key| &key[..])).await?;
        }
        let reactions = take(&mut rows.reactions).into_iter();
        let reactions = reactions
            .flat_map(|(target, all)| changed(all).map(move |(actor, row)| (target, actor, row)));
        many::insert(
            self.sql,
            "insert into reaction (target, actor, at, event, removed, content_state, \
             content_purposes, slot, slot_epoch) ",
            reactions.collect(),
            " on conflict (target, actor) do update set at = excluded.at, \
             event = excluded.event, removed = excluded.removed, \
             content_state = excluded.content_state, \
             content_purposes = excluded.content_purposes, slot = excluded.slot, \
             slot_epoch = excluded.slot_epoch",
            |(target, actor, row), values| {
                values
                    .push_bind(target.to_vec())
                    .push_bind(actor)
                    .push_bind(row.at)
                    .push_bind(row.event)
                    .push_bind(i64::from(row.removed))
                    .push_bind(row.state)
                    .push_bind(row.purposes)
                    .push_bind(row.slot.map(|place| number(place.slot)))
                    .push_bind(row.slot.map(|place| i64::from(place.epoch)));
            },
        )
        .await?;
        let steps = take(&mut rows.steps).into_iter();
        let steps = steps
            .flat_map(|(key, all)| all.into_iter().map(move |(state, step)| (key, state, step)));
        many::insert(
            self.sql,
            "insert into delivery (message, state, at, code) ",
            steps.collect(),
            " on conflict (message, state) do update set \
             at = min(coalesce(at, excluded.at), coalesce(excluded.at, at)), \
             code = max(coalesce(code, excluded.code), coalesce(excluded.code, code))",
            |(key, state, step), values| {
                values
                    .push_bind(key.to_vec())
                    .push_bind(state)
                    .push_bind(step.at)
                    .push_bind(step.code);
            },
        )
        .await
    }

    async fn write_sealed(&mut self, rows: &mut Rows) -> Result<(), StoreError> {
        let unsealed = take(&mut rows.unsealed);
        if !unsealed.is_empty() {
            let unsealed = many::numbers(unsealed);
            for statement in [
                "delete from sealed where slot in (select value from json_each($1))",
                "delete from media where slot in (select value from json_each($1))",
                "delete from media_part where slot in (select value from json_each($1))",
            ] {
                sqlx::query(statement)
                    .bind(&unsealed)
                    .execute(&mut *self.sql)
                    .await?;
            }
        }
        let now = millis(self.now);
        many::insert(
            self.sql,
            "insert or replace into media (slot, slot_epoch, message, state, trouble, tries, next_at) ",
            take(&mut rows.media),
            "",
            |(message, slot), values| {
                values
                    .push_bind(number(slot.slot))
                    .push_bind(i64::from(slot.epoch))
                    .push_bind(message.to_vec())
                    .push_bind(media::State::Waiting as i64)
                    .push_bind(0_i64)
                    .push_bind(0_i64)
                    .push_bind(now);
            },
        )
        .await?;
        many::insert(
            self.sql,
            "insert into sealed (slot, field, bytes) ",
            take(&mut rows.sealed),
            " on conflict (slot, field) do update set bytes = excluded.bytes",
            |sealed, values| {
                values
                    .push_bind(sealed.slot)
                    .push_bind(sealed.field)
                    .push_bind(sealed.bytes);
            },
        )
        .await
    }

    async fn drop_empty_threads(&mut self, rows: &Rows) -> Result<(), StoreError> {
        if rows.left.is_empty() {
            return Ok(());
        }
        let left = many::numbers(rows.left.iter().copied());
        let empty: Vec<i64> = sqlx::query_scalar(
            "select value from json_each($1) \
             where not exists (select 1 from message where thread = value) \
             and not exists (select 1 from tombstone where thread = value)",
        )
        .bind(left)
        .fetch_all(&mut *self.sql)
        .await?;
        if empty.is_empty() {
            return Ok(());
        }
        let empty = many::numbers(empty);
        for statement in [
            "delete from conversation where thread in (select value from json_each($1))",
            "delete from thread where id in (select value from json_each($1))",
        ] {
            sqlx::query(statement)
                .bind(&empty)
                .execute(&mut *self.sql)
                .await?;
        }
        Ok(())
    }
}

/// What is not in the database as it is here.
fn changed<K, T>(all: impl IntoIterator<Item = (K, Kept<T>)>) -> impl Iterator<Item = (K, T)> {
    let changed = all.into_iter().filter(|(_, kept)| kept.changed);
    changed.map(|(key, kept)| (key, kept.row))
}
