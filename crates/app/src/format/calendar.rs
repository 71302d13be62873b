//! Dates, times of day and periods.

use jiff::civil::{Date, DateTime, Time, Weekday};

use super::{Format, NO_BREAK};
use crate::report::model::Lang;

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT_MONTHS_FR: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.",
    "déc.",
];
const SHORT_MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS_FR: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const WEEKDAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

impl Format {
    /// A weekday: `lundi`, `Monday`.
    pub fn weekday(self, weekday: Weekday) -> &'static str {
        let names = match self.lang {
            Lang::Fr => &WEEKDAYS_FR,
            Lang::En => &WEEKDAYS_EN,
        };
        let position = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
        names.get(position).copied().unwrap_or_default()
    }

    /// A weekday where room is short: `lun.`, `Mon`.
    pub fn short_weekday(self, weekday: Weekday) -> String {
        let start: String = self.weekday(weekday).chars().take(3).collect();
        match self.lang {
            Lang::Fr => format!("{start}."),
            Lang::En => start,
        }
    }

    /// A date: `16 mars 2026`, `1er avril 2026`, `16 March 2026`.
    pub fn date(self, date: Date) -> String {
        format!("{}{NO_BREAK}{}", self.day_and_month(date), date.year())
    }

    /// A date with its weekday: `lundi 16 mars 2026`, `Monday 16 March 2026`.
    pub fn long_date(self, date: Date) -> String {
        format!("{} {}", self.weekday(date.weekday()), self.date(date))
    }

    /// A date where room is short and the year is known: `16 mars`, `16 Mar`.
    pub fn short_date(self, date: Date) -> String {
        let names = match self.lang {
            Lang::Fr => &SHORT_MONTHS_FR,
            Lang::En => &SHORT_MONTHS_EN,
        };
        format!("{}{NO_BREAK}{}", self.day(date), month_of(date, names))
    }

    /// A month: `mars 2026`, `March 2026`.
    pub fn month(self, date: Date) -> String {
        format!("{}{NO_BREAK}{}", self.month_name(date), date.year())
    }

    /// A time of day: `14 h 05`, `14:05`.
    pub fn time(self, time: Time) -> String {
        match self.lang {
            Lang::Fr => format!("{}{NO_BREAK}h{NO_BREAK}{:02}", time.hour(), time.minute()),
            Lang::En => format!("{:02}:{:02}", time.hour(), time.minute()),
        }
    }

    /// A whole hour of the day as an axis label: `14 h`, `14:00`.
    pub fn hour(self, hour: i8) -> String {
        match self.lang {
            Lang::Fr => format!("{hour}{NO_BREAK}h"),
            Lang::En => format!("{hour:02}:00"),
        }
    }

    /// A date and a time of day: `16 mars 2026 à 14 h 05`, `16 March 2026 at 14:05`.
    pub fn date_time(self, at: DateTime) -> String {
        let (date, time) = (self.date(at.date()), self.time(at.time()));
        match self.lang {
            Lang::Fr => format!("{date} à {time}"),
            Lang::En => format!("{date} at {time}"),
        }
    }

    /// A period, both days included: `du 2 au 8 mars 2026`, `2–8 March 2026`.
    ///
    /// What both ends share is written once. Ends given in the wrong order are put right.
    pub fn period(self, first: Date, last: Date) -> String {
        let (first, last) = if first <= last {
            (first, last)
        } else {
            (last, first)
        };
        if first == last {
            return match self.lang {
                Lang::Fr => format!("le {}", self.date(first)),
                Lang::En => self.date(first),
            };
        }
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        let start = if same_month {
            self.day(first)
        } else if same_year {
            self.day_and_month(first)
        } else {
            self.date(first)
        };
        let end = self.date(last);
        match self.lang {
            Lang::Fr => format!("du {start} au {end}"),
            Lang::En if same_month => format!("{start}–{end}"),
            Lang::En => format!("{start} – {end}"),
        }
    }

    /// Only the first of the month is an ordinal in French.
    fn day(self, date: Date) -> String {
        match (self.lang, date.day()) {
            (Lang::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        }
    }

    fn day_and_month(self, date: Date) -> String {
        format!("{}{NO_BREAK}{}", self.day(date), self.month_name(date))
    }

    fn month_name(self, date: Date) -> &'static str {
        let names = match self.lang {
            Lang::Fr => &MONTHS_FR,
            Lang::En => &MONTHS_EN,
        };
        month_of(date, names)
    }
}

fn month_of(date: Date, names: &[&'static str; 12]) -> &'static str {
    usize::try_from(date.month())
        .ok()
        .and_then(|month| names.get(month.saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    const FR: Format = Format { lang: Lang::Fr };
    const EN: Format = Format { lang: Lang::En };

    fn plain(text: &str) -> String {
        text.replace(NO_BREAK, " ")
    }

    #[test]
    fn dates_name_their_weekday_and_month() {
        let monday = date(2026, 3, 16);
        assert_eq!(plain(&FR.long_date(monday)), "lundi 16 mars 2026");
        assert_eq!(plain(&EN.long_date(monday)), "Monday 16 March 2026");
        assert_eq!(plain(&FR.short_date(monday)), "16 mars");
        assert_eq!(plain(&EN.short_date(date(2026, 12, 31))), "31 Dec");
        assert_eq!(FR.short_weekday(monday.weekday()), "lun.");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal_in_french_only() {
        assert_eq!(plain(&FR.date(date(2026, 4, 1))), "1er avril 2026");
        assert_eq!(plain(&EN.date(date(2026, 4, 1))), "1 April 2026");
    }

    #[test]
    fn times_of_day_follow_the_language() {
        let at = date(2026, 3, 16).at(14, 5, 0, 0);
        assert_eq!(plain(&FR.date_time(at)), "16 mars 2026 à 14 h 05");
        assert_eq!(plain(&EN.date_time(at)), "16 March 2026 at 14:05");
        assert_eq!(plain(&FR.time(time(0, 0, 0, 0))), "0 h 00");
        assert_eq!(plain(&FR.hour(9)), "9 h");
        assert_eq!(EN.hour(9), "09:00");
    }

    #[test]
    fn periods_write_what_both_ends_share_once() {
        let cases = [
            (
                (date(2026, 3, 2), date(2026, 3, 8)),
                "du 2 au 8 mars 2026",
                "2–8 March 2026",
            ),
            (
                (date(2026, 1, 1), date(2026, 3, 31)),
                "du 1er janvier au 31 mars 2026",
                "1 January – 31 March 2026",
            ),
            (
                (date(2025, 12, 29), date(2026, 1, 4)),
                "du 29 décembre 2025 au 4 janvier 2026",
                "29 December 2025 – 4 January 2026",
            ),
            (
                (date(2026, 3, 2), date(2026, 3, 2)),
                "le 2 mars 2026",
                "2 March 2026",
            ),
        ];
        for ((first, last), french, english) in cases {
            assert_eq!(plain(&FR.period(first, last)), french);
            assert_eq!(plain(&EN.period(first, last)), english);
            assert_eq!(FR.period(last, first), FR.period(first, last));
        }
    }
}
