//! What a browser or a script comes back with: a long random word. The store keeps its digest only.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::clock;

/// How every such word begins, so that one left in a file or a log is recognised.
const PREFIX: &str = "tact";
/// Characters of 32 bytes.
const RANDOM: usize = 43;

/// A word that opens the door: `tact.COMPANY.RANDOM`, the company's name empty for the first one.
/// Its name only says in whose store to look: the digest covers it, so that the word of one company
/// is unknown to another.
pub struct Held(Zeroizing<String>);

impl Held {
    /// A new one, of 256 random bits.
    ///
    /// # Errors
    /// The operating system has none to give.
    pub fn new(company: Option<&str>) -> Result<Self, getrandom::Error> {
        let random = Zeroizing::new(clock::random_key()?);
        let random = Zeroizing::new(URL_SAFE_NO_PAD.encode(&random[..]));
        let company = company.unwrap_or_default();
        let word = format!("{PREFIX}.{company}.{}", random.as_str());
        Ok(Self(Zeroizing::new(word)))
    }

    /// The word somebody came with; `None` when it has not the shape of one.
    pub fn parse(word: &str) -> Option<Self> {
        let mut parts = word.split('.');
        let (prefix, company, random) = (parts.next()?, parts.next()?, parts.next()?);
        let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        let whole = parts.next().is_none()
            && prefix == PREFIX
            && company.len() <= 64
            && company.bytes().all(fits)
            && random.len() == RANDOM
            && random.bytes().all(fits);
        whole.then(|| Self(Zeroizing::new(word.to_owned())))
    }

    /// Whose store knows it.
    pub fn company(&self) -> Option<&str> {
        let company = self.0.split('.').nth(1)?;
        (!company.is_empty()).then_some(company)
    }

    /// What the store keeps. A plain digest: 256 random bits cannot be tried.
    pub fn key(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The word, to be handed over once.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Held(‹redacted›)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_names_its_company_and_another_name_makes_it_another_word() {
        for company in [None, Some("boutique")] {
            let held = Held::new(company).expect("randomness");
            let read = Held::parse(held.expose()).expect("its own shape");
            assert_eq!((read.company(), read.key()), (company, held.key()));
        }
        let held = Held::new(Some("boutique")).expect("randomness");
        let moved = held.expose().replace("boutique", "atelier");
        assert_ne!(Held::parse(&moved).expect("a shape").key(), held.key());
        for wrong in [
            "",
            "tact",
            "tact..",
            "tact..abc",
            &format!("{}.x", held.expose()),
        ] {
            assert!(Held::parse(wrong).is_none(), "{wrong}");
        }
    }
}
