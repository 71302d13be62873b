//! Cuts a clause of hours into days, times and the signs between them.

use std::iter::Peekable;
use std::str::Chars;

use jiff::civil::Weekday;

use super::HoursProblem;
use super::words::{self, Meaning};
use crate::service::calendar::DAY;

/// One element of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A weekday.
    Day(Weekday),
    /// Several at once («weekend»).
    Days(Vec<Weekday>),
    /// A time, in minutes after midnight, 1440 included.
    Time(u16),
    /// «24h/24».
    AllDay,
    /// «fermé».
    Closed,
    /// Between the two ends of a range.
    Dash,
    /// Between two ranges.
    Comma,
}

/// The tokens of one clause.
pub(super) fn tokens(clause: &str) -> Result<Vec<Token>, HoursProblem> {
    let plain: String = clause.chars().filter_map(plain_letter).collect();
    let plain = plain.replace("week-end", "weekend");
    let mut characters = plain.chars().peekable();
    let mut found = Vec::new();
    while let Some(&next) = characters.peek() {
        if next.is_ascii_digit() {
            number(&mut characters, &mut found)?;
        } else if next.is_alphabetic() {
            let word = take_while(&mut characters, char::is_alphabetic);
            match words::meaning(&word) {
                Some(Meaning::Stands(token)) => found.push(token),
                Some(Meaning::Silent) => {}
                Some(Meaning::Holiday) => return Err(HoursProblem::HolidayWord),
                None => return Err(HoursProblem::UnknownWord(word)),
            }
        } else {
            characters.next();
            match next {
                '-' => found.push(Token::Dash),
                ',' | '&' | '+' => found.push(Token::Comma),
                ' ' | ':' | '.' | '\'' | '(' | ')' | '"' => {}
                other => return Err(HoursProblem::UnknownWord(other.to_string())),
            }
        }
    }
    Ok(found)
}

/// Lower case without accents, one kind of space, dash and apostrophe.
fn plain_letter(letter: char) -> Option<char> {
    Some(match letter {
        'é' | 'è' | 'ê' | 'É' | 'È' | 'Ê' => 'e',
        'à' | 'â' | 'À' | 'Â' => 'a',
        'û' | 'ù' | 'Û' | 'Ù' => 'u',
        '’' | 'ʼ' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '→' => '-',
        '，' => ',',
        '：' => ':',
        '\u{feff}' | '\u{200b}'..='\u{200f}' => return None,
        other if other.is_whitespace() => ' ',
        other => other.to_lowercase().next().unwrap_or(other),
    })
}

fn take_while(characters: &mut Peekable<Chars<'_>>, wanted: impl Fn(char) -> bool) -> String {
    let mut taken = String::new();
    while let Some(next) = characters.next_if(|next| wanted(*next)) {
        taken.push(next);
    }
    taken
}

/// What begins with a digit: a time, or «24/7», «24h/24», «7j/7».
fn number(
    characters: &mut Peekable<Chars<'_>>,
    found: &mut Vec<Token>,
) -> Result<(), HoursProblem> {
    let start = take_while(characters, |c| c.is_ascii_digit());
    let mut ahead = characters.clone();
    let _unit = ahead.next_if(|c| matches!(c, 'h' | 'j' | 'd'));
    if ahead.next_if_eq(&'/').is_some() {
        let of = take_while(&mut ahead, |c| c.is_ascii_digit());
        let _unit = ahead.next_if(|c| matches!(c, 'h' | 'j' | 'd'));
        *characters = ahead;
        match (start.as_str(), of.as_str()) {
            ("24", "7") => {
                found.push(Token::Days(words::EVERY_DAY.to_vec()));
                found.push(Token::AllDay);
            }
            ("24", "24") => found.push(Token::AllDay),
            ("7", "7") => found.push(Token::Days(words::EVERY_DAY.to_vec())),
            _ => return Err(HoursProblem::UnknownWord(format!("{start}/{of}"))),
        }
        return Ok(());
    }
    let separator = characters.next_if(|c| matches!(c, 'h' | ':' | '.'));
    let minutes = match separator {
        Some(_) => take_while(characters, |c| c.is_ascii_digit()),
        None => String::new(),
    };
    let written = || match separator {
        Some(separator) => format!("{start}{separator}{minutes}"),
        None => start.clone(),
    };
    let well_formed = start.len() <= 2
        && match separator {
            None => true,
            // «9h» and «9.» may stand without minutes; «9:» may not.
            Some(':') => minutes.len() == 2,
            Some(_) => matches!(minutes.len(), 0 | 2),
        };
    let hour: u16 = start.parse().unwrap_or(u16::MAX);
    let minute: u16 = if minutes.is_empty() {
        0
    } else {
        minutes.parse().unwrap_or(u16::MAX)
    };
    if !well_formed || hour > 24 || minute > 59 {
        return Err(HoursProblem::NotAnHour(written()));
    }
    let hour = match half_of_day(characters) {
        Some(_) if hour == 0 || hour > 12 => return Err(HoursProblem::NotAnHour(written())),
        Some(Half::Morning) => hour % 12,
        Some(Half::Afternoon) => hour % 12 + 12,
        None => hour,
    };
    let time = hour * 60 + minute;
    if time > DAY {
        return Err(HoursProblem::NotAnHour(written()));
    }
    found.push(Token::Time(time));
    Ok(())
}

enum Half {
    Morning,
    Afternoon,
}

/// «am», «p.m.» after an hour.
fn half_of_day(characters: &mut Peekable<Chars<'_>>) -> Option<Half> {
    let mut ahead = characters.clone();
    while ahead.next_if_eq(&' ').is_some() {}
    let half = match ahead.next()? {
        'a' => Half::Morning,
        'p' => Half::Afternoon,
        _ => return None,
    };
    let _dot = ahead.next_if_eq(&'.');
    ahead.next_if_eq(&'m')?;
    let _dot = ahead.next_if_eq(&'.');
    // «9 a midi» is a range, not a morning.
    if ahead.peek().is_some_and(|next| next.is_alphabetic()) {
        return None;
    }
    *characters = ahead;
    Some(half)
}
