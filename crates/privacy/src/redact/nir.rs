//! French social-security numbers: 13 characters, usually followed by a key of two.

use super::PiiKind;
use super::checksum;
use super::cues::Cue;
use super::reading::{Finding, Reading, rank};
use super::token::Kind;

const SEPARATORS: &[u8] = b" .-/\n_";

/// Finds numbers by key and structure, by their grouping, or by cue.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    let mut number = Vec::with_capacity(16);
    let mut covered = 0;
    for token in &reading.tokens {
        if token.kind != Kind::Number
            || token.start < covered
            || reading.is_glued_before(token.start)
        {
            continue;
        }
        if !matches!(reading.shadow.at(token.start), b'1'..=b'4' | b'7' | b'8') {
            continue;
        }
        if let Some((end, rule, strength)) = number_from(reading, token.start, &mut number) {
            found.push(Finding {
                start: token.start,
                end,
                kind: PiiKind::Nir,
                rule,
                rank: strength,
            });
            covered = end;
        }
    }
}

fn number_from(
    reading: &Reading,
    start: usize,
    number: &mut Vec<u8>,
) -> Option<(usize, &'static str, u8)> {
    number.clear();
    let mut at = start;
    let mut body_end = None;
    let mut whole_end = None;
    // Lengths of the groups of the body, to recognise 1-2-2-2-3-3.
    let mut groups = [0_usize; 16];
    let mut group = 0;
    while number.len() < 15 && at < reading.shadow.text.len() {
        let byte = reading.shadow.at(at);
        let corsica =
            number.len() == 6 && matches!(byte, b'a' | b'b') && number.last() == Some(&b'2');
        if byte.is_ascii_digit() || corsica {
            number.push(byte);
            if number.len() <= 13
                && let Some(length) = groups.get_mut(group)
            {
                *length += 1;
            }
        } else if SEPARATORS.contains(&byte) && at > start && at - start < 40 {
            let last = reading.shadow.before(at);
            if last.is_ascii_alphanumeric() {
                group = (group + 1).min(groups.len() - 1);
            } else if !(last == b' ' || byte == b' ') {
                break;
            }
        } else {
            break;
        }
        at += 1;
        if number.len() == 13 && body_end.is_none() {
            body_end = Some(at);
        }
        if number.len() == 15 {
            whole_end = Some(at);
        }
    }
    let body_end = body_end?;
    if !structured(number) {
        return None;
    }
    let open = |end: usize| reading.shadow.at(end).is_ascii_alphanumeric();
    if let Some(end) = whole_end.filter(|end| !open(*end)) {
        if checksum::nir(number) {
            return Some((end, "key", rank::CHECKSUM));
        }
        if reading.announced(start, 40, &[Cue::Nir]) {
            return Some((end, "announced, wrong key", rank::ANNOUNCED));
        }
    }
    if open(body_end) {
        return None;
    }
    if reading.announced(start, 40, &[Cue::Nir]) {
        return Some((body_end, "announced, no key", rank::ANNOUNCED));
    }
    let grouped = groups.starts_with(&[1, 2, 2, 2, 3, 3]);
    grouped.then_some((body_end, "grouping", rank::SHAPE))
}

/// Month 01–12, 20–42 or 50–99 (unknown or foreign registers), department not 00.
fn structured(number: &[u8]) -> bool {
    let two = |at: usize| -> Option<u8> {
        let (ten, unit) = (number.get(at)?, number.get(at + 1)?);
        (ten.is_ascii_digit() && unit.is_ascii_digit()).then(|| (ten - b'0') * 10 + (unit - b'0'))
    };
    let month = two(3).is_some_and(|month| matches!(month, 1..=12 | 20..=42 | 50..=99));
    let department = two(5) != Some(0);
    month && department
}
