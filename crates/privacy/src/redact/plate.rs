//! Vehicle registrations.

use super::PiiKind;
use super::cues::Cue;
use super::reading::{Finding, Reading, rank};
use super::token::{Kind, Token};

/// Finds French plates by shape and other plates by cue.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.is_word() && token.length() == 2 {
            french(reading, index, token, found);
        }
    }
    for hit in reading.cues.iter().filter(|hit| hit.cue == Cue::Plate) {
        announced(reading, hit.end, found);
    }
}

/// `AA-123-AA`, without I, O and U.
fn french(reading: &Reading, index: usize, head: &Token, found: &mut Vec<Finding>) {
    let Some((number, tail)) = after(reading, index).and_then(|(at, gap)| {
        let number = reading
            .token(at)
            .filter(|number| number.kind == Kind::Number && number.length() == 3)?;
        let (tail_at, tail_gap) = after(reading, at)?;
        let tail = reading
            .token(tail_at)
            .filter(|tail| tail.is_word() && tail.length() == 2)?;
        (gap == tail_gap || gap == b'-' || tail_gap == b'-').then_some(((number, gap), tail))
    }) else {
        return;
    };
    let bounded = !glues(reading.shadow.before(head.start)) && !glues(reading.shadow.at(tail.end));
    if !bounded || !plate_letters(reading.text(head)) || !plate_letters(reading.text(tail)) {
        return;
    }
    let cued = reading.announced(head.start, 30, &[Cue::Plate]);
    let upper = reading.shadow.is_upper(head.start)
        && reading.shadow.is_upper(tail.start)
        && reading.shadow.is_upper(tail.end - 1);
    let claimed = reading.announced(head.start, 20, &[Cue::Reference, Cue::PublicCode]);
    // «la scenic ct 908 zr»: letters that are no words.
    let spelled = [head, tail]
        .iter()
        .all(|part| part.sense == super::lexicon::Sense::default() && !is_unit(reading, part));
    if cued || !claimed && (upper || number.1 == b'-' || spelled && number.1 == b' ') {
        let strength = if cued { rank::ANNOUNCED } else { rank::SHAPE };
        found.push(Finding {
            start: head.start,
            end: tail.end,
            kind: PiiKind::Plate,
            rule: "french plate",
            rank: strength,
        });
    }
}

/// The next token and the single separator before it: nothing (0), a space, a dash or a dot.
fn after(reading: &Reading, index: usize) -> Option<(usize, u8)> {
    let token = reading.token(index)?;
    let mut at = index + 1;
    let mut separator = 0;
    while let Some(next) = reading.token(at) {
        match next.kind {
            Kind::Sign(byte @ (b'-' | b'.' | b'*')) if separator != b'-' => {
                separator = if byte == b'-' { b'-' } else { b' ' }
            }
            Kind::Sign(_) | Kind::Line => return None,
            _ => {
                let gap = next.start - token.end;
                if separator == 0 && gap > 0 {
                    separator = b' ';
                }
                return (gap <= 3).then_some((at, separator));
            }
        }
        at += 1;
    }
    None
}

fn glues(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

fn plate_letters(letters: &[u8]) -> bool {
    letters
        .iter()
        .all(|byte| byte.is_ascii_lowercase() && !matches!(byte, b'i' | b'o' | b'u'))
}

/// After a cue: up to four groups of at most four characters, letters and digits both present, 5 to 9 in all.
fn announced(reading: &Reading, place: usize, found: &mut Vec<Finding>) {
    let first = reading.token_from(place);
    // «plaque : », «immatriculé », «la plaque c'est le », «immatriculée en ».
    for index in first..first + 6 {
        if let Some((start, end)) = groups(reading, index) {
            found.push(Finding {
                start,
                end,
                kind: PiiKind::Plate,
                rule: "announced plate",
                rank: rank::SHAPE,
            });
            return;
        }
        let Some(token) = reading.token(index) else {
            return;
        };
        let filler = matches!(
            token.kind,
            Kind::Sign(b':' | b'=' | b'-' | b',' | b'\'' | b'(' | b'.') | Kind::Line
        ) || token.is_word()
            && (token.has(super::lexicon::Sense::STOP | super::lexicon::Sense::PARTICLE)
                || token.length() > 3);
        if !filler {
            return;
        }
    }
}

fn groups(reading: &Reading, index: usize) -> Option<(usize, usize)> {
    let first = reading.token(index)?;
    if !matches!(first.kind, Kind::Word | Kind::Number) || glues(reading.shadow.before(first.start))
    {
        return None;
    }
    let mut at = index;
    let (mut letters, mut digits, mut count, mut last_letters) = (0, 0, 0, false);
    let mut best = None;
    while let Some(token) = reading.token(at) {
        if is_unit(reading, token) && count == 1 {
            return None;
        }
        let most = if token.kind == Kind::Number { 6 } else { 3 };
        if !matches!(token.kind, Kind::Word | Kind::Number) || token.length() > most || count == 4 {
            break;
        }
        // Two words in a row are a sentence, unless both are capitals («B-XK»).
        let is_letters = token.is_word();
        let dashed = reading.shadow.before(token.start) == b'-';
        if is_letters
            && last_letters
            && !dashed
            && !(reading.shadow.is_upper(token.start) && reading.shadow.is_upper(first.start))
        {
            break;
        }
        // «véhicule de 2017», «en 3 jours»: function words are not plate letters unless written in capitals.
        let open =
            !reading.shadow.at(token.end).is_ascii_digit() && reading.shadow.at(token.end) != b'-';
        if is_letters
            && open
            && token.has(super::lexicon::Sense::STOP)
            && !reading.shadow.is_upper(token.end - 1)
            && count == 0
        {
            return None;
        }
        last_letters = is_letters;
        count += 1;
        if is_letters {
            letters += token.length()
        } else {
            digits += token.length()
        }
        let end = token.end;
        if letters > 0
            && digits >= 2
            && (4..=9).contains(&(letters + digits))
            && count >= 2
            && !glues(reading.shadow.at(end))
        {
            best = Some((first.start, end));
        }
        let Some((next, _)) = after(reading, at) else {
            break;
        };
        at = next;
    }
    best
}

/// «18 kg», «142 000 km»: an amount.
fn is_unit(reading: &Reading, token: &Token) -> bool {
    matches!(
        reading.text(token),
        b"kg"
            | b"km"
            | b"cm"
            | b"mm"
            | b"cv"
            | b"ch"
            | b"h"
            | b"eur"
            | b"ans"
            | b"jrs"
            | b"min"
            | b"pm"
            | b"am"
            | b"go"
            | b"l"
            | b"m"
            | b"mn"
    )
}
