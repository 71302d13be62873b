//! Accounts of the server: who may sign in, what they hold to come back, and what two of them must
//! agree on. Passwords and tokens come in as digests; nothing here can be used to sign in.

mod access;
mod exports;

use jiff::Timestamp;
use serde::Serialize;
use sqlx::Row;

pub use access::{AccountToken, NewSession, NewToken, Visitor};
pub(super) use access::{end_all_access, end_past_access};
pub use exports::{Approval, ExportRequest};

use super::{
    Act, Store, StoreError,
    audit::AuditAction,
    batch::{Batch, millis},
    rights::instant,
    row::digest,
};

/// An account to be made.
#[derive(Clone)]
pub struct NewAccount {
    /// Its name; also what the audit chain calls it.
    pub name: String,
    /// What it may do.
    pub role: String,
    /// Digest of its password.
    pub password: String,
    /// Random bytes its one-time codes are derived from; `None` where none are asked for.
    pub second_factor: Option<[u8; 32]>,
}

/// An account, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// What it may do.
    pub role: String,
    /// True when signing in takes a one-time code.
    pub second_factor: bool,
    /// When it was made.
    pub made_at: Timestamp,
    /// Sessions that last.
    pub sessions: i64,
    /// Tokens that last.
    pub tokens: i64,
}

/// What a password is checked against.
#[derive(Clone)]
pub struct Credentials {
    /// Internal number of the account.
    pub account: i64,
    /// What it may do.
    pub role: String,
    /// Digest of its password.
    pub password: String,
    /// Random bytes its one-time codes are derived from.
    pub second_factor: Option<[u8; 32]>,
    /// The last time step whose code was used.
    pub last_step: i64,
}

/// What is changed of an account. Every change ends its sessions; a new role or password its tokens,
/// too.
#[derive(Clone)]
pub enum AccountChange {
    /// What it may do, and the second factor where the new role needs one and has none.
    Role(String, Option<[u8; 32]>),
    /// Digest of its password.
    Password(String),
    /// Random bytes its one-time codes are derived from.
    SecondFactor([u8; 32]),
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(‹redacted›)")
    }
}

impl Store {
    /// Every account, by name.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn accounts(&self, now: Timestamp) -> Result<Vec<Account>, StoreError> {
        let rows = sqlx::query(
            "select name, role, second_factor is not null as second_factor, made_at, \
             (select count(*) from session s where s.account = a.id and s.ends_at > $1) as sessions, \
             (select count(*) from token t where t.account = a.id and t.ends_at > $1) as tokens \
             from account a order by name",
        )
        .bind(millis(now))
        .fetch_all(self.readers())
        .await?;
        let read = |row: &sqlx::sqlite::SqliteRow| {
            Ok(Account {
                name: row.try_get("name")?,
                role: row.try_get("role")?,
                second_factor: row.try_get::<i64, _>("second_factor")? == 1,
                made_at: instant(row.try_get("made_at")?),
                sessions: row.try_get("sessions")?,
                tokens: row.try_get("tokens")?,
            })
        };
        let read: Result<Vec<_>, sqlx::Error> = rows.iter().map(read).collect();
        Ok(read?)
    }

    /// What the password of an account is checked against; `None` when there is no such account.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn credentials(&self, name: &str) -> Result<Option<Credentials>, StoreError> {
        let row = sqlx::query("select * from account where name = $1")
            .bind(name)
            .fetch_optional(self.readers())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let kept: Option<Vec<u8>> = row.try_get("second_factor")?;
        Ok(Some(Credentials {
            account: row.try_get("id")?,
            role: row.try_get("role")?,
            password: row.try_get("password")?,
            second_factor: kept.as_deref().and_then(digest),
            last_step: row.try_get("last_step")?,
        }))
    }

    /// Makes an account; `false` when the name is taken.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn add_account(&self, new: NewAccount, act: &Act) -> Result<bool, StoreError> {
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            let made = sqlx::query(
                "insert into account (name, role, password, second_factor, set_by, made_at) \
                 values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
            )
            .bind(&new.name)
            .bind(&new.role)
            .bind(&new.password)
            .bind(new.second_factor.map(|kept| kept.to_vec()))
            .bind(act.actor.as_str())
            .bind(millis(act.at))
            .execute(&mut *batch.sql)
            .await?;
            batch
                .told(&act, AuditAction::AccountAdded, made.rows_affected())
                .await
        })
        .await
        .map(|(_, made)| made)
    }

    /// Removes an account with its sessions, tokens and requests; `false` when there is none of the
    /// name.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn remove_account(&self, name: &str, act: &Act) -> Result<bool, StoreError> {
        let (name, act) = (name.to_owned(), act.clone());
        self.transact(act.at, async move |batch| {
            let gone = sqlx::query("delete from account where name = $1")
                .bind(&name)
                .execute(&mut *batch.sql)
                .await?;
            batch
                .told(&act, AuditAction::AccountRemoved, gone.rows_affected())
                .await
        })
        .await
        .map(|(_, gone)| gone)
    }

    /// Changes an account; `false` when there is none of the name.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub async fn change_account(
        &self,
        name: &str,
        change: AccountChange,
        act: &Act,
    ) -> Result<bool, StoreError> {
        let (name, act) = (name.to_owned(), act.clone());
        self.transact(act.at, async move |batch| {
            let id: Option<i64> = sqlx::query_scalar("select id from account where name = $1")
                .bind(&name)
                .fetch_optional(&mut *batch.sql)
                .await?;
            let Some(id) = id else { return Ok(false) };
            batch.change(id, &change, &act).await?;
            batch.told(&act, AuditAction::AccountChanged, 1).await
        })
        .await
        .map(|(_, changed)| changed)
    }
}

impl Batch<'_> {
    async fn change(
        &mut self,
        id: i64,
        change: &AccountChange,
        act: &Act,
    ) -> Result<(), StoreError> {
        let changed = match change {
            AccountChange::Role(role, second_factor) => sqlx::query(
                "update account set role = $2, \
                 second_factor = coalesce(second_factor, $3) where id = $1",
            )
            .bind(id)
            .bind(role)
            .bind(second_factor.map(|kept| kept.to_vec())),
            AccountChange::Password(password) => {
                sqlx::query("update account set password = $2, set_by = $3 where id = $1")
                    .bind(id)
                    .bind(password)
                    .bind(act.actor.as_str())
            }
            AccountChange::SecondFactor(kept) => {
                sqlx::query("update account set second_factor = $2, last_step = 0 where id = $1")
                    .bind(id)
                    .bind(kept.to_vec())
            }
        };
        changed.execute(&mut *self.sql).await?;
        sqlx::query("delete from session where account = $1")
            .bind(id)
            .execute(&mut *self.sql)
            .await?;
        if !matches!(change, AccountChange::SecondFactor(_)) {
            sqlx::query("delete from token where account = $1")
                .bind(id)
                .execute(&mut *self.sql)
                .await?;
        }
        Ok(())
    }

    /// Writes an act on an account into the chain where it changed something; whether it did.
    pub(super) async fn told(
        &mut self,
        act: &Act,
        action: AuditAction,
        changed: u64,
    ) -> Result<bool, StoreError> {
        if changed > 0 {
            self.audit(act, action, None, 1).await?;
        }
        Ok(changed > 0)
    }
}
