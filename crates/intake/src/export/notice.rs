//! Tells a notice of the app from a message, where a colon makes it look like one.

use super::Notice;
use super::fold::fold;
use super::names::split_any_author;
use super::phrases::{LONGEST_WORDING, PHRASES};

/// True when a notice stands here, and the colon at byte `colon` is inside it.
pub(super) fn is_notice_with_colon(rest: &str, colon: usize) -> bool {
    if rest.len() > LONGEST_WORDING {
        return false;
    }
    let (prefix, behind) = rest.split_at(colon);
    if opens_a_quote(prefix, behind) {
        return true;
    }
    PHRASES.notice(&fold(rest), fold(prefix).len()).is_some()
}

/// True when a quotation opens in front of the colon and closes behind it: no name does that.
fn opens_a_quote(prefix: &str, behind: &str) -> bool {
    const PAIRS: [(char, char); 6] = [
        ('«', '»'),
        ('“', '”'),
        ('„', '“'),
        ('「', '」'),
        ('『', '』'),
        ('"', '"'),
    ];
    PAIRS.iter().any(|&(open, close)| {
        let Some((front, inside)) = prefix.rsplit_once(open) else {
            return false;
        };
        let unbalanced = if open == close {
            prefix.matches(open).count() % 2 == 1
        } else {
            !inside.contains(close)
        };
        unbalanced
            && front.ends_with(' ')
            && front.trim().contains(|c: char| c.is_alphabetic())
            && behind.contains(close)
    })
}

pub(super) fn is_encryption(text: &str, before: usize) -> bool {
    matches!(
        PHRASES.notice(&fold(text), before),
        Some((Notice::Encryption, _))
    )
}

/// True when what follows a header is the notice that opens every export.
pub(super) fn opens_export(rest: &str) -> bool {
    let body = split_any_author(rest)
        .and_then(|split| rest.get(split.body..))
        .unwrap_or_default();
    [rest, body]
        .iter()
        .any(|text| text.len() <= LONGEST_WORDING && is_encryption(text, usize::MAX))
}
