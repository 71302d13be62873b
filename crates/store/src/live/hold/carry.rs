//! Holds when an older copy of the database comes back: those of the database that goes are the true
//! ones, and are carried over with what they keep.

use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use crate::live::StoreError;

/// Puts the holds of the old database in the place of the copy's. Contacts are found by the name the
/// hold was asked under; numbers of contacts only grow, so that one the copy does not know is free.
pub(crate) async fn carry_holds(
    old: &mut SqliteConnection,
    copy: &mut SqliteConnection,
) -> Result<(), StoreError> {
    // A database that cannot be read is why one restores: then the copy's holds stay, and what the
    // journal knows of their ends is done again.
    let (Ok(holds), Ok(held), Ok(parts)) = (
        sqlx::query("select * from hold").fetch_all(&mut *old).await,
        sqlx::query("select * from held").fetch_all(&mut *old).await,
        sqlx::query("select * from held_part")
            .fetch_all(&mut *old)
            .await,
    ) else {
        return Ok(());
    };
    // Whose a hold was when the copy was made; the number it was asked under may be another's since.
    let owners: std::collections::HashMap<Vec<u8>, i64> =
        sqlx::query_as::<_, (Vec<u8>, i64)>("select id, contact from hold")
            .fetch_all(&mut *copy)
            .await?
            .into_iter()
            .collect();
    for statement in [
        "delete from held_part",
        "delete from held",
        "delete from hold",
    ] {
        sqlx::query(statement).execute(&mut *copy).await?;
    }
    let mut known = std::collections::HashMap::new();
    for row in &holds {
        let before: i64 = row.try_get("contact")?;
        let now = match owners.get(&row.try_get::<Vec<u8>, _>("id")?) {
            Some(owner) => *owner,
            None => contact(copy, row, before).await?,
        };
        known.insert(before, now);
        sqlx::query(
            "insert into hold (id, contact, alias, alias_kind, asked_by, asked_at, approved_by, \
             approved_at, until, export_by, export_at, slot, slot_epoch, bytes) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(row.try_get::<Vec<u8>, _>("id")?)
        .bind(now)
        .bind(row.try_get::<Vec<u8>, _>("alias")?)
        .bind(row.try_get::<i64, _>("alias_kind")?)
        .bind(row.try_get::<String, _>("asked_by")?)
        .bind(row.try_get::<i64, _>("asked_at")?)
        .bind(row.try_get::<Option<String>, _>("approved_by")?)
        .bind(row.try_get::<Option<i64>, _>("approved_at")?)
        .bind(row.try_get::<i64, _>("until")?)
        .bind(row.try_get::<Option<String>, _>("export_by")?)
        .bind(row.try_get::<Option<i64>, _>("export_at")?)
        .bind(row.try_get::<i64, _>("slot")?)
        .bind(row.try_get::<i64, _>("slot_epoch")?)
        .bind(row.try_get::<Vec<u8>, _>("bytes")?)
        .execute(&mut *copy)
        .await?;
    }
    for row in &held {
        let before: i64 = row.try_get("contact")?;
        sqlx::query(
            "insert into held (slot, slot_epoch, message, contact, direction, written_at, cause, \
             at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(row.try_get::<i64, _>("slot")?)
        .bind(row.try_get::<i64, _>("slot_epoch")?)
        .bind(row.try_get::<Vec<u8>, _>("message")?)
        .bind(known.get(&before).copied().unwrap_or(before))
        .bind(row.try_get::<i64, _>("direction")?)
        .bind(row.try_get::<Option<i64>, _>("written_at")?)
        .bind(row.try_get::<i64, _>("cause")?)
        .bind(row.try_get::<i64, _>("at")?)
        .execute(&mut *copy)
        .await?;
    }
    for row in &parts {
        sqlx::query("insert into held_part (slot, field, bytes) values ($1, $2, $3)")
            .bind(row.try_get::<i64, _>("slot")?)
            .bind(row.try_get::<i64, _>("field")?)
            .bind(row.try_get::<Vec<u8>, _>("bytes")?)
            .execute(&mut *copy)
            .await?;
    }
    Ok(())
}

async fn contact(
    copy: &mut SqliteConnection,
    hold: &SqliteRow,
    before: i64,
) -> Result<i64, StoreError> {
    let alias: Vec<u8> = hold.try_get("alias")?;
    let found: Option<i64> = sqlx::query_scalar("select contact from alias where key = $1")
        .bind(&alias)
        .fetch_optional(&mut *copy)
        .await?;
    if let Some(found) = found {
        return Ok(found);
    }
    sqlx::query("insert into contact (id) values ($1) on conflict do nothing")
        .bind(before)
        .execute(&mut *copy)
        .await?;
    sqlx::query("insert into alias (key, kind, contact) values ($1, $2, $3)")
        .bind(&alias)
        .bind(hold.try_get::<i64, _>("alias_kind")?)
        .bind(before)
        .execute(&mut *copy)
        .await?;
    Ok(before)
}
