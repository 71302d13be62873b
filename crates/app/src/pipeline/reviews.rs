//! Public reviews: extremes write them, nobody knows of which conversation. Never matched to a
//! contact.

use std::collections::{BTreeMap, HashSet};

use jiff::{civil::Date, tz::TimeZone};
use tact_intake::answers::{AnswerColumns, Moment, ReviewFile, ReviewRow, Scale};
use tact_metrics::estimate::{
    Proportion,
    small_groups::{Contacts, Group, suppress},
};

/// What the review files hold. Where fewer than k reviews are there, counts only.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviews {
    /// Reviews read.
    pub n: u64,
    /// Satisfied among them; `None` under k.
    pub satisfied: Option<Proportion>,
    /// By source; `None` where the group is hidden.
    pub by_source: Vec<(String, Option<Proportion>)>,
    /// Reviews on each scale.
    pub scales: Vec<(Scale, u64)>,
    /// First and last day.
    pub period: Option<(Date, Date)>,
    /// Rows of a review that was there already (same `id`).
    pub duplicates: u64,
    /// Columns that were ignored, and texts that were dropped unread.
    pub columns: AnswerColumns,
}

impl Reviews {
    /// Counts the reviews of all files. Nobody knows who wrote them: each is taken for one person.
    pub(super) fn of(files: &[ReviewFile], zone: &TimeZone, k: u64) -> Self {
        let mut columns = AnswerColumns::default();
        let mut seen: HashSet<(&str, &str)> = HashSet::new();
        let (mut rows, mut duplicates): (Vec<&ReviewRow>, u64) = (Vec::new(), 0);
        for file in files {
            columns.merge(&file.columns);
            for row in &file.rows {
                match &row.id {
                    Some(id) if !seen.insert((&row.source, id)) => duplicates += 1,
                    _ => rows.push(row),
                }
            }
        }
        let mut scales: BTreeMap<Scale, u64> = BTreeMap::new();
        let mut sources: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        for row in &rows {
            *scales.entry(row.score.scale).or_default() += 1;
            let source = sources.entry(row.source.clone()).or_default();
            source.0 += u64::from(row.score.satisfied());
            source.1 += 1;
        }
        let n = rows.len() as u64;
        let satisfied = sources.values().map(|(satisfied, _)| satisfied).sum();
        let day = |row: &&ReviewRow| match row.at {
            Moment::Instant(at) => zone.to_datetime(at).date(),
            Moment::Civil(civil) => civil.date(),
        };
        let days = || rows.iter().map(day);
        let groups = sources.into_iter().map(|(key, (satisfied, n))| Group {
            key,
            contacts: Contacts::disjoint(n),
            figure: Proportion::of(satisfied, n),
        });
        Self {
            n,
            satisfied: (n >= k).then(|| Proportion::of(satisfied, n)),
            by_source: suppress(groups.collect(), k).cells.into_iter().collect(),
            scales: scales.into_iter().collect(),
            period: days().min().zip(days().max()),
            duplicates,
            columns,
        }
    }
}
