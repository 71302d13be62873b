//! Reads the start of a line as date, time and separator, in every order and script.
//!
//! A header is parsed without knowing the file's own format; the [`Shape`] it comes back with is
//! what the file is judged by.

use super::clock::{CLOCK_WORDS, Half, JAPANESE_ERAS, JOINING_WORDS, YEAR_SUFFIXES, YearSuffix};
use super::marks::{Digits, digit, mark_len, space_len};
use super::stamp::Stamp;

mod layout;
mod shape;

pub(crate) use layout::HeaderReader;
pub(crate) use shape::{ClockPlace, End, Shape, YearForm};

/// One header, read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    /// What it has in common with the other headers of its file.
    pub(crate) shape: Shape,
    /// Year, the two other numbers of the date in their order, and the time.
    pub(crate) stamp: Stamp,
    /// Byte after the header: where author or notice start.
    pub(crate) end: usize,
    /// A left-to-right mark stands in front of the line.
    pub(crate) led: bool,
    /// `AM` or `PM` in capitals.
    pub(crate) capital_clock: bool,
    /// A number below ten was written with a zero in front.
    pub(crate) padded: bool,
    /// A number below ten was written without a zero in front.
    pub(crate) unpadded: bool,
    /// Language given away by a clock or joining word.
    pub(crate) language: Option<&'static str>,
    half: Option<Half>,
}

/// True when a line starting with `byte` could start with a header.
#[inline]
pub(crate) fn may_start(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'[' | 0xD8 | 0xD9 | 0xDB | 0xE0..=0xE2 | 0xEF | b'R' | b'H' | b'S' | 0xE4..=0xE6)
}

/// Reads the header `line` starts with, or `None`.
pub(crate) fn parse_header(line: &[u8]) -> Option<Header> {
    Reading::new(line, Order::DateFirst).read().or_else(|| {
        let start = line.iter().find(|&&byte| byte != b'[');
        // A time in front starts with a number, a line of a body with one of the letters of an era.
        let numbered = start.is_some_and(|&byte| byte.is_ascii_digit() || byte >= 0x80);
        numbered
            .then(|| Reading::new(line, Order::TimeFirst).read())
            .flatten()
    })
}

/// The hour of 24, from an hour and the word beside it.
#[inline]
fn hour_of_day(hour: u8, half: Option<Half>) -> u8 {
    match half {
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        Some(Half::Noon) if hour < 11 => hour + 12,
        _ => hour,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    DateFirst,
    TimeFirst,
}

struct Reading<'a> {
    line: &'a [u8],
    at: usize,
    order: Order,
    digits: Digits,
    padded: bool,
    unpadded: bool,
    language: Option<&'static str>,
    half: Option<Half>,
}

struct Date {
    year: i16,
    first: u8,
    second: u8,
    form: YearForm,
    separator: u8,
    spaced: bool,
    closed: bool,
}

struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    seconds: bool,
    separator: u8,
    place: ClockPlace,
    capital: bool,
}

struct Number {
    value: u16,
    len: u8,
}

impl<'a> Reading<'a> {
    fn new(line: &'a [u8], order: Order) -> Self {
        Self {
            line,
            at: 0,
            order,
            digits: Digits::Latin,
            padded: false,
            unpadded: false,
            language: None,
            half: None,
        }
    }

    fn rest(&self) -> &'a [u8] {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> u8 {
        self.line.get(self.at).copied().unwrap_or(0)
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word.as_bytes());
        if found {
            self.at += word.len();
        }
        found
    }

    fn skip_marks(&mut self) {
        while self.peek() >= 0x80 {
            match mark_len(self.rest()) {
                0 => break,
                len => self.at += len,
            }
        }
    }

    /// Skips spaces and marks; true when there was a space.
    fn skip_blank(&mut self) -> bool {
        let mut spaced = false;
        loop {
            let byte = self.peek();
            if byte == b' ' {
                self.at += 1;
                spaced = true;
            } else if byte >= 0x80 {
                let rest = self.rest();
                match (space_len(rest), mark_len(rest)) {
                    (0, 0) => return spaced,
                    (0, mark) => self.at += mark,
                    (space, _) => {
                        self.at += space;
                        spaced = true;
                    }
                }
            } else {
                return spaced;
            }
        }
    }

    fn number(&mut self) -> Option<Number> {
        self.skip_marks();
        let mut value = 0u16;
        let mut len = 0u8;
        while let Some((decimal, bytes, family)) = digit(self.rest()) {
            if len == 4 {
                return None;
            }
            if len == 0 {
                self.digits = family;
            }
            value = value * 10 + u16::from(decimal);
            len += 1;
            self.at += bytes;
        }
        if len == 0 {
            return None;
        }
        self.skip_marks();
        Some(Number { value, len })
    }

    /// Day, month and hour show whether small numbers get a zero; minutes always do.
    fn note_padding(&mut self, number: &Number) {
        if number.value < 10 {
            self.unpadded |= number.len == 1;
            self.padded |= number.len == 2;
        }
    }

    fn read(mut self) -> Option<Header> {
        let mut led = false;
        while let len @ 1.. = mark_len(self.rest()) {
            led |= self.rest().starts_with("\u{200E}".as_bytes());
            self.at += len;
        }
        let bracket = self.peek() == b'[';
        if bracket {
            self.at += 1;
        }
        let (date, joint, time) = if self.order == Order::DateFirst {
            let date = self.date()?;
            let joint = self.joint()?;
            (date, joint, self.time()?)
        } else {
            let time = self.time()?;
            let joint = self.joint()?;
            (self.date()?, joint, time)
        };
        let end = self.end(bracket, time.seconds)?;
        let stamp = Stamp {
            year: date.year,
            first: date.first,
            second: date.second,
            hour: time.hour,
            minute: time.minute,
            sec: time.second,
        };
        stamp.is_possible().then_some(Header {
            shape: Shape {
                end,
                time_first: self.order == Order::TimeFirst,
                seconds: time.seconds,
                year: date.form,
                date_separator: date.separator,
                date_spaced: date.spaced,
                date_closed: date.closed,
                comma: joint.0,
                joining_word: joint.1,
                time_separator: time.separator,
                clock_word: time.place,
                digits: self.digits,
            },
            stamp,
            end: self.at,
            led,
            capital_clock: time.capital,
            padded: self.padded,
            unpadded: self.unpadded,
            language: self.language,
            half: self.half,
        })
    }

    /// The year before the first of a Japanese era whose letter stands here.
    fn era(&mut self) -> Option<i16> {
        let byte = self.peek();
        if byte.is_ascii_digit() || (byte < 0x80 && !matches!(byte, b'R' | b'H' | b'S')) {
            return None;
        }
        JAPANESE_ERAS
            .iter()
            .find(|(letter, _)| {
                self.rest()
                    .strip_prefix(letter.as_bytes())
                    .is_some_and(|after| digit(after).is_some())
            })
            .map(|&(letter, before)| {
                self.at += letter.len();
                before
            })
    }

    fn date_separator(&mut self) -> Option<(u8, bool)> {
        self.skip_marks();
        let separator = match self.peek() {
            b @ (b'/' | b'.' | b'-') => {
                self.at += 1;
                b
            }
            _ => ["年", "月", "년", "월"]
                .iter()
                .any(|s| self.eat(s))
                .then_some(b'Y')?,
        };
        Some((separator, self.skip_blank()))
    }

    fn date(&mut self) -> Option<Date> {
        self.skip_marks();
        let era_first = self.era();
        let a = self.number()?;
        let (separator, spaced) = self.date_separator()?;
        let b = self.number()?;
        if self.date_separator()? != (separator, spaced) || b.len > 2 {
            return None;
        }
        let era_last = self.era();
        let c = self.number()?;
        let first_is_year = era_first.is_some() || a.len == 4 || a.value > 31;
        self.note_padding(if first_is_year { &c } else { &a });
        self.note_padding(&b);
        let small = |n: &Number| (n.len <= 2).then_some(n.value as u8);
        let (mut year, first, second, form) = match (era_first, era_last, a.len, c.len) {
            (Some(before), None, 1..=2, 1..=2) => (
                before + a.value as i16,
                small(&b)?,
                small(&c)?,
                YearForm::EraFirst,
            ),
            (None, Some(before), 1..=2, 1..=2) => (
                before + c.value as i16,
                small(&a)?,
                small(&b)?,
                YearForm::EraLast,
            ),
            (None, None, 4, 1..=2) => (a.value as i16, small(&b)?, small(&c)?, YearForm::FourFirst),
            (None, None, 1..=2, 4) => (c.value as i16, small(&a)?, small(&b)?, YearForm::FourLast),
            (None, None, 2, 1..=2) if a.value > 31 => (
                2000 + a.value as i16,
                small(&b)?,
                small(&c)?,
                YearForm::TwoFirst,
            ),
            // WhatsApp is of 2009: two digits are always of this century.
            (None, None, 1..=2, 2) => (
                2000 + c.value as i16,
                small(&a)?,
                small(&b)?,
                YearForm::TwoLast,
            ),
            _ => return None,
        };
        let closed = match separator {
            b'.' => {
                self.peek() == b'.' && {
                    self.at += 1;
                    true
                }
            }
            b'Y' => self.eat("日") || self.eat("일"),
            _ => false,
        };
        if let Some(YearSuffix::Buddhist) = self.year_suffix() {
            year = if year < 2100 { year + 500 } else { year } - 543;
        } else if (2400..2700).contains(&year) {
            // A Buddhist year without its era: no Gregorian export is of the 25th century.
            year -= 543;
        }
        Some(Date {
            year,
            first,
            second,
            form,
            separator,
            spaced,
            closed,
        })
    }

    fn year_suffix(&mut self) -> Option<YearSuffix> {
        let before = self.at;
        self.skip_blank();
        if matches!(self.peek(), b'0'..=b'9' | b',' | b']' | b'-') {
            self.at = before;
            return None;
        }
        let found = YEAR_SUFFIXES.iter().find(|(word, _)| self.eat(word));
        if found.is_none() {
            self.at = before;
        }
        found.map(|&(_, suffix)| suffix)
    }

    /// What stands between date and time: comma, joining word.
    fn joint(&mut self) -> Option<(bool, u8)> {
        let mut spaced = self.skip_blank();
        let comma = match self.rest() {
            [b',', ..] => 1,
            [0xD8, 0x8C, ..] => 2,
            [0xE3, 0x80, 0x81, ..] => 3,
            _ => 0,
        };
        self.at += comma;
        spaced |= self.skip_blank();
        let mut word = 0;
        let byte = self.peek();
        if byte.is_ascii_alphabetic() || byte >= 0x80 && digit(self.rest()).is_none() {
            for (index, &(joining, language)) in JOINING_WORDS.iter().enumerate() {
                let after = self.at + joining.len();
                let stands_alone = self.rest().starts_with(joining.as_bytes())
                    && self
                        .line
                        .get(after..)
                        .is_some_and(|rest| space_len(rest) > 0);
                if stands_alone {
                    self.at = after;
                    word = index as u8 + 1;
                    self.language = language.or(self.language);
                    self.skip_blank();
                    break;
                }
            }
        }
        (spaced || comma > 0).then_some((comma > 0, word))
    }

    fn time(&mut self) -> Option<Time> {
        self.skip_marks();
        let before = self.clock_word();
        if before.is_some() {
            self.skip_blank();
        }
        let hour = self.number()?;
        self.note_padding(&hour);
        let separator = self.time_separator()?;
        let minute = self.number()?;
        let mut second = None;
        let here = self.at;
        if self.time_separator() == Some(separator) {
            second = self.number();
        }
        if second.is_none() {
            self.at = here;
        }
        let fits = |n: &Number, limit: u16| n.len == 2 && n.value < limit;
        if hour.len > 2
            || hour.value > 24
            || !fits(&minute, 60)
            || second.as_ref().is_some_and(|s| !fits(s, 60))
        {
            return None;
        }
        if separator == b'h' && second.is_some() {
            let unspaced = self.at;
            self.skip_blank();
            if !self.eat("s") {
                self.at = unspaced;
            }
        }
        let here = self.at;
        self.skip_blank();
        let after = if before.is_none() {
            self.clock_word()
        } else {
            None
        };
        if after.is_none() && !self.eat("ч.") {
            self.at = here;
        }
        let mut hour = (hour.value % 24) as u8;
        let (place, capital) = match (before, after) {
            (Some((_, capital)), _) => (ClockPlace::Before, capital),
            (None, Some((_, capital))) => (ClockPlace::After, capital),
            (None, None) => (ClockPlace::None, false),
        };
        self.half = before.or(after).map(|(half, _)| half);
        hour = hour_of_day(hour, self.half);
        Some(Time {
            hour,
            minute: minute.value as u8,
            second: second.as_ref().map_or(0, |s| s.value as u8),
            seconds: second.is_some(),
            separator,
            place,
            capital,
        })
    }

    fn time_separator(&mut self) -> Option<u8> {
        match self.peek() {
            b @ (b':' | b'.') => {
                self.at += 1;
                self.skip_marks();
                Some(b)
            }
            // French of Canada: `14 h 07`, `14 h 07 min 09 s`.
            b' ' | 0xC2 | 0xE2 | b'h' => {
                let here = self.at;
                self.skip_blank();
                if self.eat("h") || self.eat("min") {
                    self.skip_blank();
                    Some(b'h')
                } else {
                    self.at = here;
                    None
                }
            }
            _ => None,
        }
    }

    /// Reads a clock word, and whether it is Latin in capitals.
    fn clock_word(&mut self) -> Option<(Half, bool)> {
        let byte = self.peek();
        if matches!(byte, b'0'..=b'9' | b']' | b'-' | b':' | b',') {
            return None;
        }
        if let Some(found) = self.latin_clock_word(byte) {
            return Some(found);
        }
        let &(word, half, language) = CLOCK_WORDS
            .iter()
            .find(|(word, _, _)| self.rest().starts_with(word.as_bytes()))?;
        self.at += word.len();
        self.language = language;
        Some((half, false))
    }

    /// `AM`, `pm`, `a.m.`, `p. m.` with any of the spaces.
    fn latin_clock_word(&mut self, letter: u8) -> Option<(Half, bool)> {
        let half = match letter {
            b'a' | b'A' => Half::Morning,
            b'p' | b'P' => Half::Afternoon,
            _ => return None,
        };
        let here = self.at;
        self.at += 1;
        if self.peek() == b'.' {
            self.at += 1;
            self.skip_blank();
        }
        let m = self.peek();
        if !matches!(m, b'm' | b'M') {
            self.at = here;
            return None;
        }
        self.at += 1;
        if self.peek() == b'.' {
            self.at += 1;
        }
        Some((half, letter.is_ascii_uppercase() && m == b'M'))
    }

    fn end(&mut self, bracket: bool, seconds: bool) -> Option<End> {
        let spaced = self.skip_blank();
        let end = match self.rest() {
            [b']', ..] if bracket => {
                self.at += 1;
                End::Bracket
            }
            [b'-', ..] if !bracket && spaced => {
                self.at += 1;
                End::Dash
            }
            [0xE2, 0x80, 0x93, ..] if !bracket && spaced => {
                self.at += 3;
                End::EnDash
            }
            [b':', ..] if !bracket && !spaced && seconds => {
                self.at += 1;
                End::Colon
            }
            _ => return None,
        };
        // One space belongs to the header; the line may also end here.
        let mut after = self.at;
        while let len @ 1.. = mark_len(self.line.get(after..).unwrap_or_default()) {
            after += len;
        }
        let rest = self.line.get(after..).unwrap_or_default();
        match space_len(rest) {
            0 if rest.is_empty() => self.at = self.line.len(),
            // A mark may stand before the author without any space.
            0 if end == End::Bracket => {}
            0 => return None,
            len if after == self.at => self.at += len,
            // Keep marks that stand before the space: they may announce a notice.
            len => self.at = after + len,
        }
        Some(end)
    }
}

#[cfg(test)]
mod tests;
