//! Sessions of browsers and tokens of scripts. Kept by the digest of what the other side holds, so
//! that nobody comes in with what stands here; both end by themselves and with their account.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::{Row, SqliteConnection};

use crate::live::{Act, Store, StoreError, audit::AuditAction, batch::millis, rights::instant};

/// Sessions one account may have at once; the oldest gives way.
const SESSIONS: i64 = 20;

/// A session to be opened.
#[derive(Clone)]
pub struct NewSession {
    /// Internal number of the account.
    pub account: i64,
    /// Digest of what the browser will hold.
    pub key: [u8; 32],
    /// When it ends, whatever happens.
    pub ends_at: Timestamp,
    /// The digest the password was checked against: a password changed meanwhile opens nothing.
    pub password: String,
    /// The time step whose code was given, where one was asked for.
    pub step: Option<i64>,
}

/// A token to be made.
#[derive(Clone)]
pub struct NewToken {
    /// Name of the account.
    pub account: String,
    /// Digest of what the script will hold.
    pub key: [u8; 32],
    /// What it is for, in the operator's words.
    pub label: String,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// A token, as it is shown: never what it is used by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccountToken {
    /// Its number.
    pub id: i64,
    /// What it is for.
    pub label: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// Who comes with a session or a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Internal number of the account.
    pub account: i64,
    /// Its name.
    pub name: String,
    /// What it may do.
    pub role: String,
    /// When the session or token ends.
    pub ends_at: Timestamp,
}

impl Store {
    /// Opens a session; `false` when the account changed or the one-time code was used before.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn open_session(&self, new: NewSession, act: &Act) -> Result<bool, StoreError> {
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            let fits = sqlx::query(
                "update account set last_step = coalesce($3, last_step) \
                 where id = $1 and password = $2 \
                 and (($3 is null and second_factor is null) or $3 > last_step)",
            )
            .bind(new.account)
            .bind(&new.password)
            .bind(new.step)
            .execute(&mut *batch.sql)
            .await?;
            if fits.rows_affected() == 0 {
                return Ok(false);
            }
            let now = millis(act.at);
            sqlx::query("delete from session where ends_at <= $1")
                .bind(now)
                .execute(&mut *batch.sql)
                .await?;
            sqlx::query(
                "delete from session where account = $1 and key not in \
                 (select key from session where account = $1 order by made_at desc limit $2)",
            )
            .bind(new.account)
            .bind(SESSIONS - 1)
            .execute(&mut *batch.sql)
            .await?;
            sqlx::query(
                "insert into session (key, account, made_at, ends_at) values ($1, $2, $3, $4)",
            )
            .bind(&new.key[..])
            .bind(new.account)
            .bind(now)
            .bind(millis(new.ends_at))
            .execute(&mut *batch.sql)
            .await?;
            batch.told(&act, AuditAction::SessionOpened, 1).await
        })
        .await
        .map(|(_, opened)| opened)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn end_session(&self, key: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
        self.transact(now, async move |batch| {
            sqlx::query("delete from session where key = $1")
                .bind(&key[..])
                .execute(&mut *batch.sql)
                .await?;
            Ok(())
        })
        .await
        .map(|(_, ())| ())
    }

    /// Who holds a session that lasts at `now`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn session(
        &self,
        key: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Visitor>, StoreError> {
        let query = "select a.id, a.name, a.role, s.ends_at from session s \
                     join account a on a.id = s.account where s.key = $1 and s.ends_at > $2";
        self.visitor(query, key, now).await
    }

    /// Who holds a token that lasts at `now`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn token(
        &self,
        key: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Visitor>, StoreError> {
        let query = "select a.id, a.name, a.role, t.ends_at from token t \
                     join account a on a.id = t.account where t.key = $1 and t.ends_at > $2";
        self.visitor(query, key, now).await
    }

    async fn visitor(
        &self,
        query: &'static str,
        key: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Visitor>, StoreError> {
        let row = sqlx::query(query)
            .bind(&key[..])
            .bind(millis(now))
            .fetch_optional(self.readers())
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Visitor {
            account: row.try_get("id")?,
            name: row.try_get("name")?,
            role: row.try_get("role")?,
            ends_at: instant(row.try_get("ends_at")?),
        }))
    }

    /// Makes a token; `None` when there is no such account. Answers its number.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn add_token(&self, new: NewToken, act: &Act) -> Result<Option<i64>, StoreError> {
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            sqlx::query("delete from token where ends_at <= $1")
                .bind(millis(act.at))
                .execute(&mut *batch.sql)
                .await?;
            let id: Option<i64> = sqlx::query_scalar(
                "insert into token (key, account, label, made_at, ends_at) \
                 select $1, id, $3, $4, $5 from account where name = $2 returning id",
            )
            .bind(&new.key[..])
            .bind(&new.account)
            .bind(&new.label)
            .bind(millis(act.at))
            .bind(millis(new.ends_at))
            .fetch_optional(&mut *batch.sql)
            .await?;
            batch
                .told(&act, AuditAction::TokenMade, u64::from(id.is_some()))
                .await?;
            Ok(id)
        })
        .await
        .map(|(_, id)| id)
    }

    /// The tokens of an account that last, oldest first; `None` when there is no such account.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn tokens(
        &self,
        account: &str,
        now: Timestamp,
    ) -> Result<Option<Vec<AccountToken>>, StoreError> {
        let known: Option<i64> = sqlx::query_scalar("select id from account where name = $1")
            .bind(account)
            .fetch_optional(self.readers())
            .await?;
        let Some(account) = known else {
            return Ok(None);
        };
        let rows: Vec<(i64, String, i64, i64)> = sqlx::query_as(
            "select id, label, made_at, ends_at from token \
             where account = $1 and ends_at > $2 order by id",
        )
        .bind(account)
        .bind(millis(now))
        .fetch_all(self.readers())
        .await?;
        let read = |(id, label, made_at, ends_at)| AccountToken {
            id,
            label,
            made_at: instant(made_at),
            ends_at: instant(ends_at),
        };
        Ok(Some(rows.into_iter().map(read).collect()))
    }

    /// Ends a token of an account; `false` when the account has none of the number.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn end_token(&self, account: &str, id: i64, act: &Act) -> Result<bool, StoreError> {
        let (account, act) = (account.to_owned(), act.clone());
        self.transact(act.at, async move |batch| {
            let ended = sqlx::query(
                "delete from token where id = $2 \
                 and account = (select id from account where name = $1)",
            )
            .bind(&account)
            .bind(id)
            .execute(&mut *batch.sql)
            .await?;
            batch
                .told(&act, AuditAction::TokenEnded, ended.rows_affected())
                .await
        })
        .await
        .map(|(_, ended)| ended)
    }
}

/// Removes sessions, tokens and requests whose time is over; they open nothing any more.
pub(in crate::live) async fn end_past_access(
    sql: &mut SqliteConnection,
    now: i64,
) -> Result<(), StoreError> {
    for query in [
        "delete from session where ends_at <= $1",
        "delete from token where ends_at <= $1",
        "delete from export_request where ends_at <= $1",
    ] {
        sqlx::query(query).bind(now).execute(&mut *sql).await?;
    }
    Ok(())
}

/// Ends every session, every token and every request: for a database that comes back, which may hold
/// some that were ended since.
pub(in crate::live) async fn end_all_access(sql: &mut SqliteConnection) -> Result<(), StoreError> {
    for query in [
        "delete from session",
        "delete from token",
        "delete from export_request",
    ] {
        sqlx::query(query).execute(&mut *sql).await?;
    }
    Ok(())
}
