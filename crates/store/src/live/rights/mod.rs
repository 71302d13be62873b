//! Rights of a person: what is kept of them, all of it in clear, its erasure, what they agreed to.
//!
//! Every verb names who asks; the audit chain has it before anything is opened.

mod consents;
mod erase;
mod export;
mod object;
mod requests;
mod show;

pub use consents::ConsentEntry;
pub use erase::{ContactErasure, Kept};
pub use export::{
    ContactExport, ExportedDeletion, ExportedField, ExportedMedia, ExportedMessage,
    ExportedReaction, ExportedThread,
};
pub(crate) use export::{direction, withdrawn_by};
pub use object::ContactObjection;
pub use requests::ContactRequest;
pub(crate) use show::alias_kind;
pub use show::{AliasCount, ContactSummary, RequestEntry};

use jiff::Timestamp;
use sqlx::SqliteConnection;
use tact_domain::live::Alias;

use super::{Act, Store, StoreError, audit::AuditAction};

/// The contact a number or id belongs to; nobody is made by asking.
pub(crate) async fn find(
    sql: &mut SqliteConnection,
    who: Alias,
) -> Result<Option<i64>, StoreError> {
    Ok(
        sqlx::query_scalar("select contact from alias where key = $1")
            .bind(&who.key.as_bytes()[..])
            .fetch_optional(sql)
            .await?,
    )
}

impl Store {
    /// Finds the contact and writes into the chain that somebody is about to look.
    async fn look(
        &self,
        who: Alias,
        act: &Act,
        action: AuditAction,
    ) -> Result<Option<i64>, StoreError> {
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            let found = find(&mut *batch.sql, who).await?;
            if found.is_some() {
                batch.audit(&act, action, found, 1).await?;
            }
            Ok(found)
        })
        .await
        .map(|(_, found)| found)
    }
}

/// A time the database keeps.
pub(crate) fn instant(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The hour a time lies in: times of a deletion are never shown finer.
pub(crate) fn hour(millis: i64) -> Timestamp {
    const HOUR: i64 = 3_600_000;
    instant(millis.div_euclid(HOUR).saturating_mul(HOUR))
}
