//! Reading many rows at once. What is known already is not read again.

use sqlx::Row;

use super::{Grave, Kept, Key, Place, ReactionRow, Tombstone, many, people::AddressRow};
use crate::live::{
    StoreError,
    address_book::PARTS,
    batch::Batch,
    row::{MessageRow, digest, slot_of},
};

impl Batch<'_> {
    pub(in crate::live) async fn read_messages(&mut self, keys: &[Key]) -> Result<(), StoreError> {
        let messages = &mut self.rows.messages;
        let wanted: Vec<_> = missing(keys, |key| !messages.contains_key(key));
        if wanted.is_empty() {
            return Ok(());
        }
        let found = sqlx::query(
            "select * from message where key in (select unhex(value) from json_each($1))",
        )
        .bind(list(&wanted))
        .fetch_all(&mut *self.sql)
        .await?;
        for row in &found {
            if let Some(key) = digest(row.try_get("key")?) {
                messages.insert(key, Kept::read(Some(MessageRow::read(row)?)));
                // A message that has a row has no tombstone.
                let graves = self.rows.graves.entry(key);
                graves.or_insert_with(|| Kept::read(Grave::default()));
            }
        }
        for key in wanted {
            messages.entry(*key).or_insert_with(|| Kept::read(None));
        }
        Ok(())
    }

    pub(in crate::live) async fn read_graves(&mut self, keys: &[Key]) -> Result<(), StoreError> {
        let graves = &mut self.rows.graves;
        let wanted: Vec<_> = missing(keys, |key| !graves.contains_key(key));
        if wanted.is_empty() {
            return Ok(());
        }
        let list = list(&wanted);
        for key in wanted {
            graves.insert(*key, Kept::read(Grave::default()));
        }
        let found = sqlx::query(
            "select key, id, direction, cause, sent_at, deleted_at, thread, imported, 0 as folded \
             from tombstone where key in (select unhex(value) from json_each($1)) union all \
             select key, null, null, null, null, null, null, 0, 1 \
             from folded where key in (select unhex(value) from json_each($1))",
        )
        .bind(&list)
        .fetch_all(&mut *self.sql)
        .await?;
        for row in found {
            let key = digest(row.try_get("key")?);
            let Some(kept) = key.and_then(|key| graves.get_mut(&key)) else {
                continue;
            };
            if row.try_get::<i64, _>("folded")? != 0 {
                kept.row.folded = true;
                continue;
            }
            kept.row.tombstone = Some(Tombstone {
                id: row.try_get("id")?,
                direction: row.try_get("direction")?,
                cause: row.try_get("cause")?,
                sent_at: row.try_get("sent_at")?,
                deleted_at: row.try_get("deleted_at")?,
                thread: row.try_get("thread")?,
                imported: row.try_get::<i64, _>("imported")? != 0,
            });
        }
        Ok(())
    }

    pub(super) async fn read_reactions(&mut self, targets: &[Key]) -> Result<(), StoreError> {
        let reactions = &mut self.rows.reactions;
        let wanted: Vec<_> = missing(targets, |key| !reactions.contains_key(key));
        if wanted.is_empty() {
            return Ok(());
        }
        let list = list(&wanted);
        for target in wanted {
            reactions.entry(*target).or_default();
        }
        let found = sqlx::query(
            "select * from reaction where target in (select unhex(value) from json_each($1))",
        )
        .bind(list)
        .fetch_all(&mut *self.sql)
        .await?;
        for row in found {
            let kept = ReactionRow {
                at: row.try_get("at")?,
                event: row.try_get("event")?,
                removed: row.try_get::<i64, _>("removed")? != 0,
                state: row.try_get("content_state")?,
                purposes: row.try_get("content_purposes")?,
                slot: slot_of(&row)?,
            };
            let target = digest(row.try_get("target")?);
            if let Some(all) = target.and_then(|target| reactions.get_mut(&target)) {
                all.insert(row.try_get("actor")?, Kept::read(kept));
            }
        }
        Ok(())
    }

    pub(super) async fn read_names(&mut self, names: &[Key]) -> Result<(), StoreError> {
        let named = &mut self.rows.people.named;
        let wanted: Vec<_> = missing(names, |key| !named.contains_key(key));
        if wanted.is_empty() {
            return Ok(());
        }
        let found: Vec<(Vec<u8>, i64)> = sqlx::query_as(
            "select key, contact from alias where key in (select unhex(value) from json_each($1))",
        )
        .bind(list(&wanted))
        .fetch_all(&mut *self.sql)
        .await?;
        for (key, contact) in found {
            named.extend(digest(&key).map(|key| (key, Some(contact))));
        }
        for key in wanted {
            named.entry(*key).or_insert(None);
        }
        Ok(())
    }

    pub(super) async fn read_contacts(&mut self, contacts: &[i64]) -> Result<(), StoreError> {
        let erased = &mut self.rows.people.erased;
        let wanted: Vec<_> = missing(contacts, |contact| !erased.contains_key(contact));
        if wanted.is_empty() {
            return Ok(());
        }
        let found: Vec<(i64, Option<i64>)> = sqlx::query_as(
            "select id, erased_at from contact where id in (select value from json_each($1))",
        )
        .bind(many::numbers(wanted.into_iter().copied()))
        .fetch_all(&mut *self.sql)
        .await?;
        erased.extend(found);
        Ok(())
    }

    pub(super) async fn read_next_contact(&mut self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(
            "select 1 + max(coalesce((select max(id) from contact), 0), \
             coalesce((select max(id) from former), 0), \
             coalesce((select max(contact) from audit), 0))",
        )
        .fetch_one(&mut *self.sql)
        .await?)
    }

    pub(super) async fn read_addresses(&mut self, contacts: &[i64]) -> Result<(), StoreError> {
        let addresses = &mut self.rows.people.addresses;
        let is_missing = |contact: &i64| !addresses.contains_key(&(*contact, PARTS[0]));
        let wanted: Vec<_> = missing(contacts, is_missing);
        if wanted.is_empty() {
            return Ok(());
        }
        let list = many::numbers(wanted.iter().map(|contact| **contact));
        for contact in wanted {
            for part in PARTS {
                let kept = addresses.entry((*contact, part));
                kept.or_insert_with(|| Kept::read(None));
            }
        }
        let found =
            sqlx::query("select * from address where contact in (select value from json_each($1))")
                .bind(list)
                .fetch_all(&mut *self.sql)
                .await?;
        for row in found {
            let Some(slot) = slot_of(&row)? else { continue };
            let kept = AddressRow {
                at: row.try_get("at")?,
                tie: row.try_get("tie")?,
                slot,
                bytes: row.try_get("bytes")?,
            };
            let part = u8::try_from(row.try_get::<i64, _>("part")?).unwrap_or(0);
            addresses.insert((row.try_get("contact")?, part), Kept::read(Some(kept)));
        }
        Ok(())
    }

    pub(super) async fn read_threads(&mut self, places: &[Place]) -> Result<(), StoreError> {
        let threads = &mut self.rows.threads;
        let wanted: Vec<_> = missing(places, |place| !threads.contains_key(place));
        if wanted.is_empty() {
            return Ok(());
        }
        let asked: Vec<_> = wanted
            .iter()
            .map(|(number, contact, party)| (many::hex(number), contact, many::hex(party)))
            .collect();
        // Joined from the list: each place is one look into the index.
        let found: Vec<(Vec<u8>, i64, Vec<u8>, i64)> = sqlx::query_as(
            "select t.number, t.contact, t.party, t.id from json_each($1) p cross join thread t \
             on t.number = unhex(p.value ->> 0) and t.contact = p.value ->> 1 \
             and t.party = unhex(p.value ->> 2)",
        )
        .bind(many::listed(&asked))
        .fetch_all(&mut *self.sql)
        .await?;
        for (number, contact, party, thread) in found {
            threads.insert((number, contact, party), Some(thread));
        }
        for place in wanted {
            threads.entry(place.clone()).or_insert(None);
        }
        Ok(())
    }

    pub(super) async fn read_next_thread(&mut self) -> Result<i64, StoreError> {
        Ok(
            sqlx::query_scalar("select 1 + coalesce(max(id), 0) from thread")
                .fetch_one(&mut *self.sql)
                .await?,
        )
    }
}

fn missing<T: Ord>(all: &[T], is_missing: impl Fn(&T) -> bool) -> Vec<&T> {
    let mut wanted: Vec<_> = all.iter().filter(|one| is_missing(one)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

fn list(keys: &[&Key]) -> String {
    many::byte_strings(keys.iter().map(|key| &key[..]))
}
