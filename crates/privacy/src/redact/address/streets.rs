//! The street of an address, by the grammar of each language.

use crate::redact::cues::Cue;
use crate::redact::lexicon::Sense;
use crate::redact::reading::Reading;
use crate::redact::token::{Kind, Token};

use super::tail;
use super::{is_announced, is_link};

/// Content words a street name may have.
const MOST_WORDS: usize = 5;

/// `rue du Général Leclerc` from its type on; the token after it.
pub(super) fn french(reading: &Reading, index: usize, announced: bool) -> Option<usize> {
    let kind = reading
        .token(index)
        .filter(|token| token.has(Sense::STREET))?;
    let first = after_dot(reading, index + 1);
    let (end, capital) = name(reading, first)?;
    let dotted = first > index + 1;
    let weak = kind.has(Sense::WEAK_STREET) && !dotted && !reading.shadow.is_upper(kind.start);
    let evident = !weak
        || announced
        || (capital && kind.length() > 2)
        || tail::extend(reading, end) > reading.previous(end).map_or(0, |token| token.end);
    evident.then_some(end)
}

/// `Baker Street` after its number; the token after it.
pub(super) fn english(reading: &Reading, index: usize, announced: bool) -> Option<usize> {
    let mut suffix = None;
    let mut capitals = true;
    for ahead in 0..5 {
        let Some(token) = reading.token(index + ahead) else {
            break;
        };
        let joint = token.is_sign(b'\'') || token.is_sign(b'-') || token.is_sign(b'.');
        if !(token.is_word() || joint)
            || token.has(Sense::STOP)
                && token.length() > 1
                && !matches!(reading.text(token), b"the" | b"of")
        {
            break;
        }
        if token.is_word() {
            if ahead > 0 && token.has(Sense::STREET_SUFFIX) {
                suffix = Some((index + ahead + 1, capitals));
            }
            capitals &= token.is_capital() || token.length() == 1;
        }
    }
    let (end, capitals) = suffix?;
    let end = after_dot(reading, end);
    (capitals || announced || tail::foreign_postcode_near(reading, end)).then_some(end)
}

/// After an address cue: words up to a postcode, whatever they are.
pub(super) fn unnamed(reading: &Reading, index: usize) -> Option<usize> {
    for ahead in 0..9 {
        let token = reading.token(index + ahead)?;
        if ahead > 0 && tail::postcode_follows(reading, index + ahead) {
            return Some(index + ahead);
        }
        let part = token.is_word() && (!token.has(Sense::STOP) || is_link(reading, token))
            || matches!(token.kind, Kind::Sign(b',' | b'-' | b'\'' | b'.'));
        if !part {
            return None;
        }
    }
    None
}

/// `Calle de Alcalá 45`, `via Garibaldi 12/B`, `Rue de Namur 45`: type, name, number, then the tail.
pub(super) fn type_first(reading: &Reading, index: usize) -> Option<(usize, usize)> {
    let kind = reading
        .token(index)
        .filter(|token| token.has(Sense::STREET))?;
    if reading.shadow.before(kind.start) == b'-' || reading.shadow.before(kind.start) == b'/' {
        return None;
    }
    let mut first = after_dot(reading, index + 1);
    // «C/ Mayor».
    let marked = first > index + 1 || reading.token(first)?.is_sign(b'/');
    if reading.token(first)?.is_sign(b'/') {
        first += 1;
    }
    let (mut at, capital) = name(reading, first)?;
    let announced = is_announced(reading, kind.start);
    let weak =
        !(marked && kind.length() <= 4) && (kind.has(Sense::WEAK_STREET) || kind.length() <= 2);
    let believed = !weak
        || announced
        || capital && kind.length() > 2
        || capital && reading.shadow.is_upper(kind.start);
    // «, 12», «n°14», «num. 3».
    for _ in 0..4 {
        let Some(token) = reading.token(at) else {
            break;
        };
        let filler = token.is_sign(b',')
            || token.is_sign(b'.')
            || token.is_sign(super::super::shadow::ORDINAL)
            || matches!(
                reading.text(token),
                b"n" | b"no" | b"num" | b"numero" | b"nr"
            );
        if !filler {
            break;
        }
        at += 1;
    }
    let number = reading
        .token(at)
        .filter(|token| token.kind == Kind::Number && token.length() <= 4)?;
    let stuck = reading.touches(at) && reading.previous(at).is_some_and(Token::is_word);
    if stuck || !is_house_number_end(reading, at, announced) {
        return None;
    }
    let mut end = at + 1;
    if reading
        .token(end)
        .is_some_and(|sign| sign.is_sign(b'/') || sign.is_sign(b'-'))
        && reading.touches(end)
        && reading.touches(end + 1)
    {
        end += 2;
    }
    if reading.token(end).is_some_and(|letter| {
        letter.is_word() && letter.length() == 1 && (reading.touches(end) || letter.is_capital())
    }) {
        end += 1;
    }
    if !believed && !tail::postcode_follows(reading, end) {
        return None;
    }
    Some((kind.start, tail::extend(reading, end).max(number.end)))
}

/// A number followed by a unit is an amount: «rue bloquée 45 minutes», «place Victor Hugo 12 €».
fn is_house_number_end(reading: &Reading, index: usize, announced: bool) -> bool {
    let Some(next) = reading.token(index + 1) else {
        return true;
    };
    match next.kind {
        Kind::Word => {
            let unit = matches!(
                reading.text(next),
                b"minutes"
                    | b"minute"
                    | b"min"
                    | b"mn"
                    | b"h"
                    | b"heures"
                    | b"heure"
                    | b"jours"
                    | b"jour"
                    | b"km"
                    | b"m"
                    | b"euros"
                    | b"euro"
                    | b"eur"
                    | b"personnes"
                    | b"fois"
                    | b"ans"
                    | b"semaines"
                    | b"mois"
                    | b"articles"
                    | b"kg"
                    | b"g"
                    | b"cm"
                    | b"pm"
                    | b"am"
            );
            !unit || announced && next.length() == 1
        }
        Kind::Sign(byte) => {
            byte != super::super::shadow::CURRENCY
                && byte != b'%'
                && !(byte == b':' && reading.shadow.at(next.end).is_ascii_digit())
        }
        _ => true,
    }
}

/// `Schillerstraße 14a`, `Gustav-Ziegert-Ring 9`, `Am Alten Markt 7`.
pub(super) fn german(reading: &Reading, index: usize) -> Option<(usize, usize)> {
    let first = reading.token(index)?;
    if reading.touches(index)
        && reading
            .previous(index)
            .is_some_and(|before| before.is_word() || before.is_sign(b'-'))
    {
        return None;
    }
    let mut at = index;
    let mut street = is_german_street(reading.text(first));
    // A chain of hyphens, or two words: «Lange Straße».
    loop {
        let (joined, next) = match reading.token(at + 1) {
            Some(sign) if sign.is_sign(b'-') => (true, reading.token(at + 2)),
            other => (false, other),
        };
        let Some(next) = next.filter(|next| next.is_word()) else {
            break;
        };
        let typed = first.is_capital() && is_german_type(reading.text(next)) && at <= index + 6;
        if !joined && (street || !typed) {
            break;
        }
        at += if joined { 2 } else { 1 };
        street = is_german_street(reading.text(next)) || is_german_type(reading.text(next));
    }
    if !street {
        at = on_the_market(reading, index)?;
    }
    let number_at = after_dot(reading, at + 1);
    let number = reading
        .token(number_at)
        .filter(|token| token.kind == Kind::Number && token.length() <= 4)?;
    // «Str8»: a number stuck to a short word is a nickname or a model.
    let stuck = reading.touches(number_at)
        && number_at == at + 1
        && reading.token(at).is_some_and(|word| {
            !(word.length() > 6
                && (reading.text(word).ends_with(b"strasse")
                    || reading.text(word).ends_with(b"str")))
        });
    if stuck || !is_house_number_end(reading, number_at, false) {
        return None;
    }
    let mut end = number_at + 1;
    let mut plain_end = number.end;
    if reading
        .token(end)
        .is_some_and(|sign| sign.is_sign(b'/') || sign.is_sign(b'-'))
        && reading.touches(end)
        && reading
            .token(end + 1)
            .is_some_and(|next| next.kind == Kind::Number)
    {
        end += 2;
    }
    if reading.token(end).is_some_and(|letter| {
        letter.is_word() && letter.length() == 1 && (reading.touches(end) || letter.is_capital())
    }) {
        end += 1;
    }
    plain_end = plain_end.max(tail::extend(reading, end));
    Some((first.start, plain_end))
}

fn is_german_street(word: &[u8]) -> bool {
    const ENDINGS: &[&[u8]] = &[
        b"strasse",
        b"str",
        b"weg",
        b"gasse",
        b"platz",
        b"allee",
        b"alle",
        b"ring",
        b"ufer",
        b"damm",
        b"steig",
        b"graben",
        b"chaussee",
        b"markt",
        b"stieg",
        b"pfad",
        b"straat",
        b"laan",
    ];
    word.len() >= 6 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

fn is_german_type(word: &[u8]) -> bool {
    matches!(
        word,
        b"strasse"
            | b"str"
            | b"weg"
            | b"gasse"
            | b"platz"
            | b"allee"
            | b"ring"
            | b"ufer"
            | b"damm"
            | b"markt"
            | b"steig"
            | b"chaussee"
    )
}

/// `Am Alten Markt`, `An der Kirche`, `Im Winkel`: only with an address cue or a postcode behind.
fn on_the_market(reading: &Reading, index: usize) -> Option<usize> {
    let first = reading.token(index)?;
    if !matches!(
        reading.text(first),
        b"am" | b"an" | b"im" | b"auf" | b"zum" | b"zur" | b"unter" | b"hinter" | b"in"
    ) || !first.is_capital()
    {
        return None;
    }
    let mut at = index;
    for ahead in 1..=3 {
        let Some(word) = reading.token(index + ahead).filter(|word| word.is_word()) else {
            break;
        };
        if !(word.is_capital() || matches!(reading.text(word), b"der" | b"dem" | b"den")) {
            break;
        }
        at = index + ahead;
    }
    let believed = at > index
        && (reading.announced(first.start, 40, &[Cue::Street])
            || tail::postcode_follows(reading, at + 2));
    believed.then_some(at)
}

/// Reads a street name; the token after it and whether it has a capital.
fn name(reading: &Reading, first: usize) -> Option<(usize, bool)> {
    let (mut at, mut end, mut words, mut capital, mut lower) = (first, first, 0, false, 0);
    let certain = (1..=8).any(|ahead| tail::is_postcode(reading, first + ahead))
        && no_sentence_end(reading, first);
    while let Some(token) = reading.token(at) {
        match token.kind {
            Kind::Word => {
                if is_link(reading, token) {
                    at += 1;
                    continue;
                }
                // «chez», «bât», «merci» end the name; so does the second everyday word in lower case.
                let linked = reading.previous(at).is_some_and(|before| {
                    before.is_word() && is_link(reading, before) && at > first
                });
                let named = token.is_capital() && token.has(Sense::FIRST | Sense::LAST)
                    || linked
                        && !reading
                            .cues
                            .iter()
                            .any(|hit| hit.cue == Cue::Closing && hit.start == token.start);
                let ends = token.has(Sense::STOP) && !named
                    || token.has(Sense::UNIT_WORD) && words > 0
                    || words >= MOST_WORDS;
                let everyday = !token.is_capital()
                    && words > 0
                    && token.has(Sense::COMMON)
                    && !token.has(Sense::FIRST | Sense::LAST)
                    && !certain;
                if ends
                    || everyday
                    || (lower >= 3 && !certain)
                    || capital && !token.is_capital() && !certain
                {
                    break;
                }
                if token.is_capital() {
                    capital = true
                } else {
                    lower += 1
                }
                words += 1;
                at += 1;
                end = at;
            }
            // «rue du 8 mai 1945».
            Kind::Number => {
                let month = reading
                    .token(at + 1)
                    .is_some_and(|next| next.has(Sense::MONTH));
                if !(month && token.length() <= 2) || words > 0 {
                    break;
                }
                at += 2;
                if reading
                    .token(at)
                    .is_some_and(|year| year.kind == Kind::Number && year.length() == 4)
                {
                    at += 1;
                }
                words += 2;
                end = at;
            }
            Kind::Sign(b'-' | b'\'') => at += 1,
            // «av. Jean», «gal. de Gaulle».
            Kind::Sign(b'.')
                if reading
                    .previous(at)
                    .is_some_and(|before| before.length() <= 4)
                    && reading.token(at + 1).is_some_and(Token::is_word) =>
            {
                at += 1
            }
            _ => break,
        }
    }
    (words > 0).then_some((end, capital))
}

fn no_sentence_end(reading: &Reading, first: usize) -> bool {
    for ahead in 0..9 {
        if tail::is_postcode(reading, first + ahead) {
            return true;
        }
        if reading.token(first + ahead).is_none_or(|token| {
            token.kind == Kind::Line
                || matches!(token.kind, Kind::Sign(b'?' | b'!' | b':' | b';' | b','))
                || token.kind == Kind::Number && token.length() > 2
        }) {
            return false;
        }
    }
    false
}

fn after_dot(reading: &Reading, index: usize) -> usize {
    index
        + usize::from(
            reading
                .token(index)
                .is_some_and(|token| token.is_sign(b'.')),
        )
}

/// «Flat 3, 18 Queen's Road»: where the flat before the number starts.
pub(super) fn complement_before(reading: &Reading, index: usize) -> Option<usize> {
    let mut at = index.checked_sub(1)?;
    if reading.token(at)?.is_sign(b',') {
        at = at.checked_sub(1)?;
    }
    let value = reading.token(at)?;
    let word = reading.previous(at)?;
    let short = value.kind == Kind::Number || value.is_word() && value.length() <= 2;
    (short && value.length() <= 4 && word.has(Sense::UNIT_WORD)).then_some(word.start)
}
