//! What a contact agreed to, line by line.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::{Row, SqliteConnection};
use tact_domain::{PurposeKind, live::Alias};

use super::instant;
use crate::live::{Act, Store, StoreError, audit::AuditAction, contents::connection};

/// One line of a contact's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsentEntry {
    /// For what; `None` for a purpose of a newer version.
    pub purpose: Option<PurposeKind>,
    /// True when it was given, false when it was ended or refused.
    pub granted: bool,
    /// When.
    pub at: Timestamp,
    /// It covers what was written before.
    pub covers_history: bool,
    /// Version of the notice shown.
    pub notice: String,
    /// Where it was given.
    pub channel: String,
    /// What proves it.
    pub proof: String,
}

impl Store {
    /// Every line of a contact's ledger, oldest first; `None` when nobody bears the name.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn consent_history(
        &self,
        who: Alias,
        act: &Act,
    ) -> Result<Option<Vec<ConsentEntry>>, StoreError> {
        let Some(contact) = self.look(who, act, AuditAction::ConsentsRead).await? else {
            return Ok(None);
        };
        let mut sql = connection(self.readers()).await?;
        Ok(Some(entries(&mut sql, contact).await?))
    }
}

pub(super) async fn entries(
    sql: &mut SqliteConnection,
    contact: i64,
) -> Result<Vec<ConsentEntry>, StoreError> {
    let rows = sqlx::query("select * from consent where contact = $1 order by at, purpose, state")
        .bind(contact)
        .fetch_all(sql)
        .await?;
    let read: Result<Vec<_>, sqlx::Error> = rows
        .iter()
        .map(|row| {
            let purpose: i64 = row.try_get("purpose")?;
            Ok(ConsentEntry {
                purpose: usize::try_from(purpose)
                    .ok()
                    .and_then(|place| PurposeKind::ALL.get(place).copied()),
                granted: row.try_get::<i64, _>("state")? == 0,
                at: instant(row.try_get("at")?),
                covers_history: row.try_get::<i64, _>("covers_history")? != 0,
                notice: row.try_get("notice")?,
                channel: row.try_get("channel")?,
                proof: row.try_get("proof")?,
            })
        })
        .collect();
    Ok(read?)
}
