//! Names after a greeting, thanks or a title.

use crate::redact::cues::{Cue, CueHit};
use crate::redact::lexicon::Sense;
use crate::redact::reading::{Finding, Reading};
use crate::redact::token::Kind;

use super::cued::{TITLES, is_brand, is_closed, is_unknown_title};
use super::parse::{self, ANY_FIRST, Trust, push, skip};

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

/// «bonjour X», «merci X».
pub(super) fn addressed(
    reading: &Reading,
    hit: &CueHit,
    next: usize,
    trust: Trust,
    found: &mut Vec<Finding>,
) {
    let Some(first) = reading.token(next).filter(|token| token.is_word()) else {
        return;
    };
    // A line end or a full stop after the greeting starts something new; only a known name may follow a comma.
    if is_brand(reading, first) || reading.shadow.slice(hit.end, first.start).contains(&b'\n') {
        return;
    }
    // «bjr SIREN 898…»: what announces a number is nobody's name.
    let cue = reading.cues.iter().any(|other| other.start == first.start);
    if cue && !first.has(ANY_FIRST | Sense::LAST) && first.length() > 1 {
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
    // «Hallo Zorek»: a German noun hardly stands alone after a greeting.
    if trust == Trust::Known
        && hit.cue == Cue::AddressNoun
        && is_unknown_title(first)
        && is_closed(reading, next + 1)
    {
        push(reading, next, next + 1, "addressed", found);
        return;
    }
    // «bonjour rose,»: an ambiguous first name alone before a sign or the end.
    let closed = reading
        .token(next + 1)
        .is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number));
    let pair = reading.token(next + 1).is_some_and(|second| {
        second.is_word() && second.has(Sense::FIRST) && !second.has(Sense::DOUBTFUL)
    });
    // «bonjour soazig»: a word in no list, alone after a greeting; after thanks it may be anything.
    let thanks = matches!(
        reading.shadow.slice(hit.start, hit.start + 3),
        b"mer"
            | b"mrc"
            | b"tha"
            | b"gra"
            | b"obr"
            | b"bra"
            | b"fel"
            | b"enc"
            | b"un "
            | b"muc"
            | b"man"
            | b"che"
            | b"ok "
            | b"rem"
    );
    if closed
        && !thanks
        && !cue
        && trust != Trust::Known
        && first.length() >= 4
        && first.sense == Sense::default()
    {
        push(reading, next, next + 1, "addressed, unknown word", found);
        return;
    }
    if (closed || pair)
        && first.has(Sense::FIRST)
        && !first.has(Sense::STOP | Sense::COMMON | Sense::PERSON | Sense::ARTICLE)
        && (first.has(Sense::TOWN) || !first.has(Sense::GUARDED))
        && first.length() >= 3
    {
        push(reading, next, next + 1, "addressed, alone", found);
    }
}

/// «Mme X», «Herrn X».
pub(super) fn titled(reading: &Reading, hit: &CueHit, next: usize, found: &mut Vec<Finding>) {
    let title = reading.shadow.slice(hit.start, hit.end);
    // «Mme. Petit», but not «Bonsoir Madame. Confirmez…».
    let abbreviated: &[u8] = if title.len() <= 4 { b"." } else { b"" };
    // «Dott.ssa» also holds «dott.».
    if title.ends_with(b".")
        && reading.shadow.at(hit.end).is_ascii_lowercase()
        && !reading.shadow.is_upper(hit.end)
    {
        return;
    }
    let next = skip(reading, next, abbreviated, TITLES);
    let Some(first) = reading.token(next).filter(|token| token.is_word()) else {
        return;
    };
    if reading.shadow.slice(hit.end, first.start).contains(&b'\n') {
        return;
    }
    if CAPITAL_TITLES.contains(&title) {
        let single = title.len() <= 2 && !title.contains(&b'.') && !matches!(title, b"dr" | b"ms");
        let courteous = matches!(
            title,
            b"herr"
                | b"herrn"
                | b"dona"
                | b"signora"
                | b"senhora"
                | b"m."
                | b"frau"
                | b"maitre"
                | b"docteur"
                | b"dr"
                | b"dr."
        ) && first.sense == Sense::default()
            && first.length() >= 4;
        let wife = title == b"frau" && follows_a_possessive(reading, hit);
        let courteous = courteous && !wife;
        let elided = first.length() == 1
            && reading
                .token(next + 1)
                .is_some_and(|sign| sign.is_sign(b'\''));
        let believed = elided
            || courteous
            || first.is_capital()
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

/// «meine Frau wartet»: a wife, not a title.
fn follows_a_possessive(reading: &Reading, hit: &CueHit) -> bool {
    let index = reading.token_from(hit.start);
    index
        .checked_sub(1)
        .and_then(|before| reading.token(before))
        .is_some_and(|before| {
            matches!(
                reading.text(before),
                b"meine"
                    | b"meiner"
                    | b"eine"
                    | b"die"
                    | b"der"
                    | b"ihre"
                    | b"seine"
                    | b"deine"
                    | b"unsere"
            )
        })
}
