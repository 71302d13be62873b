//! Links that carry a token, an id or an address. A plain page link is nobody's data.

use super::PiiKind;
use super::reading::{Finding, Reading, rank};

/// From this length on a path segment of mixed characters is taken for a token.
const TOKEN_LENGTH: usize = 16;

const ENDINGS: &[&[u8]] = &[
    b"com", b"fr", b"net", b"org", b"eu", b"io", b"be", b"ch", b"ca", b"es", b"it", b"de", b"pt",
    b"uk", b"lu", b"app", b"co", b"me", b"info", b"biz", b"example", b"shop", b"dev", b"ai", b"tn",
    b"ma", b"dz", b"sn", b"ci", b"br", b"nl", b"at", b"ie", b"us", b"link", b"page", b"site",
    b"online", b"store", b"ly", b"gl", b"gd", b"to", b"test", b"local", b"tv", b"cloud", b"email",
    b"pro", b"mobi",
];

/// Words of a path that say the next segment opens something.
const OPENERS: &[&[u8]] = &[
    b"reset",
    b"verify",
    b"confirm",
    b"token",
    b"magic",
    b"invite",
    b"unsubscribe",
    b"login",
    b"auth",
    b"activate",
    b"t",
    b"s",
    b"r",
    b"share",
    b"track",
    b"suivi",
];

/// Finds links worth masking.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    let text = &reading.shadow.text;
    let mut at = 0;
    while let Some(dot) =
        memchr::memchr2(b':', b'.', text.get(at..).unwrap_or_default()).map(|place| at + place)
    {
        at = dot + 1;
        let start = link_start(text, dot);
        let Some(start) = start else { continue };
        let mut end = start;
        while text
            .get(end)
            .is_some_and(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>'))
        {
            end += 1;
        }
        while end > start
            && matches!(
                text.get(end - 1),
                Some(b'.' | b',' | b';' | b'!' | b'?' | b')' | b':' | b'\'')
            )
        {
            end -= 1;
        }
        at = end.max(at);
        if let Some(rule) = carried(reading.shadow.slice(start, end)) {
            found.push(Finding {
                start,
                end,
                kind: PiiKind::Url,
                rule,
                rank: rank::SYNTAX,
            });
        }
    }
}

/// Where the link around a `:` or `.` starts, if it is one.
fn link_start(text: &[u8], sign: usize) -> Option<usize> {
    let mut start = sign;
    while start > 0
        && text
            .get(start - 1)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    {
        start -= 1;
    }
    let rest = text.get(start..)?;
    let scheme = [b"https:".as_slice(), b"http:", b"ftp:", b"whatsapp:"]
        .iter()
        .any(|scheme| rest.starts_with(scheme));
    if scheme || rest.starts_with(b"www.") {
        return Some(start);
    }
    // `boutique.example/facture?id=…`: a host with a known ending, then a path.
    if text.get(start.wrapping_sub(1)) == Some(&b'@') {
        return None;
    }
    let host_end = rest
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')))?;
    let host = rest.get(..host_end)?;
    let ending = host.rsplit(|byte| *byte == b'.').next()?;
    (matches!(rest.get(host_end), Some(b'/' | b'?'))
        && host.contains(&b'.')
        && ENDINGS.contains(&ending))
    .then_some(start)
}

/// What makes a link personal, if anything.
fn carried(link: &[u8]) -> Option<&'static str> {
    let after_scheme = memchr::memmem::find(link, b"//").map_or(0, |place| place + 2);
    let rest = link.get(after_scheme..)?;
    if rest.contains(&b'@') || memchr::memmem::find(rest, b"%40").is_some() {
        return Some("link with an address");
    }
    let path = memchr::memchr3(b'/', b'?', b'#', rest).and_then(|place| rest.get(place..))?;
    if path
        .iter()
        .enumerate()
        .any(|(at, byte)| *byte == b'=' && path.get(at + 1).is_some_and(|next| *next != b'&'))
    {
        return Some("link with a query");
    }
    let mut opened = false;
    for segment in path.split(|byte| matches!(byte, b'/' | b'?' | b'#' | b'&' | b'.')) {
        let digits = segment.iter().filter(|byte| byte.is_ascii_digit()).count();
        let letters = segment
            .iter()
            .filter(|byte| byte.is_ascii_alphabetic())
            .count();
        let longest = segment
            .split(|byte| matches!(byte, b'-' | b'_'))
            .map(<[u8]>::len)
            .max()
            .unwrap_or(0);
        if longest >= TOKEN_LENGTH && (digits > 0 || longest >= 24)
            || digits >= 7
            || (segment.len() >= 32 && digits >= 6)
        {
            return Some("link with a token");
        }
        if opened && segment.len() >= 6 && digits > 0 && letters > 0 {
            return Some("link with an opener");
        }
        opened = OPENERS.contains(&segment);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_page_link_carries_nothing() {
        for link in [
            "https://www.boutique.example/retours",
            "https://shop.example/chaussures-homme-2024",
            "www.tact.example",
        ] {
            assert_eq!(carried(link.as_bytes()), None, "{link}");
        }
    }

    #[test]
    fn queries_tokens_and_addresses_are_carried() {
        for link in [
            "https://a.example/r?tok=9s",
            "https://a.example/reset/ryt80lir9iswidkls",
            "https://a.example/u/jo@mail.example",
            "https://wa.me/33612345678",
        ] {
            assert!(carried(link.as_bytes()).is_some(), "{link}");
        }
    }
}
