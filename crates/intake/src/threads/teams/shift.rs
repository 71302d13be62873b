//! Shifts: «Mon-Fri 09:00-17:00», «sam,dim 21h-2h».

use std::str::FromStr;

use jiff::civil::{DateTime, Weekday};
use thiserror::Error;

/// Weekdays with one interval; past midnight it belongs to the day on which it began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    /// Monday first.
    days: [bool; 7],
    /// Minutes of the day, start included.
    start: u16,
    /// Minutes of the day, end excluded; at or before `start` on the next day.
    end: u16,
}

/// Why a shift cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidShift {
    /// No days, or no times.
    #[error("a shift is days and times, as in `Mon-Fri 09:00-17:00`")]
    Shape,
    /// A word is not a weekday.
    #[error("unknown weekday; write Mon or lun, or a range such as Mon-Fri")]
    Day,
    /// A time is not one.
    #[error("unknown time; write 09:00, 9h or 9h30, from 00:00 to 24:00")]
    Time,
    /// Start and end are the same.
    #[error("a shift ends when it begins; for a whole day write 00:00-24:00")]
    Empty,
}

const DAY: u16 = 24 * 60;

impl Shift {
    /// True when the shift is on at that civil time.
    pub(super) fn covers(&self, at: DateTime) -> bool {
        let today = usize::from(at.weekday().to_monday_zero_offset().unsigned_abs());
        let yesterday = (today + 6) % 7;
        let minute =
            u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
        let on = |day: usize| self.days.get(day).copied().unwrap_or(false);
        if self.start < self.end {
            on(today) && (self.start..self.end).contains(&minute)
        } else {
            (on(today) && minute >= self.start) || (on(yesterday) && minute < self.end)
        }
    }
}

impl FromStr for Shift {
    type Err = InvalidShift;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.replace(['–', '—'], "-");
        let (days, times) = text
            .trim()
            .rsplit_once(char::is_whitespace)
            .ok_or(InvalidShift::Shape)?;
        let (start, end) = times.split_once('-').ok_or(InvalidShift::Shape)?;
        let (start, end) = (minutes(start)?, minutes(end)?);
        if start == end || start == DAY {
            return Err(InvalidShift::Empty);
        }
        let mut on = [false; 7];
        for part in days.split([',', '+', ' ']).filter(|part| !part.is_empty()) {
            let (from, to) = match part.split_once('-') {
                Some((from, to)) => (weekday(from)?, weekday(to)?),
                None => (weekday(part)?, weekday(part)?),
            };
            let mut day = from;
            loop {
                if let Some(slot) =
                    on.get_mut(usize::from(day.to_monday_zero_offset().unsigned_abs()))
                {
                    *slot = true;
                }
                if day == to {
                    break;
                }
                day = day.next();
            }
        }
        if on == [false; 7] {
            return Err(InvalidShift::Shape);
        }
        Ok(Self {
            days: on,
            start,
            end,
        })
    }
}

fn minutes(text: &str) -> Result<u16, InvalidShift> {
    let text = text.trim().to_lowercase();
    let (hour, minute) = text.split_once([':', 'h']).unwrap_or((&text, ""));
    let number = |digits: &str| digits.parse::<u16>().map_err(|_| InvalidShift::Time);
    let hour = number(hour)?;
    let minute = if minute.is_empty() {
        0
    } else {
        number(minute)?
    };
    let total = hour.saturating_mul(60).saturating_add(minute);
    if minute > 59 || total > DAY {
        return Err(InvalidShift::Time);
    }
    Ok(total)
}

fn weekday(word: &str) -> Result<Weekday, InvalidShift> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    let day = match word.as_str() {
        "mon" | "monday" | "lun" | "lundi" => Weekday::Monday,
        "tue" | "tues" | "tuesday" | "mar" | "mardi" => Weekday::Tuesday,
        "wed" | "wednesday" | "mer" | "mercredi" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" | "jeu" | "jeudi" => Weekday::Thursday,
        "fri" | "friday" | "ven" | "vendredi" => Weekday::Friday,
        "sat" | "saturday" | "sam" | "samedi" => Weekday::Saturday,
        "sun" | "sunday" | "dim" | "dimanche" => Weekday::Sunday,
        _ => return Err(InvalidShift::Day),
    };
    Ok(day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// 5 January 2026 is a Monday.
    #[track_caller]
    fn check(shift: &str, day: i8, hour: i8, minute: i8, expected: bool) {
        let shift: Shift = shift.parse().unwrap();
        assert_eq!(
            shift.covers(date(2026, 1, day).at(hour, minute, 0, 0)),
            expected
        );
    }

    #[test]
    fn a_shift_holds_its_start_and_not_its_end() {
        check("Mon-Fri 09:00-17:00", 5, 9, 0, true);
        check("Mon-Fri 09:00-17:00", 5, 16, 59, true);
        check("Mon-Fri 09:00-17:00", 5, 17, 0, false);
        check("Mon-Fri 09:00-17:00", 10, 12, 0, false);
    }

    #[test]
    fn past_midnight_a_shift_belongs_to_the_day_on_which_it_began() {
        check("ven 21h-2h30", 9, 23, 0, true);
        check("ven 21h-2h30", 10, 2, 29, true);
        check("ven 21h-2h30", 9, 1, 0, false);
    }

    #[test]
    fn days_are_read_in_french_and_english_and_ranges_may_pass_the_week_end() {
        check("dimanche-mardi 8-12", 4, 8, 0, true);
        check("dimanche-mardi 8-12", 6, 8, 0, true);
        check("dimanche-mardi 8-12", 7, 8, 0, false);
        check("Sat, Sun 00:00-24:00", 10, 23, 59, true);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let error = |text: &str| text.parse::<Shift>().unwrap_err();
        assert_eq!(error("lundi"), InvalidShift::Shape);
        assert_eq!(error("lundredi 9-17"), InvalidShift::Day);
        assert_eq!(error("lun 9h75-17"), InvalidShift::Time);
        assert_eq!(error("lun 9-25"), InvalidShift::Time);
        assert_eq!(error("lun 9-9"), InvalidShift::Empty);
    }
}
