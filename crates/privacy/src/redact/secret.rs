//! Passwords, one-time codes, PINs, door codes.

use super::PiiKind;
use super::cues::{Cue, CueHit};
use super::lexicon::Sense;
use super::reading::{Finding, Reading, rank};
use super::token::{Kind, Token};

/// Finds the value after a cue.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    for hit in &reading.cues {
        match hit.cue {
            Cue::Password => password(reading, hit, found),
            Cue::Code => code(reading, hit, found),
            _ => {}
        }
    }
}

/// A password is the next thing written, if it does not look like a word of the sentence.
fn password(reading: &Reading, hit: &CueHit, found: &mut Vec<Finding>) {
    let mut index = reading.token_from(hit.end);
    let mut stated = false;
    for _ in 0..7 {
        let Some(token) = reading.token(index) else {
            return;
        };
        let said = match token.kind {
            Kind::Sign(b':' | b'=' | b'"' | b'>') => true,
            Kind::Sign(b'-' | b'(' | b'\'' | b',') | Kind::Line => false,
            Kind::Word if is_copula(reading, token) => true,
            Kind::Word
                if token.has(Sense::STOP | Sense::PARTICLE)
                    && token.length() <= 6
                    && !reading.shadow.at(token.end).is_ascii_digit() =>
            {
                false
            }
            Kind::Word
                if matches!(
                    reading.text(token),
                    b"wifi"
                        | b"compte"
                        | b"actuel"
                        | b"provisoire"
                        | b"temporaire"
                        | b"client"
                        | b"perso"
                ) =>
            {
                false
            }
            _ => break,
        };
        stated |= said;
        index += 1;
    }
    let Some(first) = reading.token(index) else {
        return;
    };
    let start = first.start;
    let mut end = start;
    while end < reading.shadow.text.len() && !matches!(reading.shadow.at(end), b' ' | b'\n' | b'"')
    {
        end += 1;
    }
    while end > start && matches!(reading.shadow.before(end), b',' | b';' | b')' | b'.' | b':') {
        end -= 1;
    }
    // An emoji stuck to the end is not part of it, though it may well be inside.
    while end > start && reading.shadow.before(end) == super::shadow::SYMBOL {
        end -= 1;
    }
    let value = reading.shadow.slice(start, end);
    let digits = value.iter().any(u8::is_ascii_digit);
    let signs = value.iter().skip(1).any(|byte| {
        matches!(
            *byte,
            b'!' | b'#' | b'_' | b'*' | b'&' | b'%' | b'@' | b'+' | super::shadow::CURRENCY
        )
    }) && value
        .iter()
        .filter(|byte| byte.is_ascii_alphanumeric())
        .count()
        >= 4
        && !matches!(value.last(), Some(b'!' | b'?'));
    let mixed = (start + 1..end).any(|at| reading.shadow.is_upper(at))
        && !reading.shadow.is_upper(start + 1);
    let word =
        stated && first.is_word() && value.len() >= 4 && !first.has(Sense::STOP | Sense::COMMON);
    if value.len() >= 3 && (digits || signs || mixed && value.len() >= 5 || word) {
        found.push(Finding {
            start,
            end,
            kind: PiiKind::Secret,
            rule: "password",
            rank: rank::ANNOUNCED,
        });
    }
}

fn is_copula(reading: &Reading, token: &Token) -> bool {
    matches!(
        reading.text(token),
        b"est"
            | b"is"
            | b"es"
            | b"ist"
            | b"e"
            | b"sera"
            | b"lautet"
            | b"cest"
            | b"was"
            | b"era"
            | b"etait"
            | b"sind"
    )
}

/// Words between a code and its cue that say the code is public after all.
const PUBLIC: &[&[u8]] = &[
    b"promo",
    b"promotionnel",
    b"promotion",
    b"reduction",
    b"postal",
    b"article",
    b"barre",
    b"barres",
    b"client",
    b"erreur",
    b"produit",
    b"suivi",
    b"colis",
    b"commande",
    b"ean",
    b"couleur",
    b"modele",
    b"magasin",
    b"remise",
    b"parrainage",
    b"parrain",
    b"cadeau",
    b"avantage",
    b"ape",
    b"naf",
    b"bic",
    b"swift",
    b"error",
    b"discount",
    b"zip",
    b"area",
    b"product",
    b"tracking",
    b"descuento",
    b"promocional",
    b"barras",
    b"sconto",
    b"desconto",
    b"fiscale",
    b"noel",
    b"agence",
    b"retour",
    b"reservation",
    b"facture",
    b"insee",
];

/// A code: four to eight digits, whole or in two halves, or a short mix of letters and digits.
fn code(reading: &Reading, hit: &CueHit, found: &mut Vec<Finding>) {
    let public = reading.cues.iter().any(|other| {
        other.cue == Cue::PublicCode && other.start < hit.end && hit.start < other.end
    });
    let after_public = reading.announced(hit.start, 3, &[Cue::PublicCode]);
    // «appelez ou sms au 06…»: that is a telephone, and «carte finissant par» has its own rule.
    if public || after_public || reading.announced(hit.start, 12, &[Cue::Version]) {
        return;
    }
    let bare_sms = matches!(
        reading.shadow.slice(hit.start, hit.end),
        b"sms" | b"texto" | b"tan" | b"interphone"
    );
    let index = reading.token_from(hit.end);
    for ahead in 0..9 {
        let Some(token) = reading.token(index + ahead) else {
            return;
        };
        if token.start - hit.end > 44 {
            return;
        }
        match token.kind {
            Kind::Word if PUBLIC.contains(&reading.text(token)) => return,
            Kind::Sign(b'.' | b'?' | b'!')
                if !reading.shadow.at(token.end).is_ascii_alphanumeric() =>
            {
                return;
            }
            Kind::Sign(_) | Kind::Line => {}
            Kind::Word | Kind::Number => {
                let stuck = reading.touches(index + ahead)
                    && reading.previous(index + ahead).is_some_and(|before| {
                        matches!(before.kind, Kind::Word | Kind::Number) || before.is_sign(b'-')
                    });
                if !stuck && let Some((end, rule)) = code_at(reading, index + ahead, bare_sms) {
                    if public_after(reading, end) {
                        return;
                    }
                    found.push(Finding {
                        start: token.start,
                        end,
                        kind: PiiKind::Secret,
                        rule,
                        rank: rank::GUESS,
                    });
                    return;
                }
                if token.kind == Kind::Number {
                    return;
                }
            }
        }
    }
}

/// «le code VIP15 de réduction»: what the code is for may come after it.
fn public_after(reading: &Reading, place: usize) -> bool {
    let next = reading.token_from(place);
    reading
        .tokens
        .iter()
        .skip(next)
        .take(3)
        .take_while(|token| token.is_word())
        .any(|token| PUBLIC.contains(&reading.text(token)))
}

/// The end of the code that starts at a token.
fn code_at(reading: &Reading, index: usize, digits_only: bool) -> Option<(usize, &'static str)> {
    let first = reading.token(index)?;
    let mut end = first.end;
    while reading.shadow.at(end).is_ascii_alphanumeric() && end < reading.shadow.text.len() {
        end += 1;
    }
    // `G-482913`, `341-393`, `884 201`, `A45B`.
    let after = reading.shadow.at(end);
    let next = reading
        .token(reading.token_from(end + 1))
        .filter(|next| next.start == end + 1 && next.kind == Kind::Number);
    if let Some(next) = next.filter(|_| matches!(after, b'-' | b' ' | b'.')) {
        let halves = first.kind == Kind::Number
            && end == first.end
            && first.length() == next.length()
            && matches!(next.length(), 2..=4);
        let prefixed = first.is_word()
            && first.length() <= 2
            && after == b'-'
            && (4..=8).contains(&next.length());
        let closed = !reading.shadow.at(next.end).is_ascii_alphanumeric()
            && !reading.is_glued_after(next.end);
        if (halves || prefixed) && closed && !follows_more_digits(reading, next) {
            return Some((next.end, "code in two parts"));
        }
    }
    if let Some(end) = three_parts(reading, index) {
        return Some((end, "code in three parts"));
    }
    let value = reading.shadow.slice(first.start, end);
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == value.len()
        && (4..=8).contains(&digits)
        && !reading.is_glued_after(end)
        && !followed_by_unit(reading, end)
    {
        return Some((end, "code"));
    }
    let mixed = !digits_only
        && digits >= 2
        && (4..=8).contains(&value.len())
        && digits < value.len()
        && !followed_by_unit(reading, end);
    (mixed && !is_time_or_amount(value)).then_some((end, "mixed code"))
}

/// `55-21-90`: three pairs, which is no date when one of the first two is beyond the calendar.
fn three_parts(reading: &Reading, index: usize) -> Option<usize> {
    let pair = |at: usize| {
        reading
            .token(index + at)
            .filter(|token| token.kind == Kind::Number && token.length() == 2)
    };
    let dash = |at: usize| {
        reading
            .token(index + at)
            .is_some_and(|sign| sign.is_sign(b'-'))
            && reading.touches(index + at)
            && reading.touches(index + at + 1)
    };
    let (first, second, third) = (pair(0)?, pair(2)?, pair(4)?);
    let date = reading.text(first) <= b"31".as_slice() && reading.text(second) <= b"12".as_slice();
    (dash(1) && dash(3) && !date && !reading.is_glued_after(third.end)).then_some(third.end)
}

/// Three groups and more are a telephone or an account, not a code.
fn follows_more_digits(reading: &Reading, token: &Token) -> bool {
    reading.shadow.at(token.end) == b' ' && reading.shadow.at(token.end + 1).is_ascii_digit()
}

fn followed_by_unit(reading: &Reading, end: usize) -> bool {
    let at = if reading.shadow.at(end) == b' ' {
        end + 1
    } else {
        end
    };
    reading.shadow.at(at) == super::shadow::CURRENCY
        || reading.shadow.slice(at, at + 4).starts_with(b"euro")
        || reading.shadow.slice(at, at + 4).starts_with(b"fcfa")
}

/// `18h45`, `100go`, `2026eur`.
fn is_time_or_amount(value: &[u8]) -> bool {
    let letters: Vec<u8> = value
        .iter()
        .copied()
        .filter(u8::is_ascii_alphabetic)
        .collect();
    value.first().is_some_and(u8::is_ascii_digit)
        && matches!(
            letters.as_slice(),
            b"h" | b"go"
                | b"mo"
                | b"eur"
                | b"e"
                | b"km"
                | b"kg"
                | b"cm"
                | b"mm"
                | b"g"
                | b"min"
                | b"ml"
                | b"am"
                | b"pm"
                | b"x"
        )
}
