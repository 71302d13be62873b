//! How much the store holds, in numbers only.

use std::path::Path;

use jiff::SignedDuration;
use serde::Serialize;
use sqlx::SqliteConnection;
use tact_domain::live::LiveKind;

use super::{StoreError, schema};

/// Rows read at once.
const PAGE: i64 = 10_000;

/// What `tact store stats --json` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Contacts known by at least one name.
    pub contacts: i64,
    /// Conversations, cut from the messages that remain: one ends when nobody wrote for the idle
    /// time, unless the contact waits for an answer.
    pub conversations: i64,
    /// Messages that are not deleted, those without content among them.
    pub messages: i64,
    /// Deleted messages.
    pub tombstones: i64,
    /// Why content is not there.
    pub withheld: WithheldCounts,
    /// What was met and not understood.
    pub unrecognized: i64,
}

/// Messages whose content is not held, by reason. A deleted message is in none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WithheldCounts {
    /// Never agreed to, or agreed to after it was sent.
    pub no_consent: i64,
    /// Agreed to once; the consent has ended.
    pub consent_ended: i64,
    /// Everything of the contact was erased.
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
        tombstones: one(&mut sql, "select count(*) from tombstone").await?,
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
                "select count(*) from message where content_state = 5",
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
    })
}

async fn one(sql: &mut SqliteConnection, query: &'static str) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(query).fetch_one(sql).await?)
}

/// A message as far as cutting needs it: thread, time, key, direction, kind, category.
type Fact = (i64, i64, Vec<u8>, i64, i64, Option<String>);

async fn conversations(
    sql: &mut SqliteConnection,
    idle: SignedDuration,
) -> Result<i64, StoreError> {
    let idle = i64::try_from(idle.as_millis()).unwrap_or(i64::MAX);
    let (mut count, mut place) = (0, (0, i64::MIN, Vec::new()));
    let mut open: Option<Open> = None;
    loop {
        let page: Vec<Fact> = sqlx::query_as(
            "select thread, sent_at, key, direction, kind, category from message \
             where thread is not null and sent_at is not null \
             and (thread, sent_at, key) > ($1, $2, $3) order by thread, sent_at, key limit $4",
        )
        .bind(place.0)
        .bind(place.1)
        .bind(&place.2)
        .bind(PAGE)
        .fetch_all(&mut *sql)
        .await?;
        let Some(last) = page.last() else {
            return Ok(count);
        };
        place = (last.0, last.1, last.2.clone());
        for (thread, at, _, direction, kind, category) in page {
            let goes_on = open.as_ref().is_some_and(|open| {
                open.thread == thread && (open.waiting || at.saturating_sub(open.latest) < idle)
            });
            let waiting = goes_on && open.as_ref().is_some_and(|open| open.waiting);
            count += i64::from(!goes_on);
            let automatic = category.is_some_and(|category| category != "service");
            let said = u8::try_from(kind)
                .ok()
                .and_then(LiveKind::from_code)
                .is_none_or(LiveKind::is_message);
            let waiting = match direction {
                0 => waiting || said,
                // An automatic message answers nobody.
                _ => waiting && automatic,
            };
            open = Some(Open {
                thread,
                latest: at,
                waiting,
            });
        }
    }
}

/// The conversation the walk is in.
struct Open {
    thread: i64,
    latest: i64,
    waiting: bool,
}
