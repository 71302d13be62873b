//! What data may be used for.

use serde::Serialize;

/// The purposes a contact can agree to, one by one. Granting one grants no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PurposeKind {
    /// Satisfaction statistics and topics from the text.
    Analysis,
    /// Showing a redacted quote.
    Quotation,
    /// Sending a survey.
    Survey,
    /// Remembering preferences for the contact's own benefit.
    Personalisation,
    /// Inviting to a panel.
    Panel,
}

impl PurposeKind {
    /// Every purpose, in the order of the consent file's documentation.
    pub const ALL: [Self; 5] = [
        Self::Analysis,
        Self::Quotation,
        Self::Survey,
        Self::Personalisation,
        Self::Panel,
    ];

    /// Word used in the consent file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Analysis => "analysis",
            Self::Quotation => "quotation",
            Self::Survey => "survey",
            Self::Personalisation => "personalisation",
            Self::Panel => "panel",
        }
    }

    /// Reads the word of the consent file; exact, lower case.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }
}
