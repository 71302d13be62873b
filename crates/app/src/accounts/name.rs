//! Names of accounts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Longest name: what the audit chain takes.
const LONGEST: usize = 32;

/// Name of an account: 2 to 32 lower-case letters, digits, `.`, `_`, `-`, beginning with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountName(String);

/// The word is no name of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "an account is named by 2 to 32 lower-case letters, digits, '.', '_' or '-', beginning with a letter"
)]
pub struct NotAnAccountName;

impl AccountName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountName {
    type Err = NotAnAccountName;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
        let begins = word.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        if !begins || !(2..=LONGEST).contains(&word.len()) || !word.bytes().all(fits) {
            return Err(NotAnAccountName);
        }
        Ok(Self(word.to_owned()))
    }
}

impl TryFrom<String> for AccountName {
    type Error = NotAnAccountName;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        word.parse()
    }
}

impl From<AccountName> for String {
    fn from(name: AccountName) -> Self {
        name.0
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_plain_and_fits_the_audit_chain() {
        for good in ["dpo", "a1", "m.diallo", "claire-d_2"] {
            let name: AccountName = good.parse().expect(good);
            assert!(tact_store::live::Actor::account(name.as_str()).is_ok());
        }
        for wrong in [
            "",
            "a",
            "Dpo",
            "1a",
            ".a",
            "a b",
            "é2",
            "a@b",
            &"a".repeat(33),
        ] {
            assert_eq!(
                wrong.parse::<AccountName>(),
                Err(NotAnAccountName),
                "{wrong}"
            );
        }
    }
}
