//! What somebody has to do by hand: one line for each recipient, event, reason and day, however many
//! deletions it counts.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::Serialize;
use sqlx::Row;
use thiserror::Error;

use super::{ErasureEvent, outbox::references};
use crate::live::{
    Act, Store, StoreError,
    audit::AuditAction,
    batch::{Batch, millis},
    contents::connection,
    rights::hour,
};

const DAY: i64 = 86_400_000;

/// Why somebody has to do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskReason {
    /// The recipient has no hook.
    ByHand,
    /// The hook did not answer for days, or is no more.
    NotDelivered,
    /// Nothing is known by which the recipient would know the contact.
    Unnamed,
}

impl TaskReason {
    const ALL: [Self; 3] = [Self::ByHand, Self::NotDelivered, Self::Unnamed];

    fn from_code(code: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(code).ok()?).copied()
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    /// Number of the task.
    pub id: i64,
    /// Where something is to be done.
    pub recipient: String,
    /// What happened.
    pub event: ErasureEvent,
    /// Why a person has to do it.
    pub reason: TaskReason,
    /// The hour of the first of them.
    pub since: Timestamp,
    /// How many there are.
    pub count: i64,
    /// Until when: a month after the first.
    pub due: Timestamp,
    /// True once that is past.
    pub overdue: bool,
    /// What the recipient calls their subjects, for those its hook was not told; hexadecimal.
    pub references: Vec<String>,
}

/// How many lines there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TaskCounts {
    /// Not done yet.
    pub open: i64,
    /// Of these, past their month.
    pub overdue: i64,
}

/// Tasks that are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TasksDone {
    /// Lines of the list.
    pub tasks: u64,
    /// Deletions and the like they counted when the list was made.
    pub count: i64,
    /// Those that came after it: they stay.
    pub left: i64,
}

/// A task cannot be marked as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("there is no task {0} on any list")]
pub struct NotSettled(pub i64);

impl Store {
    /// What is to be done by hand, the oldest first. What is on this list can be marked as done; what
    /// comes after it stays.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn tasks(&self, now: Timestamp) -> Result<Vec<Task>, StoreError> {
        self.transact(now, async move |batch| batch.list_tasks().await)
            .await
            .map(|(_, tasks)| tasks)
    }

    /// How many lines the list has.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn task_counts(&self, now: Timestamp) -> Result<TaskCounts, StoreError> {
        let mut sql = connection(self.readers()).await?;
        let firsts: Vec<i64> = sqlx::query_scalar("select first_at from task")
            .fetch_all(&mut *sql)
            .await?;
        let overdue = firsts.iter().filter(|first| due(**first) < now);
        let overdue = i64::try_from(overdue.count()).unwrap_or(i64::MAX);
        Ok(TaskCounts {
            open: i64::try_from(firsts.len()).unwrap_or(i64::MAX),
            overdue,
        })
    }

    /// What the list showed of these tasks is done, all of it or none: it leaves the list, the audit
    /// chain keeps who said so.
    ///
    /// # Errors
    /// The disk or the database refuses. The inner error names a task that was on no list.
    pub async fn tasks_done(
        &self,
        ids: &[i64],
        act: &Act,
    ) -> Result<Result<TasksDone, NotSettled>, StoreError> {
        let (mut ids, act) = (ids.to_vec(), act.clone());
        ids.sort_unstable();
        ids.dedup();
        self.transact(act.at, async move |batch| {
            let mut done = TasksDone {
                tasks: ids.len() as u64,
                count: 0,
                left: 0,
            };
            let mut settled = Vec::with_capacity(ids.len());
            for id in &ids {
                let shown: Option<(i64, i64)> =
                    sqlx::query_as("select shown, count from task where id = $1 and shown > 0")
                        .bind(id)
                        .fetch_optional(&mut *batch.sql)
                        .await?;
                match shown {
                    None => return Ok(Err(NotSettled(*id))),
                    Some((shown, count)) => {
                        settled.push((*id, count - shown));
                        done.count += shown;
                        done.left += count - shown;
                    }
                }
            }
            for (id, left) in settled {
                batch.take_off_list(id, left).await?;
            }
            let action = AuditAction::TasksDone;
            batch.audit(&act, action, None, done.count).await?;
            Ok(Ok(done))
        })
        .await
        .map(|(_, done)| done)
    }
}

impl Batch<'_> {
    async fn list_tasks(&mut self) -> Result<Vec<Task>, StoreError> {
        sqlx::query("update task set shown = count, shown_at = $1 where shown <> count")
            .bind(millis(self.now))
            .execute(&mut *self.sql)
            .await?;
        sqlx::query("update outbox set shown = 1 where task is not null and shown = 0")
            .execute(&mut *self.sql)
            .await?;
        let rows = sqlx::query("select * from task order by first_at, id")
            .fetch_all(&mut *self.sql)
            .await?;
        let mut tasks = Vec::with_capacity(rows.len());
        for row in rows {
            let known = ErasureEvent::from_code(row.try_get("kind")?)
                .zip(TaskReason::from_code(row.try_get("reason")?));
            let Some((event, reason)) = known else {
                continue;
            };
            let (id, first): (i64, i64) = (row.try_get("id")?, row.try_get("first_at")?);
            let refs: Vec<Vec<u8>> =
                sqlx::query_scalar("select refs from outbox where task = $1 order by id")
                    .bind(id)
                    .fetch_all(&mut *self.sql)
                    .await?;
            let due = due(first);
            tasks.push(Task {
                id,
                recipient: row.try_get("recipient")?,
                event,
                reason,
                since: hour(first),
                count: row.try_get("count")?,
                due,
                overdue: due < self.now,
                references: refs.iter().flat_map(|refs| references(refs)).collect(),
            });
        }
        Ok(tasks)
    }

    /// Takes what was shown of a task off the list. What is left came after the list was made.
    async fn take_off_list(&mut self, id: i64, left: i64) -> Result<(), StoreError> {
        sqlx::query("delete from outbox where task = $1 and shown = 1")
            .bind(id)
            .execute(&mut *self.sql)
            .await?;
        let query = match left {
            0 => "delete from task where id = $1",
            _ => {
                "update task set count = count - shown, shown = 0, \
                 first_at = coalesce(shown_at, first_at) where id = $1"
            }
        };
        sqlx::query(query).bind(id).execute(&mut *self.sql).await?;
        Ok(())
    }

    /// Counts something that has to be done by hand; the number of its task.
    pub(super) async fn task(
        &mut self,
        recipient: &str,
        event: ErasureEvent,
        reason: TaskReason,
        count: i64,
    ) -> Result<i64, StoreError> {
        // Numbers are never used twice: whoever types one off an old list means that one.
        let fresh: i64 = sqlx::query_scalar(
            "insert into counter (name, count) values ('tasks', 1) \
             on conflict (name) do update set count = count + 1 returning count",
        )
        .fetch_one(&mut *self.sql)
        .await?;
        let now = millis(self.now);
        Ok(sqlx::query_scalar(
            "insert into task (id, recipient, kind, reason, day, first_at, count, shown) \
             values ($1, $2, $3, $4, $5, $6, $7, 0) on conflict (recipient, kind, reason, day) \
             do update set count = count + excluded.count returning id",
        )
        .bind(fresh)
        .bind(recipient)
        .bind(event as i64)
        .bind(reason as i64)
        .bind(now.div_euclid(DAY))
        .bind(now)
        .bind(count)
        .fetch_one(&mut *self.sql)
        .await?)
    }
}

/// A month after the hour of the first (GDPR 12(3)).
fn due(first: i64) -> Timestamp {
    let first = hour(first).to_zoned(TimeZone::UTC);
    first
        .checked_add(1.month())
        .map_or(Timestamp::MAX, |due| due.timestamp())
}
