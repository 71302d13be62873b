//! The database file: how it is opened, and its tables.

use std::{path::Path, time::Duration};

use sqlx::{
    ConnectOptions, SqliteConnection,
    sqlite::{
        SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
        SqliteSynchronous,
    },
};
use tact_domain::live::TenantId;

use super::StoreError;

/// Name of the database in `store.path`.
pub(crate) const DATABASE: &str = "tact.db";

/// Migrations in order; the place in the list is the version. Never edited once released.
const MIGRATIONS: [&str; 8] = [
    include_str!("../../migrations/sqlite/0001_live.sql"),
    include_str!("../../migrations/sqlite/0002_rights.sql"),
    include_str!("../../migrations/sqlite/0003_serve.sql"),
    include_str!("../../migrations/sqlite/0004_publications.sql"),
    include_str!("../../migrations/sqlite/0005_accounts.sql"),
    include_str!("../../migrations/sqlite/0006_outward.sql"),
    include_str!("../../migrations/sqlite/0007_import.sql"),
    include_str!("../../migrations/sqlite/0008_holds.sql"),
];

/// Pages the writer keeps in memory, in KiB with a minus sign: digests lie anywhere in a table, so
/// that a small cache would read most pages again.
const CACHE: &str = "-16384";
/// Prepared statements a connection keeps: those of the writer all fit.
const STATEMENTS: usize = 256;
/// Rows SQLite hands over before its reader has taken the first.
const ROWS: usize = 1024;

fn options(folder: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(folder.join(DATABASE))
        .journal_mode(SqliteJournalMode::Wal)
        // An acknowledged event survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .auto_vacuum(SqliteAutoVacuum::None)
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .row_buffer_size(ROWS)
        .statement_cache_capacity(STATEMENTS)
        .disable_statement_logging()
}

/// The one connection that writes.
pub(crate) async fn writer(folder: &Path) -> Result<SqliteConnection, StoreError> {
    make_folder(folder)?;
    let mut sql = options(folder)
        .pragma("cache_size", CACHE)
        .create_if_missing(true)
        .connect()
        .await?;
    restrict(&folder.join(DATABASE))?;
    // Read back: an SQLite built without it would keep deleted bytes in free pages.
    let secure: i64 = sqlx::query_scalar("pragma secure_delete")
        .fetch_one(&mut sql)
        .await?;
    if secure != 1 {
        return Err(StoreError::Database {
            code: "secure_delete is off".to_owned(),
        });
    }
    migrate(&mut sql).await?;
    Ok(sql)
}

/// A connection that copies the log into the database beside the writer, and does nothing else.
pub(crate) async fn beside(folder: &Path) -> Result<SqlitePool, StoreError> {
    Ok(SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(0)
        .connect_with(options(folder))
        .await?)
}

/// Connections that only read.
pub(crate) async fn readers(folder: &Path) -> Result<SqlitePool, StoreError> {
    Ok(SqlitePoolOptions::new()
        .max_connections(4)
        .min_connections(0)
        .connect_with(options(folder).read_only(true))
        .await?)
}

/// One connection that reads, beside a running server or without one.
pub(crate) async fn reader(folder: &Path) -> Result<SqliteConnection, StoreError> {
    Ok(options(folder).read_only(true).connect().await?)
}

/// A database beside the one in use, to be changed before it takes its place.
pub(crate) async fn open_copy(file: &Path) -> Result<SqliteConnection, StoreError> {
    let mut sql = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .disable_statement_logging()
        .connect()
        .await?;
    migrate(&mut sql).await?;
    Ok(sql)
}

/// Refuses a database that is not whole.
pub(crate) async fn check(file: &Path) -> Result<(), StoreError> {
    let damaged = || StoreError::Damaged {
        path: file.to_owned(),
    };
    let mut sql = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .disable_statement_logging()
        .connect()
        .await
        .map_err(|_| damaged())?;
    let found: String = sqlx::query_scalar("pragma integrity_check(1)")
        .fetch_one(&mut sql)
        .await
        .map_err(|_| damaged())?;
    sqlx::Connection::close(sql).await?;
    if found == "ok" {
        Ok(())
    } else {
        Err(damaged())
    }
}

async fn migrate(sql: &mut SqliteConnection) -> Result<(), StoreError> {
    let version: i64 = sqlx::query_scalar("pragma user_version")
        .fetch_one(&mut *sql)
        .await?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    if done > MIGRATIONS.len() {
        return Err(StoreError::Newer);
    }
    for (place, migration) in MIGRATIONS.iter().enumerate().skip(done) {
        sqlx::raw_sql("begin immediate").execute(&mut *sql).await?;
        sqlx::raw_sql(*migration).execute(&mut *sql).await?;
        // A pragma takes no parameter; what is written here is a count of this list.
        let version = sqlx::AssertSqlSafe(format!("pragma user_version = {}", place + 1));
        sqlx::raw_sql(version).execute(&mut *sql).await?;
        sqlx::raw_sql("commit").execute(&mut *sql).await?;
    }
    Ok(())
}

/// Binds a new database to its tenant; `false` when it belongs to another, or when it is new while
/// the keys are not: then the data is elsewhere, and its keys must not be swept.
pub(crate) async fn bind_tenant(
    sql: &mut SqliteConnection,
    tenant: TenantId,
    keys_are_used: bool,
) -> Result<bool, StoreError> {
    let known: Option<i64> = sqlx::query_scalar("select one from store")
        .fetch_optional(&mut *sql)
        .await?;
    if known.is_none() && keys_are_used {
        return Ok(false);
    }
    sqlx::query("insert into store (one, tenant) values (1, $1) on conflict do nothing")
        .bind(&tenant.as_bytes()[..])
        .execute(&mut *sql)
        .await?;
    let found: Vec<u8> = sqlx::query_scalar("select tenant from store")
        .fetch_one(&mut *sql)
        .await?;
    Ok(found == tenant.as_bytes())
}

pub(crate) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
        .create(folder)
        .map_err(|source| StoreError::io(folder, source))
}

pub(crate) fn restrict(file: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))
            .map_err(|source| StoreError::io(file, source))?;
    }
    let _ = file;
    Ok(())
}
