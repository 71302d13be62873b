//! Grouped figures: every table passes the one suppression function.

use tact_domain::Estimate;

use super::shape::{Row, Shown};
use crate::estimate::small_groups::{Contacts, Group, suppress};

/// Groups `rows` by `key`, hides the groups of too few contacts and what would give them back, and
/// computes the figure of each group that may be shown. Rows without a key are left out.
pub(crate) fn table<'a, R: 'a, K: Ord + Copy, T>(
    rows: impl Iterator<Item = &'a R>,
    need: u64,
    key: impl Fn(&R) -> Option<K>,
    contact: impl Fn(&R) -> u32,
    figure: impl Fn(&[&'a R]) -> T,
) -> Vec<Row<K, Shown<T>>> {
    let mut rows: Vec<(K, &'a R)> = rows.filter_map(|row| Some((key(row)?, row))).collect();
    // Rows come in order of time, so keys of days and weeks are in order already.
    rows.sort_by_key(|(key, _)| *key);
    let screened = suppress(
        rows.chunk_by(|a, b| a.0 == b.0)
            .filter_map(|rows| {
                let mut contacts = Contacts::default();
                for (_, row) in rows {
                    contacts.add(Some(u64::from(contact(row))));
                }
                let people = contacts.people();
                Some(Group {
                    key: rows.first()?.0,
                    contacts,
                    figure: (rows, people),
                })
            })
            .collect(),
        need,
    );
    screened
        .cells
        .into_iter()
        .map(|(group, rows)| Row {
            group,
            figure: match rows {
                Some((rows, people)) => Shown::Known {
                    value: figure(&rows.iter().map(|(_, row)| *row).collect::<Vec<_>>()),
                    people,
                },
                None => Shown::Withheld { need },
            },
        })
        .collect()
}

/// The estimate of a row that may be shown, or why it may not.
pub(crate) fn flat<K>(row: Row<K, Shown<Estimate>>) -> Row<K, Estimate> {
    Row {
        group: row.group,
        figure: match row.figure {
            Shown::Known { value, .. } => value,
            Shown::Withheld { need } => Estimate::Withheld { need },
            Shown::NotObservable => Estimate::NotObservable,
            Shown::Empty => Estimate::Empty,
        },
    }
}
