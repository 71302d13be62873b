//! Reads headers that look like one read before, digit for digit: most of them do.

use super::{Header, YearForm, hour_of_day, parse_header};
use crate::export::marks::digit;

/// Layouts kept; a file needs a few, for short and long days, months and hours and both clock words.
const MOST_LAYOUTS: usize = 24;

/// Numbers in a header with seconds.
const MOST_NUMBERS: usize = 6;

/// Reads headers, fast where it has seen their like.
#[derive(Debug, Default)]
pub(crate) struct HeaderReader {
    layouts: Vec<Layout>,
    last: usize,
}

impl HeaderReader {
    /// Reads the header `line` starts with: the same as [`parse_header`].
    pub(crate) fn read(&mut self, line: &[u8]) -> Option<Header> {
        let found = self
            .layouts
            .get(self.last)
            .and_then(|layout| layout.read(line));
        if found.is_some() {
            return found;
        }
        for (place, layout) in self.layouts.iter().enumerate() {
            if let Some(header) = layout.read(line) {
                self.last = place;
                return Some(header);
            }
        }
        let header = parse_header(line)?;
        if self.layouts.len() < MOST_LAYOUTS
            && let Some(layout) = Layout::of(line, &header)
        {
            self.layouts.push(layout);
        }
        Some(header)
    }
}

#[derive(Debug)]
struct Layout {
    /// Length of the header in bytes.
    len: usize,
    /// The header in words of eight bytes.
    words: Box<[Word]>,
    /// Start and length of year, first, second, hour, minute, second of the minute.
    numbers: [(usize, usize); MOST_NUMBERS],
    /// Bytes of a digit.
    width: usize,
    /// From the written year to the year.
    year_offset: i16,
    header: Header,
}

impl Layout {
    fn of(line: &[u8], header: &Header) -> Option<Self> {
        let bytes = line.get(..header.end)?;
        let spaced = bytes.ends_with(b" ")
            || bytes.ends_with(b"\xC2\xA0")
            || bytes.ends_with(b"\xE2\x80\xAF");
        if !spaced {
            return None;
        }
        let mut runs = [(0, 0); MOST_NUMBERS];
        let mut count = 0;
        let mut width = 1;
        let mut at = 0;
        let mut after_digit = false;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((_, len, _)) = digit(rest) else {
                after_digit = false;
                at += 1;
                continue;
            };
            if after_digit {
                runs.get_mut(count - 1)?.1 += 1;
            } else {
                *runs.get_mut(count)? = (at, 1);
                count += 1;
            }
            if count > 1 && len != width {
                return None;
            }
            width = len;
            after_digit = true;
            at += len;
        }
        let time = if header.shape.seconds { 3 } else { 2 };
        if count != 3 + time {
            return None;
        }
        let (date_at, time_at) = if header.shape.time_first {
            (time, 0)
        } else {
            (0, 3)
        };
        let date = |place: usize| runs.get(date_at + place).copied().unwrap_or_default();
        let clock = |place: usize| runs.get(time_at + place).copied().unwrap_or_default();
        let [year, first, second] = if header.shape.year.is_first() {
            [date(0), date(1), date(2)]
        } else {
            [date(2), date(0), date(1)]
        };
        let sec = if time == 3 { clock(2) } else { (0, 0) };
        let written = number(bytes, year, width)?;
        Some(Self {
            len: bytes.len(),
            words: words(bytes),
            width,
            numbers: [year, first, second, clock(0), clock(1), sec],
            year_offset: header.stamp.year - written as i16,
            header: *header,
        })
    }

    fn read(&self, line: &[u8]) -> Option<Header> {
        let bytes = line.get(..self.len)?;
        for (place, word) in self.words.iter().enumerate() {
            let rest = line.get(place * 8..).unwrap_or_default();
            // Bytes behind the header are shared by none: reading them is harmless.
            let now = match rest.first_chunk::<8>() {
                Some(bytes) => u64::from_le_bytes(*bytes),
                None => padded(rest),
            };
            if !word.is_like(now) {
                return None;
            }
        }
        let [year, first, second, hour, minute, sec] = self.numbers;
        let [y, a, b, h, m, s] = [
            number(bytes, year, self.width)?,
            number(bytes, first, self.width)?,
            number(bytes, second, self.width)?,
            number(bytes, hour, self.width)?,
            number(bytes, minute, self.width)?,
            number(bytes, sec, self.width)?,
        ];
        let calendar_is_unsure = match self.header.shape.year {
            // Buddhist years move by 543; a layout knows one calendar.
            YearForm::FourFirst | YearForm::FourLast => {
                let offset = if (2400..2700).contains(&y) { -543 } else { 0 };
                self.year_offset != offset
            }
            YearForm::TwoFirst => y <= 31,
            _ => false,
        };
        if calendar_is_unsure || h > 24 || m > 59 || s > 59 {
            return None;
        }
        let mut header = self.header;
        header.stamp.year = y as i16 + self.year_offset;
        header.stamp.first = a as u8;
        header.stamp.second = b as u8;
        header.stamp.hour = hour_of_day((h % 24) as u8, header.half);
        header.stamp.minute = m as u8;
        header.stamp.sec = s as u8;
        let small = [(a, first.1), (b, second.1), (h, hour.1)];
        header.padded = small.iter().any(|&(value, len)| value < 10 && len == 2);
        header.unpadded = small.iter().any(|&(value, len)| value < 10 && len == 1);
        header.stamp.is_possible().then_some(header)
    }
}

/// A number of `len` digits; `None` when one of them is no digit. Latin ones were checked with
/// their word.
#[inline]
fn number(bytes: &[u8], (start, len): (usize, usize), width: usize) -> Option<u16> {
    if width > 1 {
        let digits = bytes.get(start..start + len * width)?.chunks(width);
        return digits
            .map(|bytes| digit(bytes).map(|(value, ..)| u16::from(value)))
            .try_fold(0, |number, digit| Some(number * 10 + digit?));
    }
    let digit = |byte: u8| u16::from(byte & 0x0F);
    match *bytes.get(start..start + len)? {
        [] => Some(0),
        [a] => Some(digit(a)),
        [a, b] => Some(digit(a) * 10 + digit(b)),
        [a, b, c, d] => Some(digit(a) * 1000 + digit(b) * 100 + digit(c) * 10 + digit(d)),
        _ => None,
    }
}

/// Eight bytes of a header.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// The bits all headers of this layout share.
    seen: u64,
    /// Which bits those are: of the last byte of a digit only the upper half, in every script.
    shared: u64,
    /// The lower halves of Latin digits. Those of other scripts are looked at by [`number`].
    digits: u64,
}

impl Word {
    #[inline]
    fn is_like(self, now: u64) -> bool {
        const SIX: u64 = 0x0606_0606_0606_0606;
        const OVER: u64 = 0x1010_1010_1010_1010;
        // Ten and more, with six added, carry into the upper half.
        let over = ((now & self.digits) + (self.digits & SIX)) & OVER;
        now & self.shared == self.seen && over == 0
    }
}

fn words(bytes: &[u8]) -> Box<[Word]> {
    let mut shared = vec![0xFF; bytes.len()];
    let mut digits = vec![0; bytes.len()];
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let len = digit(rest).map_or(0, |(_, len, _)| len);
        at += len.max(1);
        if let (Some(shared), Some(latin)) = (shared.get_mut(at - 1), digits.get_mut(at - 1))
            && len > 0
        {
            *shared = 0xF0;
            *latin = if len == 1 { 0x0F } else { 0 };
        }
    }
    let parts = bytes.chunks(8).zip(shared.chunks(8)).zip(digits.chunks(8));
    parts
        .map(|((bytes, shared), digits)| Word {
            seen: padded(bytes) & padded(shared),
            shared: padded(shared),
            digits: padded(digits),
        })
        .collect()
}

/// Up to eight bytes as a word.
#[inline]
fn padded(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |word, &byte| word << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn arabic(text: &str) -> String {
        let digit = |c: char| c.to_digit(10).and_then(|d| char::from_u32(0x660 + d));
        text.chars().map(|c| digit(c).unwrap_or(c)).collect()
    }

    fn header() -> impl Strategy<Value = String> {
        let date = (
            0u16..45,
            0u16..45,
            prop_oneof![1990u16..2100, 2500u16..2600],
        );
        let time = (0u16..27, 0u16..62, 0u16..62);
        (date, time, 0..11usize).prop_map(|((a, b, y), (h, m, s), form)| match form {
            0 => format!("{a:02}/{b:02}/{y}, {h:02}:{m:02} - N: x"),
            1 => format!("{a}/{b}/{:02}, {h}:{m:02} PM - N: x", y % 100),
            2 => format!("{a}/{b}/{:02}, {h}:{m:02}\u{202F}am - N: x", y % 100),
            3 => format!("[{a:02}.{b:02}.{:02}, {h:02}:{m:02}:{s:02}] N: x", y % 100),
            4 => format!("[{y}-{a:02}-{b:02} {h:02}:{m:02}:{s:02}] N: x"),
            5 => format!("[{a}/{b}/R{}, {h:02}:{m:02}:{s:02}] N: x", y % 40),
            6 => format!("[{a}/{b}/{y} BE, {h:02}:{m:02}:{s:02}] N: x"),
            7 => format!("{h:02}:{m:02}, {a}/{b}/{y} - N: x"),
            8 => format!("{a:02}.{b:02}.{:02} {h:02}:{m:02}:{s:02}: N: x", y % 100),
            9 => arabic(&format!("{a}\u{200F}/{b}\u{200F}/{y}، {h}:{m:02} م - N: x")),
            _ => arabic(&format!("[{a}/{b}/{y}, {h}:{m:02}:{s:02}] N: x")),
        })
    }

    proptest! {
        #[test]
        fn a_header_seen_before_reads_as_if_it_were_the_first(lines in prop::collection::vec(header(), 1..60)) {
            let mut reader = HeaderReader::default();
            for line in lines {
                let fast = reader.read(line.as_bytes()).map(|h| format!("{h:?}"));
                let slow = parse_header(line.as_bytes()).map(|h| format!("{h:?}"));
                prop_assert_eq!(fast, slow, "{}", line);
            }
        }
    }
}
