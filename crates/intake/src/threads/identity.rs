//! Who the contact is, before the gate. Nothing here is stored or logged.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::comparison::is_mark;

/// A phone number in E.164 form: `+` and 7 to 15 digits. Exists only before the gate: never
/// stored, never logged.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber(Box<str>);

impl PhoneNumber {
    /// The number as `+33639981122`.
    pub fn e164(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PhoneNumber {
    /// A number in a log is a person in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneNumber(‹redacted›)")
    }
}

/// Why a text is not a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidPhoneNumber {
    /// No country code: the same digits mean another person in another country.
    #[error("a phone number starts with + and its country code")]
    NoCountryCode,
    /// Letters or symbols stand among the digits: a name that holds a number is a name.
    #[error("a phone number holds digits, spaces, dots, dashes and brackets only")]
    OtherSymbols,
    /// E.164 allows 15 digits; fewer than 7 is a short code, which cannot be a contact.
    #[error("a phone number has 7 to 15 digits, not {found}")]
    Length {
        /// Digits found.
        found: usize,
    },
}

impl FromStr for PhoneNumber {
    type Err = InvalidPhoneNumber;

    /// Reads `+33 6 39 98 11 22` as WhatsApp prints unsaved contacts, or `0033…`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bare: String = text
            .chars()
            .filter(|c| !is_mark(*c) && !c.is_whitespace())
            .collect();
        let national = bare
            .strip_prefix('+')
            .or_else(|| bare.strip_prefix("00"))
            .ok_or(InvalidPhoneNumber::NoCountryCode)?;
        let mut e164 = String::from("+");
        for c in national.chars() {
            match c {
                '0'..='9' => e164.push(c),
                '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}' => {}
                _ => return Err(InvalidPhoneNumber::OtherSymbols),
            }
        }
        let found = e164.len() - 1;
        if e164.starts_with("+0") {
            return Err(InvalidPhoneNumber::NoCountryCode);
        }
        if !(7..=15).contains(&found) {
            return Err(InvalidPhoneNumber::Length { found });
        }
        Ok(Self(e164.into_boxed_str()))
    }
}

/// What an export tells of who the contact is: a number where the chat was not saved under a
/// name, else only a display name.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ContactIdentity {
    /// The number, when a display name was one.
    pub phone: Option<PhoneNumber>,
    /// Display names, the most recent export's first; never empty, numbers included.
    pub names: Vec<Box<str>>,
}

impl ContactIdentity {
    /// From display names, most recent first.
    pub(super) fn from_names(names: Vec<Box<str>>) -> Self {
        let phone = names.iter().find_map(|name| name.parse().ok());
        Self { phone, names }
    }
}

impl fmt::Debug for ContactIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContactIdentity")
            .field("phone", &self.phone)
            .field("names", &format_args!("‹{} redacted›", self.names.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, InvalidPhoneNumber>) {
        let parsed: Result<PhoneNumber, _> = text.parse();
        assert_eq!(
            parsed.as_ref().map(PhoneNumber::e164).map_err(|e| *e),
            expected
        );
    }

    #[test]
    fn a_display_name_that_is_a_number_becomes_e164() {
        check(
            "\u{202a}+33\u{a0}7 66 55\u{2011}44\u{a0}33\u{202c}",
            Ok("+33766554433"),
        );
        check("+1 (202) 555-0143", Ok("+12025550143"));
        check("0033 6 39 98 11 22", Ok("+33639981122"));
    }

    #[test]
    fn a_name_that_holds_a_number_stays_a_name() {
        check(
            "Garage 06 39 98 11 22",
            Err(InvalidPhoneNumber::NoCountryCode),
        );
        check(
            "+33 6 39 98 11 22 Awa",
            Err(InvalidPhoneNumber::OtherSymbols),
        );
    }

    #[test]
    fn a_number_without_country_code_is_refused() {
        check("06 39 98 11 22", Err(InvalidPhoneNumber::NoCountryCode));
        check("+06 39 98 11 22", Err(InvalidPhoneNumber::NoCountryCode));
    }

    #[test]
    fn short_codes_and_overlong_digits_are_refused() {
        check("+36 184", Err(InvalidPhoneNumber::Length { found: 5 }));
        check(
            "+1234567890123456",
            Err(InvalidPhoneNumber::Length { found: 16 }),
        );
    }

    #[test]
    fn debug_shows_neither_number_nor_name() {
        let identity = ContactIdentity::from_names(vec!["+33639981122".into(), "Awa".into()]);
        let shown = format!("{identity:?}");
        assert!(!shown.contains("3998") && !shown.contains("Awa"), "{shown}");
    }
}
