//! How numbers, shares, durations and dates are written in French and in English.
//!
//! One place, so that a figure reads the same on a card, on an axis and in a sentence.
//! French follows the Imprimerie nationale: U+202F between groups of thousands, U+00A0 before `%`
//! and between a number and its unit. English writes `1,234.5` and `42%`.
//! A value that is unknown or not finite is written [`UNKNOWN`], never 0 (KPI page, 1.8).

mod calendar;
mod duration;

use crate::report::model::{Lang, Unit};

/// What stands where nothing is known.
pub const UNKNOWN: &str = "—";

/// No-break space: before `%` and between a number and its unit.
pub const NO_BREAK: char = '\u{a0}';

/// Narrow no-break space: between groups of thousands in French.
pub const NARROW_NO_BREAK: char = '\u{202f}';

/// The typographic minus sign.
const MINUS: char = '−';

/// Largest magnitude written in full; beyond it a figure of this product is a mistake.
const LARGEST: f64 = 1e15;

/// Writes values in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    lang: Lang,
}

impl Format {
    /// A writer for `lang`.
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language written.
    pub fn lang(self) -> Lang {
        self.lang
    }

    /// A count: `1 234` or `1,234`.
    pub fn count(self, value: u64) -> String {
        self.grouped(&value.to_string())
    }

    /// A number with exactly `places` decimals: `1 234,5` or `1,234.5`.
    pub fn decimal(self, value: f64, places: usize) -> String {
        if !value.is_finite() || value.abs() > LARGEST {
            return UNKNOWN.to_owned();
        }
        // Halves go up, as people round: a computed 72.25 may lie a hair below.
        let written = format!("{:.places$}", value.abs() * (1.0 + 4.0 * f64::EPSILON));
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let mut text = String::new();
        // A value that rounds to zero has no sign.
        if value < 0.0 && written.chars().any(|c| c.is_ascii_digit() && c != '0') {
            text.push(MINUS);
        }
        text.push_str(&self.grouped(whole));
        if !fraction.is_empty() {
            text.push(match self.lang {
                Lang::Fr => ',',
                Lang::En => '.',
            });
            text.push_str(fraction);
        }
        text
    }

    /// A number with as many decimals as it needs, at most `places`: `2`, `2,5`.
    pub fn short_decimal(self, value: f64, places: usize) -> String {
        let written = self.decimal(value, places);
        let mark = match self.lang {
            Lang::Fr => ',',
            Lang::En => '.',
        };
        if written.contains(mark) {
            written
                .trim_end_matches('0')
                .trim_end_matches(mark)
                .to_owned()
        } else {
            written
        }
    }

    /// A share in 0..1 as whole percents: `42 %` or `42%`.
    ///
    /// Rounding never turns a rare thing into an absent one: what is above 0 but rounds to 0 is
    /// written `< 1 %`, what is below 1 but rounds to 100 is written `> 99 %`.
    pub fn share(self, value: f64) -> String {
        let percent = value * 100.0;
        if !percent.is_finite() {
            return UNKNOWN.to_owned();
        }
        let space = self.space_after_comparison();
        if percent > 0.0 && percent < 0.5 {
            return format!("<{space}{}", self.percent(1.0, 0));
        }
        if (99.5..100.0).contains(&percent) {
            return format!(">{space}{}", self.percent(99.0, 0));
        }
        self.percent(percent, 0)
    }

    /// A share in 0..1 as percents with `places` decimals: `83,3 %`.
    pub fn share_to(self, value: f64, places: usize) -> String {
        self.percent(value * 100.0, places)
    }

    /// An interval of shares in a sentence: `entre 35 % et 49 %`, `between 35% and 49%`.
    pub fn between_shares(self, interval: [f64; 2]) -> String {
        let places = self.places_that_tell_apart(interval);
        let [low, high] = interval.map(|end| self.share_end(end, places));
        self.between(&low, &high)
    }

    /// An interval of shares where room is short: `35–49 %`, `35–49%`.
    pub fn share_range(self, interval: [f64; 2]) -> String {
        if interval.iter().any(|end| !end.is_finite()) {
            return UNKNOWN.to_owned();
        }
        let places = self.places_that_tell_apart(interval);
        let [low, high] = interval.map(|end| end * 100.0);
        format!(
            "{}–{}",
            self.decimal(low, places),
            self.percent(high, places)
        )
    }

    /// A difference between two shares: `+3 points`, `−2 points`, `0 point`.
    pub fn points(self, difference: f64) -> String {
        let rounded = (difference * 100.0).round();
        if !rounded.is_finite() {
            return UNKNOWN.to_owned();
        }
        // English takes the plural for 0, French does not.
        let plural = match self.lang {
            Lang::Fr => rounded.abs() >= 2.0,
            Lang::En => rounded.abs() != 1.0,
        };
        format!(
            "{}{NO_BREAK}{}",
            self.signed(rounded, 0),
            if plural { "points" } else { "point" }
        )
    }

    /// A number with its sign: `+3`, `−2`, `0`.
    pub fn signed(self, value: f64, places: usize) -> String {
        let written = self.decimal(value, places);
        let is_zero = !written.chars().any(|c| c.is_ascii_digit() && c != '0');
        if value > 0.0 && !is_zero {
            format!("+{written}")
        } else {
            written
        }
    }

    /// `k / n` as words: `12 sur 40`, `12 of 40`.
    pub fn ratio(self, part: u64, whole: u64) -> String {
        let word = match self.lang {
            Lang::Fr => "sur",
            Lang::En => "of",
        };
        format!("{} {word} {}", self.count(part), self.count(whole))
    }

    /// An interval of two written values: `entre A et B`, `between A and B`.
    ///
    /// Two ends that read the same are written once.
    pub fn between(self, low: &str, high: &str) -> String {
        if low == high {
            return low.to_owned();
        }
        match self.lang {
            Lang::Fr => format!("entre {low} et {high}"),
            Lang::En => format!("between {low} and {high}"),
        }
    }

    /// A value of a chart in its unit; `None` is [`UNKNOWN`].
    pub fn value(self, unit: Unit, value: Option<f64>) -> String {
        match (unit, value) {
            (_, None) => UNKNOWN.to_owned(),
            (Unit::Count, Some(value)) => self.short_decimal(value, 1),
            (Unit::Share, Some(value)) => self.share(value),
            (Unit::Seconds, Some(value)) => self.duration(value),
        }
    }

    /// Several items as a sentence would list them: `a, b et c`, `a, b and c`.
    pub fn list(self, items: &[String]) -> String {
        let word = match self.lang {
            Lang::Fr => "et",
            Lang::En => "and",
        };
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
        }
    }

    fn percent(self, percent: f64, places: usize) -> String {
        let number = self.decimal(percent, places);
        match self.lang {
            _ if number == UNKNOWN => number,
            Lang::Fr => format!("{number}{NO_BREAK}%"),
            Lang::En => format!("{number}%"),
        }
    }

    fn share_end(self, value: f64, places: usize) -> String {
        if places == 0 {
            self.share(value)
        } else {
            self.share_to(value, places)
        }
    }

    /// Whole percents, unless a real interval would then read as a single point.
    fn places_that_tell_apart(self, [low, high]: [f64; 2]) -> usize {
        let same_when_whole = (low * 100.0).round() == (high * 100.0).round();
        usize::from(same_when_whole && low != high)
    }

    fn space_after_comparison(self) -> &'static str {
        match self.lang {
            Lang::Fr => "\u{a0}",
            Lang::En => "",
        }
    }

    fn grouped(self, digits: &str) -> String {
        let separator = match self.lang {
            Lang::Fr => NARROW_NO_BREAK,
            Lang::En => ',',
        };
        let mut text = String::with_capacity(digits.len() * 2);
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FR: Format = Format { lang: Lang::Fr };
    const EN: Format = Format { lang: Lang::En };

    #[test]
    fn counts_are_grouped_by_thousands() {
        for (value, french, english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1234, "1\u{202f}234", "1,234"),
            (1_234_567, "1\u{202f}234\u{202f}567", "1,234,567"),
        ] {
            assert_eq!(FR.count(value), french);
            assert_eq!(EN.count(value), english);
        }
    }

    #[test]
    fn decimals_use_the_comma_in_french_and_the_point_in_english() {
        for (value, places, french, english) in [
            (1234.5, 1, "1\u{202f}234,5", "1,234.5"),
            (4.25, 1, "4,3", "4.3"),
            (-3.0, 0, "−3", "−3"),
            (-0.04, 1, "0,0", "0.0"),
            (f64::NAN, 1, "—", "—"),
            (f64::INFINITY, 0, "—", "—"),
        ] {
            assert_eq!(FR.decimal(value, places), french);
            assert_eq!(EN.decimal(value, places), english);
        }
    }

    #[test]
    fn short_decimals_drop_what_says_nothing() {
        assert_eq!(FR.short_decimal(2.0, 1), "2");
        assert_eq!(FR.short_decimal(2.5, 1), "2,5");
        assert_eq!(FR.short_decimal(100.0, 0), "100");
    }

    #[test]
    fn shares_never_round_a_rare_thing_to_nothing_nor_an_exception_away() {
        for (value, french, english) in [
            (0.42, "42\u{a0}%", "42%"),
            (0.0, "0\u{a0}%", "0%"),
            (0.001, "<\u{a0}1\u{a0}%", "<1%"),
            (0.999, ">\u{a0}99\u{a0}%", ">99%"),
            (1.0, "100\u{a0}%", "100%"),
            (f64::NAN, "—", "—"),
        ] {
            assert_eq!(FR.share(value), french);
            assert_eq!(EN.share(value), english);
        }
    }

    #[test]
    fn intervals_of_shares_read_naturally() {
        for (interval, french, english) in [
            (
                [0.35, 0.49],
                "entre 35\u{a0}% et 49\u{a0}%",
                "between 35% and 49%",
            ),
            (
                [0.352, 0.354],
                "entre 35,2\u{a0}% et 35,4\u{a0}%",
                "between 35.2% and 35.4%",
            ),
            ([1.0, 1.0], "100\u{a0}%", "100%"),
        ] {
            assert_eq!(FR.between_shares(interval), french);
            assert_eq!(EN.between_shares(interval), english);
        }
        assert_eq!(FR.share_range([0.35, 0.49]), "35–49\u{a0}%");
        assert_eq!(EN.share_range([0.35, 0.49]), "35–49%");
        assert_eq!(FR.share_range([f64::NAN, 0.5]), "—");
    }

    #[test]
    fn differences_carry_their_sign_and_agree_in_number() {
        for (value, french, english) in [
            (0.03, "+3\u{a0}points", "+3\u{a0}points"),
            (-0.02, "−2\u{a0}points", "−2\u{a0}points"),
            (0.01, "+1\u{a0}point", "+1\u{a0}point"),
            (0.0, "0\u{a0}point", "0\u{a0}points"),
        ] {
            assert_eq!(FR.points(value), french);
            assert_eq!(EN.points(value), english);
        }
    }

    #[test]
    fn an_unknown_value_is_a_dash_in_every_unit() {
        for unit in [Unit::Count, Unit::Share, Unit::Seconds] {
            assert_eq!(FR.value(unit, None), "—");
        }
    }

    #[test]
    fn lists_end_with_a_conjunction() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(FR.list(&items), "a, b et c");
        assert_eq!(EN.list(&items[..2]), "a and b");
        assert_eq!(EN.list(&[]), "");
    }
}
