//! When the business is open, and how much of a wait fell inside those hours.
//!
//! A calendar is civil: «Monday 9 to 12». It becomes a list of instants only when it is compiled
//! for a span, so that daylight saving is decided once, by the time zone, and never by arithmetic
//! on hours. Start at [`BusinessCalendar`]; [`parse_hours`] reads the compact notation.

mod boundary;
mod notation;
mod open_time;

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

pub use notation::{
    Exceptions, HoursError, HoursFile, HoursProblem, parse_holidays, parse_hours, parse_hours_file,
};
pub use open_time::OpenTime;

/// Minutes in a civil day.
const DAY: u16 = 24 * 60;

/// One opening, in minutes after midnight of the day on which it starts. It may end on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opening {
    from: u16,
    until: u16,
}

impl Opening {
    /// The whole civil day.
    pub const ALL_DAY: Self = Self {
        from: 0,
        until: DAY,
    };

    /// An opening from one minute of the day to another; an end at or before the start is on the
    /// next day (21:00 to 02:00). `None` when an hour lies outside 0:00 to 24:00 or the opening
    /// would have no length.
    pub fn new(from: u16, until: u16) -> Option<Self> {
        if from >= DAY || until > DAY || from == until {
            return None;
        }
        let until = if until > from { until } else { until + DAY };
        Some(Self { from, until })
    }

    /// Part inside the day on which it starts, in minutes.
    fn own_day(self) -> (u16, u16) {
        (self.from, self.until.min(DAY))
    }

    /// Part that runs into the next day, in minutes of that next day.
    fn next_day(self) -> Option<(u16, u16)> {
        (self.until > DAY).then(|| (0, self.until - DAY))
    }
}

/// Openings of a usual week, Monday first. A day without openings is a closed day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    days: [Vec<Opening>; 7],
}

impl Week {
    /// Open day and night.
    pub fn always() -> Self {
        Self {
            days: std::array::from_fn(|_| vec![Opening::ALL_DAY]),
        }
    }

    /// Adds an opening that starts on `day`. Overlaps are harmless: open is open.
    pub fn open(&mut self, day: Weekday, opening: Opening) {
        if let Some(openings) = self.days.get_mut(index_of(day)) {
            openings.push(opening);
        }
    }

    /// Openings that start on `day`.
    pub fn on(&self, day: Weekday) -> &[Opening] {
        self.days.get(index_of(day)).map_or(&[], Vec::as_slice)
    }

    /// True when no day has an opening.
    pub fn is_closed(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }
}

/// Monday is 0.
fn index_of(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

/// Opening hours in one time zone: usual weeks, each with the day it takes effect, and dated
/// exceptions (holidays, exceptional openings).
///
/// * The week used at an instant is the one valid on that instant's local day; the earliest week
///   also serves the time before it takes effect.
/// * An exception replaces the openings that *start* on its day. The end of last night's opening
///   still belongs to last night.
#[derive(Clone, Debug)]
pub struct BusinessCalendar {
    time_zone: TimeZone,
    weeks: BTreeMap<Date, Week>,
    exceptions: BTreeMap<Date, Vec<Opening>>,
}

impl BusinessCalendar {
    /// A calendar with one week, always valid.
    pub fn new(week: Week, time_zone: TimeZone) -> Self {
        Self {
            time_zone,
            weeks: BTreeMap::from([(Date::MIN, week)]),
            exceptions: BTreeMap::new(),
        }
    }

    /// A calendar from a hours file: its weeks with their dates, and its exceptions.
    pub fn from_file(file: HoursFile, time_zone: TimeZone) -> Self {
        Self {
            time_zone,
            weeks: file.weeks,
            exceptions: file.exceptions,
        }
    }

    /// The same calendar with another week from `day` on.
    #[must_use]
    pub fn with_week_from(mut self, day: Date, week: Week) -> Self {
        self.weeks.insert(day, week);
        self
    }

    /// The same calendar with dated exceptions; an empty list of openings is a closed day.
    #[must_use]
    pub fn with_exceptions(mut self, exceptions: Exceptions) -> Self {
        self.exceptions.extend(exceptions);
        self
    }

    /// Business seconds in `[start, end)`; 0 when `end` is not after `start`.
    ///
    /// Convenient for one duration; for many, [`compile`](Self::compile) once.
    pub fn business_seconds(&self, start: Timestamp, end: Timestamp) -> i64 {
        self.compile(start, end)
            .between(start.as_second(), end.as_second())
    }

    /// The instant at which `seconds` of open time have passed since `start`.
    ///
    /// `None` when the calendar does not open enough in the next forty years. A deadline that
    /// falls exactly on a closing time is that closing time.
    pub fn deadline(&self, start: Timestamp, seconds: i64) -> Option<Timestamp> {
        const FORTY_YEARS_IN_DAYS: i64 = 40 * 366;
        let mut days = 16;
        while days < FORTY_YEARS_IN_DAYS {
            let until = start
                .checked_add(SignedDuration::from_hours(days * 24))
                .ok()?;
            let reached = self
                .compile(start, until)
                .after(start.as_second(), seconds)
                .filter(|second| *second <= until.as_second());
            if let Some(second) = reached {
                return Timestamp::from_second(second).ok();
            }
            days *= 4;
        }
        None
    }

    /// The open instants from `from` to `until`, for any number of fast measurements between them.
    pub fn compile(&self, from: Timestamp, until: Timestamp) -> OpenTime {
        let first = self.time_zone.to_datetime(from).date();
        let last = self.time_zone.to_datetime(until.max(from)).date();
        let mut segments = Vec::new();
        let mut day = first.checked_sub(1.day()).unwrap_or(first);
        loop {
            self.push_day(day, &mut segments);
            match day.tomorrow() {
                Ok(next) if day <= last => day = next,
                _ => break,
            }
        }
        OpenTime::from_segments(segments)
    }

    /// Share of each weekday's hour that is open in the week valid on `day`, Monday first: the
    /// outline of opening hours behind a weekday × hour chart. Exceptions are left out.
    pub fn usual_hours(&self, day: Date) -> [[f64; 24]; 7] {
        let mut open = vec![false; 7 * usize::from(DAY)];
        if let Some(week) = self.week_on(day) {
            for (index, openings) in week.days.iter().enumerate() {
                for opening in openings {
                    for minute in opening.from..opening.until {
                        let at = (index * usize::from(DAY) + usize::from(minute)) % open.len();
                        if let Some(slot) = open.get_mut(at) {
                            *slot = true;
                        }
                    }
                }
            }
        }
        let mut shares = [[0.0; 24]; 7];
        for (hour, minutes) in open.chunks(60).enumerate() {
            let minutes_open = minutes.iter().filter(|open| **open).count();
            if let Some(share) = shares.get_mut(hour / 24).and_then(|d| d.get_mut(hour % 24)) {
                *share = f64::from(u32::try_from(minutes_open).unwrap_or(60)) / 60.0;
            }
        }
        shares
    }

    fn week_on(&self, day: Date) -> Option<&Week> {
        self.weeks
            .range(..=day)
            .next_back()
            .or_else(|| self.weeks.iter().next())
            .map(|(_, week)| week)
    }

    /// Openings that start on `day` as `valid_on` sees them.
    fn starting_on(&self, day: Date, valid_on: Date) -> &[Opening] {
        match self.exceptions.get(&day) {
            Some(openings) => openings,
            None => self
                .week_on(valid_on)
                .map_or(&[], |week| week.on(day.weekday())),
        }
    }

    /// Adds the open spans of one civil day, in UTC seconds.
    fn push_day(&self, day: Date, segments: &mut Vec<(i64, i64)>) {
        let spilled = day
            .yesterday()
            .map_or(&[][..], |before| self.starting_on(before, day))
            .iter()
            .filter_map(|opening| opening.next_day());
        let own = self
            .starting_on(day, day)
            .iter()
            .map(|opening| opening.own_day());
        for (from, until) in spilled.chain(own) {
            let bounds = (
                boundary::second_at(&self.time_zone, day, from),
                boundary::second_at(&self.time_zone, day, until),
            );
            if let (Some(from), Some(until)) = bounds {
                segments.push((from, until));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[track_caller]
    fn check(hours: &str, from: &str, until: &str, minutes: i64) {
        let calendar = BusinessCalendar::new(parse_hours(hours).unwrap(), paris());
        let at = |civil: &str| {
            let civil: jiff::civil::DateTime = civil.parse().unwrap();
            paris().to_timestamp(civil).unwrap()
        };
        let found = calendar.business_seconds(at(from), at(until));
        assert_eq!(found, minutes * 60, "{hours}: {from} → {until}");
    }

    #[test]
    fn a_weekend_does_not_count() {
        check("lun-ven 9-17", "2026-11-20T16:30", "2026-11-23T09:30", 60);
    }

    #[test]
    fn a_lunch_break_does_not_count() {
        check("8-12, 13:30-18", "2026-11-20T12:30", "2026-11-20T13:45", 15);
    }

    #[test]
    fn an_opening_may_run_past_midnight() {
        check("21-02", "2026-11-20T23:30", "2026-11-21T01:30", 120);
        check("ven 21-02", "2026-11-21T00:30", "2026-11-22T01:30", 90);
    }

    #[test]
    fn clock_changes_follow_the_time_zone() {
        check("24/7", "2026-10-25T01:30", "2026-10-25T03:30", 180);
        check("24/7", "2026-03-29T01:30", "2026-03-29T03:30", 60);
        // The night shift is an hour longer in October and an hour shorter in March.
        check("22-6", "2026-10-24T20:00", "2026-10-25T12:00", 540);
        check("22-6", "2026-03-28T20:00", "2026-03-29T12:00", 420);
        // An hour that the clock skips is nobody's opening time.
        check("2-3", "2026-03-29T00:00", "2026-03-30T00:00", 0);
        check("1-2:30", "2026-03-29T00:00", "2026-03-30T00:00", 60);
        // An hour that comes twice is counted at its first pass when it closes the day.
        check("21-2", "2026-10-24T20:00", "2026-10-25T12:00", 300);
        check("0-24", "2026-10-25T00:00", "2026-10-26T00:00", 1500);
    }

    #[test]
    fn a_wait_that_begins_and_ends_closed_is_zero_not_missing() {
        check("lun-ven 9-17", "2026-11-21T10:00", "2026-11-21T18:00", 0);
    }

    #[test]
    fn an_exception_replaces_the_openings_that_start_on_its_day() {
        let new_year = "2026-01-01".parse().unwrap();
        let calendar = BusinessCalendar::new(parse_hours("21-02").unwrap(), paris())
            .with_exceptions(BTreeMap::from([(new_year, Vec::new())]));
        let at = |text: &str| text.parse().unwrap();
        // 31 December 21:00 to 02:00 stands; 1 January 21:00 does not open.
        assert_eq!(
            calendar.business_seconds(at("2025-12-31T12:00:00Z"), at("2026-01-02T12:00:00Z")),
            5 * 3600
        );
    }

    #[test]
    fn each_instant_uses_the_week_valid_on_its_day() {
        let changed = "2026-11-23".parse().unwrap();
        let calendar = BusinessCalendar::new(parse_hours("9-17").unwrap(), TimeZone::UTC)
            .with_week_from(changed, parse_hours("9-12").unwrap());
        let at = |text: &str| text.parse().unwrap();
        assert_eq!(
            calendar.business_seconds(at("2026-11-22T00:00:00Z"), at("2026-11-24T00:00:00Z")),
            (8 + 3) * 3600
        );
    }

    #[test]
    fn a_deadline_skips_the_closed_hours() {
        let calendar = BusinessCalendar::new(parse_hours("Mon-Fri 9-17").unwrap(), paris());
        let received = "2026-11-20T15:30:00Z".parse().unwrap();
        let deadline = calendar.deadline(received, 3600).unwrap();
        assert_eq!(deadline.to_string(), "2026-11-23T08:30:00Z");
        assert_eq!(
            BusinessCalendar::new(Week::default(), paris()).deadline(received, 60),
            None
        );
    }

    #[test]
    fn usual_hours_give_the_open_share_of_each_hour() {
        let calendar = BusinessCalendar::new(parse_hours("dim 23:30-0:15").unwrap(), paris());
        let shares = calendar.usual_hours("2026-01-01".parse().unwrap());
        assert_eq!(
            (shares[6][23], shares[0][0], shares[0][1]),
            (0.5, 0.25, 0.0)
        );
    }
}
