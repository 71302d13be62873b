//! What a message is and what it says, by its type.

use tact_domain::live::{AliasKind, ContentField, LiveKind};

use crate::webhook::json::{Object, excerpt};
use crate::webhook::people::digits;
use crate::webhook::walk::Walk;
use crate::webhook::{ReceivedContent, ReceivedId, SecretText};

/// Error code of a message the platform cannot give (yet).
const UNAVAILABLE: i64 = 131_060;

/// What was read of one message.
pub(super) struct Body {
    pub(super) kind: LiveKind,
    pub(super) content: ReceivedContent,
    /// Texts that are the whole of what was said, hence may be keywords.
    pub(super) said: Vec<SecretText>,
    /// Further names the sender gave of themselves, on request.
    pub(super) sender: Vec<ReceivedId>,
}

impl Body {
    /// A message of this kind without content.
    pub(super) fn of(kind: LiveKind) -> Self {
        Self {
            kind,
            content: ReceivedContent::new(),
            said: Vec::new(),
            sender: Vec::new(),
        }
    }

    pub(super) fn holds(&mut self, field: ContentField, text: SecretText) {
        self.content.push((field, text));
    }
}

impl Walk<'_> {
    /// Reads the object a message type names; `None` for an unknown type. A part that is damaged is
    /// reported and missing from the content; the rest stays.
    pub(super) fn content(&mut self, holder: &Object<'_>, word: &str) -> Option<Body> {
        Some(match word {
            "text" => self.text(holder),
            "image" => self.media(holder, "image", LiveKind::Image),
            "video" => self.media(holder, "video", LiveKind::Video),
            "audio" | "voice" => self.audio(holder, word),
            "document" => self.media(holder, "document", LiveKind::Document),
            "sticker" => self.media(holder, "sticker", LiveKind::Sticker),
            "location" => self.location(holder),
            "contacts" => self.cards(holder),
            "button" => self.button(holder),
            "interactive" => self.interactive(holder),
            "order" => self.order(holder),
            "media_placeholder" => Body::of(LiveKind::Media),
            "unsupported" | "unknown" => self.unsupported(holder),
            _ => return None,
        })
    }

    fn text(&mut self, holder: &Object<'_>) -> Body {
        let mut body = Body::of(LiveKind::Text);
        let text = holder.object("text");
        let Some(text) = self.note(holder.require("text", text)) else {
            return body;
        };
        let words = text.text("body");
        if let Some(words) = self.note(text.require("body", words)) {
            body.said.push(words.clone());
            body.holds(ContentField::Text, words);
        }
        body
    }

    fn audio(&mut self, holder: &Object<'_>, word: &str) -> Body {
        let key = if word == "voice" { "voice" } else { "audio" };
        let mut body = self.media(holder, key, LiveKind::Audio);
        let recorded = holder
            .object(key)
            .ok()
            .flatten()
            .is_some_and(|audio| audio.is_true("voice"));
        if recorded || word == "voice" {
            body.kind = LiveKind::VoiceNote;
        }
        body
    }

    /// Media: where it can be fetched (the link of the webhook lives five minutes and is dropped),
    /// its caption and file name.
    fn media(&mut self, holder: &Object<'_>, key: &'static str, kind: LiveKind) -> Body {
        let mut body = Body::of(kind);
        let media = holder.object(key);
        let Some(media) = self.note(holder.require(key, media)) else {
            return body;
        };
        if let Some(caption) = self.filled(&media, "caption") {
            body.said.push(caption.clone());
            body.holds(ContentField::Caption, caption);
        }
        if let Some(name) = self.filled(&media, "filename") {
            body.holds(ContentField::FileName, name);
        }
        if self.note(media.require("id", media.id("id"))).is_some() {
            let reference = media.excerpt(&["id", "mime_type", "sha256"]);
            body.holds(ContentField::Media, reference);
        }
        body
    }

    /// A text that says something.
    fn filled(&mut self, object: &Object<'_>, key: &'static str) -> Option<SecretText> {
        self.note(object.text(key))
            .flatten()
            .filter(|text| !text.expose().is_empty())
    }

    fn location(&mut self, holder: &Object<'_>) -> Body {
        let mut body = Body::of(LiveKind::Location);
        let location = holder.object("location");
        let Some(location) = self.note(holder.require("location", location)) else {
            return body;
        };
        let mut parts = Vec::new();
        for (key, limit) in [("latitude", 90.0), ("longitude", 180.0)] {
            let degrees = location.degrees(key, limit);
            if let Some(degrees) = self.note(location.require(key, degrees)) {
                parts.push((key, SecretText::new(degrees.to_string())));
            }
        }
        for key in ["name", "address", "url"] {
            if let Some(piece) = location.piece(key)
                && self.note(piece.text()).is_some()
            {
                parts.push((key, SecretText::new(piece.json().to_owned())));
            }
        }
        if !parts.is_empty() {
            let parts: Vec<_> = parts
                .iter()
                .map(|(key, json)| (*key, json.expose()))
                .collect();
            body.holds(ContentField::Location, excerpt(&parts));
        }
        body
    }

    /// Contact cards. One that answers a request for the sender's number tells who the sender is.
    fn cards(&mut self, holder: &Object<'_>) -> Body {
        let mut body = Body::of(LiveKind::ContactCard);
        let Some(piece) = self.note(holder.require("contacts", Ok(holder.piece("contacts"))))
        else {
            return body;
        };
        if self.note(piece.list()).is_none() {
            return body;
        }
        let cards = self.objects(holder, "contacts");
        if let [card] = cards.as_slice()
            && card.says("origin", "contact_request")
            && let [phone] = self.objects(card, "phones").as_slice()
        {
            for (key, kind) in [("wa_id", AliasKind::WaId), ("phone", AliasKind::Phone)] {
                let number = self.note(phone.id(key)).flatten();
                let number = number.and_then(|number| digits(number.expose()));
                body.sender
                    .extend(number.map(|value| ReceivedId { kind, value }));
            }
        }
        body.holds(ContentField::ContactCards, piece.canonical());
        body
    }

    /// A basket. Words written with it are words like any others.
    fn order(&mut self, holder: &Object<'_>) -> Body {
        let mut body = Body::of(LiveKind::Order);
        let order = holder.object("order");
        let Some(order) = self.note(holder.require("order", order)) else {
            return body;
        };
        if let Some(words) = self.filled(&order, "text") {
            body.said.push(words.clone());
            body.holds(ContentField::Text, words);
        }
        let basket = order.excerpt(&["catalog_id", "product_items"]);
        body.holds(ContentField::Order, basket);
        body
    }

    /// What the platform cannot express. The customer did write; what, is not told. Older payloads
    /// say `unknown` and name no kind.
    fn unsupported(&mut self, holder: &Object<'_>) -> Body {
        let named = self.note(holder.object("unsupported")).flatten();
        let word = named.and_then(|named| self.note(named.word("type")).flatten());
        let unavailable = self.codes(holder).contains(&Some(UNAVAILABLE));
        Body::of(match word.as_deref() {
            None if unavailable => LiveKind::Unavailable,
            Some("edit") => LiveKind::UnseenEdit,
            Some("reaction" | "pin" | "keep_in_chat" | "poll_update") => LiveKind::UnseenAct,
            Some("gif") => LiveKind::Gif,
            Some("group_invite") => LiveKind::GroupInvite,
            Some("image") => LiveKind::Image,
            Some("location") => LiveKind::Location,
            Some("media_placeholder") => LiveKind::Media,
            Some("order" | "product") => LiveKind::Order,
            Some("poll_creation") => LiveKind::Poll,
            Some("link_preview") => LiveKind::Text,
            Some("button" | "interactive" | "list") => LiveKind::Choice,
            _ => LiveKind::Unknown,
        })
    }
}
