//! When two names, two messages or two wordings are the same.

use std::hash::{DefaultHasher, Hasher};

use unicode_normalization::UnicodeNormalization;

/// Direction and zero-width marks: written by the app or the keyboard, never part of what is said.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
    )
}

/// A display name as it is compared: composed (file names on a Mac are decomposed), lower case,
/// without marks, without the `~` of an unsaved contact, with single spaces.
pub(super) fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name
        .split(char::is_whitespace)
        .map(|word| word.trim_matches(is_mark))
    {
        let bare = if key.is_empty() {
            word.trim_start_matches(|c: char| c == '~' || is_mark(c))
        } else {
            word
        };
        if bare.is_empty() {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(
            bare.nfc()
                .filter(|c| !is_mark(*c))
                .flat_map(char::to_lowercase),
        );
    }
    key
}

/// A chat title as it is compared. File names lose what file systems refuse, and copies gain
/// `(1)`: only letters, digits and symbols that survive are kept.
pub(super) fn title_key(title: &str) -> String {
    let key = name_key(title);
    let bare = without_copy_number(&key);
    bare.chars()
        .filter(|c| c.is_alphanumeric() || *c == '+')
        .collect()
}

fn without_copy_number(key: &str) -> &str {
    let trimmed = key.trim_end();
    let Some((before, inside)) = trimmed
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once('('))
    else {
        return trimmed;
    };
    let is_copy =
        !inside.is_empty() && inside.len() <= 3 && inside.bytes().all(|b| b.is_ascii_digit());
    if is_copy && !before.trim().is_empty() {
        before.trim_end()
    } else {
        trimmed
    }
}

/// A text as patterns and signatures compare it: lower case, one kind of apostrophe and dash,
/// single spaces, without marks.
pub(super) fn wording(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.chars().any(is_combining) {
        text.nfc().for_each(|c| push_wording(&mut out, c));
    } else {
        text.chars().for_each(|c| push_wording(&mut out, c));
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Accents typed apart from their letter; everything else a phone writes is composed already.
fn is_combining(c: char) -> bool {
    ('\u{0300}'..='\u{036f}').contains(&c)
}

fn push_wording(out: &mut String, c: char) {
    match c {
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '!'..='~' => out.push(c),
        c if is_mark(c) => {}
        c if c.is_whitespace() => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => out.push('\''),
        '\u{2010}'..='\u{2015}' => out.push('-'),
        c => out.extend(c.to_lowercase()),
    }
}

/// Identity of a message's words across exports: 64 bits that live only while threads are put
/// together. Marks, white space and the name inside a mention (each phone prints its own) are
/// left out.
pub(super) fn fingerprint(body: &str, scratch: &mut String) -> u64 {
    scratch.clear();
    let mut mention_until = 0;
    for (at, c) in body.char_indices() {
        if at < mention_until {
            continue;
        }
        if c == '\u{2068}' {
            let rest = body.get(at..).unwrap_or_default();
            mention_until = rest.find('\u{2069}').map_or(0, |length| at + length);
        } else if !c.is_whitespace() && !is_mark(c) {
            scratch.push(c);
        }
    }
    // Fixed keys: the same text gives the same value in every run.
    let mut hasher = DefaultHasher::new();
    hasher.write(scratch.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(body: &str) -> u64 {
        fingerprint(body, &mut String::new())
    }

    #[test]
    fn names_are_compared_without_marks_tilde_case_and_odd_spaces() {
        assert_eq!(name_key("~\u{a0}Momo  Diop"), "momo diop");
        assert_eq!(name_key("\u{202a}+33\u{a0}6 39\u{202c}"), "+33 6 39");
        assert_eq!(name_key("Le\u{301}a"), name_key("Léa"));
        assert_ne!(name_key("Léa"), name_key("Lea"));
    }

    #[test]
    fn a_second_download_of_a_file_has_the_same_title() {
        assert_eq!(title_key("Awa Diop (1)"), title_key("awa diop"));
        assert_eq!(title_key("Chloé: SAV"), title_key("Chloé_ SAV"));
        assert_ne!(title_key("Garage (SAV)"), title_key("Garage"));
    }

    #[test]
    fn messages_differing_in_marks_and_spaces_only_have_one_fingerprint() {
        assert_eq!(
            print("Bonjour,\u{200e} ça  va\u{202f}?"),
            print("Bonjour, ça va ?")
        );
        assert_ne!(print("Bonjour"), print("bonjour"));
    }

    #[test]
    fn a_mention_is_the_same_whatever_the_phone_calls_the_person() {
        assert_eq!(
            print("@\u{2068}Sonia\u{2069} tu peux ?"),
            print("@\u{2068}Sonia SAV\u{2069} tu peux ?")
        );
        assert_ne!(
            print("@\u{2068}Sonia\u{2069} oui"),
            print("@\u{2068}Sonia\u{2069} non")
        );
    }

    #[test]
    fn wording_ignores_typography() {
        assert_eq!(wording("  C’est\nréglé — merci "), "c'est réglé - merci");
        assert_eq!(wording("RE\u{301}GLE\u{301}"), "réglé");
    }
}
