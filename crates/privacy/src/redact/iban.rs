//! Bank accounts: every IBAN country, and the French RIB after its cue.

use super::PiiKind;
use super::checksum;
use super::cues::Cue;
use super::reading::{Finding, Reading, rank};
use super::token::Kind;

/// Length of the IBAN by country (SWIFT IBAN registry).
const LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"ad", 24),
    (b"ae", 23),
    (b"al", 28),
    (b"at", 20),
    (b"az", 28),
    (b"ba", 20),
    (b"be", 16),
    (b"bg", 22),
    (b"bh", 22),
    (b"bi", 27),
    (b"br", 29),
    (b"by", 28),
    (b"ch", 21),
    (b"cr", 22),
    (b"cy", 28),
    (b"cz", 24),
    (b"de", 22),
    (b"dj", 27),
    (b"dk", 18),
    (b"do", 28),
    (b"ee", 20),
    (b"eg", 29),
    (b"es", 24),
    (b"fi", 18),
    (b"fk", 18),
    (b"fo", 18),
    (b"fr", 27),
    (b"gb", 22),
    (b"ge", 22),
    (b"gi", 23),
    (b"gl", 18),
    (b"gr", 27),
    (b"gt", 28),
    (b"hn", 28),
    (b"hr", 21),
    (b"hu", 28),
    (b"ie", 22),
    (b"il", 23),
    (b"iq", 23),
    (b"is", 26),
    (b"it", 27),
    (b"jo", 30),
    (b"kw", 30),
    (b"kz", 20),
    (b"lb", 28),
    (b"lc", 32),
    (b"li", 21),
    (b"lt", 20),
    (b"lu", 20),
    (b"lv", 21),
    (b"ly", 25),
    (b"mc", 27),
    (b"md", 24),
    (b"me", 22),
    (b"mk", 19),
    (b"mn", 20),
    (b"mr", 27),
    (b"mt", 31),
    (b"mu", 30),
    (b"ni", 28),
    (b"nl", 18),
    (b"no", 15),
    (b"om", 23),
    (b"pk", 24),
    (b"pl", 28),
    (b"ps", 29),
    (b"pt", 25),
    (b"qa", 29),
    (b"ro", 24),
    (b"rs", 22),
    (b"ru", 33),
    (b"sa", 24),
    (b"sc", 31),
    (b"sd", 18),
    (b"se", 24),
    (b"si", 19),
    (b"sk", 24),
    (b"sm", 27),
    (b"so", 23),
    (b"st", 25),
    (b"sv", 28),
    (b"tl", 23),
    (b"tn", 24),
    (b"tr", 26),
    (b"ua", 29),
    (b"va", 22),
    (b"vg", 24),
    (b"xk", 20),
    (b"ye", 30),
    // Not in the registry, but in use.
    (b"ma", 28),
    (b"dz", 26),
    (b"sn", 28),
    (b"ci", 28),
    (b"bf", 28),
    (b"bj", 28),
    (b"ml", 28),
    (b"ne", 28),
    (b"tg", 28),
    (b"cm", 27),
    (b"cg", 27),
    (b"ga", 27),
    (b"td", 27),
    (b"cf", 27),
    (b"gq", 27),
    (b"km", 27),
    (b"mg", 27),
    (b"ao", 25),
    (b"mz", 25),
    (b"cv", 25),
    (b"gw", 25),
    (b"ir", 26),
];

/// Between groups people write spaces, dashes, dots, slashes or a line end.
const SEPARATORS: &[u8] = b" -./\n_:";

/// Finds accounts.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    let mut account = Vec::with_capacity(40);
    for (index, token) in reading.tokens.iter().enumerate() {
        if !token.is_word() || reading.shadow.before(token.start).is_ascii_alphanumeric() {
            continue;
        }
        let head = reading.text(token);
        let Some(length) = head
            .first_chunk::<2>()
            .and_then(|code| LENGTHS.iter().find(|row| row.0 == code))
            .map(|row| row.1)
        else {
            continue;
        };
        // The two check digits follow at once, or after one separator.
        let digits = reading.token(index + 1).filter(|next| {
            head.len() == 2
                && next.kind == Kind::Number
                && next.start <= token.end + 1
                && next.length() >= 2
        });
        let Some(digits) = digits else { continue };
        // The letter between digits may be cut off by our own O-to-zero reading: only whole characters count here.
        if let Some(end) = gather(reading, token.start, length, &mut account)
            && checksum::iban(&account)
        {
            found.push(Finding {
                start: token.start,
                end,
                kind: PiiKind::Iban,
                rule: "mod 97",
                rank: rank::SYNTAX,
            });
            continue;
        }
        let announced = reading.announced(token.start, 24, &[Cue::Iban]);
        let (end, count) = stretch(reading, token.start, length + 2);
        let grouped =
            digits.length() == 2 && reading.shadow.at(digits.end) == b' ' && count == length;
        if announced && count >= 14 || grouped && count >= 15 {
            found.push(Finding {
                start: token.start,
                end,
                kind: PiiKind::Iban,
                rule: "announced account",
                rank: rank::ANNOUNCED,
            });
        }
    }
    domestic(reading, found);
}

/// Collects exactly `length` letters and digits; the place after the last, if a boundary stands there.
fn gather(reading: &Reading, start: usize, length: usize, account: &mut Vec<u8>) -> Option<usize> {
    account.clear();
    let mut at = start;
    while account.len() < length {
        let byte = reading.shadow.at(at);
        if byte.is_ascii_alphanumeric() {
            account.push(byte);
        } else if !SEPARATORS.contains(&byte)
            || SEPARATORS.contains(&reading.shadow.before(at)) && byte != b' '
            || at >= reading.shadow.text.len()
        {
            return None;
        }
        at += 1;
    }
    (!reading.shadow.at(at).is_ascii_alphanumeric()).then_some(at)
}

/// The longest stretch of groups that hold digits, up to `most` characters; its end and how many characters it has.
fn stretch(reading: &Reading, start: usize, most: usize) -> (usize, usize) {
    let (mut end, mut count, mut at) = (start, 0, start);
    loop {
        let group = at;
        let mut digits = 0;
        while reading.shadow.at(at).is_ascii_alphanumeric() {
            digits += usize::from(reading.shadow.at(at).is_ascii_digit());
            at += 1;
        }
        let length = at - group;
        // A bank code of four letters is a group too, but not a word of the sentence.
        let belongs = digits > 0 || (length == 4 && count == 4);
        if length == 0 || !belongs || count + length > most {
            return (end, count);
        }
        end = at;
        count += length;
        let separators = reading
            .shadow
            .slice(at, at + 3)
            .iter()
            .take_while(|byte| SEPARATORS.contains(byte))
            .count();
        if separators == 0 {
            return (end, count);
        }
        at += separators;
    }
}

/// A French RIB (23 characters) or another domestic account of 10 digits and more, right after its cue.
fn domestic(reading: &Reading, found: &mut Vec<Finding>) {
    for hit in reading.cues.iter().filter(|hit| hit.cue == Cue::Iban) {
        let index = reading.token_from(hit.end);
        let Some(number) = reading
            .tokens
            .iter()
            .skip(index)
            .take(4)
            .find(|token| token.kind == Kind::Number)
        else {
            continue;
        };
        if number.start - hit.end > 14 || reading.is_glued_before(number.start) {
            continue;
        }
        let (end, count) = stretch(reading, number.start, 30);
        if (16..=24).contains(&count) {
            found.push(Finding {
                start: number.start,
                end,
                kind: PiiKind::Iban,
                rule: "domestic account",
                rank: rank::SHAPE,
            });
        }
    }
}
