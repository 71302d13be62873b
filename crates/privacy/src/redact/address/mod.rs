//! Postal addresses of six languages: a number and a street, in either order, with what follows them.

mod streets;
mod tail;

use super::PiiKind;
use super::cues::Cue;
use super::lexicon::Sense;
use super::reading::{Finding, Reading, rank};
use super::token::{Kind, Token};

/// Finds addresses.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    let mut covered = 0;
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.start < covered {
            continue;
        }
        let range = match token.kind {
            Kind::Number => number_first(reading, index),
            Kind::Word => {
                streets::type_first(reading, index).or_else(|| streets::german(reading, index))
            }
            _ => None,
        };
        if let Some((start, end)) = range {
            found.push(Finding {
                start,
                end,
                kind: PiiKind::Address,
                rule: "address",
                rank: rank::PLACE,
            });
            covered = end;
        }
    }
}

/// `12 bis, rue …`, `221 Baker Street …`, or after an address cue `4 les Hauts du Lac 97430 Le Tampon`.
fn number_first(reading: &Reading, index: usize) -> Option<(usize, usize)> {
    let number = reading.token(index)?;
    if number.length() > 5
        || reading.is_glued_before(number.start)
        || reading.shadow.before(number.start) == super::shadow::CURRENCY
    {
        return None;
    }
    let street = after_house_number(reading, index)?;
    let announced = is_announced(reading, number.start);
    // «157, place de l'église», «61 bis route de…»: nobody counts places like that.
    let house = announced || street > index + 1;
    let short = number.length() <= 4;
    let after_street = if short {
        streets::french(reading, street, house)
    } else {
        None
    }
    .or_else(|| streets::english(reading, street, announced))
    .or_else(|| {
        if announced && short {
            streets::unnamed(reading, street)
        } else {
            None
        }
    })?;
    let end = tail::extend(reading, after_street);
    Some((
        streets::complement_before(reading, index).unwrap_or(number.start),
        end,
    ))
}

/// Whether the text says that an address comes.
fn is_announced(reading: &Reading, place: usize) -> bool {
    reading.announced(place, 40, &[Cue::Street])
}

/// The token after a house number with its letter or «bis», and an optional comma.
fn after_house_number(reading: &Reading, index: usize) -> Option<usize> {
    let mut at = index + 1;
    let token = reading.token(at)?;
    // «12-14 rue», «9/1».
    if (token.is_sign(b'-') || token.is_sign(b'/'))
        && reading
            .token(at + 1)
            .is_some_and(|next| next.kind == Kind::Number && next.length() <= 3)
    {
        at += 2;
    }
    if is_house_letter(reading, at) {
        at += 1;
    }
    if reading.token(at)?.is_sign(b',') {
        at += 1;
    }
    (at <= index + 5).then_some(at)
}

/// «bis», «ter», or a single letter that is not a word of the sentence.
fn is_house_letter(reading: &Reading, index: usize) -> bool {
    let Some(token) = reading.token(index) else {
        return false;
    };
    let single = token.is_word()
        && token.length() == 1
        && (reading.touches(index)
            || reading.shadow.is_upper(token.start)
            || !token.has(Sense::STOP | Sense::WEAK_STREET));
    single
        || matches!(
            reading.text(token),
            b"bis" | b"ter" | b"quater" | b"quinquies"
        )
}

/// A word that may stand inside the name of a street or a town although it is a function word.
fn is_link(reading: &Reading, token: &Token) -> bool {
    matches!(
        reading.text(token),
        b"de"
            | b"du"
            | b"des"
            | b"la"
            | b"le"
            | b"les"
            | b"l"
            | b"d"
            | b"aux"
            | b"au"
            | b"sur"
            | b"sous"
            | b"saint"
            | b"sainte"
            | b"st"
            | b"ste"
            | b"del"
            | b"della"
            | b"delle"
            | b"dei"
            | b"degli"
            | b"dell"
            | b"dello"
            | b"di"
            | b"do"
            | b"da"
            | b"dos"
            | b"das"
            | b"el"
            | b"los"
            | b"las"
            | b"y"
            | b"e"
            | b"der"
            | b"dem"
            | b"den"
            | b"am"
            | b"im"
            | b"an"
            | b"ob"
            | b"zum"
            | b"zur"
            | b"van"
            | b"von"
            | b"the"
            | b"san"
            | b"santa"
    )
}
