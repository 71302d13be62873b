//! The hours file (TOML) and the holidays file (one date a line).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::{HoursError, HoursProblem, parse_hours, parse_openings};
use crate::service::calendar::{Opening, Week};

/// Openings by date; an empty list is a closed day.
pub type Exceptions = BTreeMap<Date, Vec<Opening>>;

/// What an hours file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HoursFile {
    /// IANA name of the time zone, when the file names one.
    pub time_zone: Option<String>,
    /// Weeks by the day they take effect; the least date stands for "always".
    pub weeks: BTreeMap<Date, Week>,
    /// Dated exceptions.
    pub exceptions: Exceptions,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    time_zone: Option<String>,
    #[serde(default)]
    hours: Vec<WrittenHours>,
    #[serde(default)]
    exception: Vec<WrittenException>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenHours {
    from: Option<Spanned<toml::value::Datetime>>,
    open: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenException {
    date: Spanned<toml::value::Datetime>,
    open: Option<Spanned<String>>,
}

/// Reads an hours file: `time_zone`, `[[hours]]` with `from` and `open`, `[[exception]]` with
/// `date` and `open`. Errors carry the line of the file.
pub fn parse_hours_file(text: &str) -> Result<HoursFile, HoursError> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        HoursProblem::BadFile(error.message().to_owned()).on_line(line_of(text, at))
    })?;
    let mut file = HoursFile {
        time_zone: written.time_zone,
        ..HoursFile::default()
    };
    for hours in &written.hours {
        let line = line_of(text, hours.open.span().start);
        let week = parse_hours(hours.open.as_ref()).map_err(|error| HoursError {
            line: line + error.line - 1,
            problem: error.problem,
        })?;
        let from = match &hours.from {
            Some(from) => date_of(text, from)?,
            None => Date::MIN,
        };
        if file.weeks.insert(from, week).is_some() {
            let twice = if from == Date::MIN {
                HoursProblem::BadFile("two [[hours]] without «from»".to_owned())
            } else {
                HoursProblem::DateTwice(from.to_string())
            };
            return Err(twice.on_line(line));
        }
    }
    if file.weeks.is_empty() {
        return Err(HoursProblem::Nothing.on_line(1));
    }
    for exception in &written.exception {
        let date = date_of(text, &exception.date)?;
        let line = line_of(text, exception.date.span().start);
        let openings = match &exception.open {
            Some(open) => parse_openings(open.as_ref()).map_err(|problem| {
                let line = line_of(text, open.span().start);
                problem.on_line(line)
            })?,
            None => Vec::new(),
        };
        if file.exceptions.insert(date, openings).is_some() {
            return Err(HoursProblem::DateTwice(date.to_string()).on_line(line));
        }
    }
    Ok(file)
}

fn date_of(text: &str, written: &Spanned<toml::value::Datetime>) -> Result<Date, HoursError> {
    let value = written.as_ref();
    let date = value
        .date
        .filter(|_| value.time.is_none())
        .and_then(|date| {
            let year = i16::try_from(date.year).ok()?;
            Date::new(
                year,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        });
    date.ok_or_else(|| {
        let line = line_of(text, written.span().start);
        HoursProblem::NotADate(value.to_string()).on_line(line)
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Reads a holidays file: `date` or `date,opening` on each line, `#` for remarks, an optional
/// heading. A date alone is a closed day; the opening is written as for `--hours`.
pub fn parse_holidays(text: &str) -> Result<Exceptions, HoursError> {
    let mut exceptions = Exceptions::new();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let line = line.trim_start_matches('\u{feff}');
        let line = line.split('#').next().unwrap_or_default().trim();
        let heading = index == 0 && line.to_lowercase().starts_with("date");
        if line.is_empty() || heading {
            continue;
        }
        let (date, opening) = line.split_once([',', ';', '\t']).unwrap_or((line, ""));
        let date = unquoted(date);
        let day: Date = date
            .parse()
            .map_err(|_| HoursProblem::NotADate(date.to_owned()).on_line(number))?;
        let openings =
            parse_openings(unquoted(opening)).map_err(|problem| problem.on_line(number))?;
        if exceptions.insert(day, openings).is_some() {
            return Err(HoursProblem::DateTwice(day.to_string()).on_line(number));
        }
    }
    Ok(exceptions)
}

fn unquoted(field: &str) -> &str {
    field.trim().trim_matches('"').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hours_file_has_weeks_with_dates_and_exceptions() {
        let file = parse_hours_file(
            r#"
            time_zone = "Europe/Paris"
            [[hours]]
            open = "lun-ven 9-17"
            [[hours]]
            from = 2026-07-01
            open = """
            lun-ven 8-14
            sam 9-12
            """
            [[exception]]
            date = 2026-12-25
            [[exception]]
            date = 2026-12-24
            open = "9-12"
            "#,
        )
        .unwrap();
        assert_eq!(file.time_zone.as_deref(), Some("Europe/Paris"));
        assert_eq!(file.weeks.len(), 2);
        let dates: Vec<(String, usize)> = file
            .exceptions
            .iter()
            .map(|(date, openings)| (date.to_string(), openings.len()))
            .collect();
        assert_eq!(
            dates,
            [("2026-12-24".to_owned(), 1), ("2026-12-25".to_owned(), 0)]
        );
    }

    #[test]
    fn an_error_in_an_hours_file_names_its_line() {
        let error = |text: &str| parse_hours_file(text).unwrap_err().to_string();
        insta::assert_snapshot!(error("[[hours]]\nopen = \"lun 9-25\"\n"), @"line 2: «25» is not an hour of the day; hours go from 0:00 to 24:00");
        insta::assert_snapshot!(error("[[hours]]\nopen = \"lun 9-12\"\nuntil = 3\n"), @"line 3: unknown field `until`, expected `from` or `open`; see docs/formats/hours.md");
        insta::assert_snapshot!(error("time_zone = \"UTC\"\n"), @"line 1: no opening hours; write for instance «Mon-Fri 9-12, 13:30-18; Sat 10-13»");
    }

    #[test]
    fn a_holidays_file_lists_closed_days_and_exceptional_openings() {
        let exceptions = parse_holidays(
            "\u{feff}date,opening\n# fêtes\n2026-12-25\n2026-12-24;9-12, 14-16\n2027-01-01,fermé\n2026-12-31,\"9-12\"\n",
        )
        .unwrap();
        let lengths: Vec<usize> = exceptions.values().map(Vec::len).collect();
        assert_eq!(lengths, [2, 0, 1, 0]);
    }

    #[test]
    fn a_bad_line_of_a_holidays_file_is_named() {
        let error = |text: &str| parse_holidays(text).unwrap_err();
        insta::assert_snapshot!(error("2026-12-25\n25/12/2026,9-12\n"), @"line 2: «25/12/2026» is not a date; write it as 2026-12-25");
        insta::assert_snapshot!(error("2026-12-25\n2026-12-25\n"), @"line 2: the date 2026-12-25 is listed twice; keep one line");
        insta::assert_snapshot!(error("2026-12-25,lun 9-12\n").in_french(), @"ligne 1 : un jour daté ne prend que des heures, sans jour de la semaine ; écrivez « 9-12 » ou « fermé »");
    }
}
