//! Strings of JSON, read into memory that is wiped.

use zeroize::Zeroizing;

/// Reads a JSON string, quotes included, that a parser has found well formed. Half of a surrogate
/// pair (the platform cuts names in the middle of an emoji) becomes U+FFFD instead of costing the
/// whole body. Nothing is copied anywhere else on the way: the room is asked for once, and a text is
/// never longer than its JSON.
pub(super) fn read_string(raw: &str) -> Option<Zeroizing<String>> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = Zeroizing::new(String::with_capacity(inner.len()));
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        let (plain, escape) = rest.split_at(at);
        text.push_str(plain);
        let (c, length) = read_escape(escape);
        text.push(c);
        rest = escape.get(length..)?;
    }
    text.push_str(rest);
    Some(text)
}

/// Appends JSON that a parser has found well formed, in one form whatever the wire made of it:
/// characters instead of escapes, no space between tokens. Never longer than what it is made from.
pub(super) fn push_canonical(raw: &str, into: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find('"') {
        push_tokens(&rest[..at], into);
        let string = &rest[at..];
        let end = end_of_string(string);
        let (string, after) = string.split_at(end);
        if let Some(text) = read_string(string) {
            push_string(&text, into);
        }
        rest = after;
    }
    push_tokens(rest, into);
}

fn push_tokens(tokens: &str, into: &mut String) {
    into.extend(tokens.chars().filter(|c| !c.is_ascii_whitespace()));
}

/// Bytes of the string a text starts with, quotes included.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn push_string(text: &str, into: &mut String) {
    into.push('"');
    for c in text.chars() {
        match c {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            '\n' => into.push_str("\\n"),
            '\r' => into.push_str("\\r"),
            '\t' => into.push_str("\\t"),
            '\u{8}' => into.push_str("\\b"),
            '\u{c}' => into.push_str("\\f"),
            '\0'..='\u{1f}' => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                let code = c as usize;
                into.push_str("\\u00");
                into.push(char::from(HEX[code >> 4]));
                into.push(char::from(HEX[code & 15]));
            }
            _ => into.push(c),
        }
    }
    into.push('"');
}

/// The character of the escape a text starts with, and the bytes it takes.
fn read_escape(text: &str) -> (char, usize) {
    match text.as_bytes().get(1) {
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{c}', 2),
        Some(b'n') => ('\n', 2),
        Some(b'r') => ('\r', 2),
        Some(b't') => ('\t', 2),
        Some(b'u') => read_unicode(text),
        Some(c) if c.is_ascii() => (char::from(*c), 2),
        _ => (char::REPLACEMENT_CHARACTER, 1),
    }
}

fn read_unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else {
        return (char::REPLACEMENT_CHARACTER, 2);
    };
    let pair = [first, unit(6).unwrap_or(0)];
    match char::decode_utf16(pair).next() {
        Some(Ok(c)) if (0xd800..0xdc00).contains(&first) => (c, 12),
        Some(Ok(c)) => (c, 6),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        assert_eq!(
            read_string(raw).as_deref().map(String::as_str),
            Some(expected)
        );
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            any::<i64>().prop_map(serde_json::Value::from),
            any::<bool>().prop_map(serde_json::Value::from),
            any::<String>().prop_map(serde_json::Value::from),
            "[\\PC\u{0}-\u{1f}\"\\\\]{0,8}".prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
                proptest::collection::hash_map(any::<String>(), inner, 0..4)
                    .prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    #[test]
    fn escapes_of_the_wire_are_read() {
        check(r#""\u00c9crivez-nous""#, "Écrivez-nous");
        check(r#""https:\/\/fb.me\/x""#, "https://fb.me/x");
        check(r#""\ud83d\udc4d!""#, "👍!");
        check(r#""a\"\\\b\f\n\r\tz""#, "a\"\\\u{8}\u{c}\n\r\tz");
        check(r#""""#, "");
    }

    #[test]
    fn half_of_a_surrogate_pair_is_replaced_and_the_rest_kept() {
        check(r#""Léa \ud83d""#, "Léa \u{fffd}");
        check(r#""\udc4d Léa""#, "\u{fffd} Léa");
        check(r#""\ud83d\ud83d\udc4d""#, "\u{fffd}👍");
        check(r#""\ud83dx""#, "\u{fffd}x");
        check(r#""\ud83d\n""#, "\u{fffd}\n");
    }

    #[test]
    fn what_is_no_string_is_none() {
        for raw in ["12", "null", "{}", "\""] {
            assert!(read_string(raw).is_none());
        }
    }

    proptest! {
        #[test]
        fn a_text_survives_being_written_and_read(text in any::<String>()) {
            let raw = serde_json::to_string(&text).unwrap();
            check(&raw, &text);
            let escaped: String = std::iter::once("\"".to_owned())
                .chain(text.encode_utf16().map(|unit| format!("\\u{unit:04x}")))
                .chain(["\"".to_owned()])
                .collect();
            check(&escaped, &text);
        }

        #[test]
        fn one_form_says_the_same_and_is_no_longer(value in any_json()) {
            let mut wire = String::new();
            for c in serde_json::to_string_pretty(&value).unwrap().chars() {
                if c.is_ascii() {
                    wire.push(c);
                } else {
                    let mut units = [0; 2];
                    for unit in c.encode_utf16(&mut units) {
                        wire += &format!("\\u{unit:04X}");
                    }
                }
            }
            let (mut a, mut b) = (String::new(), String::new());
            push_canonical(&wire, &mut a);
            push_canonical(&value.to_string(), &mut b);
            prop_assert_eq!(&a, &b);
            prop_assert!(a.len() <= wire.len());
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&a).unwrap(), value);
        }

        #[test]
        fn a_text_is_never_longer_than_its_json(raw in "\"([a-z]|\\\\u[0-9a-f]{4}|\\\\n)*\"") {
            let text = read_string(&raw).unwrap();
            prop_assert!(text.len() <= raw.len());
        }
    }
}
