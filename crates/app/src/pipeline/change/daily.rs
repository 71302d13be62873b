//! Units counted by local day.

use jiff::{ToSpan, civil::Date};
use tact_domain::ContactKey;
use tact_metrics::{dataset::DailySeries, estimate::DayCount};

use super::{Daily, Measure};
use crate::pipeline::satisfaction::{Known, people};

/// One conversation that counts on its day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::pipeline) struct Unit {
    /// Day it began.
    pub(in crate::pipeline) day: Date,
    /// Whose it is.
    pub(in crate::pipeline) contact: ContactKey,
    /// Satisfied, or of positive tone.
    pub(in crate::pipeline) positive: bool,
}

/// Tone by day: intact mature conversations of consenting customers, as in the report's tone bar.
pub(in crate::pipeline) fn tone_units(known: &Known<'_>) -> Vec<Unit> {
    known
        .mature()
        .into_iter()
        .filter(|conversation| !conversation.touched)
        .map(|conversation| Unit {
            day: conversation.day,
            contact: conversation.contact,
            positive: conversation.positive,
        })
        .collect()
}

/// Days from one date to another; negative when it lies before.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// That many days later.
pub(super) fn later(date: Date, days: i64) -> Date {
    date.saturating_add(days.days())
}

impl Daily {
    /// Counts units by day, gaps filled; `None` without units or over more than ten years: the
    /// changepoint detector weighs every pair of days.
    pub(in crate::pipeline) fn of(measure: Measure, units: &[Unit]) -> Option<Self> {
        let first = units.iter().map(|unit| unit.day).min()?;
        let last = units.iter().map(|unit| unit.day).max()?;
        let last_place = u64::try_from(days_between(first, last)).ok()?;
        if last_place > DailySeries::MOST_DAYS {
            return None;
        }
        let mut days = vec![DayCount::default(); usize::try_from(last_place).ok()? + 1];
        for unit in units {
            let place = usize::try_from(days_between(first, unit.day)).ok()?;
            if let Some(day) = days.get_mut(place) {
                day.counted += 1;
                day.positive += u64::from(unit.positive);
            }
        }
        Some(Self {
            measure,
            first,
            days,
            people: people(units.iter().map(|unit| unit.contact)),
        })
    }

    /// The same for the estimators, days numbered from 0.
    pub(in crate::pipeline) fn series(self) -> DailySeries {
        DailySeries {
            first_day: 0,
            days: self.days,
        }
    }

    /// Days that count anything.
    pub(super) fn days_with_data(&self) -> usize {
        self.days.iter().filter(|day| day.counted > 0).count()
    }

    /// Days with their numbers from 0.
    pub(super) fn numbered(&self) -> Vec<(f64, DayCount)> {
        (0_u32..)
            .map(f64::from)
            .zip(self.days.iter().copied())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_with_their_gaps_and_never_over_more_than_ten_years() {
        let on = |day: i64, positive: bool| Unit {
            day: later(date(2016, 1, 1), day),
            contact: ContactKey(0),
            positive,
        };
        let ten_years = i64::try_from(DailySeries::MOST_DAYS).unwrap();
        let counted = Daily::of(Measure::Tone, &[on(ten_years, true), on(0, false)]).unwrap();
        assert_eq!(counted.days.len(), 3_661);
        assert_eq!(counted.days_with_data(), 2);
        // A phone whose clock stood at its first day must not make the detector run for minutes.
        assert_eq!(
            Daily::of(Measure::Tone, &[on(ten_years + 1, true), on(0, true)]),
            None
        );
    }
}
