//! A copy of the database while it is used, and its return. Keys are no part of it: what was erased
//! after the copy was made stays erased when it comes back.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use jiff::tz::TimeZone;
use serde::Serialize;
use sqlx::Row;

use super::{
    Act, Store, StoreError,
    audit::{AuditAction, Ends, Head},
    contents::connection,
    row::digest,
    schema,
};
use crate::keys::Keys;

/// A copy that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackupReport {
    /// The copy.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
}

/// A copy that came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RestoreReport {
    /// Messages the copy holds, deleted ones apart.
    pub messages: i64,
    /// Deletions, ended consents and erasures made since the copy and made again.
    pub done_again: u64,
    /// Entries of the audit chain taken over from the database that was replaced.
    pub audit_entries: u64,
}

impl Store {
    /// Copies the database into a folder, under a name that tells the time, while everybody goes on
    /// reading and writing. Contents in it are sealed; their keys are not in it.
    ///
    /// # Errors
    /// The folder cannot be used or lies inside the store's or the keys', or the copy is not whole.
    pub async fn backup(&self, folder: &Path, act: &Act) -> Result<BackupReport, StoreError> {
        schema::make_folder(folder)?;
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let inside = |other: &Path| real(folder).starts_with(real(other));
        if inside(self.folder()) || inside(self.keys_folder()) {
            return Err(StoreError::BackupInside {
                path: folder.to_owned(),
            });
        }
        let at = act.at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ");
        let path = folder.join(format!("tact-{at}.db"));
        if path.exists() {
            let taken = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(StoreError::io(&path, taken));
        }
        let part = path.with_extension("part");
        remove(&part)?;
        let mut sql = connection(self.readers()).await?;
        sqlx::query("vacuum into $1")
            .bind(part.to_string_lossy().into_owned())
            .execute(&mut *sql)
            .await?;
        drop(sql);
        schema::restrict(&part)?;
        schema::check(&part).await?;
        let failed = |source| StoreError::io(&path, source);
        let file = File::open(&part).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        let bytes = file.metadata().map_err(failed)?.len();
        fs::rename(&part, &path).map_err(failed)?;
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)?;
        let act = act.clone();
        self.transact(act.at, async move |batch| {
            batch.audit(&act, AuditAction::BackupMade, None, 1).await
        })
        .await?;
        Ok(BackupReport { path, bytes })
    }
}

impl Store {
    /// Brings a second folder, on another disk, to where the keys are. Called after each erasure or
    /// at short intervals it is the only safe copy of keys: it is overwritten, never added to. It
    /// takes the place of a lost `keys.path` as it is.
    ///
    /// # Errors
    /// The folder lies inside the store's or the keys', is open to others, or cannot be written.
    pub async fn mirror_keys(&self, folder: &Path) -> Result<(), StoreError> {
        let (store, to) = (self.folder().to_owned(), folder.to_owned());
        self.turn(async move |writer| Ok(writer.keys.mirror(&to, &store)?))
            .await
    }
}

/// Puts a copy of the database in the place of the present one, with the server stopped, and does
/// again what was deleted, ended and erased since. Keys are left as they are.
///
/// # Errors
/// A server has the store open; the copy is damaged, of another tenant or of a newer version; the
/// disk refuses. The present database stays until the copy was found whole.
pub async fn restore(
    copy: &Path,
    store: &Path,
    keys: &Path,
    act: &Act,
) -> Result<RestoreReport, StoreError> {
    let (taken_in, audit_entries) = {
        let keys = Keys::open(keys, store, act.at)?;
        schema::make_folder(store)?;
        let present = store.join(schema::DATABASE);
        let part = store.join("restored.part");
        let failed = |source| StoreError::io(&present, source);
        for left in ["", "-wal", "-shm", "-journal"] {
            remove(&with_suffix(&part, left))?;
        }
        fs::copy(copy, &part).map_err(|source| StoreError::io(copy, source))?;
        let checked = async {
            schema::restrict(&part)?;
            schema::check(&part).await?;
            prepare(&part, &present, &keys).await
        };
        let (taken_in, audit_entries) = match checked.await {
            Ok(prepared) => prepared,
            Err(error) => {
                remove(&part)?;
                return Err(error);
            }
        };
        File::open(&part)
            .and_then(|file| file.sync_all())
            .map_err(failed)?;
        // The log of the database that goes would be read into the one that comes.
        for left in ["-wal", "-shm"] {
            remove(&with_suffix(&present, left))?;
        }
        fs::rename(&part, &present).map_err(failed)?;
        File::open(store)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)?;
        (taken_in, audit_entries)
    };
    let restored = Store::open(store, keys, act.at).await?;
    let act = act.clone();
    let done_again = restored
        .turn(async move |writer| Ok(writer.journal.count().saturating_sub(taken_in)))
        .await?;
    let (_, messages) = restored
        .transact(act.at, async move |batch| {
            let again = super::batch::number(done_again);
            batch
                .audit(&act, AuditAction::Restored, None, again)
                .await?;
            let count: i64 = sqlx::query_scalar("select count(*) from message")
                .fetch_one(&mut *batch.sql)
                .await?;
            Ok(count)
        })
        .await?;
    restored.close().await?;
    Ok(RestoreReport {
        messages,
        done_again,
        audit_entries,
    })
}

/// Checks that the copy is of this store, carries over the entries of the audit chain that are newer
/// than it, and says where the chain ends now. Answers what the copy had taken in of the journal, and
/// how many entries were carried over.
async fn prepare(part: &Path, present: &Path, keys: &Keys) -> Result<(u64, u64), StoreError> {
    let mut sql = schema::open_copy(part).await?;
    if !schema::bind_tenant(&mut sql, keys.tenant(), true).await? {
        return Err(StoreError::Foreign {
            path: part.to_owned(),
        });
    }
    let taken_in = super::journal::taken_in(&mut sql).await?;
    // Sessions and tokens that were ended since the copy would open the door again.
    super::accounts::end_all_access(&mut sql).await?;
    let mut carried = 0;
    // A present database that cannot be read is why one restores.
    if let Ok(mut old) = schema::open_copy(present).await {
        let last: i64 = sqlx::query_scalar("select coalesce(max(seq), 0) from audit")
            .fetch_one(&mut sql)
            .await?;
        let rows = sqlx::query("select * from audit where seq > $1 order by seq")
            .bind(last)
            .fetch_all(&mut old)
            .await
            .unwrap_or_default();
        for row in rows {
            sqlx::query(
                "insert into audit (seq, at, actor, action, contact, count, hash) \
                 values ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(row.try_get::<i64, _>("seq")?)
            .bind(row.try_get::<i64, _>("at")?)
            .bind(row.try_get::<String, _>("actor")?)
            .bind(row.try_get::<String, _>("action")?)
            .bind(row.try_get::<Option<i64>, _>("contact")?)
            .bind(row.try_get::<i64, _>("count")?)
            .bind(row.try_get::<Vec<u8>, _>("hash")?)
            .execute(&mut sql)
            .await?;
            carried += 1;
        }
        super::hold::carry_holds(&mut old, &mut sql).await?;
        sqlx::Connection::close(old).await?;
        super::travel::carry_travel(&mut sql, present).await?;
    }
    let newest: Option<(i64, Vec<u8>)> =
        sqlx::query_as("select seq, hash from audit order by seq desc limit 1")
            .fetch_optional(&mut sql)
            .await?;
    sqlx::Connection::close(sql).await?;
    let mut ends = Ends::read(keys.folder())?;
    ends.newest = newest.and_then(|(seq, hash)| {
        let hash = digest(&hash)?;
        Some(Head { seq, hash })
    });
    ends.write(keys.folder())?;
    Ok((taken_in, carried))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::io(path, source))
        }
        _ => Ok(()),
    }
}
