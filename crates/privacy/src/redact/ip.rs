//! IP addresses, version 4 and 6.

use std::net::Ipv6Addr;

use super::PiiKind;
use super::cues::Cue;
use super::reading::{Finding, Reading, rank};
use super::token::Kind;

/// Finds IP addresses that are not version numbers.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    version_four(reading, found);
    version_six(reading, found);
}

fn version_four(reading: &Reading, found: &mut Vec<Finding>) {
    for (index, first) in reading.tokens.iter().enumerate() {
        if first.kind != Kind::Number
            || reading.is_glued_before(first.start)
            || reading.shadow.before(first.start) == b'.'
        {
            continue;
        }
        let mut end = first.end;
        let mut octets = usize::from(octet(reading.text(first)));
        for step in 1..4 {
            let (Some(dot), Some(number)) = (
                reading.token(index + 2 * step - 1),
                reading.token(index + 2 * step),
            ) else {
                break;
            };
            let joined = dot.is_sign(b'.')
                && dot.start == end
                && number.start == dot.end
                && number.kind == Kind::Number;
            if !joined || octets != step || !octet(reading.text(number)) {
                break;
            }
            octets += 1;
            end = number.end;
        }
        let goes_on = reading.shadow.at(end) == b'.' && reading.shadow.at(end + 1).is_ascii_digit();
        if octets != 4 || goes_on || reading.shadow.at(end).is_ascii_alphanumeric() {
            continue;
        }
        if reading.announced(first.start, 12, &[Cue::Version]) {
            continue;
        }
        // The port says which machine behind the address.
        let (colon, port) = (reading.shadow.at(end), reading.token_from(end + 1));
        if colon == b':'
            && let Some(port) = reading
                .token(port)
                .filter(|port| port.start == end + 1 && port.kind == Kind::Number)
        {
            end = port.end;
        }
        found.push(Finding {
            start: first.start,
            end,
            kind: PiiKind::Ip,
            rule: "four octets",
            rank: rank::CHECKSUM,
        });
    }
}

fn octet(digits: &[u8]) -> bool {
    digits.len() <= 3
        && std::str::from_utf8(digits)
            .ok()
            .and_then(|digits| digits.parse::<u16>().ok())
            .is_some_and(|value| value <= 255)
}

fn version_six(reading: &Reading, found: &mut Vec<Finding>) {
    let text = &reading.shadow.text;
    let mut at = 0;
    while let Some(colon) =
        memchr::memchr(b':', text.get(at..).unwrap_or_default()).map(|place| at + place)
    {
        let part = |byte: u8| byte.is_ascii_hexdigit() || byte == b':';
        let mut start = colon;
        while start > 0 && part(reading.shadow.at(start - 1)) {
            start -= 1;
        }
        let mut end = colon + 1;
        while end < text.len() && part(reading.shadow.at(end)) {
            end += 1;
        }
        at = end;
        while end > start
            && reading.shadow.at(end - 1) == b':'
            && reading.shadow.before(end - 1) != b':'
        {
            end -= 1;
        }
        let bytes = reading.shadow.slice(start, end);
        let bounded = !reading.shadow.before(start).is_ascii_alphanumeric()
            && !reading.shadow.at(end).is_ascii_alphanumeric();
        if !bounded || bytes.iter().filter(|byte| **byte == b':').count() < 2 || bytes.len() < 6 {
            continue;
        }
        if std::str::from_utf8(bytes)
            .ok()
            .is_some_and(|text| text.parse::<Ipv6Addr>().is_ok())
        {
            found.push(Finding {
                start,
                end,
                kind: PiiKind::Ip,
                rule: "version 6",
                rank: rank::CHECKSUM,
            });
        }
    }
}
