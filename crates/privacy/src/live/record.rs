//! What the store may write of one live event.

use std::fmt;

use tact_domain::PurposeKind;
use tact_domain::live::{ContentField, Envelope, LiveFact, WithheldReason};
use zeroize::Zeroizing;

/// Bytes to be sealed at once; wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    pub(super) fn new(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }

    /// The bytes, to be sealed.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹redacted›")
    }
}

/// A set of purposes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Purposes(u8);

impl Purposes {
    /// No purpose.
    pub const NONE: Self = Self(0);

    /// The same set with one more.
    #[must_use]
    pub fn with(self, purpose: PurposeKind) -> Self {
        Self(self.0 | 1 << purpose as u8)
    }

    /// True when the purpose is in the set.
    pub fn contains(self, purpose: PurposeKind) -> bool {
        self.0 & (1 << purpose as u8) != 0
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The purposes, in the order of [`PurposeKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = PurposeKind> {
        PurposeKind::ALL
            .into_iter()
            .filter(move |purpose| self.contains(*purpose))
    }
}

impl FromIterator<PurposeKind> for Purposes {
    fn from_iter<I: IntoIterator<Item = PurposeKind>>(purposes: I) -> Self {
        purposes.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Purposes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// Content of a message, an edit or a reaction, as far as it passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// There was none: a deletion, a status, a message the platform cannot express.
    None,
    /// There was some; it is gone.
    Withheld(WithheldReason),
    /// It may be held, sealed.
    Held {
        /// Parts, each at most once, ordered by field.
        fields: Vec<(ContentField, SecretBytes)>,
        /// Purposes that allow holding it now. Each use asks again.
        purposes: Purposes,
    },
}

impl Content {
    /// True when it names a media, and an analysis may read it now.
    pub fn names_media_to_analyse(&self) -> bool {
        match self {
            Self::Held { fields, purposes } => {
                purposes.contains(PurposeKind::Analysis)
                    && fields
                        .iter()
                        .any(|(field, _)| *field == ContentField::Media)
            }
            Self::None | Self::Withheld(_) => false,
        }
    }
}

/// One live event past the gate. Only [`crate::Admitted`] of it may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveRecord {
    /// Where, who, when.
    pub envelope: Envelope,
    /// What.
    pub fact: LiveFact,
    /// The words, as far as they passed.
    pub content: Content,
    /// Display name for the sealed address book (redaction masks it in texts); only while some
    /// purpose is granted.
    pub profile_name: Option<SecretBytes>,
    /// How to reach the contact, for the sealed address book: digits of the number, else the
    /// business-scoped id; only while a purpose that sends (survey, panel) is granted.
    pub address: Option<SecretBytes>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let set: Purposes = [PurposeKind::Panel, PurposeKind::Analysis]
            .into_iter()
            .collect();
        for purpose in PurposeKind::ALL {
            let expected = matches!(purpose, PurposeKind::Panel | PurposeKind::Analysis);
            assert_eq!(set.contains(purpose), expected);
        }
        assert_eq!(format!("{set:?}"), "{Analysis, Panel}");
        assert!(Purposes::NONE.is_empty() && !set.is_empty());
    }
}
