//! Passwords, between the hand that types them and the digest that is kept.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

use super::AccountName;

/// Fewest characters.
const SHORTEST: usize = 12;
/// Most bytes: a longer one only costs time.
const LONGEST: usize = 1024;

/// A password. Wiped when dropped; shown by nothing.
#[derive(Clone, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Password(Zeroizing<String>);

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeakPassword {
    /// Fewer than 12 characters.
    #[error("fewer than 12 characters")]
    Short,
    /// More than 1,024 bytes.
    #[error("more than 1,024 bytes")]
    Long,
    /// The name of the account, or one character again and again.
    #[error("the name of the account, or one character again and again")]
    Guessable,
}

impl Password {
    /// The password, for the one use it is held for.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Refuses what would be guessed.
    ///
    /// # Errors
    /// It is too short, too long, or says nothing but the name.
    pub fn check(&self, name: &AccountName) -> Result<(), WeakPassword> {
        if self.0.chars().count() < SHORTEST {
            return Err(WeakPassword::Short);
        }
        if self.0.len() > LONGEST {
            return Err(WeakPassword::Long);
        }
        // The name alone, written once or several times, with anything but letters around it.
        let letters: Zeroizing<String> = Zeroizing::new(plain(&self.0));
        let of_name = plain(name.as_str());
        let only_name = letters.replace(&of_name, "").is_empty();
        let first = self.0.chars().next();
        if only_name || self.0.chars().all(|c| Some(c) == first) {
            return Err(WeakPassword::Guessable);
        }
        Ok(())
    }
}

/// Letters in lower case; where there are none (digits only), all of it.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.is_empty() { lower } else { letters }
}

impl From<String> for Password {
    fn from(password: String) -> Self {
        Self(Zeroizing::new(password))
    }
}

impl From<Password> for String {
    fn from(password: Password) -> Self {
        password.0.to_string()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(‹redacted›)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_long_and_guessable_passwords_are_refused() {
        let name: AccountName = "camille".parse().expect("a name");
        let check = |word: &str| Password::from(word.to_owned()).check(&name);
        assert_eq!(check("onze lettre"), Err(WeakPassword::Short));
        assert_eq!(check(&"ab".repeat(513)), Err(WeakPassword::Long));
        for guessable in [
            "camillecamille",
            "Camille-2026!!",
            "aaaaaaaaaaaa",
            "CAMILLE 12345",
        ] {
            assert_eq!(
                check(guessable),
                Err(WeakPassword::Guessable),
                "{guessable}"
            );
        }
        for good in [
            "douze lettres",
            "éééééééééééà",
            "camille aime le vent",
            "928374650192",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }
}
