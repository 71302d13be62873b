//! Daily counts, brought into order with their gaps filled.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::{DatasetError, DatasetFile, Expected, Problem};
use super::lines::{FieldRule, each_row, whole};
use crate::estimate::DayCount;

/// Consecutive days; a day without a line counted nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DailySeries {
    /// Number of the first day.
    pub first_day: u64,
    /// One count per day from there on.
    pub days: Vec<DayCount>,
}

impl DailySeries {
    /// Ten years: more is a date written as a number, and the changepoint detector weighs every pair
    /// of days.
    pub const MOST_DAYS: u64 = 3_660;

    /// Days with their numbers.
    pub fn numbered(&self) -> Vec<(f64, DayCount)> {
        (self.first_day..)
            .map(|day| day as f64)
            .zip(self.days.iter().copied())
            .collect()
    }
}

#[derive(Deserialize)]
struct RawDay {
    day: f64,
    n: f64,
    k: f64,
}

const RULES: &[FieldRule] = &[
    ("day", Expected::Whole),
    ("n", Expected::Whole),
    ("k", Expected::Whole),
];

/// Reads `daily.jsonl`.
pub(super) fn parse_daily(bytes: &[u8]) -> Result<DailySeries, DatasetError> {
    let mut by_day: BTreeMap<u64, (usize, DayCount)> = BTreeMap::new();
    each_row(DatasetFile::Daily, bytes, RULES, |line, raw: RawDay| {
        let day = whole(raw.day, "day", Expected::Whole)?;
        let counted = whole(raw.n, "n", Expected::Whole)?;
        let positive = whole(raw.k, "k", Expected::Whole)?;
        if positive > counted {
            return Err(Problem::MoreThanCounted);
        }
        match by_day.insert(day, (line, DayCount { counted, positive })) {
            Some((first, _)) => Err(Problem::RepeatedDay { day, first }),
            None => Ok(()),
        }
    })?;
    let (Some((first, _)), Some((last, _))) = (by_day.first_key_value(), by_day.last_key_value())
    else {
        return Ok(DailySeries::default());
    };
    let (first_day, last_day) = (*first, *last);
    if last_day - first_day > DailySeries::MOST_DAYS {
        let problem = Problem::TooManyDays {
            most: DailySeries::MOST_DAYS,
        };
        return Err(DatasetError {
            file: DatasetFile::Daily,
            line: None,
            problem,
        });
    }
    let days = (first_day..=last_day)
        .map(|day| {
            by_day
                .get(&day)
                .map(|(_, count)| *count)
                .unwrap_or_default()
        })
        .collect();
    Ok(DailySeries { first_day, days })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_into_order_and_gaps_are_empty_days() {
        let text = b"{\"day\":3,\"n\":5,\"k\":4}\n{\"day\":1,\"n\":2,\"k\":2}";
        let series = parse_daily(text).unwrap();
        assert_eq!(series.first_day, 1);
        assert_eq!(
            series
                .days
                .iter()
                .map(|day| day.counted)
                .collect::<Vec<_>>(),
            [2, 0, 5]
        );
    }

    #[test]
    fn every_mistake_names_its_line() {
        let problem = |text: &str| parse_daily(text.as_bytes()).unwrap_err().to_string();
        insta::assert_snapshot!(problem("{\"day\":0,\"n\":1,\"k\":2}"), @"daily.jsonl, line 1: k is larger than n; k counts some of the n units of the day");
        insta::assert_snapshot!(problem("{\"day\":0,\"n\":1,\"k\":1}\n{\"day\":0,\"n\":1,\"k\":1}"), @"daily.jsonl, line 2: day 0 was already on line 1; keep one line per day");
        insta::assert_snapshot!(problem("{\"day\":0,\"n\":1}"), @"daily.jsonl, line 1: the field “k” is missing; it should hold a whole number of at least 0");
        insta::assert_snapshot!(problem("{\"day\":0,\"n\":1,\"k\":1}\n{\"day\":1700000000,\"n\":1,\"k\":1}"), @"daily.jsonl: the days run over more than 3660 days; number the days from the start of the period");
    }
}
