//! Durations: `45 s`, `4 min`, `1 h 08 min`, `2 j 3 h`.

use super::{Format, NO_BREAK, UNKNOWN};
use crate::report::model::Lang;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Below this, seconds are written beside minutes; above, they are noise.
const SECONDS_MATTER: f64 = 120.0;

/// Seconds beyond which a duration of this product is a mistake.
const LONGEST: f64 = 1e12;

/// From this many days on, hours are noise.
const DAYS_ONLY: u64 = 10;

impl Format {
    /// A duration given in seconds, at the precision a reader can use.
    ///
    /// Under a minute in seconds, under two minutes in minutes and seconds, under a day in hours
    /// and minutes, under ten days in days and hours, then in days. Negative or not finite is
    /// [`UNKNOWN`].
    pub fn duration(self, seconds: f64) -> String {
        if !(0.0..=LONGEST).contains(&seconds) {
            return UNKNOWN.to_owned();
        }
        if seconds > 0.0 && seconds < 0.5 {
            return match self.lang {
                Lang::Fr => format!("<{NO_BREAK}1{NO_BREAK}s"),
                Lang::En => format!("<1{NO_BREAK}s"),
            };
        }
        // Rounding comes first, so that 59.7 s is a minute and 23 h 59.8 min is a day.
        let to_second = round_to(seconds, 1);
        if to_second < MINUTE {
            return unit(to_second, "s");
        }
        if seconds < SECONDS_MATTER {
            return pair(to_second / MINUTE, "min", to_second % MINUTE, "s");
        }
        let to_minute = round_to(seconds, MINUTE);
        if to_minute < HOUR {
            return unit(to_minute / MINUTE, "min");
        }
        if to_minute < DAY {
            return pair(to_minute / HOUR, "h", (to_minute % HOUR) / MINUTE, "min");
        }
        let day = match self.lang {
            Lang::Fr => "j",
            Lang::En => "d",
        };
        let to_hour = round_to(seconds, HOUR);
        if to_hour < DAYS_ONLY * DAY {
            let (days, hours) = (to_hour / DAY, (to_hour % DAY) / HOUR);
            return if hours == 0 {
                unit(days, day)
            } else {
                format!("{}{NO_BREAK}{}", unit(days, day), unit(hours, "h"))
            };
        }
        let days = round_to(seconds, DAY) / DAY;
        format!("{}{NO_BREAK}{day}", self.count(days))
    }

    /// An interval of durations in seconds: `entre 12 et 17 min`, `between 45 s and 3 min`.
    ///
    /// A unit both ends share is written once.
    pub fn between_durations(self, [low, high]: [f64; 2]) -> String {
        let (low, high) = (self.duration(low), self.duration(high));
        if low == high {
            return low;
        }
        match (low.split_once(NO_BREAK), high.split_once(NO_BREAK)) {
            (Some((number, low_unit)), Some((_, high_unit)))
                if low_unit == high_unit && !low_unit.contains(NO_BREAK) =>
            {
                self.between(number, &high)
            }
            _ => self.between(&low, &high),
        }
    }
}

/// Rounds to a whole number of `step` seconds; the caller has bounded `seconds`.
fn round_to(seconds: f64, step: u64) -> u64 {
    let step_seconds = step as f64;
    ((seconds / step_seconds).round() as u64).saturating_mul(step)
}

fn unit(value: u64, name: &str) -> String {
    format!("{value}{NO_BREAK}{name}")
}

/// `1 h 08 min`: the second part on two digits, left out when it is zero.
fn pair(first: u64, first_name: &str, second: u64, second_name: &str) -> String {
    if second == 0 {
        unit(first, first_name)
    } else {
        format!("{first}{NO_BREAK}{first_name}{NO_BREAK}{second:02}{NO_BREAK}{second_name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FR: Format = Format { lang: Lang::Fr };
    const EN: Format = Format { lang: Lang::En };

    #[track_caller]
    fn check(seconds: f64, french: &str, english: &str) {
        let plain = |text: String| text.replace(NO_BREAK, " ");
        assert_eq!(plain(FR.duration(seconds)), french);
        assert_eq!(plain(EN.duration(seconds)), english);
    }

    #[test]
    fn durations_are_written_at_the_precision_a_reader_can_use() {
        check(0.0, "0 s", "0 s");
        check(0.2, "< 1 s", "<1 s");
        check(45.0, "45 s", "45 s");
        check(59.7, "1 min", "1 min");
        check(90.0, "1 min 30 s", "1 min 30 s");
        check(240.0, "4 min", "4 min");
        check(3599.0, "1 h", "1 h");
        check(4080.0, "1 h 08 min", "1 h 08 min");
        check(4096.0, "1 h 08 min", "1 h 08 min");
        check(86_390.0, "1 j", "1 d");
        check(183_600.0, "2 j 3 h", "2 d 3 h");
        check(216_000.0, "2 j 12 h", "2 d 12 h");
        check(1_000_000.0, "12 j", "12 d");
    }

    #[test]
    fn a_duration_that_cannot_be_is_unknown() {
        check(-1.0, "—", "—");
        check(f64::NAN, "—", "—");
        check(f64::INFINITY, "—", "—");
    }

    #[test]
    fn intervals_write_a_shared_unit_once() {
        let plain = |text: String| text.replace(NO_BREAK, " ");
        assert_eq!(
            plain(FR.between_durations([720.0, 1020.0])),
            "entre 12 et 17 min"
        );
        assert_eq!(
            plain(EN.between_durations([45.0, 180.0])),
            "between 45 s and 3 min"
        );
        assert_eq!(
            plain(FR.between_durations([3600.0, 4080.0])),
            "entre 1 h et 1 h 08 min"
        );
        assert_eq!(plain(FR.between_durations([240.0, 245.0])), "4 min");
    }
}
