//! Telephone numbers spoken out: «zéro six douze trente-quatre…», mixed with digits or not.

use super::PiiKind;
use super::lexicon::Sense;
use super::reading::{Finding, Reading, rank};
use super::token::{Kind, Token};

/// Fewer number words in a row are a quantity.
const LEAST_WORDS: usize = 4;

/// Finds runs of number words.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    let mut index = 0;
    while let Some(token) = reading.token(index) {
        if !is_number_word(token) || is_article(reading, token) {
            index += 1;
            continue;
        }
        let (next, end, words) = run(reading, index);
        if words >= LEAST_WORDS {
            found.push(Finding {
                start: run_start(reading, index),
                end,
                kind: PiiKind::Phone,
                rule: "number words",
                rank: rank::SHAPE,
            });
        }
        index = next;
    }
}

/// Token after the run, place where it ends, number words in it.
fn run(reading: &Reading, first: usize) -> (usize, usize, usize) {
    let (mut index, mut end, mut words, mut next) = (first, 0, 0, first + 1);
    while let Some(token) = reading.token(index) {
        if is_number_word(token) {
            words += 1;
        } else if !(token.kind == Kind::Number && token.length() <= 4) {
            // Connectors count only if a number follows: «vingt et un», «treinta y dos», commas and dashes.
            let link = matches!(
                token.kind,
                Kind::Sign(b',' | b'-' | b'.' | b'/') | Kind::Line
            ) || matches!(
                reading.text(token),
                b"et" | b"and" | b"y" | b"und" | b"e" | b"plus"
            );
            if !link || index > next + 1 {
                break;
            }
            index += 1;
            continue;
        }
        end = token.end;
        next = index + 1;
        index += 1;
    }
    (next, end, words)
}

/// Digits just before the first word belong to the number: «06 douze trente…».
fn run_start(reading: &Reading, index: usize) -> usize {
    let mut start = reading.token(index).map_or(0, |token| token.start);
    let mut at = index;
    while let Some(before) = reading
        .previous(at)
        .filter(|token| token.kind == Kind::Number && token.length() <= 2)
    {
        start = before.start;
        at -= 1;
    }
    start
}

fn is_number_word(token: &Token) -> bool {
    token.is_word() && token.has(Sense::NUMBER | Sense::ZERO)
}

/// Words that are articles or pronouns before they are numbers do not open a run.
fn is_article(reading: &Reading, token: &Token) -> bool {
    matches!(
        reading.text(token),
        b"un"
            | b"une"
            | b"uno"
            | b"una"
            | b"um"
            | b"uma"
            | b"one"
            | b"o"
            | b"oh"
            | b"sei"
            | b"meia"
    ) && !token.has(Sense::ZERO)
}
