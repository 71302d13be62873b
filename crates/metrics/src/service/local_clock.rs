//! Local days, weekdays and hours of many instants.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const DAY: i64 = 86_400;

/// The offsets of one time zone over a span, so that a million instants cost a binary search each.
#[derive(Clone, Debug)]
pub(crate) struct LocalClock {
    /// From which second on which offset holds, oldest first.
    offsets: Vec<(i64, i64)>,
    time_zone: TimeZone,
}

impl LocalClock {
    /// A clock for instants between two seconds.
    pub(crate) fn new(time_zone: &TimeZone, from: i64, until: i64) -> Self {
        let first = instant(from);
        let mut offsets = vec![(i64::MIN, i64::from(time_zone.to_offset(first).seconds()))];
        for change in time_zone.following(first) {
            let second = change.timestamp().as_second();
            if second > until {
                break;
            }
            offsets.push((second, i64::from(change.offset().seconds())));
        }
        Self {
            offsets,
            time_zone: time_zone.clone(),
        }
    }

    /// Seconds since 1970-01-01 00:00 as the wall clock counts them.
    fn wall(&self, second: i64) -> i64 {
        let passed = self.offsets.partition_point(|(from, _)| *from <= second);
        let offset = passed
            .checked_sub(1)
            .and_then(|index| self.offsets.get(index))
            .map_or(0, |(_, offset)| *offset);
        second.saturating_add(offset)
    }

    /// Local day, counted from 1970-01-01.
    pub(crate) fn day(&self, second: i64) -> i64 {
        self.wall(second).div_euclid(DAY)
    }

    /// Local week, counted from the Monday of 1970-01-01's week; weeks begin on Monday.
    pub(crate) fn week(&self, second: i64) -> i64 {
        // 1970-01-01 was a Thursday.
        (self.day(second) + 3).div_euclid(7)
    }

    /// Local weekday, Monday 0 to Sunday 6.
    pub(crate) fn weekday(&self, second: i64) -> u8 {
        u8::try_from((self.day(second) + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// Local hour, 0 to 23.
    pub(crate) fn hour(&self, second: i64) -> u8 {
        u8::try_from(self.wall(second).rem_euclid(DAY) / 3600).unwrap_or(0)
    }

    /// Local month, as year × 12 + month − 1.
    pub(crate) fn month(&self, second: i64) -> i64 {
        let date = date_of_day(self.day(second));
        i64::from(date.year()) * 12 + i64::from(date.month()) - 1
    }

    /// First second of a local day counted from 1970-01-01.
    pub(crate) fn start_of_day(&self, day: i64) -> i64 {
        let date = date_of_day(day);
        self.time_zone
            .to_timestamp(date.at(0, 0, 0, 0))
            .map_or(day.saturating_mul(DAY), Timestamp::as_second)
    }

    /// First second of a local week counted as in [`week`](Self::week).
    pub(crate) fn start_of_week(&self, week: i64) -> i64 {
        self.start_of_day(week * 7 - 3)
    }
}

/// The date that many days after 1970-01-01; the calendar's ends beyond it.
pub(crate) fn date_of_day(day: i64) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    i32::try_from(day)
        .ok()
        .and_then(|days| epoch.checked_add(days.days()).ok())
        .unwrap_or(if day < 0 { Date::MIN } else { Date::MAX })
}

/// The first day of a month counted as year × 12 + month − 1.
pub(crate) fn first_of_month(month: i64) -> Date {
    let year = i16::try_from(month.div_euclid(12)).unwrap_or(i16::MAX);
    let number = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    Date::new(year, number, 1).unwrap_or(Date::MAX)
}

/// The instant of a second, cut to what a timestamp can hold.
pub(crate) fn instant(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(if second < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days_agree_with_the_time_zone_over_a_year() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let (from, until) = (1_767_000_000, 1_800_000_000);
        let clock = LocalClock::new(&paris, from, until);
        for second in (from..until).step_by(1_799) {
            let civil = paris.to_datetime(instant(second));
            assert_eq!(i8::try_from(clock.hour(second)).unwrap(), civil.hour());
            assert_eq!(
                i8::try_from(clock.weekday(second)).unwrap(),
                civil.weekday().to_monday_zero_offset()
            );
            assert_eq!(date_of_day(clock.day(second)), civil.date());
            assert_eq!(
                first_of_month(clock.month(second)),
                civil.date().first_of_month()
            );
            assert!(clock.start_of_week(clock.week(second)) <= second);
            assert!(clock.start_of_week(clock.week(second) + 1) > second);
        }
    }
}
