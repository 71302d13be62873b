//! Holds as operators see them: who asked, who approved, until when; the reason is sealed.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{HoldId, REASON};
use crate::live::{
    ClearText, Store, StoreError,
    contents::{connection, open_one},
    rights::instant,
    row::{digest, slot_of},
};

/// How far a hold has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldState {
    /// Asked for; it does nothing yet.
    Asked,
    /// Approved by somebody else: in force.
    InForce,
}

/// One hold, without its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hold {
    /// Its name.
    pub id: HoldId,
    /// Internal number of the contact, as the audit chain has it.
    pub contact: i64,
    /// How far it has come.
    pub state: HoldState,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// Who approved.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at: Option<Timestamp>,
    /// When it ends by itself.
    pub until: Timestamp,
    /// Messages of the contact whose words lie apart.
    pub held: i64,
    /// Who asked for a copy that somebody else has not yet asked for.
    pub copy_asked_by: Option<String>,
}

const COLUMNS: &str = "select *, (select count(*) from held where held.contact = hold.contact) \
                       as held from hold";

impl Store {
    /// Holds asked for and in force, oldest first, with their reasons opened for this answer.
    ///
    /// # Errors
    /// The database or the slot file cannot be read.
    pub async fn holds(&self) -> Result<Vec<(Hold, Option<ClearText>)>, StoreError> {
        let mut sql = connection(self.readers()).await?;
        let query = sqlx::AssertSqlSafe(format!("{COLUMNS} order by asked_at, id"));
        let rows = sqlx::query(query).fetch_all(&mut *sql).await?;
        let mut holds = Vec::with_capacity(rows.len());
        for row in &rows {
            holds.push((read(row)?, self.reason(row)?));
        }
        Ok(holds)
    }

    pub(super) fn reason(&self, row: &SqliteRow) -> Result<Option<ClearText>, StoreError> {
        let (Some(id), Some(slot)) = (digest(row.try_get("id")?), slot_of(row)?) else {
            return Ok(None);
        };
        let bytes: Vec<u8> = row.try_get("bytes")?;
        let clear = open_one(self.keys(), &id, REASON, slot, &bytes)?;
        Ok(clear.map(|clear| ClearText::new(&clear)))
    }
}

pub(super) async fn hold_of(
    sql: &mut SqliteConnection,
    id: &[u8; 32],
) -> Result<Option<Hold>, StoreError> {
    let query = sqlx::AssertSqlSafe(format!("{COLUMNS} where id = $1"));
    let row = sqlx::query(query).bind(&id[..]).fetch_optional(sql).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

pub(super) fn read(row: &SqliteRow) -> Result<Hold, sqlx::Error> {
    let id: Vec<u8> = row.try_get("id")?;
    let approved_at: Option<i64> = row.try_get("approved_at")?;
    Ok(Hold {
        id: HoldId::of(&id),
        contact: row.try_get("contact")?,
        state: match approved_at {
            Some(_) => HoldState::InForce,
            None => HoldState::Asked,
        },
        asked_by: row.try_get("asked_by")?,
        asked_at: instant(row.try_get("asked_at")?),
        approved_by: row.try_get("approved_by")?,
        approved_at: approved_at.map(instant),
        until: instant(row.try_get("until")?),
        held: row.try_get("held")?,
        copy_asked_by: row.try_get("export_by")?,
    })
}
