//! The end of periods: what may be kept only so long goes the way everything goes.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use sqlx::Row;
use tact_domain::live::WithheldReason;

use super::{
    Act, Store, StoreError,
    audit::{AuditAction, Head},
    batch::{Batch, millis, number},
    contents::ANNOTATION,
    erasure::Cause,
    lattice::Held,
    reseal::Keep,
    row::{digest, slot_of},
};

/// Rows of one transaction: requests wait no longer than for these.
const ROWS: i64 = 256;
/// First seconds of the steps in which delays are counted: the platform's own limits among them.
const DELAYS: [i64; 8] = [0, 60, 420, 3600, 4096, 86_400, 172_800, 216_000];
const DAY: i64 = 86_400_000;

/// How long each class may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionPeriods {
    /// Words, media references, reactions: from when they were written.
    pub content: SignedDuration,
    /// What was concluded from them: from when they were written.
    pub features: SignedDuration,
    /// Lines of the consent ledger: from when the consent ended.
    pub consent_proof: SignedDuration,
    /// Entries of the audit chain.
    pub audit: SignedDuration,
    /// The deletion window. Eight days after it, a tombstone is folded into counts.
    pub deletion_window: SignedDuration,
}

impl Default for RetentionPeriods {
    /// 90 days, 13 months, 5 years, 12 months; 60 hours.
    fn default() -> Self {
        let days = |days: i64| SignedDuration::from_hours(days * 24);
        Self {
            content: days(90),
            features: days(396),
            consent_proof: days(1827),
            audit: days(366),
            deletion_window: SignedDuration::from_hours(60),
        }
    }
}

/// What came to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RetentionReport {
    /// Messages whose words were erased.
    pub contents: u64,
    /// Messages whose conclusions were erased.
    pub features: u64,
    /// Reactions whose emoji was erased.
    pub reactions: u64,
    /// Lines of the consent ledger removed.
    pub consent_lines: u64,
    /// Entries of the audit chain removed.
    pub audit_entries: u64,
    /// Tombstones folded into counts.
    pub tombstones: u64,
    /// Legal holds that ended by themselves; what waited for them was erased.
    pub holds: u64,
}

/// One class of what comes to its end.
#[derive(Clone, Copy)]
enum Sweep {
    Contents,
    Features,
    Reactions,
    Tombstones,
}

impl Store {
    /// Erases what is past its period and folds old tombstones, a few rows a transaction, so that
    /// whoever waits is served between two.
    ///
    /// # Errors
    /// The disk or the database refuses; what was done is done, the rest comes with the next run.
    pub async fn retention_run(
        &self,
        periods: RetentionPeriods,
        act: &Act,
    ) -> Result<RetentionReport, StoreError> {
        let mut report = RetentionReport {
            holds: self.hold_expire(act.at).await?,
            ..RetentionReport::default()
        };
        for (sweep, count) in [
            (Sweep::Features, &mut report.features),
            (Sweep::Contents, &mut report.contents),
            (Sweep::Reactions, &mut report.reactions),
            (Sweep::Tombstones, &mut report.tombstones),
        ] {
            loop {
                let work = async move |batch: &mut Batch<'_>| batch.sweep(sweep, periods).await;
                let (_, done) = self.transact(act.at, work).await?;
                *count += done;
                if done == 0 {
                    break;
                }
            }
        }
        let folded = past(act.at, fold_period(periods));
        self.turn(async move |writer| writer.journal.fold(folded))
            .await?;
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            report.consent_lines = batch
                .expire_proofs(past(act.at, periods.consent_proof))
                .await?;
            report.audit_entries = batch.expire_audit(past(act.at, periods.audit)).await?;
            super::accounts::end_past_access(&mut *batch.sql, millis(act.at)).await?;
            let destroyed = report.contents + report.features + report.reactions;
            let action = AuditAction::RetentionApplied;
            batch.audit(&act, action, None, number(destroyed)).await?;
            Ok(report)
        })
        .await
        .map(|(_, report)| report)
    }
}

pub(super) fn fold_period(periods: RetentionPeriods) -> SignedDuration {
    let eight_days = SignedDuration::from_hours(8 * 24);
    periods.deletion_window.saturating_add(eight_days)
}

/// What is older than this is past its period.
pub(super) fn past(now: Timestamp, period: SignedDuration) -> i64 {
    now.checked_sub(period).map_or(i64::MIN, millis)
}

impl Batch<'_> {
    async fn sweep(&mut self, sweep: Sweep, periods: RetentionPeriods) -> Result<u64, StoreError> {
        match sweep {
            Sweep::Contents => self.expire_contents(past(self.now, periods.content)).await,
            Sweep::Features => self.expire_features(past(self.now, periods.features)).await,
            Sweep::Reactions => self.expire_reactions(past(self.now, periods.content)).await,
            Sweep::Tombstones => {
                self.fold_tombstones(past(self.now, fold_period(periods)))
                    .await
            }
        }
    }

    async fn expire_contents(&mut self, before: i64) -> Result<u64, StoreError> {
        let rows = sqlx::query(
            "select key, slot, slot_epoch, content_purposes from message \
             where slot is not null and content_at < $1 and content_state = 4 limit $2",
        )
        .bind(before)
        .bind(ROWS)
        .fetch_all(&mut *self.sql)
        .await?;
        for row in &rows {
            if let (Some(key), Some(slot)) = (digest(row.try_get("key")?), slot_of(row)?) {
                let purposes = row.try_get("content_purposes")?;
                self.expire_words(&key, slot, purposes).await?;
            }
        }
        Ok(rows.len() as u64)
    }

    async fn expire_features(&mut self, before: i64) -> Result<u64, StoreError> {
        let rows = sqlx::query(
            "select key, slot, slot_epoch, content_state, content_purposes from message \
             where slot is not null and content_at < $1 and (content_state = 6 or exists ( \
             select 1 from sealed where slot = message.slot and field = $2)) limit $3",
        )
        .bind(before)
        .bind(i64::from(ANNOTATION))
        .bind(ROWS)
        .fetch_all(&mut *self.sql)
        .await?;
        let (at, erased) = (millis(self.now), Held::Withheld(WithheldReason::Erased));
        for row in &rows {
            let (Some(key), Some(slot)) = (digest(row.try_get("key")?), slot_of(row)?) else {
                continue;
            };
            let words = match row.try_get::<i64, _>("content_state")? {
                4 => {
                    self.reseal(&key, slot, Keep::WordsAndMedia, Cause::Expired, at)
                        .await?
                }
                _ => {
                    self.doom(slot, Cause::Expired, at);
                    None
                }
            };
            let purposes: i64 = row.try_get("content_purposes")?;
            let held = words.map_or(erased, |slot| Held::Sealed {
                slot,
                purposes: u8::try_from(purposes).unwrap_or(0),
            });
            self.hold(&key, held).await?;
        }
        Ok(rows.len() as u64)
    }

    async fn expire_reactions(&mut self, before: i64) -> Result<u64, StoreError> {
        let rows = sqlx::query(
            "select target, actor, slot, slot_epoch from reaction \
             where slot is not null and at < $1 limit $2",
        )
        .bind(before)
        .bind(ROWS)
        .fetch_all(&mut *self.sql)
        .await?;
        let (at, erased) = (millis(self.now), Held::Withheld(WithheldReason::Erased));
        for row in &rows {
            if let Some(slot) = slot_of(row)? {
                self.doom(slot, Cause::Expired, at);
            }
            let (actor, target) = (row.try_get("actor")?, row.try_get("target")?);
            self.withhold_reaction(actor, target, erased).await?;
        }
        Ok(rows.len() as u64)
    }

    /// Adds tombstones to the counts. Of each, only that it was stays.
    async fn fold_tombstones(&mut self, before: i64) -> Result<u64, StoreError> {
        let rows = sqlx::query(
            "select t.key, t.direction, t.cause, t.sent_at, t.deleted_at, t.thread, t.imported, d.number \
             from tombstone t left join thread d on d.id = t.thread \
             where t.deleted_at < $1 limit $2",
        )
        .bind(before)
        .bind(ROWS)
        .fetch_all(&mut *self.sql)
        .await?;
        for row in &rows {
            let (sent, deleted): (Option<i64>, i64) =
                (row.try_get("sent_at")?, row.try_get("deleted_at")?);
            let (key, thread): (Vec<u8>, Option<i64>) =
                (row.try_get("key")?, row.try_get("thread")?);
            let number: Option<Vec<u8>> = row.try_get("number")?;
            // What only exports told enters no count of deletions.
            if row.try_get::<i64, _>("imported")? == 0 {
                sqlx::query(
                    "insert into deletion_count (number, day, direction, cause, delay, count) \
                     values ($1, $2, $3, $4, $5, 1) on conflict do update set count = count + 1",
                )
                .bind(number.unwrap_or_default())
                .bind(sent.unwrap_or(deleted).div_euclid(DAY))
                .bind(row.try_get::<i64, _>("direction")?)
                .bind(row.try_get::<i64, _>("cause")?)
                .bind(sent.map_or(-1, |sent| delay_step(sent, deleted)))
                .execute(&mut *self.sql)
                .await?;
            }
            for statement in [
                "insert into folded (key) values ($1) on conflict do nothing",
                "delete from tombstone where key = $1",
            ] {
                sqlx::query(statement)
                    .bind(&key)
                    .execute(&mut *self.sql)
                    .await?;
            }
            if let Some(thread) = thread {
                self.touch(thread, sent.unwrap_or(deleted));
                self.left(Some(thread));
            }
        }
        Ok(rows.len() as u64)
    }

    /// Proofs of consents that ended so long ago that nobody may ask for them.
    async fn expire_proofs(&mut self, before: i64) -> Result<u64, StoreError> {
        let done = sqlx::query(
            "delete from consent where (contact, purpose) in (select contact, purpose from consent \
             group by contact, purpose \
             having max(at) < $1 and max(case when state = 1 then at end) = max(at))",
        )
        .bind(before)
        .execute(&mut *self.sql)
        .await?;
        Ok(done.rows_affected())
    }

    /// The oldest entries of the chain; it then begins after the last that was removed.
    async fn expire_audit(&mut self, before: i64) -> Result<u64, StoreError> {
        let last: Option<(i64, Vec<u8>)> = sqlx::query_as(
            "select seq, hash from audit where seq < coalesce( \
             (select min(seq) from audit where at >= $1), (select max(seq) from audit)) \
             order by seq desc limit 1",
        )
        .bind(before)
        .fetch_optional(&mut *self.sql)
        .await?;
        let Some((seq, hash)) = last else {
            return Ok(0);
        };
        let Some(hash) = digest(&hash) else {
            return Ok(0);
        };
        self.removed = Some(Head { seq, hash });
        let done = sqlx::query("delete from audit where seq <= $1")
            .bind(seq)
            .execute(&mut *self.sql)
            .await?;
        Ok(done.rows_affected())
    }
}

/// First second of the step a delay lies in.
fn delay_step(sent: i64, deleted: i64) -> i64 {
    let delay = deleted.saturating_sub(sent).div_euclid(1000);
    let reached = DELAYS.iter().rev().find(|step| **step <= delay);
    reached.copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_is_counted_in_the_step_it_reached() {
        let step = |seconds: i64| delay_step(5_000, 5_000 + seconds * 1000);
        let steps: Vec<_> = [-3, 0, 59, 60, 419, 420, 300_000].map(step).into();
        assert_eq!(steps, [0, 0, 0, 60, 60, 420, 216_000]);
    }
}
