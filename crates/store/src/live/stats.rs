//! How much the store holds, in numbers only.

use std::path::Path;

use jiff::SignedDuration;
use serde::Serialize;
use sqlx::SqliteConnection;

use super::{
    MediaCounts, StoreError,
    conversations::{millis_of, walk},
    media, schema,
};

/// Rows read at once.
const PAGE: i64 = 10_000;

/// What `tact store stats --json` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Contacts known by at least one name.
    pub contacts: i64,
    /// Conversations: one ends when nobody wrote for the idle time, unless the contact waits for an
    /// answer. A deleted message stays in the conversation it stood in.
    pub conversations: i64,
    /// Messages that are not deleted, those without content among them.
    pub messages: i64,
    /// Deleted messages, folded ones among them.
    pub tombstones: i64,
    /// Why content is not there.
    pub withheld: WithheldCounts,
    /// What was met and not understood.
    pub unrecognized: i64,
    /// Media, by how far fetching came.
    pub media: MediaCounts,
}

/// Messages whose content is not held, by reason. A deleted message is in none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WithheldCounts {
    /// Never agreed to, or agreed to after it was sent.
    pub no_consent: i64,
    /// Agreed to once; the consent has ended.
    pub consent_ended: i64,
    /// Erased: everything of the contact was, or its period is over.
    pub erased: i64,
    /// Events of contacts who objected: not even the fact is kept, so repeated ones count again.
    pub opted_out: i64,
}

/// Counts what the store at `store.path` holds; also while a server runs.
///
/// # Errors
/// There is no store, or it cannot be read.
pub async fn read_stats(store: &Path, idle: SignedDuration) -> Result<Stats, StoreError> {
    let mut sql = schema::reader(store).await?;
    Ok(Stats {
        contacts: one(
            &mut sql,
            "select count(*) from contact c where exists (select 1 from alias where contact = c.id)",
        )
        .await?,
        conversations: conversations(&mut sql, idle).await?,
        messages: one(&mut sql, "select count(*) from message").await?,
        tombstones: one(
            &mut sql,
            "select (select count(*) from tombstone) + (select count(*) from folded)",
        ).await?,
        withheld: WithheldCounts {
            no_consent: one(
                &mut sql,
                "select count(*) from message where content_state = 1",
            )
            .await?,
            consent_ended: one(
                &mut sql,
                "select count(*) from message where content_state = 2",
            )
            .await?,
            erased: one(
                &mut sql,
                "select count(*) from message where content_state in (5, 6)",
            )
            .await?,
            opted_out: one(
                &mut sql,
                "select coalesce(sum(count), 0) from counter where name = 'withheld.opted_out'",
            )
            .await?,
        },
        unrecognized: one(
            &mut sql,
            "select coalesce(sum(count), 0) from counter where name like 'unrecognized.%'",
        )
        .await?,
        media: media::counts(&mut sql).await?,
    })
}

async fn one(sql: &mut SqliteConnection, query: &'static str) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(query).fetch_one(sql).await?)
}

/// Conversations that are kept, and those of threads that changed since they were cut.
async fn conversations(
    sql: &mut SqliteConnection,
    idle: SignedDuration,
) -> Result<i64, StoreError> {
    let idle = millis_of(idle);
    let cut_with: Option<i64> = sqlx::query_scalar("select idle from store")
        .fetch_one(&mut *sql)
        .await?;
    let mut count = 0;
    if cut_with == Some(idle) {
        count = one(
            sql,
            "select count(*) from conversation c join thread t on t.id = c.thread \
             where t.recut_from is null",
        )
        .await?;
    }
    let mut place = 0;
    loop {
        let threads: Vec<i64> = sqlx::query_scalar(
            "select id from thread where id > $1 and (recut_from is not null or $2) \
             order by id limit $3",
        )
        .bind(place)
        .bind(cut_with != Some(idle))
        .bind(PAGE)
        .fetch_all(&mut *sql)
        .await?;
        let Some(last) = threads.last() else {
            return Ok(count);
        };
        place = *last;
        for thread in threads {
            walk(sql, thread, i64::MIN, idle, |_| count += 1).await?;
        }
    }
}
