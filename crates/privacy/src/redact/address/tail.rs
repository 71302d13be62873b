//! What follows the street: floor and flat, postcode, town.

use crate::redact::lexicon::Sense;
use crate::redact::reading::Reading;
use crate::redact::shadow::ORDINAL;
use crate::redact::token::Kind;

use super::is_link;

/// Place where the address ends, given the token after its street and number.
pub(super) fn extend(reading: &Reading, index: usize) -> usize {
    let mut at = index;
    let mut end = reading.previous(index).map_or(0, |token| token.end);
    for _ in 0..6 {
        let mut next = at;
        let mut comma = false;
        while reading.token(next).is_some_and(|token| {
            matches!(
                token.kind,
                Kind::Sign(b',' | b'-' | b'.' | b'/' | b'(') | Kind::Line
            )
        }) && next < at + 3
        {
            comma |= reading.token(next).is_some_and(|token| {
                token.is_sign(b',') || token.kind == Kind::Line || token.is_sign(b'-')
            });
            next += 1;
        }
        let part = postcode_and_town(reading, next)
            .or_else(|| complement(reading, next))
            .or_else(|| british(reading, next))
            .or_else(|| town_after_preposition(reading, next))
            .or_else(|| {
                if comma {
                    town_alone(reading, next)
                } else {
                    None
                }
            });
        let Some(after) = part.filter(|after| *after > next) else {
            break;
        };
        at = after;
        end = reading.previous(after).map_or(end, |token| token.end);
    }
    end
}

/// Whether a postcode stands at a token.
pub(super) fn is_postcode(reading: &Reading, index: usize) -> bool {
    let Some(token) = reading
        .token(index)
        .filter(|token| token.kind == Kind::Number)
    else {
        return false;
    };
    let bounded = !reading.shadow.at(token.end).is_ascii_alphanumeric()
        && reading.shadow.at(token.end) != b'.';
    match token.length() {
        5 => bounded,
        // Four digits are a postcode only before a capital, three more digits (Portugal), or a country letter.
        4 => {
            bounded
                && (reading.shadow.at(token.end) == b'-'
                    && reading
                        .token(index + 2)
                        .is_some_and(|next| next.kind == Kind::Number && next.length() == 3)
                    || reading.token(index + 1).is_some_and(|next| {
                        next.is_word() && next.is_capital() && !next.has(Sense::STOP)
                    }))
        }
        _ => false,
    }
}

/// Whether a postcode follows, over a comma or a line end.
pub(super) fn postcode_follows(reading: &Reading, index: usize) -> bool {
    let mut at = index;
    while reading
        .token(at)
        .is_some_and(|token| token.is_sign(b',') || token.is_sign(b'-') || token.kind == Kind::Line)
        && at < index + 2
    {
        at += 1;
    }
    is_postcode(reading, at)
}

fn postcode_and_town(reading: &Reading, index: usize) -> Option<usize> {
    // `F-75011`, `D-80331`, `CH-1201`.
    let mut at = index;
    if reading.token(at)?.is_word()
        && reading.token(at)?.length() <= 2
        && reading.token(at + 1)?.is_sign(b'-')
        && reading.touches(at + 1)
    {
        at += 2;
    }
    if !is_postcode(reading, at) {
        return None;
    }
    let code = reading.token(at)?;
    let mut end = at + 1;
    // «1200-195» in Portugal, «01310-100» in Brazil.
    let second = reading
        .token(end + 1)
        .filter(|next| next.kind == Kind::Number && next.length() == 3);
    if second.is_some() && reading.shadow.at(code.end) == b'-' {
        end += 2;
    }
    let mut town_at = end;
    while reading
        .token(town_at)
        .is_some_and(|token| matches!(token.kind, Kind::Sign(b',' | b'-')))
        && town_at < end + 1
    {
        town_at += 1;
    }
    Some(town(reading, town_at).unwrap_or(end))
}

/// A town: capitals, or one lower-case word with what is hyphenated or linked to it.
fn town(reading: &Reading, index: usize) -> Option<usize> {
    let (mut at, mut end, mut words, mut lower) = (index, None, 0, false);
    while let Some(token) = reading.token(at) {
        let joined = reading.touches(at)
            && reading
                .previous(at)
                .is_some_and(|before| before.is_sign(b'-') || before.is_sign(b'\''));
        match token.kind {
            Kind::Word
                if is_link(reading, token)
                    || opens_town(reading, at)
                    || matches!(reading.text(token), b"en" | b"lez" | b"cedex" | b"in")
                        && (joined || words > 0) =>
            {
                let cedex = reading.text(token) == b"cedex";
                at += 1;
                if cedex {
                    at +=
                        usize::from(reading.token(at).is_some_and(|number| {
                            number.kind == Kind::Number && number.length() <= 2
                        }));
                    return Some(at);
                }
            }
            Kind::Word => {
                let linked = joined
                    || reading
                        .previous(at)
                        .is_some_and(|before| before.is_word() && is_link(reading, before));
                if (token.has(Sense::STOP) || token.has(Sense::UNIT_WORD)) && !joined
                    || words >= 4
                    || words > 0 && !linked && (lower || !token.is_capital())
                {
                    break;
                }
                if words > 0 && !linked && token.has(Sense::COMMON) {
                    break;
                }
                lower |= !token.is_capital();
                words += 1;
                at += 1;
                end = Some(at);
            }
            Kind::Sign(b'-' | b'\'')
                if words > 0
                    || reading
                        .previous(at)
                        .is_some_and(|before| is_link(reading, before)) =>
            {
                if !reading.touches(at) {
                    break;
                }
                at += 1;
            }
            // «Lyon 3e», «Paris 11ème».
            Kind::Number
                if words > 0
                    && token.length() <= 2
                    && reading.token(at + 1).is_some_and(|next| {
                        reading.touches(at + 1)
                            && matches!(reading.text(next), b"e" | b"eme" | b"er")
                    }) =>
            {
                return Some(at + 2);
            }
            _ => break,
        }
    }
    end
}

/// «Bad Homburg», «Vila Nova de Gaia», «A Coruña», «North Brandonville»: a first word that needs a second.
fn opens_town(reading: &Reading, index: usize) -> bool {
    const OPENERS: &[&[u8]] = &[
        b"bad", b"vila", b"nova", b"villa", b"reggio", b"north", b"south", b"east", b"west",
        b"new", b"port", b"lake", b"fort", b"las", b"los", b"mont", b"castel", b"neu", b"alt",
        b"sankt", b"saint", b"sainte", b"ville", b"upper", b"lower", b"great", b"little",
        b"grande",
    ];
    let Some(token) = reading.token(index) else {
        return false;
    };
    let next = reading.token(index + 1).is_some_and(|next| {
        next.is_word() && next.start == token.end + 1 && !next.has(Sense::STOP)
            || next.is_word() && is_link(reading, next)
    });
    next && (OPENERS.contains(&reading.text(token))
        || reading.text(token) == b"a"
            && token.is_capital()
            && reading
                .token(index + 1)
                .is_some_and(|next| !next.has(Sense::STOP))
        || reading.text(token) == b"a"
            && reading
                .token(index + 1)
                .is_some_and(|next| matches!(reading.text(next), b"coruna")))
}

/// A town without a postcode: after a comma, in capitals, up to the end of what is written.
fn town_alone(reading: &Reading, index: usize) -> Option<usize> {
    let first = reading.token(index).filter(|token| {
        token.is_word() && token.is_capital() && !token.has(Sense::STOP | Sense::COMMON)
    })?;
    if first.has(Sense::FIRST)
        && !first.has(Sense::GUARDED)
        && reading
            .token(index + 1)
            .is_some_and(|next| next.is_word() && next.has(Sense::LAST))
    {
        return None;
    }
    let end = town(reading, index)?;
    match reading.token(end) {
        None => Some(end),
        Some(token) if matches!(token.kind, Kind::Sign(_) | Kind::Line) => Some(end),
        // «Springfield IL 62704», «Coleview GU6 5UB», «Paris merci».
        Some(token)
            if token.has(Sense::STOP)
                || british(reading, end).is_some()
                || is_postcode(reading, end) =>
        {
            Some(end)
        }
        Some(_) => None,
    }
}

/// «17 rue Paul Bert à Lyon».
fn town_after_preposition(reading: &Reading, index: usize) -> Option<usize> {
    let preposition = reading
        .token(index)
        .is_some_and(|token| matches!(reading.text(token), b"a" | b"in" | b"en" | b"em"));
    let named = reading.token(index + 1).is_some_and(|word| {
        word.is_word()
            && word.is_capital()
            && word.length() > 2
            && !word.has(Sense::STOP | Sense::COMMON | Sense::MONTH)
    });
    if preposition && named {
        town(reading, index + 1)
    } else {
        None
    }
}

/// Whether a British or American postcode stands within the next tokens: an English street in lower case is then believed.
pub(super) fn foreign_postcode_near(reading: &Reading, index: usize) -> bool {
    (0..10).any(|ahead| {
        british_code(reading, index + ahead)
            .or_else(|| american_code(reading, index + ahead))
            .is_some()
    })
}

/// States and territories of the United States, two letters each.
const STATES: &[u8] = b"alakazarcacoctdedcflgahiidiliniakskylamemdmamimnmsmomtnenvnhnjnmnyncndohokorparisctntxutvtvawawvwiwyprguvimpasmhfmpw";

/// Town words and a British postcode, or an American state and ZIP code.
fn british(reading: &Reading, index: usize) -> Option<usize> {
    for ahead in 0..5 {
        if let Some(end) =
            british_code(reading, index + ahead).or_else(|| american_code(reading, index + ahead))
        {
            return Some(end);
        }
        let word = reading.token(index + ahead)?;
        if !(word.is_word() && !word.has(Sense::STOP)
            || matches!(word.kind, Kind::Sign(b'-' | b'\'' | b',' | b'.')))
        {
            return None;
        }
    }
    None
}

/// `GU6 5UB`: the token after it.
fn british_code(reading: &Reading, index: usize) -> Option<usize> {
    let area = reading
        .token(index)
        .filter(|area| area.is_word() && area.length() <= 2)?;
    let district = reading.token(index + 1).filter(|district| {
        district.kind == Kind::Number && district.length() <= 2 && reading.touches(index + 1)
    })?;
    let mut at = index + 2;
    if reading.touches(at)
        && reading
            .token(at)
            .is_some_and(|letter| letter.is_word() && letter.length() == 1)
    {
        at += 1;
    }
    let sector = reading.token(at)?;
    if sector.kind != Kind::Number {
        // `SW1A1AA` written in one: the digits of sector and district touch only when the district has a letter.
        return None;
    }
    let unit = reading
        .token(at + 1)
        .filter(|unit| unit.is_word() && unit.length() == 2 && reading.touches(at + 1))?;
    (sector.length() == 1 && area.start < district.start && unit.end > sector.end).then_some(at + 2)
}

/// `IL 62704`.
fn american_code(reading: &Reading, index: usize) -> Option<usize> {
    let state = reading.token(index).filter(|state| {
        state.is_word()
            && state.length() == 2
            && STATES.chunks(2).any(|known| known == reading.text(state))
    })?;
    let code = reading
        .token(index + 1)
        .filter(|code| code.kind == Kind::Number && code.length() == 5)?;
    (code.start == state.end + 1).then_some(index + 2)
}

/// Floor, flat, building: the token after it.
fn complement(reading: &Reading, index: usize) -> Option<usize> {
    let first = reading.token(index)?;
    if first.kind == Kind::Number && first.length() <= 3 {
        return floor(reading, index);
    }
    if !first.has(Sense::UNIT_WORD) {
        return None;
    }
    let mut at = index + 1;
    while reading.token(at).is_some_and(|token| {
        matches!(token.kind, Kind::Sign(b'.' | b':' | ORDINAL))
            || matches!(reading.text(token), b"n" | b"no")
    }) && at < index + 3
    {
        at += 1;
    }
    let value = reading.token(at);
    match value {
        Some(token) if token.kind == Kind::Number && token.length() <= 4 => {
            let letter = reading.touches(at + 1)
                && reading
                    .token(at + 1)
                    .is_some_and(|next| next.is_word() && next.length() <= 2);
            Some(at + 1 + usize::from(letter))
        }
        Some(token)
            if token.is_word() && token.length() == 1 && reading.shadow.at(token.end) != b'\'' =>
        {
            // «bât C», «appt B12».
            let number = reading.touches(at + 1)
                && reading
                    .token(at + 1)
                    .is_some_and(|next| next.kind == Kind::Number);
            Some(at + 1 + usize::from(number))
        }
        // «résidence Les Lilas».
        Some(token) if token.is_word() => Some(named(reading, at).unwrap_or(at).max(index + 1)),
        _ => Some(at.min(index + 1)),
    }
}

/// The name of a residence: links, then capitals, or up to two lower-case words before a comma or a postcode.
fn named(reading: &Reading, index: usize) -> Option<usize> {
    let (mut at, mut end, mut words) = (index, None, 0);
    while let Some(token) = reading
        .token(at)
        .filter(|token| token.is_word() || token.is_sign(b'\'') || token.is_sign(b'-'))
    {
        if !token.is_word() || is_link(reading, token) {
            at += 1;
            continue;
        }
        if token.has(Sense::STOP) || words >= 3 || (!token.is_capital() && words >= 2) {
            break;
        }
        words += 1;
        at += 1;
        end = Some(at);
    }
    end
}

/// «3ème étage», «3º izq», «2º B», «1er».
fn floor(reading: &Reading, index: usize) -> Option<usize> {
    let mut at = index + 1;
    let mark = reading.token(at)?;
    let ordinal = mark.is_sign(ORDINAL)
        || reading.touches(at)
            && matches!(
                reading.text(mark),
                b"e" | b"eme" | b"er" | b"ieme" | b"th" | b"nd" | b"rd" | b"st" | b"o" | b"a"
            );
    if ordinal || mark.is_sign(b'.') {
        at += 1;
    }
    let unit = reading.token(at);
    let known = unit.is_some_and(|unit| unit.has(Sense::UNIT_WORD));
    if known {
        let side = reading.token(at + 1).is_some_and(|side| {
            matches!(
                reading.text(side),
                b"gauche"
                    | b"droite"
                    | b"face"
                    | b"izq"
                    | b"izda"
                    | b"dcha"
                    | b"esq"
                    | b"dto"
                    | b"frente"
            )
        });
        return Some(at + 1 + usize::from(side));
    }
    let letter = unit.is_some_and(|unit| {
        unit.is_word() && unit.length() == 1 && reading.shadow.at(unit.end) != b'\''
    });
    let capital = letter && unit.is_some_and(crate::redact::token::Token::is_capital);
    // «2º b»; «20 B» is what «2o B» looks like once the letter is read as a zero.
    (ordinal || capital && at == index + 1).then_some(at + usize::from(letter))
}
