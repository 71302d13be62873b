//! What the log of the database still owes: erasures whose rows are committed while pages of the
//! past may lie in it. Their keys are gone already.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use sqlx::{Row, SqliteConnection};

use super::StoreError;

/// How many erasures the percentile looks back on.
const REMEMBERED: usize = 4096;

/// When the log is to be emptied after an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogEmptying {
    /// Before whoever asked is answered.
    Now,
    /// By whoever gave the turn, once nobody waits; one emptying then serves several erasures.
    Later,
}

#[derive(Default)]
pub(super) struct OwedLog {
    /// When the erasures began that wait for it.
    waiting: Vec<Instant>,
    /// How long the last ones took, from the batch's turn to the ledger's last word.
    times: VecDeque<Duration>,
}

impl OwedLog {
    pub(super) fn is_owed(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub(super) fn owe(&mut self, begun: Instant) {
        self.waiting.push(begun);
    }

    pub(super) fn is_paid(&mut self) {
        for begun in self.waiting.drain(..) {
            if self.times.len() == REMEMBERED {
                self.times.pop_front();
            }
            self.times.push_back(begun.elapsed());
        }
    }

    /// The time in which 99 of 100 were done. `None` before the first.
    pub(super) fn p99(&self) -> Option<Duration> {
        let mut times: Vec<_> = self.times.iter().copied().collect();
        times.sort_unstable();
        let place = (times.len() * 99).div_ceil(100);
        times.get(place.checked_sub(1)?).copied()
    }
}

/// True when no page of the past is left in the log. Somebody who reads for long is not waited for.
pub(super) async fn empty(sql: &mut SqliteConnection) -> Result<bool, StoreError> {
    sqlx::query("pragma busy_timeout = 20")
        .execute(&mut *sql)
        .await?;
    let emptied = sqlx::query("pragma wal_checkpoint(truncate)")
        .fetch_one(&mut *sql)
        .await;
    sqlx::query("pragma busy_timeout = 5000")
        .execute(&mut *sql)
        .await?;
    Ok(emptied?.try_get::<i64, _>(0)? == 0)
}
