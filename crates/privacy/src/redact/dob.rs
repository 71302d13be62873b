//! Dates of birth: a date right after a cue.

use super::PiiKind;
use super::cues::{Cue, CueHit};
use super::lexicon::Sense;
use super::reading::{Finding, Reading, rank};
use super::token::Kind;

/// Finds dates announced as dates of birth.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    for hit in reading.cues.iter().filter(|hit| hit.cue == Cue::Birth) {
        let after = after(reading, hit).map(|range| (range, "announced date"));
        let range =
            after.or_else(|| before(reading, hit).map(|range| (range, "date before its cue")));
        if let Some(((start, end), rule)) = range {
            found.push(Finding {
                start,
                end,
                kind: PiiKind::Dob,
                rule,
                rank: rank::ANNOUNCED,
            });
        }
    }
}

/// The date that follows a cue, over at most a few small words: «: », «est le», «on the», «am».
fn after(reading: &Reading, hit: &CueHit) -> Option<(usize, usize)> {
    let first = reading.token_from(hit.end);
    for index in first..first + 5 {
        if let Some(range) = date(reading, index) {
            return Some(range);
        }
        let token = reading.token(index)?;
        let filler = match token.kind {
            Kind::Sign(byte) => {
                matches!(byte, b':' | b'=' | b'-' | b',' | b'(' | b')' | b'\'' | b'.')
            }
            Kind::Line => true,
            Kind::Word => {
                token.has(Sense::STOP | Sense::PARTICLE | Sense::ARTICLE)
                    || token.length() <= 3
                    // «né à Foix le 12/03/1990».
                    || token.is_capital()
            }
            Kind::Number => false,
        };
        if !filler {
            return None;
        }
    }
    None
}

/// «ich bin am 3.4.1980 geboren», «le 12/03/1990 (date de naissance)»: the date ends right before the cue.
fn before(reading: &Reading, hit: &CueHit) -> Option<(usize, usize)> {
    let cue = reading.token_from(hit.start);
    (cue.saturating_sub(8)..cue).find_map(|index| {
        // The end of a telephone number is no date.
        let continues = reading
            .previous(index)
            .is_some_and(|token| token.kind == Kind::Number);
        let (start, end) = date(reading, index).filter(|_| !continues)?;
        let gap = reading.shadow.slice(end, hit.start);
        let whole = end - start >= 6
            && end <= hit.start
            && gap.len() <= 4
            && gap
                .iter()
                .all(|byte| matches!(byte, b' ' | b'(' | b',' | b':' | b'='));
        whole.then_some((start, end))
    })
}

/// The date that starts at a token.
fn date(reading: &Reading, index: usize) -> Option<(usize, usize)> {
    let first = reading.token(index)?;
    match first.kind {
        Kind::Number => numeric(reading, index).or_else(|| worded(reading, index)),
        Kind::Word if first.has(Sense::MONTH) => month_first(reading, index),
        _ => None,
    }
}

/// `09/09/1956`, `1985-04-30`, `12.07.90`, `220691`, a bare year.
fn numeric(reading: &Reading, index: usize) -> Option<(usize, usize)> {
    let first = reading.token(index)?;
    let mut parts = [0_usize; 3];
    let mut count = 0;
    let mut at = index;
    let mut end = first.end;
    while let Some(token) = reading.token(at).filter(|token| token.kind == Kind::Number) {
        let slot = parts.get_mut(count)?;
        *slot = token.length();
        count += 1;
        end = token.end;
        let separator = reading.shadow.slice(token.end, token.end + 3);
        let width = match separator {
            [b' ', b'/' | b'.' | b'-', b' '] => 3,
            [b'/' | b'.' | b'-', b' ', _] => 2,
            [b'/' | b'.' | b'-' | b' ', ..] => 1,
            _ => 0,
        };
        if count == 3 || width == 0 {
            break;
        }
        let next = reading.token_from(token.end + width);
        if reading
            .token(next)
            .is_none_or(|token_after| token_after.start != token.end + width)
        {
            break;
        }
        at = next;
    }
    let date = match (count, parts) {
        (3, [day, month, year]) => {
            (day <= 2 && month <= 2 && matches!(year, 2 | 4))
                || (day == 4 && month <= 2 && year <= 2)
        }
        (1, [length, ..]) => {
            matches!(length, 6 | 8)
                || (length == 4
                    && matches!(
                        reading.text(first),
                        [b'1', b'9', ..] | [b'2', b'0', b'0' | b'1' | b'2', _]
                    ))
        }
        _ => false,
    };
    date.then_some((first.start, end))
}

/// `3 mars 1987`, `5 de mayo de 1983`, `1er août 90`, `4 July 1991`.
fn worded(reading: &Reading, index: usize) -> Option<(usize, usize)> {
    let day = reading.token(index).filter(|day| day.length() <= 2)?;
    let mut at = index + 1;
    while let Some(token) = reading.token(at) {
        let filler = token.is_sign(b'.')
            || token.is_sign(super::shadow::ORDINAL)
            || matches!(
                reading.text(token),
                b"er"
                    | b"de"
                    | b"th"
                    | b"st"
                    | b"nd"
                    | b"rd"
                    | b"of"
                    | b"do"
                    | b"di"
                    | b"e"
                    | b"del"
            );
        if !filler {
            break;
        }
        at += 1;
    }
    let month = reading.token(at).filter(|month| month.has(Sense::MONTH))?;
    Some((day.start, year_after(reading, at).unwrap_or(month.end)))
}

/// `March 3rd, 1979`, `mars 1974`.
fn month_first(reading: &Reading, index: usize) -> Option<(usize, usize)> {
    let month = reading.token(index)?;
    if let Some(end) = year_after(reading, index).filter(|end| end - month.end >= 5) {
        return Some((month.start, end));
    }
    let day = reading
        .token(index + 1)
        .filter(|day| day.kind == Kind::Number && day.length() <= 2)?;
    let mut at = index + 1;
    if reading
        .token(at + 1)
        .is_some_and(|token| matches!(reading.text(token), b"st" | b"nd" | b"rd" | b"th"))
    {
        at += 1;
    }
    let end = reading.token(at).map_or(day.end, |token| token.end);
    Some((month.start, year_after(reading, at).unwrap_or(end)))
}

/// Where the year after a token ends, over «de», a dot or a comma.
fn year_after(reading: &Reading, index: usize) -> Option<usize> {
    let mut at = index + 1;
    while reading.token(at).is_some_and(|token| {
        token.is_sign(b'.')
            || token.is_sign(b',')
            || matches!(reading.text(token), b"de" | b"del" | b"of")
    }) {
        at += 1;
    }
    let year = reading.token(at).filter(|year| year.kind == Kind::Number)?;
    (year.length() == 4 || (year.length() == 2 && at > index)).then_some(year.end)
}
