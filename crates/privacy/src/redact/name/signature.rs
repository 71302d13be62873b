//! The end of a message: what follows «cordialement» or stands alone on the last line.

use crate::redact::cues::Cue;
use crate::redact::lexicon::Sense;
use crate::redact::reading::{Finding, Reading};
use crate::redact::shadow::SYMBOL;
use crate::redact::token::{Kind, Token};

use super::cued::is_brand;
use super::parse::{self, ANY_FIRST, Trust, push, skip};

/// Finds signatures.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    for hit in reading.cues.iter().filter(|hit| hit.cue == Cue::Closing) {
        let closing = reading.shadow.slice(hit.start, hit.end);
        // «the best champagne», «a plus»: everyday words close a message only at the start of a sentence.
        if matches!(
            closing,
            b"best" | b"yours" | b"a plus" | b"att" | b"br" | b"kr"
        ) && !starts_clause(reading, reading.token_from(hit.start))
        {
            continue;
        }
        let next = skip(reading, reading.token_from(hit.end), b",.!;:-\n\x82~", &[]);
        // «thanks man»: an unknown lower-case word signs only after a phrase that does nothing but close.
        let thanks = [
            b"merci".as_slice(),
            b"mrc",
            b"thank",
            b"thx",
            b"cheers",
            b"best",
            b"gracias",
            b"danke",
            b"vielen",
            b"grazie",
            b"obrigad",
        ];
        let closes_only = !thanks.iter().any(|word| closing.starts_with(word))
            || next > reading.token_from(hit.end);
        signed(reading, next, closes_only, found);
    }
    last_lines(reading, found);
}

/// The name after a closing: it must fill the rest of its line.
fn signed(reading: &Reading, first: usize, closes_only: bool, found: &mut Vec<Finding>) {
    let first = skip(
        reading,
        first,
        b"",
        &[
            b"mme",
            b"m",
            b"mr",
            b"monsieur",
            b"madame",
            b"dr",
            b"mlle",
            b"the",
        ],
    );
    let first = skip(reading, first, b".", &[]);
    let Some(token) = reading.token(first).filter(|token| token.is_word()) else {
        return;
    };
    if is_brand(reading, token) {
        return;
    }
    let Some(after) = parse::take(reading, first, Trust::Any) else {
        return;
    };
    let words = reading.tokens.get(first..after).unwrap_or_default();
    let known = words
        .iter()
        .any(|word| word.has(ANY_FIRST | Sense::LAST) && !word.has(Sense::COMMON));
    let capital = words
        .iter()
        .all(|word| !word.is_word() || word.is_capital() || word.has(Sense::PARTICLE));
    let initial = words
        .first()
        .is_some_and(|word| word.length() == 1 && word.is_capital())
        && words.len() > 1;
    let sure = initial
        || words
            .iter()
            .any(|word| word.is_capital() && word.has(Sense::FIRST) && !word.has(Sense::COMMON));
    let vocabulary = !sure
        && words
            .iter()
            .any(|word| word.has(Sense::COMMON | Sense::GUARDED) && !word.has(Sense::FIRST));
    let count = words.iter().filter(|word| word.is_word()).count();
    let closed = ends_here(reading, after);
    let unknown = closes_only
        && count <= 3
        && !capital
        && words.iter().all(|word| word.length() >= 4 || count > 1);
    if closed && !vocabulary && (known || capital || unknown) && count <= 5
        || known
            && capital
            && words
                .first()
                .is_some_and(|word| word.has(ANY_FIRST) && !word.has(Sense::GUARDED))
    {
        push(reading, first, after, "signature", found);
    }
}

/// Whether a token opens a line or a sentence, or carries a capital.
fn starts_clause(reading: &Reading, index: usize) -> bool {
    let capital = reading.token(index).is_some_and(Token::is_capital);
    capital
        || index
            .checked_sub(1)
            .and_then(|before| reading.token(before))
            .is_none_or(|before| {
                !matches!(before.kind, Kind::Word | Kind::Number)
                    || !before.has(Sense::STOP | Sense::ARTICLE) && before.is_word()
                    || before.kind == Kind::Number
            })
}

/// End of the text, of the line, or a sign that closes; an emoji closes too, and so does a number.
fn ends_here(reading: &Reading, index: usize) -> bool {
    match reading.token(index) {
        None => true,
        Some(token) => match token.kind {
            Kind::Line | Kind::Number => true,
            Kind::Sign(byte) => matches!(
                byte,
                b'.' | b'!'
                    | b','
                    | b';'
                    | b')'
                    | b'-'
                    | b'/'
                    | b'('
                    | b'"'
                    | b':'
                    | SYMBOL
                    | b'+'
                    | b'|'
                    | b'<'
            ),
            Kind::Word => false,
        },
    }
}

/// A line of its own near the end of a text of several lines, made of names only.
fn last_lines(reading: &Reading, found: &mut Vec<Finding>) {
    let mut lines = 0;
    let mut end = reading.tokens.len();
    while end > 0 && lines < 3 {
        let start = reading
            .tokens
            .get(..end)
            .and_then(|tokens| tokens.iter().rposition(|token| token.kind == Kind::Line));
        // The first line is the message itself, unless it is nothing but a first name.
        let Some(start) = start else {
            lone_first_name(reading, end, found);
            return;
        };
        line_of_names(reading, start + 1, end, found);
        if end > start + 1 {
            lines += 1;
        }
        end = start;
    }
}

/// «Clémentine» alone on the first line of several.
fn lone_first_name(reading: &Reading, end: usize, found: &mut Vec<Finding>) {
    let lone = end == 1 && reading.tokens.len() > 1;
    let named = reading.token(0).is_some_and(|word| {
        word.has(Sense::FIRST)
            && word.is_capital()
            && word.length() >= 3
            && !word.has(Sense::DOUBTFUL | Sense::GUARDED)
    });
    if lone && named {
        push(reading, 0, 1, "line of its own", found);
    }
}

fn line_of_names(reading: &Reading, first: usize, end: usize, found: &mut Vec<Finding>) {
    let first = skip(reading, first, b"-~", &[]);
    let Some(after) = parse::take(reading, first, Trust::Capital) else {
        return;
    };
    let words = reading.tokens.get(first..after).unwrap_or_default();
    let is_word = |word: &&Token| word.is_word();
    let clean = words.iter().filter(is_word).all(|word| {
        word.is_capital()
            || word.has(Sense::PARTICLE)
            || parse::is_sure_in_lower_case(word)
            || word.has(Sense::LAST)
    });
    let known = words
        .iter()
        .any(|word| word.has(ANY_FIRST | Sense::LAST) && !word.has(Sense::COMMON | Sense::GUARDED));
    let count = words.iter().filter(is_word).count();
    let whole = after >= end
        || reading
            .token(after)
            .is_some_and(|token| matches!(token.kind, Kind::Sign(_)));
    if clean
        && whole
        && known
        && count <= 4
        && !words.first().is_some_and(|word| is_brand(reading, word))
    {
        push(reading, first, after, "line of its own", found);
    }
}
