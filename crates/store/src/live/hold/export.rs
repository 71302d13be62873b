//! A copy of what a hold keeps, at the word of two people within a day.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use sqlx::Row;
use tact_domain::{Direction, live::ContentField};

use super::{Hold, HoldAnswer, HoldId, HoldRefused, list};
use crate::{
    live::{
        Act, ClearText, ExportedField, Store, StoreError,
        audit::AuditAction,
        batch::{millis, number},
        contents::connection,
        rights::{direction, instant},
        row::{digest, slot_of},
    },
    seal::{self, Bound},
};

/// How long the word of one waits for that of another.
const WAITS: SignedDuration = SignedDuration::from_hours(24);

/// What asking for a copy led to.
#[derive(Debug)]
pub enum AskedHold {
    /// The first word is noted; somebody else has to ask for the same within a day.
    Noted,
    /// Two asked: here it is.
    Opened(Box<HoldExport>),
}

/// Everything a hold keeps, opened for this answer only.
#[derive(Debug, Serialize)]
pub struct HoldExport {
    /// When it was put together.
    pub made_at: Timestamp,
    /// The hold.
    pub hold: Hold,
    /// Why.
    pub reason: Option<ClearText>,
    /// What would have been erased, oldest first.
    pub messages: Vec<HeldMessage>,
}

/// One message whose words lie apart.
#[derive(Debug, Serialize)]
pub struct HeldMessage {
    /// Which way it went.
    pub direction: Direction,
    /// When its words were written.
    pub written_at: Option<Timestamp>,
    /// Since when they are erased for everything else.
    pub erased_at: Timestamp,
    /// The words.
    pub content: Vec<ExportedField>,
}

impl Store {
    /// Asks for a copy of what a hold in force keeps. The first person's word is noted; the second
    /// one's, another's, opens it.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn hold_export(
        &self,
        id: HoldId,
        act: &Act,
    ) -> Result<HoldAnswer<AskedHold>, StoreError> {
        self.hold_expire(act.at).await?;
        let asking = act.clone();
        let (_, found) = self
            .transact(act.at, async move |batch| {
                let Some(hold) = batch.find_hold(id).await? else {
                    return Ok(Err(HoldRefused::Unknown));
                };
                if !hold.approved {
                    return Ok(Err(HoldRefused::NotApproved));
                }
                let asked: (Option<String>, Option<i64>) =
                    sqlx::query_as("select export_by, export_at from hold where id = $1")
                        .bind(&hold.id[..])
                        .fetch_one(&mut *batch.sql)
                        .await?;
                let fresh = millis(asking.at.checked_sub(WAITS).unwrap_or(Timestamp::MIN));
                let other = match &asked {
                    (Some(by), Some(at)) => asking.actor.is_surely_not(by) && *at > fresh,
                    _ => false,
                };
                let (by, at) = match other {
                    true => (None, None),
                    false => (Some(asking.actor.as_str()), Some(millis(asking.at))),
                };
                sqlx::query("update hold set export_by = $2, export_at = $3 where id = $1")
                    .bind(&hold.id[..])
                    .bind(by)
                    .bind(at)
                    .execute(&mut *batch.sql)
                    .await?;
                let count: i64 = sqlx::query_scalar("select count(*) from held where contact = $1")
                    .bind(hold.contact)
                    .fetch_one(&mut *batch.sql)
                    .await?;
                let action = match other {
                    true => AuditAction::HoldExported,
                    false => AuditAction::HoldCopyAsked,
                };
                batch
                    .audit(&asking, action, Some(hold.contact), count)
                    .await?;
                Ok(Ok(other.then_some(hold)))
            })
            .await?;
        let hold = match found {
            Err(refused) => return Ok(Err(refused)),
            Ok(None) => return Ok(Ok(AskedHold::Noted)),
            Ok(Some(hold)) => hold,
        };
        let opened = self.open_hold(&hold.id, act.at).await?;
        Ok(opened.map(|export| AskedHold::Opened(Box::new(export))))
    }

    async fn open_hold(
        &self,
        id: &[u8; 32],
        now: Timestamp,
    ) -> Result<HoldAnswer<HoldExport>, StoreError> {
        let mut sql = connection(self.readers()).await?;
        let Some(hold) = list::hold_of(&mut sql, id).await? else {
            return Ok(Err(HoldRefused::Unknown));
        };
        let row = sqlx::query("select id, slot, slot_epoch, bytes from hold where id = $1")
            .bind(&id[..])
            .fetch_one(&mut *sql)
            .await?;
        let reason = self.reason(&row)?;
        let rows =
            sqlx::query("select * from held where contact = $1 order by written_at, message")
                .bind(hold.contact)
                .fetch_all(&mut *sql)
                .await?;
        let mut messages = Vec::with_capacity(rows.len());
        for row in rows {
            let (Some(owner), Some(slot)) = (digest(row.try_get("message")?), slot_of(&row)?)
            else {
                continue;
            };
            let Some(key) = self.keys().data_key(slot)? else {
                continue;
            };
            let parts: Vec<(i64, Vec<u8>)> =
                sqlx::query_as("select field, bytes from held_part where slot = $1 order by field")
                    .bind(number(slot.slot))
                    .fetch_all(&mut *sql)
                    .await?;
            let mut content = Vec::new();
            for (code, bytes) in parts {
                let Ok(code) = u8::try_from(code) else {
                    continue;
                };
                let bound = Bound {
                    tenant: self.keys().tenant(),
                    owner: &owner,
                    field: code,
                };
                let clear = seal::open(&key, bound, &bytes);
                if let (Some(field), Some(clear)) = (ContentField::from_code(code), clear) {
                    let text = ClearText::new(&clear);
                    content.push(ExportedField { field, text });
                }
            }
            messages.push(HeldMessage {
                direction: direction(row.try_get("direction")?),
                written_at: row.try_get::<Option<i64>, _>("written_at")?.map(instant),
                erased_at: instant(row.try_get("at")?),
                content,
            });
        }
        Ok(Ok(HoldExport {
            made_at: now,
            hold,
            reason,
            messages,
        }))
    }
}
