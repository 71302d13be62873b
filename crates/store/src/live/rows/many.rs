//! Many rows with one statement.

use std::fmt::Write as _;

use serde::Serialize;
use sqlx::{Sqlite, SqliteConnection, query_builder::Separated};

use crate::live::StoreError;

/// Rows one statement writes. Few lengths, so that prepared statements are few and are used again;
/// halves, so that any number of rows takes few statements.
const ROWS: [usize; 8] = [128, 64, 32, 16, 8, 4, 2, 1];

/// Values of one row of an insertion.
pub(in crate::live) type Values<'b, 'q> = &'b mut Separated<'q, Sqlite, &'static str>;

/// Byte strings for `in (select unhex(value) from json_each($1))`.
pub(in crate::live) fn byte_strings<'a>(all: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut list = String::from("[");
    for bytes in all {
        list.push('"');
        list.push_str(&hex(bytes));
        list.push_str("\",");
    }
    closed(list)
}

/// Numbers for `in (select value from json_each($1))`.
pub(in crate::live) fn numbers(all: impl IntoIterator<Item = i64>) -> String {
    let mut list = String::from("[");
    for number in all {
        // Writing to a string cannot fail.
        let _ = write!(list, "{number},");
    }
    closed(list)
}

/// A byte string as `unhex` reads it.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|half| DIGITS.get(usize::from(half)))
        .collect()
}

/// Rows for `json_each`: of texts and whole numbers, which JSON can always say.
pub(super) fn listed<T: Serialize>(rows: &[T]) -> String {
    serde_json::to_string(rows).unwrap_or_default()
}

fn closed(mut list: String) -> String {
    if list.ends_with(',') {
        list.pop();
    }
    list.push(']');
    list
}

/// `insert into … values …, …, … on conflict …`: `into` and `conflict` are the texts before and after
/// the values. The one place that puts a statement together at run time; values are bound.
pub(in crate::live) async fn insert<R>(
    sql: &mut SqliteConnection,
    into: &'static str,
    rows: Vec<R>,
    conflict: &'static str,
    mut bind: impl FnMut(R, Values<'_, '_>),
) -> Result<(), StoreError> {
    let (mut left, mut rows) = (rows.len(), rows.into_iter());
    for size in ROWS {
        while left >= size {
            let mut statement = sqlx::QueryBuilder::new(into);
            statement.push_values(rows.by_ref().take(size), |mut values, row| {
                bind(row, &mut values);
            });
            statement.push(conflict);
            statement.build().execute(&mut *sql).await?;
            left -= size;
        }
    }
    Ok(())
}

/// A statement about a list of byte strings, its one parameter.
pub(in crate::live) async fn about<'a>(
    sql: &mut SqliteConnection,
    statement: &'static str,
    all: impl IntoIterator<Item = &'a [u8]>,
) -> Result<(), StoreError> {
    let list = byte_strings(all);
    if list != "[]" {
        sqlx::query(statement).bind(list).execute(sql).await?;
    }
    Ok(())
}
