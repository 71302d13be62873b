//! How deep a text of JSON nests.

/// True when no list or object of the text lies deeper than `limit`. Judges brackets outside
/// strings only, whether or not the text is JSON, before any parser recurses into it.
pub(in crate::webhook) fn is_within_depth(text: &str, limit: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > limit {
                    return false;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_inside_strings_do_not_count() {
        assert!(is_within_depth(r#"{"a":"[[[[\"[[[["}"#, 1));
        assert!(!is_within_depth(r#"{"a":"\\",[]}"#, 1));
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        let nest = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert!(is_within_depth(&nest(32), 32));
        assert!(!is_within_depth(&nest(33), 32));
    }
}
