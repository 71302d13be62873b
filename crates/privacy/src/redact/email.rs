//! E-mail addresses, plain, with spaces round the sign, or spelled out.

use super::PiiKind;
use super::cues::Cue;
use super::reading::{Finding, Reading, rank};
use super::token::{Kind, Token};

/// Endings believed when the address is spelled out.
const ENDINGS: &[&[u8]] = &[
    b"com", b"fr", b"net", b"org", b"eu", b"io", b"be", b"ch", b"ca", b"es", b"it", b"de", b"pt",
    b"uk", b"lu", b"me", b"info", b"biz", b"example", b"at", b"nl", b"ie", b"us", b"br", b"ma",
    b"tn", b"dz", b"sn", b"ci", b"cm", b"ml", b"mx", b"ar", b"co", b"pl", b"tr", b"gp", b"mq",
    b"re", b"pf", b"edu", b"gov", b"cat", b"test", b"tld", b"app", b"dev",
];

/// Mail hosts recognised without a sign: «k.diallo chez gmail.com».
const HOSTS: &[&[u8]] = &[
    b"gmail",
    b"hotmail",
    b"outlook",
    b"yahoo",
    b"orange",
    b"wanadoo",
    b"laposte",
    b"free",
    b"sfr",
    b"icloud",
    b"live",
    b"proton",
    b"protonmail",
    b"gmx",
    b"web",
    b"aol",
    b"msn",
    b"libero",
    b"sapo",
    b"telefonica",
    b"bbox",
    b"neuf",
    b"numericable",
    b"skynet",
    b"bluewin",
    b"videotron",
    b"ymail",
    b"googlemail",
    b"mail",
    b"voila",
    b"clubinternet",
    b"alice",
    b"tiscali",
    b"virgilio",
    b"uol",
    b"terra",
    b"btinternet",
];

/// Finds addresses around `@` and around its spelled forms.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.is_sign(b'@') {
            plain(reading, index, found);
        }
    }
    for hit in reading.cues.iter().filter(|hit| hit.cue == Cue::At) {
        spelled(
            reading,
            reading.token_from(hit.start),
            reading.token_from(hit.end),
            found,
        );
    }
}

fn plain(reading: &Reading, sign: usize, found: &mut Vec<Finding>) {
    let Some(at) = reading.token(sign) else {
        return;
    };
    let (mut start, mut end) = (at.start, at.end);
    while is_local(reading.shadow.before(start)) && start > 0 {
        start -= 1;
    }
    while is_domain(reading.shadow.at(end)) && end < reading.shadow.text.len() {
        end += 1;
    }
    end = trim_end(reading, end);
    let left = at.start - start;
    let domain = reading.shadow.slice(at.end, end);
    if left > 0 && domain.len() >= 2 {
        let dotted = memchr::memrchr(b'.', domain).is_some_and(|dot| domain.len() - dot > 2);
        if dotted || HOSTS.contains(&domain) {
            found.push(Finding {
                start,
                end,
                kind: PiiKind::Email,
                rule: "address",
                rank: rank::SYNTAX,
            });
            return;
        }
    }
    // «via @compte.com» is a handle; «jules.moreau @orange.fr» an address with a stray space.
    let glued = left == 0 && !domain.is_empty();
    let host = domain
        .split(|byte| *byte == b'.')
        .next()
        .unwrap_or_default();
    let local = sign.checked_sub(1).and_then(|before| reading.token(before));
    let telling =
        local.is_some_and(|token| token.kind == Kind::Number || reading.touches(sign - 1));
    if !glued || telling || HOSTS.contains(&host) {
        spelled(reading, sign, sign + 1, found);
    }
}

/// The sign is spelled or stands between spaces: read labels to the left and to the right of it.
fn spelled(reading: &Reading, sign: usize, after: usize, found: &mut Vec<Finding>) {
    let Some((end, dots, known)) = right(reading, after) else {
        return;
    };
    let strong = reading.token(sign).is_some_and(|token| {
        reading.text(token) != b"at"
            && reading.text(token) != b"chez"
            && reading.text(token) != b"a"
            || !token.is_word()
    });
    if dots == 0 && !(known && strong) {
        return;
    }
    let Some(start) = left(reading, sign) else {
        return;
    };
    found.push(Finding {
        start,
        end,
        kind: PiiKind::Email,
        rule: "spelled address",
        rank: rank::SYNTAX,
    });
}

/// Where the domain ends; how many dots it has; whether it is a known host without a dot.
fn right(reading: &Reading, from: usize) -> Option<(usize, usize, bool)> {
    let mut index = from;
    let mut dots = 0;
    let mut end = None;
    let mut known = false;
    let mut expects_label = true;
    while let Some(token) = reading.token(index) {
        if token.kind == Kind::Line {
            break;
        }
        if expects_label {
            if !matches!(token.kind, Kind::Word | Kind::Number) {
                break;
            }
            let mut last = index;
            // A label may hold digits and hyphens: `entreprise-dupont`, `o2`.
            while let Some(next) = reading.token(last + 1) {
                let part = matches!(next.kind, Kind::Word | Kind::Number) || next.is_sign(b'-');
                if !part || !reading.touches(last + 1) {
                    break;
                }
                last += 1;
            }
            let stop = reading.token(last)?.end;
            let label = reading.shadow.slice(token.start, stop);
            if dots > 0 && ENDINGS.contains(&label) {
                end = Some((stop, dots));
            }
            if dots == 0 && HOSTS.contains(&label) {
                known = true;
                end = Some((stop, 0));
            }
            expects_label = false;
            index = last + 1;
        } else if let Some(width) = dot(reading, index) {
            // «… at all. It»: a full stop and a space end the sentence, unless a mail host stands before.
            let stop = token.is_sign(b'.') && !reading.touches(index + 1);
            if stop && !(known && dots == 0) {
                break;
            }
            dots += 1;
            expects_label = true;
            index += width;
        } else {
            break;
        }
    }
    end.map(|(stop, dots)| (stop, dots, known))
}

/// Tokens a dot takes at this place: `.`, «point», «(dot)».
fn dot(reading: &Reading, index: usize) -> Option<usize> {
    let token = reading.token(index)?;
    if token.is_sign(b'.') {
        return Some(1);
    }
    if is_dot_word(reading, token) {
        return Some(1);
    }
    let bracket = matches!(token.kind, Kind::Sign(b'(' | b'[' | b'{'));
    let inner = reading.token(index + 1)?;
    (bracket && (is_dot_word(reading, inner) || inner.is_sign(b'.'))).then_some(3)
}

fn is_dot_word(reading: &Reading, token: &Token) -> bool {
    matches!(
        reading.text(token),
        b"point" | b"dot" | b"punto" | b"punkt" | b"ponto" | b"pt"
    )
}

fn is_join_word(reading: &Reading, token: &Token) -> bool {
    is_dot_word(reading, token)
        || matches!(
            reading.text(token),
            b"tiret"
                | b"underscore"
                | b"dash"
                | b"hyphen"
                | b"guion"
                | b"bindestrich"
                | b"unterstrich"
                | b"trattino"
                | b"hifen"
                | b"moins"
                | b"minus"
        )
}

/// Where the local part starts.
fn left(reading: &Reading, sign: usize) -> Option<usize> {
    let mut index = sign.checked_sub(1)?;
    let mut start = None;
    loop {
        let token = reading.token(index)?;
        if !matches!(
            token.kind,
            Kind::Word | Kind::Number | Kind::Sign(b'_' | b'-' | b'.' | b'+')
        ) {
            return start;
        }
        // Go to the beginning of what is written without a space.
        let mut first = index;
        while first > 0
            && reading.touches(first)
            && reading.previous(first).is_some_and(|token| {
                matches!(
                    token.kind,
                    Kind::Word | Kind::Number | Kind::Sign(b'_' | b'-' | b'.' | b'+')
                )
            })
        {
            first -= 1;
        }
        let whole = reading.token(first)?;
        if start.is_none() && is_join_word(reading, whole) {
            return None;
        }
        start = Some(whole.start);
        // «clara point besnard arobase»: a joining word asks for one more label.
        let joined = first.checked_sub(1).filter(|before| {
            reading
                .token(*before)
                .is_some_and(|token| is_join_word(reading, token))
        });
        match joined.and_then(|before| before.checked_sub(1)) {
            Some(before) => index = before,
            None => return start,
        }
    }
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | b'\'' | 0x81)
}

fn is_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
}

fn trim_end(reading: &Reading, mut end: usize) -> usize {
    while end > 0 && matches!(reading.shadow.before(end), b'.' | b'-') {
        end -= 1;
    }
    end
}
