//! What the server tells the store besides events: what was not understood, and the numbers it
//! serves.

use jiff::{SignedDuration, Timestamp};
use tact_domain::live::{NumberKey, Observability, UnrecognizedKey, UnrecognizedKind};

use super::{
    Store, StoreError,
    batch::{Batch, millis},
    contents::connection,
};

/// How long a part is remembered: the platform sends again for up to seven days.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(9 * 24);

impl Store {
    /// Counts what was met and not understood, each part once however often it is delivered.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn count_unrecognized(
        &self,
        parts: &[(UnrecognizedKind, UnrecognizedKey)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let parts = parts.to_vec();
        self.transact(now, async move |batch| {
            let old = millis(now.checked_sub(REMEMBERED).unwrap_or(Timestamp::MIN));
            sqlx::query("delete from heard where at < $1")
                .bind(old)
                .execute(&mut *batch.sql)
                .await?;
            for (kind, key) in parts {
                if batch.hears(key, now).await? {
                    batch.count(&format!("unrecognized.{}", kind.word()), 1);
                }
            }
            Ok(())
        })
        .await?;
        Ok(())
    }

    /// Remembers of each business number whether deletions by its customers are told. Numbers that
    /// are not named any more keep what was said of them.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn set_numbers(
        &self,
        numbers: &[(NumberKey, Observability)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let numbers = numbers.to_vec();
        self.transact(now, async move |batch| {
            for (key, observability) in numbers {
                sqlx::query(
                    "insert into business_number (key, observability) values ($1, $2) \
                     on conflict (key) do update set observability = excluded.observability",
                )
                .bind(&key.as_bytes()[..])
                .bind(observability as i64)
                .execute(&mut *batch.sql)
                .await?;
            }
            Ok(())
        })
        .await?;
        Ok(())
    }

    /// Whether deletions by the customers of a number are told.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn observability(&self, number: NumberKey) -> Result<Observability, StoreError> {
        let mut sql = connection(self.readers()).await?;
        let code: Option<i64> =
            sqlx::query_scalar("select observability from business_number where key = $1")
                .bind(&number.as_bytes()[..])
                .fetch_optional(&mut *sql)
                .await?;
        Ok(code
            .and_then(|code| Observability::ALL.get(usize::try_from(code).ok()?).copied())
            .unwrap_or_default())
    }
}

impl Batch<'_> {
    /// True the first time.
    async fn hears(&mut self, key: UnrecognizedKey, now: Timestamp) -> Result<bool, StoreError> {
        let done =
            sqlx::query("insert into heard (key, at) values ($1, $2) on conflict do nothing")
                .bind(&key.as_bytes()[..])
                .bind(millis(now))
                .execute(&mut *self.sql)
                .await?;
        Ok(done.rows_affected() > 0)
    }
}
