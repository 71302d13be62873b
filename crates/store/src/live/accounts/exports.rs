//! Copies with content, by four eyes: one account asks, another allows, both within a time. The copy
//! itself is made when it is handed out; nothing of it is kept here.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::{Row, SqliteConnection};
use tact_domain::live::{Alias, AliasKey};

use crate::live::{
    Act, Store, StoreError,
    audit::AuditAction,
    batch::millis,
    rights::{alias_kind, find, instant},
    row::digest,
};

/// A copy that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportRequest {
    /// Its number.
    pub id: i64,
    /// Internal number of the contact, as the audit chain has it.
    pub contact: i64,
    /// Which account asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// Which account allowed it.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at: Option<Timestamp>,
    /// When the request, or the leave to take the copy, ends.
    pub ends_at: Timestamp,
}

/// What became of an approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approval {
    /// The copy may be taken, by whoever asked.
    Given(ExportRequest),
    /// There is no such request, or its time is over.
    Unknown,
    /// Whoever asked cannot be the one who allows, nor anybody who knows a password of the other, nor
    /// two whose passwords one account set.
    SameAccount,
    /// Somebody allowed it before.
    Already,
}

const SELECT: &str = "select r.id, r.contact, a.name as asked_by, r.asked_at, r.approved_by, \
    r.approved_at, r.ends_at from export_request r join account a on a.id = r.asked_by \
    where r.ends_at > $1 and ($2 is null or r.id = $2) order by r.id";

impl Store {
    /// Asks for a copy of all that is kept of a contact; `None` when nobody bears the name.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn ask_export(
        &self,
        who: Alias,
        account: i64,
        ends_at: Timestamp,
        act: &Act,
    ) -> Result<Option<ExportRequest>, StoreError> {
        let act = act.clone();
        let asked = self.transact(act.at, async move |batch| {
            sqlx::query("delete from export_request where ends_at <= $1")
                .bind(millis(act.at))
                .execute(&mut *batch.sql)
                .await?;
            let Some(contact) = find(&mut *batch.sql, who).await? else {
                return Ok(None);
            };
            let id: i64 = sqlx::query_scalar(
                "insert into export_request (alias, contact, asked_by, asked_at, ends_at) \
                 values ($1, $2, $3, $4, $5) returning id",
            )
            .bind(&who.key.as_bytes()[..])
            .bind(contact)
            .bind(account)
            .bind(millis(act.at))
            .bind(millis(ends_at))
            .fetch_one(&mut *batch.sql)
            .await?;
            batch
                .audit(&act, AuditAction::ExportAsked, Some(contact), 1)
                .await?;
            let row = sqlx::query(SELECT)
                .bind(millis(act.at))
                .bind(id)
                .fetch_one(&mut *batch.sql)
                .await?;
            Ok(Some(read(&row)?))
        });
        asked.await.map(|(_, asked)| asked)
    }

    /// Copies asked for whose time is not over, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn export_requests(&self, now: Timestamp) -> Result<Vec<ExportRequest>, StoreError> {
        let rows = sqlx::query(SELECT)
            .bind(millis(now))
            .bind(None::<i64>)
            .fetch_all(self.readers())
            .await?;
        let read: Result<Vec<_>, _> = rows.iter().map(read).collect();
        Ok(read?)
    }

    /// Allows a copy another account asked for; from now on it may be taken until `ends_at`.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn approve_export(
        &self,
        id: i64,
        account: &str,
        ends_at: Timestamp,
        act: &Act,
    ) -> Result<Approval, StoreError> {
        let (account, act) = (account.to_owned(), act.clone());
        let approved = self.transact(act.at, async move |batch| {
            let row = sqlx::query(SELECT)
                .bind(millis(act.at))
                .bind(id)
                .fetch_optional(&mut *batch.sql)
                .await?;
            let Some(row) = row else {
                return Ok(Approval::Unknown);
            };
            let asked = read(&row)?;
            if may_be_one_person(&mut *batch.sql, &asked.asked_by, &account).await? {
                return Ok(Approval::SameAccount);
            }
            if asked.approved_at.is_some() {
                return Ok(Approval::Already);
            }
            sqlx::query(
                "update export_request set approved_by = $2, approved_at = $3, ends_at = $4 \
                 where id = $1",
            )
            .bind(id)
            .bind(&account)
            .bind(millis(act.at))
            .bind(millis(ends_at))
            .execute(&mut *batch.sql)
            .await?;
            batch
                .audit(&act, AuditAction::ExportApproved, Some(asked.contact), 1)
                .await?;
            Ok(Approval::Given(ExportRequest {
                approved_by: Some(account),
                approved_at: Some(act.at),
                ends_at,
                ..asked
            }))
        });
        approved.await.map(|(_, approval)| approval)
    }

    /// The contact whose copy this account may take now: it asked, another allowed, the time lasts, and
    /// the name still belongs to whom it belonged to.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn approved_export(
        &self,
        id: i64,
        account: i64,
        now: Timestamp,
    ) -> Result<Option<Alias>, StoreError> {
        let row: Option<(Vec<u8>, i64)> = sqlx::query_as(
            "select r.alias, l.kind from export_request r \
             join alias l on l.key = r.alias and l.contact = r.contact where r.id = $1 and r.asked_by = $2 and r.approved_at is not null and r.ends_at > $3",
        )
        .bind(id)
        .bind(account)
        .bind(millis(now))
        .fetch_optional(self.readers())
        .await?;
        Ok(row.and_then(|(key, kind)| {
            Some(Alias {
                key: AliasKey::from_bytes(digest(&key)?),
                kind: alias_kind(kind)?,
            })
        }))
    }

    /// Takes a request back; `false` when the account has none of the number.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn withdraw_export(
        &self,
        id: i64,
        account: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.transact(now, async move |batch| {
            let gone = sqlx::query("delete from export_request where id = $1 and asked_by = $2")
                .bind(id)
                .bind(account)
                .execute(&mut *batch.sql)
                .await?;
            Ok(gone.rows_affected() > 0)
        })
        .await
        .map(|(_, gone)| gone)
    }
}

/// True when one person may hold both accounts: they are one, or an account set the password of the
/// other, or of both. Operators are left out: who runs the machine can read everything anyway.
async fn may_be_one_person(
    sql: &mut SqliteConnection,
    one: &str,
    other: &str,
) -> Result<bool, StoreError> {
    let known_to = async |name: &str, sql: &mut SqliteConnection| {
        let set_by: Option<String> =
            sqlx::query_scalar("select set_by from account where name = $1")
                .bind(name)
                .fetch_optional(sql)
                .await?;
        let set_by = set_by.filter(|by| by.starts_with("account:"));
        Ok::<_, StoreError>([Some(format!("account:{name}")), set_by])
    };
    let (one, other) = (known_to(one, sql).await?, known_to(other, sql).await?);
    Ok(one
        .iter()
        .flatten()
        .any(|by| other.iter().flatten().any(|known| known == by)))
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<ExportRequest, sqlx::Error> {
    Ok(ExportRequest {
        id: row.try_get("id")?,
        contact: row.try_get("contact")?,
        asked_by: row.try_get("asked_by")?,
        asked_at: instant(row.try_get("asked_at")?),
        approved_by: row.try_get("approved_by")?,
        approved_at: row.try_get::<Option<i64>, _>("approved_at")?.map(instant),
        ends_at: instant(row.try_get("ends_at")?),
    })
}
