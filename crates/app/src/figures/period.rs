//! The period a reader asks for, and the periods behind the figures that need time to settle.

use std::str::FromStr;

use jiff::{
    SignedDuration, Span, Timestamp, ToSpan,
    civil::{Date, ISOWeekDate, Weekday},
    tz::TimeZone,
};
use tact_metrics::service::{Period, ServiceSettings};

use crate::pipeline::{StoreScope, Watched};

/// Weeks before the period that are read with it, so that there is something to compare with.
const BEFORE: i64 = 13;

/// What `--period` can say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AskedPeriod {
    /// The last week that is over, from Monday.
    #[default]
    LastWeek,
    /// The last month that is over.
    LastMonth,
    /// One month: its first day.
    Month(Date),
    /// One week: its Monday.
    Week(Date),
    /// From one day to another, both included.
    Days(Date, Date),
}

/// Why a word is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected `last-week`, `last-month`, a month like `2026-10`, a week like `2026-W41`, or days like `2026-10-01..2026-10-15`"
)]
pub struct PeriodError;

impl FromStr for AskedPeriod {
    type Err = PeriodError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "last-week" => return Ok(Self::LastWeek),
            "last-month" => return Ok(Self::LastMonth),
            _ => {}
        }
        if let Some((from, to)) = word.split_once("..") {
            let (from, to) = (day(from)?, day(to)?);
            return if from <= to {
                Ok(Self::Days(from, to))
            } else {
                Err(PeriodError)
            };
        }
        let (year, rest) = word.split_once('-').ok_or(PeriodError)?;
        if year.len() != 4 || rest.len() > 3 {
            return Err(PeriodError);
        }
        let year: i16 = year.parse().map_err(|_| PeriodError)?;
        let number = |text: &str| match text.len() {
            2 => text.parse::<i8>().map_err(|_| PeriodError),
            _ => Err(PeriodError),
        };
        if let Some(week) = rest.strip_prefix('W') {
            let monday = ISOWeekDate::new(year, number(week)?, Weekday::Monday);
            return Ok(Self::Week(monday.map_err(|_| PeriodError)?.date()));
        }
        let first = Date::new(year, number(rest)?, 1).map_err(|_| PeriodError)?;
        Ok(Self::Month(first))
    }
}

impl std::fmt::Display for AskedPeriod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::LastWeek => f.write_str("last-week"),
            Self::LastMonth => f.write_str("last-month"),
            Self::Month(first) => write!(f, "{}", first.strftime("%Y-%m")),
            Self::Week(monday) => write!(f, "{}", monday.strftime("%G-W%V")),
            Self::Days(from, to) => write!(f, "{from}..{to}"),
        }
    }
}

fn day(text: &str) -> Result<Date, PeriodError> {
    text.parse().map_err(|_| PeriodError)
}

/// A run of local days, the end left out, and the step that leads to the one before.
#[derive(Clone, Copy)]
struct Days {
    from: Date,
    until: Date,
    /// Whole weeks go back by a week; other periods are cut where they are not complete.
    week: bool,
}

impl Days {
    fn of(asked: AskedPeriod, today: Date) -> Self {
        let monday = |date: Date| {
            date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
        };
        let week = |monday: Date| Self {
            from: monday,
            until: monday.saturating_add(7.days()),
            week: true,
        };
        let month = |first: Date| Self {
            from: first,
            until: first.saturating_add(1.month()),
            week: false,
        };
        match asked {
            AskedPeriod::LastWeek => week(monday(today).saturating_sub(7.days())),
            AskedPeriod::Week(monday) => week(monday),
            AskedPeriod::LastMonth => month(today.first_of_month().saturating_sub(1.month())),
            AskedPeriod::Month(first) => month(first),
            AskedPeriod::Days(from, to) => Self {
                from,
                until: to.saturating_add(1.day()),
                week: false,
            },
        }
    }

    fn period(self, zone: &TimeZone) -> Period {
        Period {
            from: midnight(self.from, zone),
            until: midnight(self.until, zone),
        }
    }

    /// The newest of these days, or weeks like this one, for which `settling` has passed.
    fn complete(self, settling: SignedDuration, zone: &TimeZone, now: Timestamp) -> Watched {
        let complete_at = |days: Self| midnight(days.until, zone).saturating_add(settling);
        let is_over = |days: Self| complete_at(days).is_ok_and(|at| at <= now);
        if is_over(self) {
            return Watched {
                period: self.period(zone),
                newest_complete: None,
            };
        }
        let newest_complete = complete_at(self).ok().map(|at| {
            let there = zone.to_datetime(at);
            // Complete in the course of a day: said of the next one.
            if there.time() == jiff::civil::Time::midnight() {
                there.date()
            } else {
                there.date().saturating_add(1.day())
            }
        });
        let mut days = self;
        let known = now.saturating_sub(settling).unwrap_or(Timestamp::MIN);
        let last = zone.to_datetime(known).date();
        if self.week {
            while !is_over(days) && days.from > Date::MIN {
                let back: Span = 7.days();
                days.from = days.from.saturating_sub(back);
                days.until = days.until.saturating_sub(back);
            }
        } else {
            days.until = days.until.min(last).max(days.from);
        }
        Watched {
            period: days.period(zone),
            newest_complete,
        }
    }
}

fn midnight(date: Date, zone: &TimeZone) -> Timestamp {
    date.to_zoned(zone.clone())
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// The periods of one report. `numbers` are those that report deletions, and those that do not.
pub fn scope(
    asked: AskedPeriod,
    settings: &ServiceSettings,
    numbers: (u64, u64),
    now: Timestamp,
) -> StoreScope {
    let zone = &settings.time_zone;
    let days = Days::of(asked, zone.to_datetime(now).date());
    let coming_back = settings.settled_after + settings.fcr_window;
    StoreScope {
        asked: days.period(zone),
        understood: days.complete(settings.deletion_window, zone, now),
        resolved: days.complete(coming_back, zone, now),
        observable_numbers: numbers.0,
        unobservable_numbers: numbers.1,
    }
}

/// From when on the store is read for these periods.
pub fn since(scope: &StoreScope) -> Timestamp {
    let first = scope
        .asked
        .from
        .min(scope.understood.period.from)
        .min(scope.resolved.period.from);
    let length = scope.asked.until.duration_since(scope.asked.from);
    let weeks = SignedDuration::from_hours(BEFORE * 7 * 24);
    first
        .saturating_sub(length.max(weeks))
        .unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn scope_at(asked: &str, now: &str) -> StoreScope {
        let settings = ServiceSettings::new(paris());
        scope(
            asked.parse().unwrap(),
            &settings,
            (1, 0),
            now.parse().unwrap(),
        )
    }

    fn shown(period: Period) -> String {
        let local = |at: Timestamp| at.to_zoned(paris()).datetime();
        format!("{} to {}", local(period.from), local(period.until))
    }

    #[test]
    fn words_are_periods_and_come_back_as_they_were() {
        for word in [
            "last-week",
            "last-month",
            "2026-10",
            "2026-W41",
            "2026-10-01..2026-10-15",
        ] {
            assert_eq!(word.parse::<AskedPeriod>().unwrap().to_string(), word);
        }
        for wrong in [
            "",
            "week",
            "2026",
            "2026-13",
            "2026-W54",
            "26-10",
            "2026-10-05..2026-10-01",
        ] {
            assert_eq!(wrong.parse::<AskedPeriod>(), Err(PeriodError), "{wrong}");
        }
    }

    #[test]
    fn a_week_begins_on_monday_midnight_of_the_zone_also_when_the_clock_changes() {
        // Summer time ends on Sunday 25 October 2026: the week lasts an hour longer.
        let scope = scope_at("2026-W43", "2026-11-22T12:00:00Z");
        assert_eq!(
            shown(scope.asked),
            "2026-10-19T00:00:00 to 2026-10-26T00:00:00"
        );
        let length = scope.asked.until.duration_since(scope.asked.from);
        assert_eq!(length, SignedDuration::from_hours(169));
        assert_eq!(scope.understood.period, scope.asked);
        assert_eq!(scope.resolved.period, scope.asked);
    }

    #[test]
    fn on_monday_the_week_before_the_last_is_the_newest_complete_one() {
        let scope = scope_at("last-week", "2026-11-23T09:00:00Z");
        assert_eq!(
            shown(scope.asked),
            "2026-11-16T00:00:00 to 2026-11-23T00:00:00"
        );
        assert_eq!(
            shown(scope.understood.period),
            "2026-11-09T00:00:00 to 2026-11-16T00:00:00"
        );
        // 60 hours after Sunday's end: in the course of Wednesday.
        assert_eq!(
            scope.understood.newest_complete,
            Some(Date::constant(2026, 11, 26))
        );
        assert_eq!(
            shown(scope.resolved.period),
            "2026-11-02T00:00:00 to 2026-11-09T00:00:00"
        );
        assert_eq!(
            scope.resolved.newest_complete,
            Some(Date::constant(2026, 12, 1))
        );
    }

    #[test]
    fn a_month_that_goes_on_is_cut_where_it_is_not_complete() {
        let scope = scope_at("2026-11", "2026-11-22T22:00:00Z");
        assert_eq!(
            shown(scope.asked),
            "2026-11-01T00:00:00 to 2026-12-01T00:00:00"
        );
        assert_eq!(
            shown(scope.understood.period),
            "2026-11-01T00:00:00 to 2026-11-20T00:00:00"
        );
    }
}
