//! What people did that a restored older database must know: deletions, ended consents, erasures of
//! contacts, objections, holds let go. A file beside the keys, append-only, without content. It names no slot, so that it ties
//! no digest to a key.

use std::path::Path;

use sqlx::SqliteConnection;
use tact_domain::live::{Alias, AliasKey, AliasKind, MessageKey};

use super::{
    StoreError,
    batch::{Batch, number},
    records::{self, Records},
    revoke::Burial,
    rights::instant,
};

/// Name of the journal in `keys.path`.
const NAME: &str = "rights";
/// Kind (1), detail (1), second detail (1), nothing (5), time (8), digest (32), checksum (16).
const RECORD: usize = 64;
const DELETED: u8 = 1;
const ENDED: u8 = 2;
const ERASED: u8 = 3;
const FOLDED: u8 = 4;
const OBJECTED: u8 = 5;
const HOLD_ENDED: u8 = 6;

/// One act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    /// A message was deleted.
    Deleted {
        key: [u8; 32],
        by: i64,
        direction: i64,
        at: i64,
    },
    /// One name of a contact whose consent to a purpose ended.
    Ended {
        alias: [u8; 32],
        kind: i64,
        purpose: i64,
        at: i64,
    },
    /// One name of a contact who was erased.
    Erased { alias: [u8; 32], kind: i64, at: i64 },
    /// A message was deleted, so long ago that no more is said of it.
    Folded { key: [u8; 32] },
    /// One name of a contact who objected to being counted, or whose objection ended.
    Objected {
        alias: [u8; 32],
        kind: i64,
        at: i64,
        ended: bool,
    },
    /// A hold ended before its time.
    HoldEnded { id: [u8; 32] },
}

impl Right {
    fn record(&self) -> [u8; RECORD] {
        let small = |value: i64| u8::try_from(value).unwrap_or(u8::MAX);
        let (kind, one, two, at, digest) = match *self {
            Self::Deleted {
                key,
                by,
                direction,
                at,
            } => (DELETED, small(by), small(direction), at, key),
            Self::Ended {
                alias,
                kind,
                purpose,
                at,
            } => (ENDED, small(purpose), small(kind), at, alias),
            Self::Erased { alias, kind, at } => (ERASED, 0, small(kind), at, alias),
            Self::Folded { key } => (FOLDED, 0, 0, 0, key),
            Self::Objected {
                alias,
                kind,
                at,
                ended,
            } => (OBJECTED, u8::from(ended), small(kind), at, alias),
            Self::HoldEnded { id } => (HOLD_ENDED, 0, 0, 0, id),
        };
        let mut bytes = [0; RECORD];
        bytes[..3].copy_from_slice(&[kind, one, two]);
        bytes[8..16].copy_from_slice(&at.to_be_bytes());
        bytes[16..48].copy_from_slice(&digest);
        bytes
    }

    fn read(bytes: &[u8; RECORD]) -> Option<Self> {
        let at = i64::from_be_bytes(bytes.get(8..16)?.try_into().ok()?);
        let digest = bytes.get(16..48)?.try_into().ok()?;
        let (one, two) = (i64::from(bytes[1]), i64::from(bytes[2]));
        Some(match bytes[0] {
            DELETED => Self::Deleted {
                key: digest,
                by: one,
                direction: two,
                at,
            },
            ENDED => Self::Ended {
                alias: digest,
                kind: two,
                purpose: one,
                at,
            },
            ERASED => Self::Erased {
                alias: digest,
                kind: two,
                at,
            },
            FOLDED => Self::Folded { key: digest },
            OBJECTED => Self::Objected {
                alias: digest,
                kind: two,
                at,
                ended: one != 0,
            },
            HOLD_ENDED => Self::HoldEnded { id: digest },
            _ => return None,
        })
    }
}

/// The file, open for adding.
pub(crate) struct Journal(Records<RECORD>);

impl Journal {
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        Records::open(&folder.join(NAME), |_| {}).map(Self)
    }

    /// How many records a journal holds; nothing is changed.
    pub(crate) fn count_of(folder: &Path) -> Result<u64, StoreError> {
        records::read::<RECORD>(&folder.join(NAME), |_| {})
    }

    pub(crate) fn count(&self) -> u64 {
        self.0.count()
    }

    /// Durable when this returns.
    pub(crate) fn add(&mut self, rights: &[Right]) -> Result<(), StoreError> {
        self.0.add(rights.iter().map(Right::record).collect())
    }

    /// What was added from one place on.
    pub(crate) fn since(&mut self, place: u64) -> Result<Vec<Right>, StoreError> {
        let records = self.0.since(place)?;
        Ok(records.iter().filter_map(Right::read).collect())
    }

    /// Of deletions before a moment, only that they were stays.
    pub(crate) fn fold(&mut self, before: i64) -> Result<(), StoreError> {
        self.0.replace(|record| match Right::read(record) {
            Some(Right::Deleted { key, at, .. }) if at < before => {
                Some(Right::Folded { key }.record())
            }
            _ => None,
        })
    }
}

/// How many records the database has taken in.
pub(crate) async fn taken_in(sql: &mut SqliteConnection) -> Result<u64, StoreError> {
    let count: i64 = sqlx::query_scalar("select journal from store")
        .fetch_one(sql)
        .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

impl Batch<'_> {
    pub(crate) async fn took_in(&mut self, count: u64) -> Result<(), StoreError> {
        sqlx::query("update store set journal = $1")
            .bind(number(count))
            .execute(&mut *self.sql)
            .await?;
        Ok(())
    }

    /// A consent of the contact ended: noted under each of their names.
    pub(crate) async fn journal_end(
        &mut self,
        contact: i64,
        purpose: i64,
        at: i64,
    ) -> Result<(), StoreError> {
        for (alias, kind) in self.names_of(contact).await? {
            self.journal.push(Right::Ended {
                alias,
                kind,
                purpose,
                at,
            });
        }
        Ok(())
    }

    /// The contact was erased: noted under each of their names.
    pub(crate) async fn journal_erasure(
        &mut self,
        contact: i64,
        at: i64,
    ) -> Result<(), StoreError> {
        for (alias, kind) in self.names_of(contact).await? {
            self.journal.push(Right::Erased { alias, kind, at });
        }
        Ok(())
    }

    /// The contact objected to being counted, or no longer does: noted under each of their names.
    pub(crate) async fn journal_objection(
        &mut self,
        contact: i64,
        at: i64,
        ended: bool,
    ) -> Result<(), StoreError> {
        for (alias, kind) in self.names_of(contact).await? {
            self.journal.push(Right::Objected {
                alias,
                kind,
                at,
                ended,
            });
        }
        Ok(())
    }

    async fn names_of(&mut self, contact: i64) -> Result<Vec<([u8; 32], i64)>, StoreError> {
        self.settle().await?;
        let rows: Vec<(Vec<u8>, i64)> =
            sqlx::query_as("select key, kind from alias where contact = $1")
                .bind(contact)
                .fetch_all(&mut *self.sql)
                .await?;
        Ok(rows
            .into_iter()
            .filter_map(|(key, kind)| Some((super::row::digest(&key)?, kind)))
            .collect())
    }

    /// Does again what the journal knows and the database does not.
    pub(super) async fn replay(&mut self, rights: Vec<Right>) -> Result<(), StoreError> {
        for right in rights {
            match right {
                Right::Deleted {
                    key,
                    by,
                    direction,
                    at,
                } => {
                    if !self.is_folded(&key).await? {
                        let burial = Burial {
                            by,
                            direction,
                            at,
                            thread: None,
                        };
                        self.delete(MessageKey::from_bytes(key), burial).await?;
                    }
                }
                Right::Folded { key } => self.bury_folded(key).await?,
                Right::Ended {
                    alias,
                    kind,
                    purpose,
                    at,
                } => {
                    if let Some(contact) = self.named(alias, kind).await? {
                        self.end_again(contact, purpose, at).await?;
                    }
                }
                Right::Erased { alias, kind, at } => {
                    if let Some(contact) = self.named(alias, kind).await? {
                        self.erase_contact(contact, at).await?;
                    }
                }
                Right::Objected {
                    alias,
                    kind,
                    at,
                    ended,
                } => {
                    if let Some(contact) = self.named(alias, kind).await? {
                        if ended {
                            self.end_objection(contact, at).await?;
                        } else {
                            self.object(contact, at).await?;
                        }
                    }
                }
                Right::HoldEnded { id } => {
                    self.end_hold(&id).await?;
                }
            }
        }
        // What was done again stands in the journal already.
        self.journal.clear();
        Ok(())
    }

    async fn named(&mut self, alias: [u8; 32], kind: i64) -> Result<Option<i64>, StoreError> {
        let kind = AliasKind::ALL
            .into_iter()
            .find(|known| *known as i64 == kind);
        let Some(kind) = kind else { return Ok(None) };
        let key = AliasKey::from_bytes(alias);
        self.join_aliases(&[Alias { key, kind }]).await
    }

    async fn end_again(&mut self, contact: i64, purpose: i64, at: i64) -> Result<(), StoreError> {
        sqlx::query(
            "insert into consent (contact, purpose, state, at, covers_history, notice, channel, \
             proof) select $1, $2, 1, $3, 0, '', 'journal', 'restored' where not exists ( \
             select 1 from consent where contact = $1 and purpose = $2 and state = 1 and at = $3)",
        )
        .bind(contact)
        .bind(purpose)
        .bind(at)
        .execute(&mut *self.sql)
        .await?;
        self.views.remove(&contact);
        self.apply_consent(contact, instant(at)).await
    }

    pub(super) async fn bury_folded(&mut self, key: [u8; 32]) -> Result<(), StoreError> {
        let burial = Burial {
            by: 0,
            direction: 0,
            at: 0,
            thread: None,
        };
        self.delete(MessageKey::from_bytes(key), burial).await?;
        self.settle().await?;
        for statement in [
            "insert into folded (key) values ($1) on conflict do nothing",
            "delete from tombstone where key = $1",
        ] {
            sqlx::query(statement)
                .bind(&key[..])
                .execute(&mut *self.sql)
                .await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again_and_old_deletions_lose_their_time() {
        let folder = tempfile::tempdir().unwrap();
        let deleted = |at| Right::Deleted {
            key: [7; 32],
            by: 1,
            direction: 1,
            at,
        };
        let ended = Right::Ended {
            alias: [8; 32],
            kind: 2,
            purpose: 3,
            at: -5,
        };
        let erased = Right::Erased {
            alias: [9; 32],
            kind: 0,
            at: i64::MAX,
        };
        let mut journal = Journal::open(folder.path()).unwrap();
        let objected = Right::Objected {
            alias: [6; 32],
            kind: 1,
            at: 40,
            ended: true,
        };
        let let_go = Right::HoldEnded { id: [5; 32] };
        journal.add(&[deleted(10), ended, erased]).unwrap();
        journal.add(&[deleted(20), objected, let_go]).unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        assert_eq!(journal.count(), 6);
        let since = journal.since(1).unwrap();
        assert_eq!(since, [ended, erased, deleted(20), objected, let_go]);
        journal.fold(15).unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        let folded = Right::Folded { key: [7; 32] };
        assert_eq!(
            journal.since(0).unwrap(),
            [folded, ended, erased, deleted(20), objected, let_go]
        );
    }
}
