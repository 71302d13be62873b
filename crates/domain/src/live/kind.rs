//! What was sent, which parts of it are content, and why content is kept out.

use serde::Serialize;

/// What a live message is. The order is the join: of two kinds told for one message the later in
/// this list wins, so a placeholder gives way to what it stood for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveKind {
    /// The platform does not say, or says it in a word unknown here.
    Unknown,
    /// The platform lost it (131060): the text stands in the app on the phone only. Counted apart, as
    /// a blind spot of its own.
    Unavailable,
    /// An edit on a number whose edits cannot be read: of which message, and to what, is unknown.
    UnseenEdit,
    /// A reaction, pin, vote or the like that the platform cannot express.
    UnseenAct,
    /// Media of the history whose kind comes later, or never.
    Media,
    /// Written words.
    Text,
    /// A tap on a button, a list row or a template's quick reply.
    Choice,
    /// A filled form (Flow) or address.
    Form,
    /// A picture.
    Image,
    /// A video.
    Video,
    /// A sound file.
    Audio,
    /// A recorded voice note. Never listened to for tone.
    VoiceNote,
    /// A sticker.
    Sticker,
    /// An animated picture.
    Gif,
    /// A file.
    Document,
    /// One or several contact cards.
    ContactCard,
    /// A place.
    Location,
    /// A poll.
    Poll,
    /// A basket sent from the catalogue, or a product.
    Order,
    /// An invitation to a group.
    GroupInvite,
}

impl LiveKind {
    /// Every kind, in the order of the join.
    pub const ALL: [Self; 20] = [
        Self::Unknown,
        Self::Unavailable,
        Self::UnseenEdit,
        Self::UnseenAct,
        Self::Media,
        Self::Text,
        Self::Choice,
        Self::Form,
        Self::Image,
        Self::Video,
        Self::Audio,
        Self::VoiceNote,
        Self::Sticker,
        Self::Gif,
        Self::Document,
        Self::ContactCard,
        Self::Location,
        Self::Poll,
        Self::Order,
        Self::GroupInvite,
    ];

    /// Number kept in the store: the place in [`LiveKind::ALL`].
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The kind of a number kept in the store.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// True for something that was said; an act on another message opens no turn.
    pub fn is_message(self) -> bool {
        !matches!(self, Self::UnseenEdit | Self::UnseenAct)
    }
}

/// A part of a message that is content. Each is sealed apart; the code is part of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentField {
    /// Written words, UTF-8.
    Text,
    /// Words under a picture, video or file, UTF-8.
    Caption,
    /// Name of a file, UTF-8.
    FileName,
    /// Where the media can be fetched: JSON object with `id`, `mime_type`, `sha256`.
    Media,
    /// JSON object with `latitude`, `longitude` (numbers), `name`, `address`, `url`.
    Location,
    /// JSON array of contact cards, as the platform writes them.
    ContactCards,
    /// JSON object with `id`, `title`, `description`: what was tapped.
    Choice,
    /// JSON object: `answers` with what was filled in, or `text` where that is no JSON.
    Form,
    /// JSON object with `catalog_id`, `product_items`; words beside them are [`Self::Text`].
    Order,
    /// The emoji of a reaction, UTF-8.
    Emoji,
    /// JSON object: the advertisement the contact came from, without the advertising identifier.
    Referral,
    /// JSON object: the product the contact asks about.
    Product,
}

impl ContentField {
    /// Every field, in the order of their codes.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Caption,
        Self::FileName,
        Self::Media,
        Self::Location,
        Self::ContactCards,
        Self::Choice,
        Self::Form,
        Self::Order,
        Self::Emoji,
        Self::Referral,
        Self::Product,
    ];

    /// Number kept in the store and in key derivation: never changed, never reused.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The field of a number kept in the store.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }
}

/// Why the gate kept content, or a whole record, out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WithheldReason {
    /// The contact never agreed to a purpose that reads it, or agreed after it was sent.
    NoConsent,
    /// The contact agreed once and has ended it.
    ConsentEnded,
    /// The message, or everything of its contact, was erased before.
    Erased,
    /// The contact objected: not even content-free facts are kept.
    OptedOut,
}

impl WithheldReason {
    /// Word used in `tact store stats`.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoConsent => "no_consent",
            Self::ConsentEnded => "consent_ended",
            Self::Erased => "erased",
            Self::OptedOut => "opted_out",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_leads_back_to_its_kind_and_field() {
        for kind in LiveKind::ALL {
            assert_eq!(LiveKind::from_code(kind.code()), Some(kind));
        }
        for field in ContentField::ALL {
            assert_eq!(ContentField::from_code(field.code()), Some(field));
        }
        assert_eq!(LiveKind::from_code(200), None);
        assert_eq!(ContentField::from_code(200), None);
    }
}
