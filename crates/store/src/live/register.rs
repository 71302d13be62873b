//! What a register of processing says of the store: counts and times, nothing of one person.

use std::path::Path;

use jiff::Timestamp;
use sqlx::{Row, SqliteConnection};
use tact_domain::PurposeKind;
use tact_privacy::live::{ConsentView, Standing};

use super::{
    RetentionPeriods, StoreError, audit::AuditAction, batch::millis, contact::consent_event,
    rights::instant, schema,
};

/// How many contacts stand how towards one purpose. Counts of people: whoever shows them hides the
/// small ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConsentCount {
    /// Agree now.
    pub granted: u64,
    /// Agreed once and ended it, or said no.
    pub ended: u64,
}

/// What is kept, and what was done to keep it in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterCounts {
    /// Contacts known by at least one name.
    pub contacts: u64,
    /// Of them, those whose objection stands.
    pub objecting: u64,
    /// By purpose, in the order of [`PurposeKind::ALL`].
    pub consents: [ConsentCount; PurposeKind::ALL.len()],
    /// Messages whose content is held, sealed.
    pub contents: u64,
    /// Of them, those past the period of their class that no run has taken away yet.
    pub overdue: u64,
    /// Legal holds in force.
    pub holds: u64,
    /// When retention was last applied.
    pub retention_at: Option<Timestamp>,
    /// When keys were last changed.
    pub rotation_at: Option<Timestamp>,
    /// When a copy of the database was last made.
    pub backup_at: Option<Timestamp>,
}

/// Counts for a register, at `store.path`; also while a server runs.
///
/// # Errors
/// There is no store, or it cannot be read.
pub async fn read_register(
    store: &Path,
    periods: RetentionPeriods,
    now: Timestamp,
) -> Result<RegisterCounts, StoreError> {
    let mut sql = schema::reader(store).await?;
    let past = now.checked_sub(periods.content).map_or(i64::MIN, millis);
    let (contacts, objecting, contents, overdue, holds): (i64, i64, i64, i64, i64) =
        sqlx::query_as(
            "select (select count(*) from contact c where exists \
         (select 1 from alias where contact = c.id)), \
         (select count(*) from contact where opted_out_at is not null \
         and opted_out_until is null), \
         (select count(*) from message where content_state = 4), \
         (select count(*) from message where content_state = 4 and content_at < $1), \
         (select count(*) from hold where approved_at is not null and until > $2)",
        )
        .bind(past)
        .bind(millis(now))
        .fetch_one(&mut sql)
        .await?;
    let mut counts = RegisterCounts {
        contacts: count(contacts),
        objecting: count(objecting),
        consents: consents(&mut sql, now).await?,
        contents: count(contents),
        overdue: count(overdue),
        holds: count(holds),
        ..RegisterCounts::default()
    };
    for (action, at) in [
        (AuditAction::RetentionApplied, &mut counts.retention_at),
        (AuditAction::KeysRotated, &mut counts.rotation_at),
        (AuditAction::BackupMade, &mut counts.backup_at),
    ] {
        let last: Option<i64> = sqlx::query_scalar("select max(at) from audit where action = $1")
            .bind(action.word())
            .fetch_one(&mut sql)
            .await?;
        *at = last.map(instant);
    }
    Ok(counts)
}

/// The fold of every contact's ledger, one contact after another.
async fn consents(
    sql: &mut SqliteConnection,
    now: Timestamp,
) -> Result<[ConsentCount; PurposeKind::ALL.len()], StoreError> {
    const PAGE: i64 = 4096;
    let mut counts = [ConsentCount::default(); PurposeKind::ALL.len()];
    let mut place = i64::MIN;
    loop {
        let contacts: Vec<i64> = sqlx::query_scalar(
            "select distinct contact from consent where contact > $1 order by contact limit $2",
        )
        .bind(place)
        .bind(PAGE)
        .fetch_all(&mut *sql)
        .await?;
        let Some(last) = contacts.last().copied() else {
            return Ok(counts);
        };
        let rows = sqlx::query(
            "select contact, purpose, state, at, covers_history from consent \
             where contact > $1 and contact <= $2 order by contact",
        )
        .bind(place)
        .bind(last)
        .fetch_all(&mut *sql)
        .await?;
        place = last;
        let mut rows = rows.iter().peekable();
        while let Some(contact) = rows.peek().map(|row| row.try_get::<i64, _>("contact")) {
            let contact = contact?;
            let mut events = Vec::new();
            while let Some(row) =
                rows.next_if(|row| row.try_get::<i64, _>("contact").ok() == Some(contact))
            {
                events.extend(consent_event(row)?);
            }
            let view = ConsentView::fold(events, now);
            for purpose in PurposeKind::ALL {
                let counted = &mut counts[purpose as usize];
                match view.standing(purpose) {
                    Standing::Granted(_) => counted.granted += 1,
                    Standing::Ended => counted.ended += 1,
                    Standing::Unknown => {}
                }
            }
        }
    }
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
