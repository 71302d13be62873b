//! Opening hours as people write them: `--hours`, the hours file, the holidays file.
//!
//! The formats are described in `docs/formats/hours.md`.

mod error;
mod files;
mod token;
mod words;

use jiff::civil::Weekday;

use super::{DAY, Opening, Week};

pub use error::{HoursError, HoursProblem};
pub use files::{Exceptions, HoursFile, parse_holidays, parse_hours_file};

use token::{Token, tokens};

/// Reads hours such as «lun-ven 9-12, 13:30-18; sam 10-13», "Mon-Fri 9:00-17:00", «21:00-02:00»
/// (every day, past midnight) or «24/7», in French or English.
///
/// Days that are not named are closed; hours without days hold for every day; hours given twice
/// add up.
pub fn parse_hours(text: &str) -> Result<Week, HoursError> {
    let mut week = Week::default();
    let mut something = false;
    for (line, part) in clauses(text) {
        let clause = tokens(part).map_err(|problem| problem.on_line(line))?;
        if clause.is_empty() {
            continue;
        }
        something = true;
        Clause::new(&clause)
            .read_into(&mut week)
            .map_err(|problem| problem.on_line(line))?;
    }
    if !something {
        return Err(HoursProblem::Nothing.on_line(1));
    }
    Ok(week)
}

/// Reads the openings of one dated day: «9-12, 14-16», or «fermé» or nothing for a closed day.
fn parse_openings(text: &str) -> Result<Vec<Opening>, HoursProblem> {
    let clause = tokens(text)?;
    match clause.first() {
        None => return Ok(Vec::new()),
        Some(Token::Day(_) | Token::Days(_)) => return Err(HoursProblem::DayInDatedHours),
        Some(_) => {}
    }
    let mut week = Week::default();
    Clause::new(&clause).read_into(&mut week)?;
    Ok(week.on(Weekday::Monday).to_vec())
}

/// Parts of a text between `;` and line ends, each with the number of its line.
fn clauses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .flat_map(|(line, text)| text.split(';').map(move |part| (line + 1, part)))
}

/// The tokens of one clause, and how far reading has come.
struct Clause<'a> {
    tokens: &'a [Token],
    next: usize,
}

impl<'a> Clause<'a> {
    fn new(tokens: &'a [Token]) -> Self {
        Self { tokens, next: 0 }
    }

    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.next)
    }

    fn take(&mut self) -> Option<&'a Token> {
        let token = self.peek();
        self.next += 1;
        token
    }

    /// A clause is any number of groups of days followed by their hours.
    fn read_into(mut self, week: &mut Week) -> Result<(), HoursProblem> {
        if let [Token::AllDay, .., Token::Days(days)] = self.tokens
            && self.tokens.len() <= 3
        {
            // «24h/24, 7j/7» names its days last.
            for day in days {
                week.open(*day, Opening::ALL_DAY);
            }
            return Ok(());
        }
        while self.peek().is_some() {
            let days = self.days()?;
            for opening in self.openings()? {
                for day in &days {
                    week.open(*day, opening);
                }
            }
            while matches!(self.peek(), Some(Token::Comma)) {
                self.take();
            }
        }
        Ok(())
    }

    /// The days at the head of a group; every day when none is named.
    fn days(&mut self) -> Result<Vec<Weekday>, HoursProblem> {
        let mut days: Vec<Weekday> = Vec::new();
        loop {
            match self.peek() {
                Some(Token::Day(first)) => {
                    self.take();
                    let last = match (self.peek(), self.tokens.get(self.next + 1)) {
                        (Some(Token::Dash), Some(Token::Day(last))) => {
                            self.next += 2;
                            *last
                        }
                        (Some(Token::Dash), Some(Token::Time(_))) => *first,
                        (Some(Token::Dash), _) => return Err(HoursProblem::DayRangeWithoutEnd),
                        _ => *first,
                    };
                    days.extend(words::from_to(*first, last));
                }
                Some(Token::Days(several)) => {
                    self.take();
                    days.extend(several.iter().copied());
                }
                Some(Token::Comma) if !days.is_empty() => {
                    self.take();
                }
                Some(Token::Dash)
                    if matches!(self.tokens.get(self.next + 1), Some(Token::Time(_))) =>
                {
                    // «lun-ven - 9h-12h»: a dash used as punctuation.
                    self.take();
                }
                _ => break,
            }
        }
        if days.is_empty() {
            days.extend(words::EVERY_DAY);
        }
        days.sort_unstable_by_key(|day| day.to_monday_zero_offset());
        days.dedup();
        Ok(days)
    }

    /// The hours of a group: at least one opening, or «fermé».
    fn openings(&mut self) -> Result<Vec<Opening>, HoursProblem> {
        let mut openings = Vec::new();
        loop {
            match self.peek() {
                Some(Token::Closed) if openings.is_empty() => {
                    self.take();
                    return Ok(openings);
                }
                Some(Token::AllDay) => {
                    self.take();
                    openings.push(Opening::ALL_DAY);
                }
                Some(Token::Time(from)) => {
                    self.take();
                    openings.push(self.opening_from(*from)?);
                }
                Some(Token::Comma) if !openings.is_empty() => {
                    // A comma may lead to more hours or to the next group of days.
                    self.take();
                }
                Some(Token::Day(_) | Token::Days(_)) | None if !openings.is_empty() => {
                    return Ok(openings);
                }
                Some(Token::Closed) => return Err(HoursProblem::OpenAndClosed),
                _ => return Err(HoursProblem::DaysWithoutHours),
            }
        }
    }

    fn opening_from(&mut self, from: u16) -> Result<Opening, HoursProblem> {
        if !matches!(self.take(), Some(Token::Dash)) {
            return Err(HoursProblem::OpeningWithoutEnd(clock(from)));
        }
        let Some(Token::Time(until)) = self.take() else {
            return Err(HoursProblem::OpeningWithoutEnd(clock(from)));
        };
        // «18-24» and «18-0» say the same.
        let until = if *until == 0 { DAY } else { *until };
        if from == until || (from == DAY) {
            return Err(HoursProblem::EmptyOpening(clock(from)));
        }
        Opening::new(from, until).ok_or_else(|| HoursProblem::EmptyOpening(clock(from)))
    }
}

/// `9:05` for 545.
fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// «Mo 9:00-12:00 13:30-18:00 | Tu …», the whole week in one line.
    fn shown(week: &Week) -> String {
        let mut days = Vec::new();
        for day in words::EVERY_DAY {
            let openings: Vec<String> = week
                .on(day)
                .iter()
                .map(|opening| format!("{}-{}", clock(opening.from), clock(opening.until)))
                .collect();
            if !openings.is_empty() {
                days.push(format!(
                    "{}={}",
                    day.to_monday_one_offset(),
                    openings.join("+")
                ));
            }
        }
        days.join(" ")
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(&parse_hours(text).unwrap()), expected, "{text}");
    }

    #[test]
    fn hours_read_as_people_write_them() {
        const OFFICE: &str = "1=9:00-17:00 2=9:00-17:00 3=9:00-17:00 4=9:00-17:00 5=9:00-17:00";
        for text in [
            "Mon-Fri 9:00-17:00",
            "lun-ven 9-17",
            "lun.-ven. 9h-17h",
            "du lundi au vendredi de 9h00 à 17h00",
            "Lundi–Vendredi : 9h – 17h",
            "monday to friday 9am-5pm",
            "Mon, Tue, Wed, Thu & Fri 9 a.m. to 5 p.m.",
            "en semaine 9h-17h",
            "weekdays 09.00-17.00",
            "lun-mer 9-17; jeu, ven 9-17",
            "lun-mer 9-17, jeu-ven 9-17",
            "lun 9-17\nmar-ven 9-17",
            "lun-ven - 9h-17h",
            "lun-ven 9-17; sam fermé; dim closed",
        ] {
            check(text, OFFICE);
        }
        check(
            "lun 9-12,13:30-18; sam 10-13",
            "1=9:00-12:00+13:30-18:00 6=10:00-13:00",
        );
        check("lundi 9h30 à midi et 14h-18h", "1=9:30-12:00+14:00-18:00");
        check("sam-lun 10-12", "1=10:00-12:00 6=10:00-12:00 7=10:00-12:00");
        check("week-end 10-0", "6=10:00-24:00 7=10:00-24:00");
        check("fri 21:00-02:00", "5=21:00-26:00");
        check("lun 24h/24", "1=0:00-24:00");
    }

    #[test]
    fn hours_without_days_hold_for_every_day() {
        let night = parse_hours("21:00-02:00").unwrap();
        assert!(words::EVERY_DAY.iter().all(|day| night.on(*day).len() == 1));
        for text in [
            "24/7",
            "24h/24, 7j/7",
            "7j/7 24h/24",
            "tous les jours 0-24",
            "0:00-24:00",
        ] {
            assert_eq!(parse_hours(text).unwrap(), Week::always(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_what_to_write() {
        let problem = |text: &str| parse_hours(text).unwrap_err().to_string();
        insta::assert_snapshot!(problem(""), @"line 1: no opening hours; write for instance «Mon-Fri 9-12, 13:30-18; Sat 10-13»");
        insta::assert_snapshot!(problem("lun-ven 9-12\nsan 9-12"), @"line 2: «san» is neither a day nor an hour; write days as «Mon» or «lundi» and hours as «9:30»");
        insta::assert_snapshot!(problem("lun-ven"), @"line 1: days without hours; write «Mon-Fri 9-17», or «Sun closed»");
        insta::assert_snapshot!(problem("lun 9"), @"line 1: the opening at 9:00 has no end; write «9:00-17:00»");
        insta::assert_snapshot!(problem("lun 9-9"), @"line 1: the opening at 9:00 has no length; write «24/7» for always open");
        insta::assert_snapshot!(problem("lun 9-25"), @"line 1: «25» is not an hour of the day; hours go from 0:00 to 24:00");
        insta::assert_snapshot!(problem("lun 9:75-12"), @"line 1: «9:75» is not an hour of the day; hours go from 0:00 to 24:00");
        insta::assert_snapshot!(problem("lun- 9:75-12"), @"line 1: «9:75» is not an hour of the day; hours go from 0:00 to 24:00");
        insta::assert_snapshot!(problem("lun-, sam 9-12"), @"line 1: a range of days has no last day; write «Mon-Fri»");
        insta::assert_snapshot!(problem("lun 9-12 fermé"), @"line 1: open and closed on the same day; keep one of them");
        insta::assert_snapshot!(problem("jours fériés 9-12"), @"line 1: public holidays have no fixed day; list their dates in the holidays file");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_parser_fail_otherwise_than_by_an_error(text in "\\PC{0,40}") {
            let _ = parse_hours(&text);
            let _ = parse_holidays(&text);
            let _ = parse_hours_file(&text);
        }

        #[test]
        fn any_opening_survives_being_written_and_read(from in 0_u16..1440, until in 1_u16..=1440) {
            proptest::prop_assume!(from != until);
            let text = format!("jeu {}-{}", clock(from), clock(until));
            let mut expected = Week::default();
            expected.open(Weekday::Thursday, Opening::new(from, until).unwrap());
            proptest::prop_assert_eq!(parse_hours(&text).unwrap(), expected);
        }
    }
}
