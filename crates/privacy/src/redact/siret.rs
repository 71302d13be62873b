//! SIREN, SIRET and VAT numbers.

use super::PiiKind;
use super::checksum;
use super::cues::Cue;
use super::digits::{self, Group};
use super::reading::{Finding, Reading, rank};
use super::token::Kind;

const SEPARATORS: &[u8] = b" .-/\n";
const RIVALS: &[Cue] = &[Cue::Siret, Cue::Phone, Cue::Reference, Cue::Card, Cue::Iban];

/// Finds company numbers.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    let (mut groups, mut number) = (Vec::new(), Vec::new());
    let mut covered = 0;
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.start < covered {
            continue;
        }
        let range = match token.kind {
            Kind::Number if !reading.is_glued_before(token.start) => {
                digits::run(reading, index, SEPARATORS, &mut groups);
                company(reading, &groups, &mut number).map(|(end, rule)| (token.start, end, rule))
            }
            Kind::Word => vat(reading, index, &mut groups, &mut number)
                .map(|(end, rule)| (token.start, end, rule)),
            _ => None,
        };
        if let Some((start, end, rule)) = range {
            let strength = if rule.starts_with("announced") {
                rank::ANNOUNCED
            } else {
                rank::CHECKSUM
            };
            found.push(Finding {
                start,
                end,
                kind: PiiKind::Siret,
                rule,
                rank: strength,
            });
            covered = end;
        }
    }
}

fn company(
    reading: &Reading,
    groups: &[Group],
    number: &mut Vec<u8>,
) -> Option<(usize, &'static str)> {
    let start = groups.first()?.start;
    let announced = reading
        .nearest(start, 32, RIVALS)
        .is_some_and(|hit| hit.cue == Cue::Siret);
    let mut best = None;
    for count in 1..=groups.len() {
        let part = groups.get(..count)?;
        let end = part.last()?.end;
        digits::collect(reading, part, number);
        if number.len() > 14 {
            break;
        }
        if !matches!(number.len(), 9 | 14) || reading.shadow.at(end).is_ascii_alphanumeric() {
            continue;
        }
        // La Poste numbers its own sites outside Luhn.
        let valid =
            checksum::luhn(number) || (number.len() == 14 && number.starts_with(b"356000000"));
        let grouped = digits::shaped(part, &[3, 3, 3, 5])
            || digits::shaped(part, &[9, 5])
            || digits::shaped(part, &[3, 3, 3, 2, 3]);
        if announced
            || (valid && reading.announces(end, 12, Cue::Siret))
            || (valid && grouped && number.len() == 14)
        {
            best = Some((end, if valid { "luhn" } else { "announced number" }));
        }
    }
    best
}

/// `FR` + key + SIREN, or another country's number right after «tva», «vat», «partita iva».
fn vat(
    reading: &Reading,
    index: usize,
    groups: &mut Vec<Group>,
    number: &mut Vec<u8>,
) -> Option<(usize, &'static str)> {
    let country = reading.token(index)?;
    if country.length() != 2 || reading.shadow.before(country.start).is_ascii_alphanumeric() {
        return None;
    }
    let next = reading
        .token(index + 1)
        .filter(|next| next.kind == Kind::Number && next.start <= country.end + 1)?;
    digits::run(reading, index + 1, SEPARATORS, groups);
    let announced = reading.announced(country.start, 32, &[Cue::Siret]);
    for count in 1..=groups.len() {
        let part = groups.get(..count)?;
        let end = part.last()?.end;
        digits::collect(reading, part, number);
        let bounded = !reading.shadow.at(end).is_ascii_alphanumeric();
        if reading.text(country) == b"fr" && number.len() == 11 && bounded {
            let siren = number.get(2..)?;
            if checksum::luhn(siren) && vat_key(number) || announced {
                return Some((end, "vat key"));
            }
        }
        if announced
            && bounded
            && (8..=12).contains(&number.len())
            && count == groups.len()
            && next.length() > 2
        {
            return Some((end, "announced vat number"));
        }
    }
    None
}

fn vat_key(number: &[u8]) -> bool {
    let value = |digits: &[u8]| {
        digits
            .iter()
            .fold(0_u64, |value, digit| value * 10 + u64::from(digit - b'0'))
    };
    match number.split_at_checked(2) {
        Some((key, siren)) => value(key) == (12 + 3 * (value(siren) % 97)) % 97,
        None => false,
    }
}
