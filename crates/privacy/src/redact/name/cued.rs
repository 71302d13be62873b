//! Names announced by an expression or by a noun for a person.

use crate::redact::cues::{Cue, CueHit};
use crate::redact::lexicon::Sense;
use crate::redact::reading::{Finding, Reading};
use crate::redact::token::{Case, Kind, Token};

use super::parse::{self, ANY_FIRST, Trust, push, skip};

/// Titles that may stand between an expression and the name.
const TITLES: &[&[u8]] = &[
    b"monsieur",
    b"madame",
    b"mademoiselle",
    b"mme",
    b"mlle",
    b"mr",
    b"mrs",
    b"ms",
    b"dr",
    b"docteur",
    b"maitre",
    b"frau",
    b"herr",
    b"herrn",
    b"sr",
    b"sra",
    b"senor",
    b"senora",
    b"sig",
    b"signor",
    b"signora",
    b"dott",
    b"dottore",
    b"senhor",
    b"senhora",
    b"don",
    b"dona",
    b"tonton",
    b"tata",
    b"famille",
];
const COPULAS: &[&[u8]] = &[
    b"est", b"is", b"es", b"ist", b"e", b"c", b"cest", b"lautet", b"sera", b"called",
];

/// Titles too short or too common to be believed before a lower-case word.
const CAPITAL_TITLES: &[&[u8]] = &[
    b"m",
    b"me",
    b"si",
    b"don",
    b"dona",
    b"d.",
    b"sir",
    b"miss",
    b"ing.",
    b"famille",
    b"family",
    b"familia",
    b"familie",
    b"famiglia",
    b"m.",
    b"signore",
    b"dr",
    b"doctor",
    b"ms",
    b"pr.",
    b"maitre",
    b"mister",
    b"tante",
    b"tata",
    b"oncle",
    b"papi",
    b"papy",
    b"mamie",
    b"tonton",
    b"tatie",
    b"tantie",
    b"professeur",
    b"docteur",
    b"don",
    b"senhor",
    b"senhora",
    b"signora",
    b"dottore",
    b"herr",
    b"frau",
    b"herrn",
    b"sig",
];

/// Finds names after cues, after nouns for people and before «à l'appareil».
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    for hit in &reading.cues {
        let next = reading.token_from(hit.end);
        match hit.cue {
            Cue::NameStrong => strong(reading, next, found),
            Cue::NameRole => label(reading, next, Trust::Capital, found),
            Cue::NameLabel => label(reading, next, Trust::Known, found),
            Cue::NameWeak => weak(reading, next, found),
            Cue::NameSelf => own(reading, next, found),
            Cue::Address => addressed(reading, hit, next, Trust::Capital, found),
            Cue::AddressNoun => addressed(reading, hit, next, Trust::Known, found),
            Cue::Title => titled(reading, hit, next, found),
            Cue::Spoken => spoken(reading, next, found),
            Cue::NameBefore => before(reading, hit, found),
            _ => {}
        }
    }
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.has(Sense::PERSON) {
            related(reading, index, token, found);
        }
    }
}

/// «je m'appelle X», «au nom de X».
fn strong(reading: &Reading, next: usize, found: &mut Vec<Finding>) {
    let at = skip(reading, next, b":=\"'-.(", COPULAS);
    let at = skip(reading, at, b".:", TITLES);
    if let Some(after) = parse::take(reading, at, Trust::Any) {
        push(reading, at, after, "announced name", found);
    }
}

/// «destinataire : X», «nom : X».
fn label(reading: &Reading, next: usize, otherwise: Trust, found: &mut Vec<Finding>) {
    let at = skip(reading, next, b":=\n", COPULAS);
    let stated = reading
        .tokens
        .get(next..at)
        .unwrap_or_default()
        .iter()
        .any(|token| token.is_sign(b':') || token.is_sign(b'='));
    let at = skip(reading, at, b".", TITLES);
    let trust = if stated { Trust::Any } else { otherwise };
    if let Some(after) = parse::take(reading, at, trust) {
        push(reading, at, after, "label", found);
    }
}

/// «c'est X»: a known first name, or two capitals in a row.
fn weak(reading: &Reading, next: usize, found: &mut Vec<Finding>) {
    let next = skip(reading, next, b":", TITLES);
    let Some(first) = reading.token(next).filter(|token| token.is_word()) else {
        return;
    };
    if is_brand(reading, first) {
        return;
    }
    if let Some(after) = parse::take(reading, next, Trust::Known) {
        // «c'est Noël Martin», «it's May»: guarded words were refused; «c'est Claire» is taken.
        push(reading, next, after, "self", found);
        return;
    }
    let unknown = |token: &Token| {
        token.is_capital()
            && !token
                .has(Sense::STOP | Sense::COMMON | Sense::GUARDED | Sense::THING | Sense::PERSON)
    };
    let pair = unknown(first)
        && first.length() > 1
        && reading.token(next + 1).is_some_and(|second| {
            second.is_word() && unknown(second) && second.case != Case::Upper
        });
    let whole = reading.tokens.len();
    if (pair || first.length() == 1)
        && whole > 0
        && let Some(after) = parse::take(reading, next, Trust::Capital)
    {
        push(reading, next, after, "self, two capitals", found);
    }
}

/// «moi c'est X», «ici X».
fn own(reading: &Reading, next: usize, found: &mut Vec<Finding>) {
    let next = skip(reading, next, b":,", TITLES);
    if let Some(after) = parse::take(reading, next, Trust::Capital) {
        push(reading, next, after, "self", found);
        return;
    }
    // A lower-case word nobody knows, and then the sentence ends.
    if let Some(after) = parse::take(reading, next, Trust::Any)
        && reading.token(next).is_some_and(|token| token.length() >= 3)
        && reading.token(after).is_none_or(|token| {
            !matches!(token.kind, Kind::Word | Kind::Number) || token.has(Sense::STOP)
        })
        && after == next + 1
    {
        push(reading, next, after, "self, unknown word", found);
    }
}

/// «bonjour X», «merci X».
fn addressed(reading: &Reading, hit: &CueHit, next: usize, trust: Trust, found: &mut Vec<Finding>) {
    let Some(first) = reading.token(next).filter(|token| token.is_word()) else {
        return;
    };
    // A line end or a full stop after the greeting starts something new; only a known name may follow a comma.
    if is_brand(reading, first) || reading.shadow.slice(hit.end, first.start).contains(&b'\n') {
        return;
    }
    // «re X», «yo X», «cc X»: too short to vouch for an unknown word.
    let trust = if hit.end - hit.start <= 2 {
        Trust::Known
    } else {
        trust
    };
    if let Some(after) = parse::take(reading, next, trust) {
        push(reading, next, after, "addressed", found);
        return;
    }
    // «bonjour rose,»: an ambiguous first name alone before a sign or the end.
    let closed = reading
        .token(next + 1)
        .is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number));
    if closed
        && first.has(Sense::FIRST)
        && !first.has(Sense::STOP | Sense::COMMON | Sense::GUARDED | Sense::PERSON | Sense::ARTICLE)
        && first.length() >= 3
    {
        push(reading, next, next + 1, "addressed, alone", found);
    }
}

/// «Mme X», «Herrn X».
fn titled(reading: &Reading, hit: &CueHit, next: usize, found: &mut Vec<Finding>) {
    let title = reading.shadow.slice(hit.start, hit.end);
    let next = skip(reading, next, b".", TITLES);
    let Some(first) = reading.token(next).filter(|token| token.is_word()) else {
        return;
    };
    if reading.shadow.slice(hit.end, first.start).contains(&b'\n') {
        return;
    }
    if CAPITAL_TITLES.contains(&title) {
        let single = title.len() <= 2 && !title.contains(&b'.') && !matches!(title, b"dr" | b"ms");
        let believed = first.is_capital()
            || first.has(ANY_FIRST | Sense::LAST)
                && !single
                && !first.has(Sense::COMMON | Sense::STOP);
        // «M Dupont», «Me Lacroix»: the title itself needs its capital; «la M est trop petite» has no name after it.
        if !believed
            || single
                && (!reading.shadow.is_upper(hit.start)
                    || first.has(Sense::COMMON) && !first.has(Sense::LAST))
            || title == b"si" && !reading.shadow.is_upper(hit.start)
        {
            return;
        }
    }
    if let Some(after) = parse::take(reading, next, Trust::Title) {
        push(reading, next, after, "title", found);
    }
}

/// «parlé avec X».
fn spoken(reading: &Reading, next: usize, found: &mut Vec<Finding>) {
    let next = skip(reading, next, b"", TITLES);
    // «falei com a X», «demander à X».
    let next = skip(
        reading,
        next,
        b"",
        &[b"a", b"o", b"with", b"to", b"mit", b"con"],
    );
    if reading
        .token(next)
        .is_some_and(|first| is_brand(reading, first))
    {
        return;
    }
    if let Some(after) = parse::take(reading, next, Trust::Capital) {
        push(reading, next, after, "spoken to", found);
    }
}

/// «mon mari X», «le papa de X», «votre technicien X».
fn related(reading: &Reading, index: usize, person: &Token, found: &mut Vec<Finding>) {
    let at = skip(
        reading,
        index + 1,
        b",:('-",
        &[
            b"de",
            b"d",
            b"of",
            b"von",
            b"di",
            b"do",
            b"da",
            b"del",
            b"est",
            b"is",
            b"s",
            b"a",
            b"mme",
            b"m",
            b"monsieur",
            b"madame",
            b"mr",
            b"mrs",
        ],
    );
    let Some(first) = reading.token(at).filter(|token| token.is_word()) else {
        return;
    };
    if is_brand(reading, first) || at > index + 4 {
        return;
    }
    let owned = index
        .checked_sub(1)
        .and_then(|before| reading.token(before))
        .is_some_and(|before| {
            matches!(
                reading.text(before),
                b"mon"
                    | b"ma"
                    | b"mes"
                    | b"votre"
                    | b"vos"
                    | b"notre"
                    | b"son"
                    | b"sa"
                    | b"ton"
                    | b"ta"
                    | b"my"
                    | b"your"
                    | b"our"
                    | b"his"
                    | b"her"
                    | b"mi"
                    | b"su"
                    | b"mis"
                    | b"mio"
                    | b"mia"
                    | b"suo"
                    | b"sua"
                    | b"meu"
                    | b"minha"
                    | b"vosso"
                    | b"vossa"
                    | b"grand"
                    | b"belle"
                    | b"beau"
            )
        })
        || reading.shadow.before(person.start) == b'-';
    let trust = if owned { Trust::Capital } else { Trust::Known };
    if let Some(after) = parse::take(reading, at, trust) {
        push(reading, at, after, "person noun", found);
        return;
    }
    let _ = person;
    // «famille Martin», «dossier Dupont»: a family name with a capital.
    let family = first.is_capital()
        && first.has(Sense::LAST)
        && !first.has(Sense::STOP | Sense::COMMON | Sense::GUARDED | Sense::THING);
    if family && let Some(after) = parse::take(reading, at, Trust::Capital) {
        push(reading, at, after, "person noun, family name", found);
    }
}

/// «X à l'appareil», «X here»: up to three words with a capital, or a known first name.
fn before(reading: &Reading, hit: &CueHit, found: &mut Vec<Finding>) {
    let end = reading.token_from(hit.start);
    let mut first = end;
    while first > 0 && end - first < 3 {
        let Some(word) = reading.token(first - 1).filter(|word| word.is_word()) else {
            break;
        };
        let part = word.is_capital()
            && !word
                .has(Sense::STOP | Sense::COMMON | Sense::THING | Sense::PERSON | Sense::GUARDED)
            || parse::is_sure_in_lower_case(word)
            || end - first == 0
                && word.has(Sense::LAST)
                && !word.has(Sense::COMMON | Sense::STOP | Sense::THING | Sense::PERSON);
        if !part {
            break;
        }
        first -= 1;
    }
    let known = reading
        .tokens
        .get(first..end)
        .unwrap_or_default()
        .iter()
        .any(|word| word.has(ANY_FIRST) || word.is_capital());
    if first < end && known {
        push(reading, first, end, "speaking", found);
    }
}

/// Whether a token belongs to a brand or to a famous person.
pub(super) fn is_brand(reading: &Reading, token: &Token) -> bool {
    reading
        .cues
        .iter()
        .any(|hit| hit.cue == Cue::Brand && hit.start <= token.start && token.end <= hit.end)
}
