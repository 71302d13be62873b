//! A time as a header writes it, before day and month are told apart.

use jiff::civil::DateTime;

/// Year, the two other numbers of the date in the order they are written, and the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) year: i16,
    pub(crate) first: u8,
    pub(crate) second: u8,
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) sec: u8,
}

/// Which of the two numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// The first number is the day.
    DayFirst,
    /// The first number is the month.
    MonthFirst,
}

impl Reading {
    fn other(self) -> Self {
        match self {
            Reading::DayFirst => Reading::MonthFirst,
            Reading::MonthFirst => Reading::DayFirst,
        }
    }
}

impl Stamp {
    #[inline]
    fn month_day(self, reading: Reading) -> (u8, u8) {
        match reading {
            Reading::DayFirst => (self.second, self.first),
            Reading::MonthFirst => (self.first, self.second),
        }
    }

    #[inline]
    fn fits(self, reading: Reading) -> bool {
        let (month, day) = self.month_day(reading);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if (self.year % 4 == 0 && self.year % 100 != 0) || self.year % 400 == 0 => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&day)
    }

    /// True when at least one reading is a day of the calendar.
    #[inline]
    pub(crate) fn is_possible(self) -> bool {
        self.year > 0 && (self.fits(Reading::DayFirst) || self.fits(Reading::MonthFirst))
    }

    /// A number that grows with time, under one reading.
    #[inline]
    pub(crate) fn sort_key(self, reading: Reading) -> u64 {
        let (month, day) = self.month_day(reading);
        [month, day, self.hour, self.minute, self.sec]
            .into_iter()
            .fold(u64::from(self.year.unsigned_abs()), |key, part| {
                key << 8 | u64::from(part)
            })
    }

    /// The civil time; where the file's reading gives no day of the calendar, the other one.
    pub(crate) fn civil(self, reading: Reading) -> DateTime {
        let reading = if self.fits(reading) {
            reading
        } else {
            reading.other()
        };
        let (month, day) = self.month_day(reading);
        DateTime::new(
            self.year,
            month as i8,
            day as i8,
            self.hour as i8,
            self.minute as i8,
            self.sec as i8,
            0,
        )
        .unwrap_or_default()
    }
}
