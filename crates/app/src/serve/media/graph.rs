//! What the platform says of a media.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

/// A media as the webhook named it.
#[derive(Deserialize)]
pub(super) struct Reference {
    #[serde(deserialize_with = "wiped")]
    pub(super) id: Zeroizing<String>,
    pub(super) mime_type: Option<String>,
    pub(super) sha256: Option<String>,
}

/// A media as the platform's interface describes it.
#[derive(Deserialize)]
pub(super) struct Described {
    #[serde(deserialize_with = "wiped")]
    pub(super) url: Zeroizing<String>,
    mime_type: Option<String>,
    sha256: Option<String>,
    file_size: Option<Size>,
}

/// A number, or a text that holds one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Size {
    Number(u64),
    Text(String),
}

/// What the bytes have to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) sha256: [u8; 32],
    pub(super) mime_type: String,
    pub(super) length: Option<u64>,
}

impl Described {
    /// Reads an answer; `None` when it describes nothing.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok()
    }

    /// What both tellings agree on; `None` where they contradict each other, or where neither says
    /// by which hash the bytes are known, or what they are.
    pub(super) fn agrees_with(&self, reference: &Reference) -> Option<Expected> {
        let kind = |told: &Option<String>| told.as_deref().map(base);
        let mime_type = agreed(kind(&reference.mime_type), kind(&self.mime_type))?;
        let hash = |told: &Option<String>| match told {
            None => Some(None),
            Some(told) => digest(told).map(Some),
        };
        let sha256 = agreed(hash(&reference.sha256)?, hash(&self.sha256)?)?;
        let length = match &self.file_size {
            None => None,
            Some(Size::Number(length)) => Some(*length),
            Some(Size::Text(length)) => Some(length.trim().parse().ok()?),
        };
        Some(Expected {
            sha256,
            mime_type,
            length,
        })
    }
}

/// A text that is wiped when dropped.
fn wiped<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zeroizing<String>, D::Error> {
    String::deserialize(deserializer).map(Zeroizing::new)
}

fn agreed<T: PartialEq>(one: Option<T>, two: Option<T>) -> Option<T> {
    match (one, two) {
        (Some(one), Some(two)) if one != two => None,
        (one, two) => one.or(two),
    }
}

/// A type without its parameters (`audio/ogg; codecs=opus`).
fn base(mime_type: &str) -> String {
    let base = mime_type.split(';').next().unwrap_or_default();
    base.trim().to_ascii_lowercase()
}

/// A hash, in base64 as webhooks have it or in hexadecimal digits as the interface has it.
fn digest(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    if text.len() == 64 {
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(pair, 16).ok()?;
        }
        return Some(bytes);
    }
    BASE64_STANDARD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "b29814cf5792e684cd75d6a7fce7a67a11887e312f87ca2ac2496d81f365ff72";
    const BASE64: &str = "spgUz1eS5oTNddan/OemehGIfjEvh8oqwkltgfNl/3I=";

    fn reference(mime_type: Option<&str>, sha256: Option<&str>) -> Reference {
        Reference {
            id: Zeroizing::new("1".to_owned()),
            mime_type: mime_type.map(str::to_owned),
            sha256: sha256.map(str::to_owned),
        }
    }

    fn described(json: serde_json::Value) -> Described {
        Described::read(json.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn webhook_and_interface_agree_whichever_way_they_write_a_hash() {
        let told = described(serde_json::json!({
            "url": "https://x.fbcdn.net/", "mime_type": "Audio/OGG; codecs=opus",
            "sha256": HEX, "file_size": "1234", "id": "1", "messaging_product": "whatsapp",
        }));
        let expected = told
            .agrees_with(&reference(Some("audio/ogg"), Some(BASE64)))
            .unwrap();
        assert_eq!(expected.length, Some(1234));
        assert_eq!(expected.mime_type, "audio/ogg");
        assert_eq!(Some(expected.sha256), digest(HEX));
    }

    #[test]
    fn what_contradicts_itself_or_says_no_hash_is_not_fetched() {
        let told = |more: serde_json::Value| {
            let mut json = serde_json::json!({"url": "https://x.fbcdn.net/"});
            for (name, value) in more.as_object().unwrap() {
                json[name] = value.clone();
            }
            described(json)
        };
        let known = reference(Some("image/jpeg"), Some(BASE64));
        for more in [
            serde_json::json!({"mime_type": "text/html"}),
            serde_json::json!({"sha256": "0".repeat(64)}),
            serde_json::json!({"sha256": "zz"}),
            serde_json::json!({"file_size": "many"}),
        ] {
            assert_eq!(told(more).agrees_with(&known), None);
        }
        let nothing = told(serde_json::json!({}));
        assert!(nothing.agrees_with(&known).is_some());
        assert_eq!(
            nothing.agrees_with(&reference(Some("image/jpeg"), None)),
            None
        );
        assert_eq!(nothing.agrees_with(&reference(None, Some(BASE64))), None);
    }
}
