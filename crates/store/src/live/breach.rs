//! What a breach may have touched: counts over a period, without content and without a name.

use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use sqlx::Row;

use super::{StoreError, batch::millis, schema};

/// A count of all that is kept now, and of what of it is of the period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// Kept now.
    pub total: i64,
    /// Of the period.
    pub within: i64,
}

/// One kind of act by one actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BreachAct {
    /// Who, as the audit chain has it.
    pub actor: String,
    /// What, as the audit chain has it.
    pub action: String,
    /// How often.
    pub times: i64,
    /// Contacts it was about.
    pub contacts: i64,
}

/// Counts for the notification of a breach. Exact: they are for the authority.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BreachCounts {
    /// Contacts known; with a message of the period.
    pub contacts: Touched,
    /// Messages, as facts.
    pub messages: Touched,
    /// Messages whose content is held.
    pub contents: Touched,
    /// Tombstones not folded yet, by the time of the deletion.
    pub tombstones: Touched,
    /// Lines of the consent ledger.
    pub consents: Touched,
    /// Entries of the address book, by the time they were told.
    pub addresses: Touched,
    /// Words set apart by legal holds, by the time they were written.
    pub held: Touched,
    /// The audit chain of the period.
    pub acts: Vec<BreachAct>,
}

/// Counts what is kept, and of it what is of a period (`from` included, `to` not); also while a server
/// runs.
///
/// # Errors
/// There is no store, or it cannot be read.
pub async fn read_breach(
    store: &Path,
    from: Timestamp,
    to: Timestamp,
) -> Result<BreachCounts, StoreError> {
    let mut sql = schema::reader(store).await?;
    let mut counts = BreachCounts::default();
    for (query, touched) in [
        (
            "select (select count(*) from contact c where exists \
             (select 1 from alias where contact = c.id)), \
             (select count(distinct contact) from message where sent_at >= $1 and sent_at < $2)",
            &mut counts.contacts,
        ),
        (
            "select count(*), count(*) filter (where sent_at >= $1 and sent_at < $2) from message",
            &mut counts.messages,
        ),
        (
            "select count(*), count(*) filter (where content_at >= $1 and content_at < $2) \
             from message where content_state = 4",
            &mut counts.contents,
        ),
        (
            "select count(*), count(*) filter (where deleted_at >= $1 and deleted_at < $2) \
             from tombstone",
            &mut counts.tombstones,
        ),
        (
            "select count(*), count(*) filter (where at >= $1 and at < $2) from consent",
            &mut counts.consents,
        ),
        (
            "select count(*), count(*) filter (where at >= $1 and at < $2) from address",
            &mut counts.addresses,
        ),
        (
            "select count(*), count(*) filter (where written_at >= $1 and written_at < $2) \
             from held",
            &mut counts.held,
        ),
    ] {
        (touched.total, touched.within) = sqlx::query_as(query)
            .bind(millis(from))
            .bind(millis(to))
            .fetch_one(&mut sql)
            .await?;
    }
    let rows = sqlx::query(
        "select actor, action, count(*) as times, count(distinct contact) as contacts from audit \
         where at >= $1 and at < $2 group by actor, action order by actor, action",
    )
    .bind(millis(from))
    .bind(millis(to))
    .fetch_all(&mut sql)
    .await?;
    for row in rows {
        counts.acts.push(BreachAct {
            actor: row.try_get("actor")?,
            action: row.try_get("action")?,
            times: row.try_get("times")?,
            contacts: row.try_get("contacts")?,
        });
    }
    Ok(counts)
}
