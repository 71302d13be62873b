//! One field: a time, a score, a word on resolution.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

use super::scale::Scale;

/// When something happened, as written. A civil time is on the clock the operator names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// With its offset.
    Instant(Timestamp),
    /// Without.
    Civil(DateTime),
}

/// Was it settled at the first contact, says the customer?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Resolved {
    /// No.
    No,
    /// Does not know yet.
    NotYet,
    /// Yes.
    Yes,
}

/// A score on its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Score {
    /// Its scale.
    pub scale: Scale,
    /// As given.
    pub value: u8,
}

impl Score {
    /// On 1–5.
    pub fn on_five(self) -> u8 {
        self.scale.on_five(self.value)
    }

    /// 4 or 5 of 5.
    pub fn satisfied(self) -> bool {
        self.scale.satisfied(self.value)
    }
}

/// A date with a time of day.
pub(super) fn moment(text: &str) -> Option<Moment> {
    // A day alone would pass for midnight.
    if !text.contains(':') {
        return None;
    }
    let instant = text.parse().ok().map(Moment::Instant);
    instant.or_else(|| text.parse().ok().map(Moment::Civil))
}

/// The same, or a day.
pub(super) fn day(text: &str) -> Option<Moment> {
    moment(text).or_else(|| {
        let day: Date = text.parse().ok()?;
        Some(Moment::Civil(day.at(12, 0, 0, 0)))
    })
}

/// Numbers written out, by value.
const WORDS: [[&str; 2]; 11] = [
    ["zéro", "zero"],
    ["un", "one"],
    ["deux", "two"],
    ["trois", "three"],
    ["quatre", "four"],
    ["cinq", "five"],
    ["six", "six"],
    ["sept", "seven"],
    ["huit", "eight"],
    ["neuf", "nine"],
    ["dix", "ten"],
];

const GOOD: [&str; 14] = [
    "1",
    "up",
    "yes",
    "oui",
    "y",
    "o",
    "true",
    "vrai",
    "good",
    "positive",
    "haut",
    "👍",
    "satisfait",
    "satisfied",
];
const BAD: [&str; 13] = [
    "0",
    "down",
    "no",
    "non",
    "n",
    "false",
    "faux",
    "bad",
    "negative",
    "bas",
    "👎",
    "insatisfait",
    "dissatisfied",
];

/// A score on its scale: «5», «5/5», «cinq», «★★★★», «👍», «oui».
pub(super) fn score(text: &str, scale: Scale) -> Option<Score> {
    let (low, high) = scale.range();
    let plain = text.trim().to_lowercase();
    // Skin tones and the variation selector say nothing of the score.
    let plain: String = plain
        .chars()
        .filter(|c| !matches!(c, '\u{1f3fb}'..='\u{1f3ff}' | '\u{fe0f}'))
        .collect();
    if matches!(scale, Scale::Thumbs | Scale::YesNo) {
        let value = if GOOD.contains(&plain.as_str()) {
            1
        } else if BAD.contains(&plain.as_str()) {
            0
        } else {
            return None;
        };
        return Some(Score { scale, value });
    }
    let value = number(&plain, high).or_else(|| stars(&plain)).or_else(|| {
        let found = WORDS
            .iter()
            .position(|words| words.contains(&plain.as_str()));
        found.and_then(|value| u8::try_from(value).ok())
    })?;
    (low..=high)
        .contains(&value)
        .then_some(Score { scale, value })
}

/// «4», «4/5», «4.0», «4,0»; never «4,5»: half a step is on no scale here.
fn number(plain: &str, top: u8) -> Option<u8> {
    let value = match plain.split_once('/') {
        Some((value, of)) if of.trim().parse() == Ok(top) => value.trim(),
        Some(_) => return None,
        None => plain,
    };
    let whole = match value.split_once(['.', ',']) {
        Some((whole, rest)) if !rest.is_empty() && rest.bytes().all(|digit| digit == b'0') => whole,
        Some(_) => return None,
        None => value,
    };
    let digits = !whole.is_empty() && whole.bytes().all(|digit| digit.is_ascii_digit());
    digits.then(|| whole.parse().ok()).flatten()
}

fn stars(plain: &str) -> Option<u8> {
    let full = plain
        .chars()
        .filter(|c| matches!(c, '★' | '⭐' | '🌟'))
        .count();
    let only = plain
        .chars()
        .all(|c| matches!(c, '★' | '⭐' | '🌟' | '☆' | ' '));
    (only && full > 0)
        .then(|| u8::try_from(full).ok())
        .flatten()
}

/// A word on resolution.
pub(super) fn resolved(text: &str) -> Option<Resolved> {
    let plain: String = text
        .trim()
        .to_lowercase()
        .chars()
        .map(|c| match c {
            '_' | '-' | '\u{a0}' | '\u{202f}' => ' ',
            '’' => '\'',
            other => other,
        })
        .collect();
    Some(match plain.as_str() {
        "yes" | "oui" | "y" | "o" | "true" | "vrai" | "1" => Resolved::Yes,
        "no" | "non" | "n" | "false" | "faux" | "0" => Resolved::No,
        "not yet"
        | "pas encore"
        | "je ne sais pas encore"
        | "i don't know yet"
        | "don't know yet"
        | "don't know"
        | "ne sais pas"
        | "ne sait pas"
        | "?" => Resolved::NotYet,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_read_as_people_and_tools_write_them() {
        let five = |text| score(text, Scale::OneToFive).map(|score| score.value);
        for (text, expected) in [
            ("5", 5),
            (" 4 ", 4),
            ("5/5", 5),
            ("3 / 5", 3),
            ("4.0", 4),
            ("cinq", 5),
            ("Two", 2),
            ("★★★☆☆", 3),
            ("⭐⭐", 2),
            ("1", 1),
        ] {
            assert_eq!(five(text), Some(expected), "{text}");
        }
        for text in [
            "", "0", "6", "4,5", "4/10", "-1", "5e0", "☆", "bien", "55555",
        ] {
            assert_eq!(five(text), None, "{text}");
        }
        let thumb = |text| score(text, Scale::Thumbs).map(|score| score.on_five());
        assert_eq!(
            (thumb("👍🏽"), thumb("Down"), thumb("5")),
            (Some(5), Some(1), None)
        );
        assert_eq!(score("0", Scale::Nps).map(|score| score.on_five()), Some(1));
    }

    #[test]
    fn a_day_alone_is_no_time_of_an_answer() {
        assert_eq!(moment("2026-02-14"), None);
        assert!(matches!(moment("2026-02-14T10:30"), Some(Moment::Civil(_))));
        assert!(matches!(
            moment("2026-02-14 10:30:05"),
            Some(Moment::Civil(_))
        ));
        assert!(matches!(
            moment("2026-02-14T10:30:00+01:00"),
            Some(Moment::Instant(_))
        ));
        assert_eq!(moment("14/02/2026 10:30"), None);
        assert!(day("2026-02-14").is_some());
    }
}
