//! Names announced by an expression: this file listens to every cue and answers those about the writer;
//! [`super::addressed`] and [`super::related`] answer the others.

use crate::redact::cues::{Cue, CueHit};
use crate::redact::lexicon::Sense;
use crate::redact::reading::{Finding, Reading};
use crate::redact::token::{Case, Kind, Token};

use super::addressed::{addressed, titled};
use super::parse::{self, Trust, push, skip};
use super::related::{RECIPIENTS, before, recipient, related, spoken, telling};
/// Titles that may stand between an expression and the name.
pub(super) const TITLES: &[&[u8]] = &[
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

/// Finds names after cues, after nouns for people and before «à l'appareil».
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    for hit in &reading.cues {
        let next = reading.token_from(hit.end);
        match hit.cue {
            Cue::NameStrong => strong(reading, next, found),
            Cue::NameRole => label(reading, hit, next, Trust::Capital, found),
            Cue::NameLabel => label(reading, hit, next, Trust::Known, found),
            Cue::NameWeak => weak(reading, hit, next, found),
            Cue::NameSelf => own(reading, next, found),
            Cue::Address => addressed(reading, hit, next, Trust::Capital, found),
            Cue::AddressNoun => addressed(reading, hit, next, Trust::Known, found),
            Cue::Title => titled(reading, hit, next, found),
            Cue::Spoken => spoken(reading, next, found),
            Cue::NameBefore => before(reading, hit, found),
            Cue::Telling => telling(reading, hit, found),
            _ => {}
        }
    }
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.has(Sense::PERSON) {
            related(reading, index, token, found);
        } else if token.is_word() && RECIPIENTS.contains(&reading.text(token)) {
            recipient(reading, index + 1, found);
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
fn label(reading: &Reading, hit: &CueHit, next: usize, otherwise: Trust, found: &mut Vec<Finding>) {
    let at = skip(reading, next, b":=\n", COPULAS);
    let stated = reading
        .tokens
        .get(next..at)
        .unwrap_or_default()
        .iter()
        .any(|token| token.is_sign(b':') || token.is_sign(b'='));
    let at = skip(reading, at, b".", TITLES);
    let trust = if stated { Trust::Any } else { otherwise };
    // «De : X» heads a letter, «de Nancy» does not.
    if !stated
        && matches!(
            reading.shadow.slice(hit.start, hit.end),
            b"de" | b"from" | b"a"
        )
    {
        return;
    }
    if let Some(after) = parse::take(reading, at, trust) {
        push(reading, at, after, "label", found);
    }
}

/// «c'est X»: a known first name, or two capitals in a row.
fn weak(reading: &Reading, hit: &CueHit, next: usize, found: &mut Vec<Finding>) {
    let next = skip(reading, next, b":", TITLES);
    let Some(first) = reading.token(next).filter(|token| token.is_word()) else {
        return;
    };
    let preposition = matches!(
        reading.shadow.slice(hit.start, hit.end),
        b"pour" | b"avec" | b"with" | b"con" | b"mit" | b"com" | b"voici" | b"parla"
    );
    if is_brand(reading, first) || preposition && first.has(Sense::TOWN) {
        return;
    }
    if let Some(after) = parse::take(reading, next, Trust::Known) {
        // «c'est Noël Martin», «it's May»: guarded words were refused; «c'est Claire» is taken.
        push(reading, next, after, "self", found);
        return;
    }
    // «i'm nancy», «je suis florence», and nothing after.
    let closed = reading
        .token(next + 1)
        .is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number));
    if closed
        && !preposition
        && first.has(Sense::TOWN)
        && first.has(Sense::FIRST)
        && !matches!(
            reading.shadow.slice(hit.start, hit.end),
            b"c'est" | b"cest" | b"it's" | b"c est"
        )
    {
        push(reading, next, next + 1, "self", found);
        return;
    }
    // «sono Zorek», «I'm Velala»: unless it says where one comes from.
    let own = matches!(
        reading.shadow.slice(hit.start, hit.end),
        b"je suis"
            | b"jsuis"
            | b"j suis"
            | b"i'm"
            | b"i am"
            | b"im"
            | b"soy"
            | b"yo soy"
            | b"sono"
            | b"sou"
            | b"sou o"
            | b"sou a"
            | b"eu sou"
            | b"ich bin"
            | b"c'est"
            | b"cest"
            | b"this is"
    );
    let ends = [
        b"ien".as_slice(),
        b"ienne",
        b"ais",
        b"aise",
        b"ois",
        b"oise",
        b"ish",
        b"ian",
        b"ican",
        b"ese",
        b"ano",
        b"ana",
        b"er",
        b"in",
    ];
    let origin = ends.iter().any(|end| reading.text(first).ends_with(end));
    if own && !origin && is_unknown_title(first) && is_closed(reading, next + 1) {
        push(reading, next, next + 1, "self, unknown word", found);
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
        && reading.token(next).is_some_and(|token| {
            token.length() >= 3 && reading.cues.iter().all(|other| other.start != token.start)
        })
        && reading.token(after).is_none_or(|token| {
            !matches!(token.kind, Kind::Word | Kind::Number) || token.has(Sense::STOP)
        })
        && after == next + 1
    {
        push(reading, next, after, "self, unknown word", found);
    }
}

/// «demandez jules», «ma fille nina»: where a person is expected, an ambiguous first name may be in lower case.
pub(super) fn timid(reading: &Reading, index: usize) -> Option<usize> {
    let token = reading.token(index)?;
    let plain = token.is_word()
        && token.length() >= 3
        && token.has(Sense::FIRST)
        && !token.has(Sense::DOUBTFUL | Sense::ARTICLE | Sense::NUMBER | Sense::PARTICLE);
    (plain && (token.has(Sense::TOWN) || !token.has(Sense::GUARDED))).then_some(index + 1)
}

/// A word in no list, with one capital.
pub(super) fn is_unknown_title(token: &Token) -> bool {
    token.is_word()
        && token.case == Case::Title
        && token.length() >= 3
        && !token.has(
            Sense::DOUBTFUL | Sense::GUARDED | Sense::ARTICLE | Sense::PARTICLE | Sense::NUMBER,
        )
}

/// Whether the sentence, or its clause, ends before a token.
pub(super) fn is_closed(reading: &Reading, index: usize) -> bool {
    reading
        .token(index)
        .is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number))
}

/// Whether a token belongs to a brand or to a famous person.
pub(super) fn is_brand(reading: &Reading, token: &Token) -> bool {
    reading
        .cues
        .iter()
        .any(|hit| hit.cue == Cue::Brand && hit.start <= token.start && token.end <= hit.end)
}
