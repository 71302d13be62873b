//! What is still to be told when an older copy of the database comes back: the lists of the database
//! that goes are the true ones.

use std::path::Path;

use sqlx::SqliteConnection;

use crate::live::StoreError;

/// Puts the waiting notices, open tasks and the memory of what was told of the database at `present`
/// in the place of the copy's. Numbers of tasks are never used twice.
pub(crate) async fn carry_travel(
    copy: &mut SqliteConnection,
    present: &Path,
) -> Result<(), StoreError> {
    sqlx::query("attach database $1 as present")
        .bind(present.display().to_string())
        .execute(&mut *copy)
        .await?;
    for statement in [
        "delete from outbox",
        "delete from task",
        "delete from told",
        "insert into task select * from present.task",
        "insert into outbox select * from present.outbox",
        "insert into told select * from present.told",
        "insert into counter (name, count) select name, count from present.counter \
         where name = 'tasks' on conflict (name) do update set count = max(count, excluded.count)",
        "detach database present",
    ] {
        sqlx::query(statement).execute(&mut *copy).await?;
    }
    Ok(())
}
