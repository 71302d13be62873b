//! Telephone numbers written in digits.

use super::PiiKind;
use super::cues::Cue;
use super::digits::{self, Group};
use super::reading::{Finding, Reading, rank};
use super::token::{Case, Kind};

const SEPARATORS: &[u8] = b" .-/()\n,_";

/// Country codes with the least and most digits of a national number (E.164 lists); others get [`ANY_COUNTRY`].
const COUNTRIES: &[(u32, usize, usize)] = &[
    (1, 10, 10),
    (7, 10, 10),
    (20, 9, 10),
    (27, 9, 9),
    (30, 10, 10),
    (31, 9, 9),
    (32, 8, 9),
    (33, 9, 9),
    (34, 9, 9),
    (36, 8, 9),
    (39, 6, 11),
    (40, 9, 9),
    (41, 9, 9),
    (43, 7, 13),
    (44, 9, 10),
    (45, 8, 8),
    (46, 7, 10),
    (47, 8, 8),
    (48, 9, 9),
    (49, 6, 11),
    (51, 8, 9),
    (52, 10, 11),
    (53, 8, 8),
    (54, 10, 11),
    (55, 10, 11),
    (56, 9, 9),
    (57, 10, 10),
    (58, 10, 10),
    (60, 7, 10),
    (61, 9, 9),
    (62, 8, 12),
    (63, 10, 10),
    (64, 8, 10),
    (65, 8, 8),
    (66, 8, 9),
    (81, 9, 10),
    (82, 8, 10),
    (84, 9, 10),
    (86, 10, 11),
    (90, 10, 10),
    (91, 10, 10),
    (92, 10, 10),
    (93, 9, 9),
    (94, 9, 9),
    (95, 8, 10),
    (98, 10, 10),
    (212, 9, 9),
    (213, 8, 9),
    (216, 8, 8),
    (218, 9, 9),
    (221, 9, 9),
    (222, 8, 8),
    (223, 8, 8),
    (224, 8, 9),
    (225, 8, 10),
    (226, 8, 8),
    (227, 8, 8),
    (228, 8, 8),
    (229, 8, 10),
    (230, 7, 8),
    (233, 9, 9),
    (234, 8, 10),
    (235, 8, 8),
    (236, 8, 8),
    (237, 8, 9),
    (238, 7, 7),
    (240, 9, 9),
    (241, 7, 8),
    (242, 9, 9),
    (243, 9, 9),
    (244, 9, 9),
    (250, 9, 9),
    (251, 9, 9),
    (254, 9, 9),
    (255, 9, 9),
    (256, 9, 9),
    (257, 8, 8),
    (258, 9, 9),
    (261, 9, 9),
    (262, 9, 9),
    (263, 9, 9),
    (269, 7, 7),
    (351, 9, 9),
    (352, 6, 9),
    (353, 7, 9),
    (356, 8, 8),
    (357, 8, 8),
    (358, 5, 10),
    (359, 8, 9),
    (370, 8, 8),
    (371, 8, 8),
    (372, 7, 8),
    (373, 8, 8),
    (376, 6, 9),
    (377, 8, 9),
    (380, 9, 9),
    (381, 8, 9),
    (385, 8, 9),
    (386, 8, 8),
    (420, 9, 9),
    (421, 9, 9),
    (508, 6, 6),
    (509, 8, 8),
    (590, 9, 9),
    (594, 9, 9),
    (596, 9, 9),
    (687, 6, 6),
    (689, 8, 8),
    (852, 8, 8),
    (880, 10, 10),
    (886, 9, 9),
    (961, 7, 8),
    (962, 9, 9),
    (963, 9, 9),
    (964, 10, 10),
    (966, 9, 9),
    (971, 9, 9),
    (972, 9, 9),
    (974, 8, 8),
];
const ANY_COUNTRY: (usize, usize) = (7, 12);

/// Cues that claim a number for something else.
const RIVALS: &[Cue] = &[
    Cue::Phone,
    Cue::Reference,
    Cue::Card,
    Cue::Siret,
    Cue::Nir,
    Cue::Iban,
    Cue::PublicCode,
    Cue::LastDigits,
];

/// Finds numbers: international, national by shape, and any plausible run after a cue.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    let (mut groups, mut number) = (Vec::new(), Vec::new());
    let mut covered = 0;
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.kind != Kind::Number || token.start < covered {
            continue;
        }
        digits::run(reading, index, SEPARATORS, &mut groups);
        let hit = international(reading, &groups, &mut number)
            .or_else(|| national(reading, &groups, covered, &mut number));
        if let Some((start, end, rule, strength)) = hit {
            found.push(Finding {
                start,
                end,
                kind: PiiKind::Phone,
                rule,
                rank: strength,
            });
            covered = end;
        }
    }
}

type Hit = (usize, usize, &'static str, u8);

fn international(reading: &Reading, groups: &[Group], number: &mut Vec<u8>) -> Option<Hit> {
    let first = groups.first()?;
    let digits = reading.shadow.slice(first.start, first.end);
    let plus = reading.shadow.before(first.start) == b'+';
    let (start, skip) = if plus {
        (first.start - 1, 0)
    } else if digits.starts_with(b"00")
        && !reading.is_glued_before(first.start)
        && digits.get(2).is_none_or(|digit| *digit != b'0')
    {
        (first.start, 2)
    } else {
        return None;
    };
    // «(+225)»: the bracket belongs to the number.
    let start = if reading.shadow.before(start) == b'(' {
        start - 1
    } else {
        start
    };
    let mut best = None;
    number.clear();
    for (place, group) in groups.iter().enumerate() {
        let bracketed_zero = group.length() == 1
            && reading.shadow.at(group.start) == b'0'
            && reading.shadow.before(group.start) == b'('
            && reading.shadow.at(group.end) == b')';
        // «+33 (0)5»: the zero is not dialled.
        if !bracketed_zero {
            let from = if place == 0 { skip } else { 0 };
            number.extend_from_slice(
                reading
                    .shadow
                    .slice(group.start, group.end)
                    .get(from..)
                    .unwrap_or_default(),
            );
        }
        if number.len() > 16 {
            break;
        }
        if reading.shadow.at(group.end).is_ascii_alphabetic() {
            continue;
        }
        if fits_a_country(number) {
            best = Some((
                start,
                group.end,
                "international",
                if plus { rank::SYNTAX } else { rank::ANNOUNCED },
            ));
        }
    }
    best
}

fn fits_a_country(number: &[u8]) -> bool {
    let value = |count: usize| {
        number
            .get(..count)
            .unwrap_or_default()
            .iter()
            .fold(0_u32, |value, digit| value * 10 + u32::from(digit - b'0'))
    };
    if number.first().is_none_or(|digit| *digit == b'0') {
        return false;
    }
    let known = [1, 2, 3].into_iter().find_map(|length| {
        COUNTRIES
            .iter()
            .find(|row| row.0 == value(length))
            .map(|row| (length, row.1, row.2))
    });
    let (code, least, most) = known.unwrap_or((2, ANY_COUNTRY.0, ANY_COUNTRY.1));
    let Some(rest) = number.get(code..) else {
        return false;
    };
    // Many write the national zero after the country code.
    let length = rest.len() - usize::from(rest.first() == Some(&b'0') && rest.len() > most);
    (least..=most).contains(&length)
}

fn national(
    reading: &Reading,
    groups: &[Group],
    covered: usize,
    number: &mut Vec<u8>,
) -> Option<Hit> {
    let first = groups.first()?;
    // «06 12 34 56 78/07 98 76 54 32»: the slash joins two numbers.
    let second = covered > 0 && first.start == covered + 1 && reading.shadow.at(covered) == b'/';
    let glued = !second && reading.is_glued_before(first.start);
    if glued || reading.shadow.before(first.start) == b'+' {
        return None;
    }
    let bracketed =
        reading.shadow.before(first.start) == b'(' && reading.shadow.at(first.end) == b')';
    let start = if bracketed {
        first.start - 1
    } else {
        first.start
    };
    let claim = reading.nearest(start, 28, RIVALS).map(|hit| hit.cue);
    // «code sms : 73709473»: the longer expression knows better.
    let phone = reading
        .nearest(start, 28, &[Cue::Phone])
        .map_or((0, usize::MAX), |hit| (hit.end, hit.start));
    let code = reading
        .nearest(start, 28, &[Cue::Code])
        .is_some_and(|hit| hit.end > phone.0 || hit.end == phone.0 && hit.start < phone.1);
    let claimed = code || claim.is_some_and(|cue| cue != Cue::Phone);
    let announced = !code && claim == Some(Cue::Phone);
    if matches!(claim, Some(Cue::LastDigits)) || looks_like_a_date(groups) && !announced {
        return None;
    }
    number.clear();
    let mut generic = None;
    for (place, group) in groups.iter().enumerate() {
        number.extend_from_slice(reading.shadow.slice(group.start, group.end));
        if number.len() > 13 {
            break;
        }
        let part = groups.get(..=place)?;
        if reading.is_glued_after(group.end) && groups.get(place + 1).is_none()
            || reading.shadow.at(group.end).is_ascii_alphabetic() && !glued_word(reading, group)
        {
            continue;
        }
        // «331-2688221-4880715»: what goes on behind a dash is an order number.
        if reading.shadow.at(group.end) == b'-' && reading.is_glued_after(group.end) {
            continue;
        }
        // «XY 983 372 864 FR» is a parcel.
        if number.len() == 9
            && reading.token(group.token + 1).is_some_and(|next| {
                next.case == Case::Upper && next.length() == 2 && next.start == group.end + 1
            })
        {
            continue;
        }
        let compact = part.len() == 1;
        if let Some(rule) = national_shape(part, number, bracketed) {
            // A compact number after «commande» is an order, a grouped one still a telephone.
            let written =
                rule != "country code" || announced || reading.announces(group.end, 16, Cue::Phone);
            if written && (!claimed || !compact && rule != "nine digits") {
                return Some((start, group.end, rule, rank::SHAPE));
            }
        }
        let plain =
            part.iter().skip(1).all(|group| group.separator != b',') && first.length() <= 12;
        if announced && plain && (8..=12).contains(&number.len()) {
            generic = Some((start, group.end, "announced number", rank::SHAPE));
        }
    }
    generic.or_else(|| words_around(reading, groups, number))
}

/// «tel:0612889034merci»: a word may stick to the end of a number whose shape leaves no doubt.
fn glued_word(reading: &Reading, group: &Group) -> bool {
    reading
        .token(group.token + 1)
        .is_some_and(|word| word.length() >= 3)
}

/// «06 7 8 12 34 90»: groups of any size that make exactly ten digits, spaces only.
fn words_around(reading: &Reading, groups: &[Group], number: &mut Vec<u8>) -> Option<Hit> {
    for count in 2..=groups.len() {
        let part = groups.get(..count)?;
        digits::collect(reading, part, number);
        let (first, last) = (part.first()?, part.last()?);
        let mobile = matches!(number.as_slice(), [b'0', b'6' | b'7', ..]);
        if number.len() == 10
            && mobile
            && part
                .iter()
                .all(|group| matches!(group.separator, b' ' | b'.' | b'-'))
            && !reading.is_glued_after(last.end)
        {
            return Some((first.start, last.end, "ten digits", rank::SHAPE));
        }
    }
    None
}

/// Shapes that say telephone without a cue.
fn national_shape(groups: &[Group], number: &[u8], bracketed: bool) -> Option<&'static str> {
    let shaped = |lengths: &[usize]| digits::shaped(groups, lengths);
    let zero = matches!(number, [b'0', b'1'..=b'9', ..]);
    match number.len() {
        10 if zero => {
            let regular = groups.len() == 1
                || groups.iter().skip(1).all(|group| group.length() <= 3) && groups.len() >= 3
                || groups.iter().all(|group| group.length() <= 2)
                || shaped(&[3, 7])
                || shaped(&[4, 6])
                || shaped(&[2, 8])
                || shaped(&[2, 4, 4])
                || shaped(&[3, 3, 4])
                || shaped(&[6, 4])
                || shaped(&[4, 2, 4]);
            (regular && groups.iter().skip(1).all(|group| group.separator != b','))
                .then_some("ten digits")
        }
        11 | 12 if zero => {
            let regular = [
                &[5, 6][..],
                &[5, 3, 3],
                &[4, 3, 4],
                &[3, 4, 4],
                &[4, 7],
                &[3, 8],
                &[4, 8],
                &[4, 4, 4],
                &[5, 7],
                &[3, 3, 5],
                &[4, 3, 2, 2],
                &[4, 2, 2, 3],
                &[4, 2, 3, 2],
                &[2, 3, 3, 3],
                &[2, 9],
            ]
            .iter()
            .any(|lengths| shaped(lengths));
            regular.then_some("eleven digits")
        }
        10 if matches!(number.first(), Some(b'2'..=b'9')) => {
            let american = shaped(&[3, 3, 4])
                && (bracketed
                    || groups
                        .iter()
                        .skip(1)
                        .all(|group| matches!(group.separator, b'-' | b'.')));
            let italian = number.starts_with(b"3")
                && (shaped(&[3, 3, 4])
                    || shaped(&[3, 7])
                    || shaped(&[3, 4, 3])
                    || shaped(&[3, 3, 2, 2]));
            let brazilian = bracketed && shaped(&[2, 4, 4]);
            (american || italian || brazilian).then_some("national grouping")
        }
        // «33612345678»: the country code without its sign.
        11 if groups.len() == 1 && matches!(number, [b'3', b'3', b'6' | b'7', ..]) => {
            Some("country code")
        }
        11 => (bracketed && shaped(&[2, 5, 4])
            || shaped(&[1, 3, 3, 4]) && number.starts_with(b"1"))
        .then_some("national grouping"),
        9 if matches!(number.first(), Some(b'6' | b'7' | b'8' | b'9')) => (shaped(&[3, 2, 2, 2])
            || shaped(&[2, 3, 2, 2])
            || shaped(&[3, 3, 3]) && groups.iter().skip(1).all(|group| group.separator == b' '))
        .then_some("nine digits"),
        _ => None,
    }
}

/// `12/03/2026 14` or `03 06 2024`: day, month, year, then something.
fn looks_like_a_date(groups: &[Group]) -> bool {
    match groups {
        [day, month, year, ..] => {
            day.length() <= 2
                && month.length() <= 2
                && year.length() == 4
                && day.length() + month.length() >= 2
        }
        _ => false,
    }
}
