//! Payment cards and their control digits.

use super::PiiKind;
use super::checksum;
use super::cues::Cue;
use super::digits::{self, Group};
use super::reading::{Finding, Reading, rank};
use super::token::Kind;

const SEPARATORS: &[u8] = b" .-/\n_";

/// Finds cards by issuer and Luhn, or by cue.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    let (mut groups, mut number) = (Vec::new(), Vec::new());
    let mut covered = 0;
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.kind != Kind::Number
            || token.start < covered
            || reading.shadow.before(token.start).is_ascii_alphanumeric()
        {
            continue;
        }
        digits::run(reading, index, SEPARATORS, &mut groups);
        if let Some((end, rule)) = longest_card(reading, &groups, &mut number) {
            let strength = if rule == "luhn" {
                rank::CHECKSUM
            } else {
                rank::ANNOUNCED
            };
            found.push(Finding {
                start: token.start,
                end,
                kind: PiiKind::Card,
                rule,
                rank: strength,
            });
            covered = end;
        }
    }
    control_digits(reading, found);
}

/// Where the card that starts with these groups ends.
fn longest_card(
    reading: &Reading,
    groups: &[Group],
    number: &mut Vec<u8>,
) -> Option<(usize, &'static str)> {
    let first = groups.first()?;
    if reading.is_glued_before(first.start) {
        return None;
    }
    let announced = matches!(
        reading
            .nearest(
                first.start,
                40,
                &[
                    Cue::Card,
                    Cue::Reference,
                    Cue::Nir,
                    Cue::Iban,
                    Cue::Siret,
                    Cue::Phone
                ]
            )
            .map(|hit| hit.cue),
        Some(Cue::Card)
    );
    let mut announced_end = None;
    let mut best = None;
    for count in 1..=groups.len() {
        let part = groups.get(..count)?;
        let last = part.last()?;
        digits::collect(reading, part, number);
        if number.len() > 19 {
            break;
        }
        if number.len() < 13 || reading.shadow.at(last.end).is_ascii_alphanumeric() {
            continue;
        }
        let length_fits = issuer_lengths(number).contains(&number.len());
        let compact = count == 1;
        // Thirteen digits in a row are an article number and fourteen a SIRET unless something says card.
        let plausible = length_fits
            && (!compact || number.len() > 14 || announced)
            && grouped_like_a_card(part, number.len());
        if plausible
            && checksum::luhn(number)
            && !reference_of_digits(reading, first.start, compact)
        {
            best = Some((last.end, "luhn"));
            break;
        }
        if announced
            && (number.len() == 16 || number.len() == 15 || announced_end.is_none())
            && even_groups(part)
        {
            announced_end = Some((last.end, "announced card"));
        }
    }
    best.or(announced_end)
}

/// A compact number right after «commande» or «colis» is theirs, even when one in ten passes Luhn.
fn reference_of_digits(reading: &Reading, start: usize, compact: bool) -> bool {
    compact
        && reading
            .nearest(start, 20, &[Cue::Reference, Cue::Card])
            .is_some_and(|hit| hit.cue == Cue::Reference)
}

/// Lengths the issuer of this prefix uses; none for an unknown issuer.
fn issuer_lengths(number: &[u8]) -> &'static [usize] {
    let prefix = |count: usize| {
        number
            .iter()
            .take(count)
            .fold(0_u32, |value, digit| value * 10 + u32::from(digit - b'0'))
    };
    match prefix(4) {
        4000..=4999 => &[13, 16, 19],
        5100..=5599 | 2221..=2720 => &[16],
        3400..=3499 | 3700..=3799 => &[15],
        3000..=3059 | 3600..=3699 | 3800..=3999 => &[14, 16],
        3528..=3589 => &[16, 17, 18, 19],
        6011 | 6440..=6599 | 6000 | 6200..=6299 => &[16, 17, 18, 19],
        5000..=5099 | 5600..=5899 | 6300..=6399 | 6700..=6799 => &[13, 15, 16, 18, 19],
        _ => &[],
    }
}

fn even_groups(groups: &[Group]) -> bool {
    groups.len() == 1 || groups.iter().all(|group| group.length() <= 6)
}

/// Four by four, two by two, or 4-6-5; not the 3-7-7 of an order number.
fn grouped_like_a_card(groups: &[Group], length: usize) -> bool {
    groups.len() == 1
        || digits::shaped(groups, &[4, 6, 5])
        || (groups.iter().all(|group| group.length() <= 4) && groups.len() <= length.div_ceil(2))
        || digits::shaped(groups, &[8, 8])
        || digits::shaped(groups, &[6, 10])
        || digits::shaped(groups, &[6, 4, 6])
}

fn control_digits(reading: &Reading, found: &mut Vec<Finding>) {
    for hit in reading.cues.iter().filter(|hit| hit.cue == Cue::Cvv) {
        let index = reading.token_from(hit.end);
        let next = reading
            .tokens
            .iter()
            .skip(index)
            .take(4)
            .find(|token| token.kind == Kind::Number);
        let Some(token) =
            next.filter(|token| (3..=4).contains(&token.length()) && token.start - hit.end <= 12)
        else {
            continue;
        };
        if !reading.is_glued_after(token.end) {
            found.push(Finding {
                start: token.start,
                end: token.end,
                kind: PiiKind::Secret,
                rule: "control digits",
                rank: rank::ANNOUNCED,
            });
        }
    }
}
