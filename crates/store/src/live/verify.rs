//! Is everything whole, and does everything belong together? Beside a running server, or without one.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sqlx::{Row, SqliteConnection};

use super::{
    AuditReport, StoreError,
    audit::{self, hex},
    contents::open_slot,
    journal::{Journal, taken_in},
    ledger::Ledger,
    row::{digest, slot_of},
    schema,
};
use crate::keys::{KeyReader, SlotRef};

/// Rows checked at once.
const PAGE: i64 = 4096;
/// Messages that are named.
const NAMED: usize = 20;

/// What verifying found. Something to act on where [`VerifyReport::is_sound`] is false.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// What SQLite says of damaged pages and indexes: at most 20 lines, none when it is whole.
    pub database: Vec<String>,
    /// Rows that name a thread or contact that is not there.
    pub dangling: i64,
    /// Contents whose key opens.
    pub opening: u64,
    /// Contents whose key was destroyed: shown as deleted.
    pub without_key: u64,
    /// Contents whose key or bytes are damaged: nobody deleted them, and nothing opens them.
    pub unreadable: u64,
    /// Random internal ids of the messages among them, hexadecimal, as `tact contact export` names
    /// them: at most 20.
    pub unreadable_messages: Vec<String>,
    /// Erasures that were interrupted; the next start finishes them.
    pub unfinished_erasures: u64,
    /// Deletions, ended consents and erasures the database has not taken in; the next start does.
    pub journal_behind: u64,
    /// The audit chain.
    pub audit: Option<AuditReport>,
}

impl VerifyReport {
    /// True when nothing is damaged. Contents whose key was destroyed and interrupted erasures are no
    /// damage: what they were is gone, as it should be.
    pub fn is_sound(&self) -> bool {
        self.database.is_empty()
            && self.dangling == 0
            && self.unreadable == 0
            && self
                .audit
                .as_ref()
                .is_some_and(|audit| audit.broken.is_none())
    }
}

/// Checks the store at `store.path` with the keys at `keys.path`. Nothing is changed.
///
/// # Errors
/// There is no store or there are no keys, or they are not of one store.
pub async fn verify(store: &Path, keys: &Path) -> Result<VerifyReport, StoreError> {
    let reader = KeyReader::beside(keys)?;
    let mut sql = schema::reader(store).await?;
    let tenant: Vec<u8> = sqlx::query_scalar("select tenant from store")
        .fetch_one(&mut sql)
        .await?;
    if tenant != reader.tenant().as_bytes() {
        return Err(StoreError::Foreign {
            path: PathBuf::from(store),
        });
    }
    let mut report = VerifyReport {
        database: integrity(&mut sql).await,
        dangling: 0,
        opening: 0,
        without_key: 0,
        unreadable: 0,
        unreadable_messages: Vec::new(),
        unfinished_erasures: Ledger::unfinished(keys)?,
        journal_behind: 0,
        audit: None,
    };
    // Where pages are damaged the rest is counted as far as it can be read.
    report.dangling = dangling(&mut sql).await.unwrap_or(-1);
    let _ = slots(&mut sql, &reader, &mut report).await;
    let taken_in = taken_in(&mut sql).await.unwrap_or(0);
    report.journal_behind = Journal::count_of(keys)?.saturating_sub(taken_in);
    report.audit = audit::verify_audit(store, keys).await.ok();
    Ok(report)
}

async fn integrity(sql: &mut SqliteConnection) -> Vec<String> {
    let found: Result<Vec<String>, _> = sqlx::query_scalar("pragma integrity_check(20)")
        .fetch_all(sql)
        .await;
    match found {
        Ok(lines) => lines.into_iter().filter(|line| line != "ok").collect(),
        Err(error) => vec![StoreError::from(error).to_string()],
    }
}

async fn dangling(sql: &mut SqliteConnection) -> Result<i64, StoreError> {
    let rows = sqlx::query("pragma foreign_key_check")
        .fetch_all(sql)
        .await?;
    Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
}

async fn slots(
    sql: &mut SqliteConnection,
    keys: &KeyReader,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    for query in [
        "select slot, slot_epoch, key as owner, id from message \
         where slot > $1 order by slot limit $2",
        "select slot, slot_epoch, event as owner, null as id from reaction \
         where slot > $1 order by slot limit $2",
        "select slot, slot_epoch, null as owner, null as id from address \
         where slot > $1 order by slot limit $2",
        "select slot, slot_epoch, null as owner, null as id from publication \
         where slot > $1 order by slot limit $2",
        "select slot, slot_epoch, null as owner, null as id from hold \
         where slot > $1 order by slot limit $2",
        "select slot, slot_epoch, null as owner, null as id from held \
         where slot > $1 order by slot limit $2",
    ] {
        let mut place = -1;
        loop {
            let rows = sqlx::query(query)
                .bind(place)
                .bind(PAGE)
                .fetch_all(&mut *sql)
                .await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let Some(slot) = slot_of(row)? else { continue };
                place = super::batch::number(slot.slot);
                // What lies in rows of `sealed` is opened; what lies in its own row has its key tried.
                let owner: Option<Vec<u8>> = row.try_get("owner")?;
                let opens = match owner.as_deref().and_then(digest) {
                    Some(owner) => opens(sql, keys, &owner, slot).await,
                    None => keys.data_key(slot)?.is_some(),
                };
                if opens {
                    report.opening += 1;
                } else if keys.is_destroyed(slot)? {
                    report.without_key += 1;
                } else {
                    report.unreadable += 1;
                    let id: Option<Vec<u8>> = row.try_get("id")?;
                    if report.unreadable_messages.len() < NAMED {
                        report.unreadable_messages.extend(id.map(|id| hex(&id)));
                    }
                }
            }
        }
    }
    Ok(())
}

/// True when everything a slot sealed opens; a damaged page of the database is no opening either.
async fn opens(
    sql: &mut SqliteConnection,
    keys: &KeyReader,
    owner: &[u8; 32],
    slot: SlotRef,
) -> bool {
    matches!(open_slot(sql, keys, owner, slot).await, Ok(Some(opened)) if !opened.is_empty())
}
