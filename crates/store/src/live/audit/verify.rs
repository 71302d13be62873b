//! Is the chain whole?

use std::path::Path;

use serde::Serialize;
use sqlx::{Row, SqliteConnection};

use super::{
    Link,
    head::{Ends, Head},
};
use crate::live::{StoreError, schema};

/// Entries read at once.
const PAGE: i64 = 1000;

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditFault {
    /// It was changed, or stands where another stood.
    Changed,
    /// It is not there, though later ones are.
    Missing,
    /// It is not there, nor is any after it.
    CutOff,
}

/// The first entry that is not as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BrokenEntry {
    /// Place in the chain.
    pub seq: i64,
    /// What is wrong.
    pub fault: AuditFault,
}

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditReport {
    /// Entries that are as they were written.
    pub entries: u64,
    /// Place of the newest of them; 0 when there is none.
    pub newest: i64,
    /// Hash of the newest of them, in hexadecimal digits: to be noted elsewhere.
    pub head: String,
    /// The first entry that is not.
    pub broken: Option<BrokenEntry>,
}

/// Follows the chain of the store at `store.path` from its first entry to its last; also while a
/// server runs.
///
/// # Errors
/// There is no store, or it cannot be read.
pub async fn verify_audit(store: &Path, keys: &Path) -> Result<AuditReport, StoreError> {
    // The end is read first: what is added meanwhile may be beyond it, never before it.
    let ends = Ends::read(keys)?;
    follow(&mut schema::reader(store).await?, ends).await
}

async fn follow(sql: &mut SqliteConnection, ends: Ends) -> Result<AuditReport, StoreError> {
    let (mut entries, mut last) = (0, ends.removed);
    let broken = loop {
        let at = last.map_or(0, |head: Head| head.seq);
        let page = sqlx::query("select * from audit where seq > $1 order by seq limit $2")
            .bind(at)
            .bind(PAGE)
            .fetch_all(&mut *sql)
            .await?;
        if page.is_empty() {
            let expected = ends.newest.map_or(0, |head| head.seq);
            break (at < expected).then_some(BrokenEntry {
                seq: at.saturating_add(1),
                fault: AuditFault::CutOff,
            });
        }
        let mut broken = None;
        for row in page {
            let due = last.map_or(0, |head| head.seq).saturating_add(1);
            let (actor, action): (String, String) = (row.try_get("actor")?, row.try_get("action")?);
            let link = Link {
                seq: row.try_get("seq")?,
                at: row.try_get("at")?,
                actor: &actor,
                action: &action,
                contact: row.try_get("contact")?,
                count: row.try_get("count")?,
            };
            let hash = link.hash(last.as_ref().map_or(&[][..], |head| &head.hash[..]));
            let kept: Vec<u8> = row.try_get("hash")?;
            let told = ends.newest.filter(|newest| newest.seq == link.seq);
            let fault = if link.seq != due {
                Some(AuditFault::Missing)
            } else if kept != hash || told.is_some_and(|newest| newest.hash != hash) {
                Some(AuditFault::Changed)
            } else {
                None
            };
            if let Some(fault) = fault {
                broken = Some(BrokenEntry { seq: due, fault });
                break;
            }
            entries += 1;
            last = Some(Head {
                seq: link.seq,
                hash,
            });
        }
        if broken.is_some() {
            break broken;
        }
    };
    Ok(AuditReport {
        entries,
        newest: last.map_or(0, |head| head.seq),
        head: last.map_or_else(String::new, |head| hex(&head.hash)),
        broken,
    })
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
