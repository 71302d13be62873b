//! Conversations of a thread, cut by the episode rule and kept: cut anew from where something
//! changed, so that what was cut once is not cut again.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use sqlx::{Row, SqliteConnection};
use tact_domain::{EpisodeStep, Episodes};

use super::{
    Store, StoreError,
    batch::Batch,
    row::{is_automatic, speaks},
};

/// Threads cut in one transaction: requests wait meanwhile.
const THREADS: i64 = 32;
/// Messages read at once.
const PAGE: i64 = 4096;

/// One conversation: first and last time, milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

impl Store {
    /// Brings stored conversations up to date with what came in since, and answers how many threads
    /// were cut. Silence of `idle` ends a conversation, unless the contact waits for an answer;
    /// another `idle` than before cuts every thread anew.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn cut_conversations(
        &self,
        idle: SignedDuration,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let idle = millis_of(idle);
        let mut cut = 0;
        loop {
            let work = async move |batch: &mut Batch<'_>| batch.cut_some(idle).await;
            let (_, done) = self.transact(now, work).await?;
            cut += done;
            if done == 0 {
                return Ok(cut);
            }
        }
    }
}

impl Batch<'_> {
    async fn cut_some(&mut self, idle: i64) -> Result<u64, StoreError> {
        let known: Option<i64> = sqlx::query_scalar("select idle from store")
            .fetch_one(&mut *self.sql)
            .await?;
        if known != Some(idle) {
            for statement in [
                "update store set idle = $1",
                "update thread set recut_from = -9223372036854775808 where $1 is not null",
            ] {
                sqlx::query(statement)
                    .bind(idle)
                    .execute(&mut *self.sql)
                    .await?;
            }
        }
        let threads: Vec<(i64, i64)> = sqlx::query_as(
            "select id, recut_from from thread where recut_from is not null order by id limit $1",
        )
        .bind(THREADS)
        .fetch_all(&mut *self.sql)
        .await?;
        if threads.is_empty() {
            return Ok(0);
        }
        let revision: i64 =
            sqlx::query_scalar("update store set revision = revision + 1 returning revision")
                .fetch_one(&mut *self.sql)
                .await?;
        for (thread, from) in &threads {
            self.cut(*thread, *from, idle, revision).await?;
        }
        Ok(threads.len() as u64)
    }

    async fn cut(
        &mut self,
        thread: i64,
        from: i64,
        idle: i64,
        revision: i64,
    ) -> Result<(), StoreError> {
        let start = clean_start(self.sql, thread, from).await?;
        let mut pieces = Vec::new();
        walk(self.sql, thread, start, idle, |piece| pieces.push(piece)).await?;
        let firsts: HashSet<i64> = pieces.iter().map(|piece| piece.first).collect();
        let known: Vec<(i64, i64)> = sqlx::query_as(
            "select id, first_at from conversation where thread = $1 and first_at >= $2",
        )
        .bind(thread)
        .bind(start)
        .fetch_all(&mut *self.sql)
        .await?;
        for (id, first) in known {
            if !firsts.contains(&first) {
                sqlx::query("delete from conversation where id = $1")
                    .bind(id)
                    .execute(&mut *self.sql)
                    .await?;
            }
        }
        for piece in pieces {
            sqlx::query(
                "insert into conversation (thread, first_at, last_at, revision) \
                 values ($1, $2, $3, $4) on conflict (thread, first_at) do update set \
                 revision = case when excluded.last_at >= $5 or last_at <> excluded.last_at \
                 then excluded.revision else revision end, last_at = excluded.last_at",
            )
            .bind(thread)
            .bind(piece.first)
            .bind(piece.last)
            .bind(revision)
            .bind(from)
            .execute(&mut *self.sql)
            .await?;
        }
        sqlx::query("update thread set recut_from = null where id = $1")
            .bind(thread)
            .execute(&mut *self.sql)
            .await?;
        Ok(())
    }
}

/// Where cutting may begin so that what follows a change comes out right: nothing before the
/// beginning of a conversation reaches into it.
async fn clean_start(
    sql: &mut SqliteConnection,
    thread: i64,
    from: i64,
) -> Result<i64, StoreError> {
    let start: Option<i64> = sqlx::query_scalar(
        "select max(first_at) from conversation where thread = $1 and first_at < $2",
    )
    .bind(thread)
    .bind(from)
    .fetch_one(sql)
    .await?;
    Ok(start.unwrap_or(i64::MIN))
}

/// Follows a thread from a clean start to its end.
pub(crate) async fn walk(
    sql: &mut SqliteConnection,
    thread: i64,
    start: i64,
    idle: i64,
    mut found: impl FnMut(Piece),
) -> Result<(), StoreError> {
    let mut episodes = Episodes::new(idle);
    let mut piece: Option<Piece> = None;
    let mut place = (start, Vec::new());
    loop {
        let page = sqlx::query(
            "select sent_at as at, key, direction, kind, category, 0 as buried from message \
             where thread = $1 and sent_at >= $2 and (sent_at, key) > ($2, $3) \
             union all \
             select coalesce(sent_at, deleted_at), key, direction, 0, null, 1 from tombstone \
             where thread = $1 and (coalesce(sent_at, deleted_at), key) > ($2, $3) \
             order by 1, 2 limit $4",
        )
        .bind(thread)
        .bind(place.0)
        .bind(&place.1)
        .bind(PAGE)
        .fetch_all(&mut *sql)
        .await?;
        let Some(last) = page.last() else { break };
        place = (last.try_get("at")?, last.try_get("key")?);
        for row in &page {
            let at: i64 = row.try_get("at")?;
            let category: Option<String> = row.try_get("category")?;
            let speaks = speaks(row.try_get("kind")?);
            let step = match row.try_get::<i64, _>("direction")? {
                _ if row.try_get::<i64, _>("buried")? != 0 || !speaks => EpisodeStep::Passes,
                0 => EpisodeStep::Asks,
                // A template answers nobody.
                _ if is_automatic(category.as_deref()) => EpisodeStep::Passes,
                _ => EpisodeStep::Answers,
            };
            if episodes.begins(at, step) {
                let begun = Piece {
                    first: at,
                    last: at,
                };
                if let Some(ended) = piece.replace(begun) {
                    found(ended);
                }
            } else if let Some(piece) = &mut piece {
                piece.last = at;
            }
        }
    }
    piece.map(found);
    Ok(())
}

pub(crate) fn millis_of(idle: SignedDuration) -> i64 {
    i64::try_from(idle.as_millis()).unwrap_or(i64::MAX)
}
